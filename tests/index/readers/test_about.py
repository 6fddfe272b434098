from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.readers.about import Stated, stated

NEWS: dict[str, object] = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "River rises",
    "author": {"@type": "Person", "name": "Ana Ruiz"},
    "publisher": {"@type": "Organization", "name": "Valley Paper"},
    "mainEntityOfPage": {"@id": "https://valley.example/7"},
}
ALL = Stated("River rises", "Ana Ruiz", "Valley Paper", "https://valley.example/7")


def page(*scripts: object) -> str:
    texts = (script if isinstance(script, str) else json.dumps(script) for script in scripts)
    return "".join(f'<script type="application/ld+json">{text}</script>' for text in texts)


@pytest.mark.parametrize(
    "data",
    [
        NEWS,
        [{"@type": "BreadcrumbList", "name": "World"}, NEWS],
        {"@graph": [{"@type": "WebSite", "name": "valley.example"}, NEWS]},
        {"@type": "WebPage", "name": "A page", "mainEntity": NEWS},
        NEWS | {"@type": ["Thing", "ReportageNewsArticle"]},
        NEWS
        | {"author": "Ana Ruiz", "publisher": "Valley Paper", "mainEntityOfPage": "https://valley.example/7"},
        NEWS | {"author": ["Ana Ruiz", "https://social.example/ana"]},
        NEWS | {"headline": "River&nbsp;rises "},
        f"<!--{json.dumps(NEWS)}-->",
        f"//<![CDATA[\n{json.dumps(NEWS)}\n//]]>",
        json.dumps(NEWS)[:-1] + ",}",
        json.dumps(NEWS).replace("River rises", "River\nrises"),
    ],
)
def test_every_way_of_writing_it_says_the_same(data: object) -> None:
    assert stated(page(data), "", "River rises") == ALL


def test_names_that_stand_elsewhere_are_found_by_their_ids() -> None:
    graph = [
        {"@type": "Person", "@id": "#ana", "name": "Ana Ruiz"},
        {"@type": "Person", "@id": "#tom", "name": "Tom Ode"},
        {"@type": "Organization", "@id": "#paper", "name": "Valley Paper"},
        NEWS | {"author": [{"@id": "#ana"}, {"@id": "#tom"}], "publisher": {"@id": "#paper"}},
    ]
    found = stated(page({"@graph": graph}), "", "")
    assert (found.author, found.outlet) == ("Ana Ruiz, Tom Ode", "Valley Paper")


def test_of_several_articles_the_one_with_the_title_of_the_page_counts() -> None:
    other = NEWS | {"headline": "Budget passes", "author": "Tom Ode"}
    assert stated(page(other, NEWS), "", "RIVER RISES!") == ALL
    assert stated(page(other, NEWS), "", "Something else") == Stated()


@pytest.mark.parametrize(
    "text", ["", "{", "[" * 100_000, "null", '{"@type": 5}', '{"@type": "Recipe", "name": "Soup"}', "[[[1]]]"]
)
def test_what_says_nothing_of_an_article_says_nothing(text: str) -> None:
    assert stated(page(text), "", "River rises") == Stated()


def test_a_script_that_never_ends_is_passed_over() -> None:
    assert stated('<script type="application/ld+json">' * 1000, "", "") == Stated()


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["@type", "@graph", "@id", "headline", "author", "publisher", "url", "name"]),
            inner,
        )
    ),
)


@given(values)
def test_any_data_is_taken(data: object) -> None:
    assert isinstance(stated(page(data), "", "x"), Stated)
    assert isinstance(
        stated(page({"@type": "NewsArticle", "headline": "x", "author": data}), "", "x"), Stated
    )

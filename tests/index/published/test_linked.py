from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.published.linked import from_json_ld

ARTICLE = {"@type": "NewsArticle", "headline": "River rises", "datePublished": "2023-10-16"}


def _stated(*data: Any, url: str = "", title: str = "River rises") -> list[str]:
    scripts = (item if isinstance(item, str) else json.dumps(item) for item in data)
    page = "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    return [*from_json_ld(page, url, title)]


def test_an_article_states_it_on_top_in_a_list_in_a_graph_or_as_the_main_thing() -> None:
    for data in (ARTICLE, [ARTICLE], {"@graph": [ARTICLE]}, {"@type": "WebPage", "mainEntity": ARTICLE}):
        assert _stated(data) == ["2023-10-16"]


def test_what_was_published_goes_before_what_was_created() -> None:
    assert _stated({**ARTICLE, "dateCreated": "2023-10-10"}) == ["2023-10-16", "2023-10-10"]


def test_things_that_are_no_articles_and_parts_of_the_page_do_not_count() -> None:
    other = {**ARTICLE, "datePublished": "2020-01-01"}
    assert _stated({**other, "@type": "VideoObject"}, {**other, "@type": "WebSite"}) == []
    assert (
        _stated({"@type": "ItemList", "itemListElement": [other]}, {"@type": "WebPage", "hasPart": [other]})
        == []
    )
    assert _stated({**ARTICLE, "comment": [{"@type": "Comment", "datePublished": "2020-01-01"}]}) == [
        "2023-10-16"
    ]


def test_of_several_articles_the_one_of_the_page_counts() -> None:
    one = {"@type": "Article", "url": "https://v.example/1", "datePublished": "2020-01-01"}
    two = {"@type": "Article", "url": "https://www.v.example/2/", "datePublished": "2021-01-01"}
    assert _stated(one, two, url="http://v.example/2?x=1", title="") == ["2021-01-01"]
    assert _stated(one, ARTICLE) == ["2023-10-16"]
    assert _stated(one, two) == []
    assert _stated(one, {**two, "datePublished": "2020-01-01T09:00"}) == ["2020-01-01", "2020-01-01T09:00"]


def test_the_only_article_of_a_page_may_be_another_story() -> None:
    other = {**ARTICLE, "headline": "Mill sold to brewer", "url": "https://v.example/mill"}
    assert _stated(other, url="https://v.example/river") == []
    assert _stated(other) == []
    assert _stated({**other, "headline": "In the night: River rises by two metres"}) == ["2023-10-16"]
    assert _stated({**other, "headline": "River rises"}, url="https://v.example/river") == ["2023-10-16"]
    assert _stated({**other, "url": "https://v.example/river/"}, url="https://v.example/river") == [
        "2023-10-16"
    ]


def test_each_field_counts_where_the_articles_agree_on_it() -> None:
    one, two = ({"@type": "Article", "dateCreated": day} for day in ("2020-01-01", "2021-01-01"))
    assert _stated(one, two) == []
    assert _stated({**one, "datePublished": "2019-01-01"}, two) == ["2019-01-01"]


@pytest.mark.parametrize("name", ["JobPosting", "DiscussionForumPosting", "CensusReportThing", "WebPage"])
def test_only_the_articles_of_the_vocabulary_are_articles(name: str) -> None:
    assert _stated({**ARTICLE, "@type": name}) == []
    assert _stated({**ARTICLE, "@type": "https://schema.org/ReportageNewsArticle"}) == ["2023-10-16"]


def test_a_comment_in_json_that_cannot_be_read_states_nothing() -> None:
    comment = '"comment": [{"@type": "Comment", "datePublished": "2020-01-01"}]'
    assert _stated('{"@type": "NewsArticle", "headline": "Say "x"", ' + comment + "}") == []
    both = '{"@type": "NewsArticle", "headline": "Say "x"", "datePublished": "2023-10-16", ' + comment + "}"
    assert _stated(both) == ["2023-10-16"]


def test_json_that_cannot_be_read_is_searched_where_it_agrees_with_itself() -> None:
    assert _stated('{"headline": "Say "when"", "datePublished": "2023-10-16",}') == ["2023-10-16"]
    assert _stated('{"a": "b"c", "datePublished": "2023-10-16", "x": {"datePublished": "2020-01-01"}}') == []
    assert _stated('{"@type": "NewsArticle", "datePublished": "2023-10-16",}') == ["2023-10-16"]
    assert _stated('//<![CDATA[\n{"@type": "NewsArticle", "datePublished": "2023-10-16"}\n//]]>') == [
        "2023-10-16"
    ]


def test_values_that_are_no_words_are_passed_over() -> None:
    assert _stated({**ARTICLE, "datePublished": None}, {**ARTICLE, "datePublished": ["2020", "2021"]}) == []
    assert _stated({**ARTICLE, "datePublished": {"@value": "2023-10-16"}}) == ["2023-10-16"]
    assert _stated({**ARTICLE, "datePublished": ["2023-10-16"]}) == ["2023-10-16"]
    assert _stated("[" * 100_000, "null", "3", '"x"') == []


@given(st.text(max_size=200))
def test_no_script_raises(text: str) -> None:
    _stated(text)

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import Empty, TooLarge
from index.readers.html import read_html

PATH = Path("folder/page.html")
STORY = (
    "<p>The river rose by two metres in the night, and the people of the lower town were told to leave.</p>"
    "<p>“Nobody was hurt,” the mayor said on Friday. The dam would be opened, she <a href='/x'>added</a>.</p>"
    "<p>Schools in the valley stay closed until the water falls, the council announced later that day.</p>"
)
PAGE = f"""<!DOCTYPE html><html><head><title>River rises | Valley Paper</title>
<meta property="og:site_name" content="Valley Paper"><meta name="author" content="Ana Ruiz">
<meta property="og:title" content="River rises in the night">
<link rel="canonical" href="https://valley.example/2023/10/16/river">
<meta property="article:published_time" content="2023-10-16T09:30:00Z"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>River rises in the night</h1>{STORY}
<table><tr><th>Town</th><th>Level</th></tr><tr><td>Lower town</td><td>4.2 m</td></tr></table></article>
<section id="comments"><p>First comment of a reader who has much to say about the weather.</p></section>
<footer>© 2024 Valley Paper</footer></body></html>"""


def test_a_page_gives_its_article_and_what_it_says_about_it() -> None:
    source = read_html(PAGE.encode(), PATH)
    assert source.title == "River rises in the night"
    assert source.outlet == "Valley Paper"
    assert source.author == "Ana Ruiz"
    assert source.url == "https://valley.example/2023/10/16/river"
    assert source.path == "folder/page.html"
    assert "“Nobody was hurt,” the mayor said on Friday. The dam would be opened, she added." in source.text
    assert "4.2 m" in source.text
    assert "First comment" not in source.text
    assert "World" not in source.text


def test_the_date_is_that_of_the_page() -> None:
    source = read_html(PAGE.encode(), PATH)
    assert source.published is not None
    assert source.published.value.startswith("2023-10-16")
    assert source.published_from == "page metadata"


def test_title_and_date_come_from_the_same_article_of_the_page() -> None:
    scripts = "".join(
        f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{title}", '
        f'"author": "{author}", "url": "https://valley.example/{slug}", "datePublished": "{day}"}}</script>'
        for title, author, slug, day in (
            ("Mill sold to a brewer", "Tom Ek", "mill", "2019-05-03"),
            ("River rises in the night", "Ana Ruiz", "river", "2023-10-16"),
        )
    )
    page = f"<html><head><title>A</title>{scripts}</head><body><h1>River rises in the night</h1>{STORY}"
    source = read_html(page.encode(), PATH)
    assert source.published is not None
    assert (source.title, source.author, source.url, source.published.value) == (
        "River rises in the night",
        "Ana Ruiz",
        "https://valley.example/river",
        "2023-10-16",
    )


def test_paragraphs_are_kept_apart() -> None:
    assert "told to leave.\n\n“Nobody" in read_html(PAGE.encode(), PATH).text


def test_a_declared_encoding_is_used() -> None:
    page = PAGE.replace("<head>", '<head><meta charset="windows-1252">')
    assert "“Nobody was hurt,”" in read_html(page.encode("cp1252", "xmlcharrefreplace"), PATH).text


@pytest.mark.parametrize(
    "page", ["<html></html>", "<html><body><img src='a.png'></body></html>", "<!doctype html>"]
)
def test_a_page_without_an_article_is_empty(page: str) -> None:
    with pytest.raises(Empty, match="bytes of HTML"):
        read_html(page.encode(), PATH)


def test_a_page_of_too_many_elements_is_not_parsed() -> None:
    with pytest.raises(TooLarge, match="30000 HTML elements, the limit is 20000"):
        read_html(b"<p>" * 30_000, PATH)


def test_characters_that_xml_forbids_do_not_hide_the_article() -> None:
    assert "Schools" in read_html(PAGE.replace("Schools", "\x0bSchools\x00").encode(), PATH).text

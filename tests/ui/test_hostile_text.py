"""Whatever stands in an article, a question or a message comes out as text, and only as text."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.ui.drawn import (
    ADDRESS,
    PLAIN,
    TODAY,
    a_citation,
    a_turn,
    an_article,
    article_page,
    everything,
    fragments,
    one_of_each,
    pages,
)
from tests.ui.markup import check_markup, elements, folded, hrefs, parsed, texts, visible
from ui import render
from ui.problems import Problem
from ui.sessions import Conversation, Evidence

HOSTILE: dict[str, str] = json.loads((Path(__file__).parent / "hostile.json").read_text(encoding="ascii"))
TEXTS = st.text(max_size=80) | st.sampled_from(sorted(HOSTILE.values()))


@cache
def _plain(url: str = ADDRESS) -> dict[str, list[tuple[str, dict[str, str]]]]:
    """The elements of every place when nothing but plain words stands in it."""
    return {place: elements(markup) for place, markup in everything(PLAIN, url).items()}


def _check_words(text: str) -> None:
    """The words stand where they belong, as they are."""
    wanted = folded(visible(text))
    told = one_of_each(text)
    shown, evidence = render.conversation(told), render.evidence(told, TODAY)
    for place in ('//div[@class="asked"]/p[1]', '//p[@class="note"]', '//p[@class="remedy"]'):
        assert [folded(each) for each in set(texts(shown, place))] == [wanted]
    assert [folded(each) for each in texts(evidence, "//mark")] == [wanted, wanted]
    (said, remedy) = texts(render.notice(Problem(text, f"{text}.")), "//p")
    assert (folded(said), folded(remedy)) == (wanted, folded(f"{visible(text)}."))


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_text_wherever_it_stands(name: str) -> None:
    for place, markup in everything(HOSTILE[name]).items():
        check_markup(markup)
        assert elements(markup) == _plain()[place], f"{place} has other elements than with words"
    _check_words(HOSTILE[name])


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_address_is_a_link_to_the_web_or_none(name: str) -> None:
    for place, markup in everything(PLAIN, url=HOSTILE[name]).items():
        check_markup(markup)
        assert elements(markup) in (_plain()[place], _plain("")[place])


@given(TEXTS)
@settings(max_examples=60)
@example("a\n\nb")
@example("<b>[1]</b>")
def test_any_text_is_text_wherever_it_stands(text: str) -> None:
    for place, markup in everything(text).items():
        check_markup(markup)
        if visible(text).strip():
            assert elements(markup) == _plain()[place]
    _check_words(text)


@given(st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Z", "Cn"]), min_size=1, max_size=59))
@settings(max_examples=40)
def test_names_and_titles_are_shown_as_they_are(text: str) -> None:
    evidence = render.evidence(one_of_each(text), TODAY)
    assert set(texts(evidence, "//h3")) == {text}
    assert set(texts(evidence, "//p/b")) == {text}
    page = pages(text)["article"]
    assert texts(page, "//h1") == [text]
    assert texts(page, "//title") == [f"{text} – Dateline"]
    assert texts(page, '//p[@class="meta"]')[1] == text
    upload = fragments(text)["upload done"]
    assert set(texts(upload, '//span[@class="name"]')) == {text}
    assert set(texts(upload, '//span[@class="reason"]')) == {text}


@pytest.mark.parametrize("place", list(fragments(PLAIN)))
@pytest.mark.parametrize(
    "name", ["markdown after a blank line", "markdown code", "formula", "line separators"]
)
def test_markdown_leaves_the_markup_as_it_is(name: str, place: str) -> None:
    markup = fragments(HOSTILE[name])[place]
    assert MarkdownIt("commonmark").render(markup) == markup
    assert MarkdownIt("gfm-like", {"linkify": False}).render(markup) == markup


@given(TEXTS)
@settings(max_examples=60)
def test_a_link_to_an_article_names_it_exactly(id: str) -> None:  # noqa: A002
    address = urlsplit(render.article_address("own", id, 3, 9))
    assert parse_qs(address.query, keep_blank_values=True) == {
        "archive": ["own"],
        "id": [id],
        "from": ["3"],
        "to": ["9"],
    }
    assert (address.path, address.fragment) == ("/article", "quote")
    turn = a_turn(state="answered", evidence=(Evidence(a_citation(1, PLAIN, id=id), "", ""),))
    href, *_ = hrefs(render.evidence(Conversation(turns=(turn,)), TODAY))
    assert parse_qs(urlsplit(href).query, keep_blank_values=True)["id"] == [id]


def test_an_article_without_a_marked_stretch_is_linked_as_a_whole() -> None:
    assert render.article_address("sample", "a/b&c d") == "/article?archive=sample&id=a%2Fb%26c+d"


@given(quote=TEXTS, before=TEXTS, after=TEXTS)
@settings(max_examples=60)
def test_the_mark_is_exactly_the_quote(quote: str, before: str, after: str) -> None:
    turn = a_turn(state="answered", evidence=(Evidence(a_citation(1, quote), before, after),))
    markup = render.evidence(Conversation(turns=(turn,)), TODAY)
    (block,) = parsed(markup).xpath("//blockquote")
    (mark,) = block.xpath("./mark")
    pieces = [block.text or "", str(mark.text_content()), mark.tail or ""]
    for piece, text in zip(pieces, (before, quote, after), strict=True):
        assert piece == visible(text) or (not piece and not visible(text).strip())


def test_half_of_a_character_is_left_out_because_it_cannot_be_sent() -> None:
    half = "half \ud83dof a pair"
    turn = a_turn(question=half, state="failed", problem=Problem(half, half))
    told = Conversation(turns=(turn, a_turn(2, question=half, partial=half)))
    for markup in (render.conversation(told), render.notice(Problem(half, half))):
        markup.encode()
        assert "half of a pair" in markup


def test_a_title_of_nothing_that_can_be_seen_counts_as_none() -> None:
    page = article_page(an_article("Words.", title="\u200b\u202e\x07"))
    assert texts(page, "//h1") == ["Untitled"]


@pytest.mark.parametrize(
    "url",
    [
        "",
        "news.example/a",
        "//news.example/a",
        "ftp://news.example/a",
        "https://",
        "https:///a",
        "https:news.example",
        "https://[::1",
        "http://other.example\\@news.example/",
        "https:\\\\news.example/a",
        "https://news.example\\a",
    ],
)
def test_an_address_that_browsers_would_read_otherwise_is_no_link(url: str) -> None:
    page = article_page(an_article("Words.", url=url))
    assert hrefs(page) == ["/dateline/article.css"]

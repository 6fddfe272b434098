"""The page as it is drawn: chips and their evidence, marks, statuses, refusals, filters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.info import ArchiveInfo
from rag import Answer, Refusal
from rag.answer import Claim, Nearest, Status
from tests.ui.drawn import (
    PLAIN,
    PUBLISHED,
    TODAY,
    a_citation,
    a_turn,
    an_article,
    answered,
    article_page,
    refused,
)
from tests.ui.markup import check_markup, hrefs, parsed, texts
from ui import render
from ui.sessions import Conversation, Evidence, Filters, Turn


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://news.example/a", "news.example"),
        ("http://NEWS.example:8080/a?b#c", "news.example"),
        ("https://[2001:db8::1]/", "2001:db8::1"),
        ("https://reader@news.example/", "news.example"),
    ],
)
def test_the_address_of_an_article_is_followed_and_its_host_named(url: str, host: str) -> None:
    page = article_page(an_article("Words.", url=url))
    assert url in hrefs(page)
    assert f"Original at {host}" in texts(page, "//footer")[0]


def test_each_chip_leads_to_the_evidence_of_its_number() -> None:
    told = Conversation(turns=(answered("first", number=7), answered("second", number=8)))
    shown, evidence = render.conversation(told), render.evidence(told, TODAY)
    chips = parsed(shown).xpath('//a[@class="chip"]')
    assert [chip.text for chip in chips] == ["1", "2", "2", "1", "2"] * 2
    hrefs = [chip.get("href") for chip in chips]
    assert hrefs == [f"#cite-{turn}-{n}" for turn in (7, 8) for n in (1, 2, 2, 1, 2)]
    sources = parsed(evidence).xpath('//article[@class="source"]')
    assert [source.get("id") for source in sources] == ["cite-7-1", "cite-7-2", "cite-8-1", "cite-8-2"]
    assert [source.xpath('.//span[@class="n"]')[0].text for source in sources] == ["1", "2", "1", "2"]
    assert {href.removeprefix("#") for href in hrefs} == {source.get("id") for source in sources}


def test_each_source_leads_back_to_its_question() -> None:
    told = Conversation(turns=(answered("first", number=7), answered("second", number=8)))
    back = parsed(render.evidence(told, TODAY)).xpath('//span[@class="back"]/a')
    assert [link.get("href") for link in back] == ["#asked-7", "#asked-7", "#asked-8", "#asked-8"]
    asked = parsed(render.conversation(told)).xpath('//div[@class="asked"]')
    assert [turn.get("id") for turn in asked] == ["asked-7", "asked-8"]


def test_the_number_of_sources_leads_to_those_of_its_turn() -> None:
    told = Conversation(turns=(answered("first", number=7), answered("second", number=8)))
    links = [href for href in hrefs(render.conversation(told)) if "evidence" in href]
    assert links == ["#evidence-7", "#evidence-8"]
    sections = parsed(render.evidence(told, TODAY)).xpath("//section")
    assert [(section.get("id"), section.get("class")) for section in sections] == [
        ("evidence-7", "turn"),
        ("evidence-8", "turn current"),
    ]


def test_after_a_question_without_sources_none_of_the_earlier_are_in_view() -> None:
    told = Conversation(turns=(answered("first"), refused("second", 2)))
    (section,) = parsed(render.evidence(told, TODAY)).xpath("//section[@id]")
    assert section.get("class") == "turn"


def test_a_hover_card_shows_the_quote_of_its_chip() -> None:
    turn = answered(PLAIN)
    evidence = [Evidence(a_citation(n, f"quote {n}"), "", "") for n in (2, 1)]
    shown = render.conversation(Conversation(turns=(a_turn(state="answered", **_of(turn, evidence)),)))
    for reference in parsed(shown).xpath('//span[@class="ref"]'):
        n = reference.xpath("./a")[0].text
        assert reference.xpath('.//span[@class="card-quote"]')[0].text == f"quote {n}"


@pytest.mark.parametrize(("answer", "strong"), [((7, 10), ["ote"]), ((5, 10), ["quote"]), (None, [])])
def test_the_words_that_answer_stand_out_in_the_quote_of_the_panel(
    answer: tuple[int, int] | None, strong: list[str]
) -> None:
    cited = replace(a_citation(1, "quote"), answer=answer)
    turn = a_turn(state="answered", **_of(answered(PLAIN), [Evidence(cited, "before ", " after")]))
    (quote,) = parsed(render.evidence(Conversation(turns=(turn,)), TODAY)).xpath("//blockquote")
    assert quote.text_content() == "before quote after"
    assert [part.text for part in quote.xpath("./mark/strong")] == strong


def _of(turn: Turn, evidence: Sequence[Evidence]) -> dict[str, Any]:
    return {"answer": turn.answer, "evidence": tuple(evidence)}


@st.composite
def _marked(draw: st.DrawFn) -> tuple[str, int, int]:
    """An article's text as `clean` leaves it, and a stretch of it that may go beyond its end."""
    words = st.text("ab<&>\"'$*_ \u00e9\u4e2d\U0001f4f0", min_size=1, max_size=12)
    text = "\n\n".join(draw(st.lists(words, min_size=1, max_size=5)))
    start, end = draw(st.integers(-3, len(text) + 3)), draw(st.integers(-3, len(text) + 9))
    return text, start, end


@given(_marked())
@example(("one\n\ntwo\n\nthree", 1, 10))
@example(("one\n\ntwo", 4, 5))
@example(("one", 2, 1))
def test_an_article_page_marks_exactly_the_stretch_asked_for(marked: tuple[str, int, int]) -> None:
    text, start, end = marked
    page = article_page(an_article(text, author="", url=""), start, end)
    paragraphs = parsed(page).xpath("//main/p[not(@class)]")
    assert [str(paragraph.text_content()) for paragraph in paragraphs] == text.split("\n\n")
    stretch = text[max(0, start) : max(0, end)]
    assert "".join(texts(page, "//mark")) == stretch.replace("\n", "")
    for paragraph in paragraphs:
        for mark in paragraph.xpath("./mark"):
            assert stretch.find(mark.text) >= 0


def test_of_a_stretch_over_two_paragraphs_the_link_finds_the_first_part() -> None:
    page = article_page(an_article("one two\n\nthree four"), 4, 14)
    assert texts(page, "//mark") == ["two", "three"]
    assert texts(page, '(//*[@id="quote"])[1]') == ["two"]


def test_a_line_break_within_a_text_is_kept() -> None:
    told = Conversation(turns=(a_turn(question="first\nsecond", state="stopped"),))
    assert texts(render.conversation(told), '//div[@class="asked"]/p') == ["first\nsecond"]


@pytest.mark.parametrize(
    ("status", "word"),
    [
        ("happened", "took place"),
        ("planned", "announced"),
        ("cancelled", "called off"),
        ("denied", "denied"),
        ("open", "not known"),
        ("unknown", None),
    ],
)
def test_what_became_of_an_event_is_said_in_a_word(status: Status, word: str | None) -> None:
    answer = Answer(PLAIN, PLAIN, PLAIN, claims=(Claim("It met.", (), PUBLISHED, status),))
    shown = render.conversation(Conversation(turns=(a_turn(state="answered", answer=answer),)))
    assert texts(shown, '//span[starts-with(@class, "status")]') == ([word] if word else [])


def test_a_plain_statement_carries_no_word_for_having_happened() -> None:
    answer = Answer(PLAIN, PLAIN, PLAIN, claims=(Claim("It met.", (), None, "happened"),))
    shown = render.conversation(Conversation(turns=(a_turn(state="answered", answer=answer),)))
    assert "took place" not in shown


@pytest.mark.parametrize(
    ("reason", "heading"),
    [
        ("not_in_archive", "Not in this archive"),
        ("outside_dates", "Nothing within these limits"),
        ("unclear_question", "This is not a question yet"),
        ("no_archive", "There is nothing to search yet"),
    ],
)
def test_a_refusal_looks_like_one_and_says_what_was_searched(reason: Any, heading: str) -> None:
    near = (Nearest("a/1", "A bridge reopens", "Northline", PUBLISHED, "a.md"),)
    answer = Answer(PLAIN, PLAIN, "Not told.", refusal=Refusal(reason, "Not told.", near))
    turn = a_turn(state="answered", answer=answer, searched="44 articles")
    shown = render.conversation(Conversation(turns=(turn,)))
    assert texts(shown, '//div[@class="answer refusal"]/p')[:2] == [heading, "Not told."]
    assert ("Searched: 44 articles." in shown) == (reason != "no_archive")
    assert texts(shown, "//li") == ["A bridge reopens Northline · 4 Feb 2022"]
    assert hrefs(shown) == ["/article?archive=own&id=a%2F1"]


def test_with_as_of_an_article_has_the_age_that_it_had_on_that_day() -> None:
    evidence = (Evidence(a_citation(1, PLAIN), "", ""),)
    turns = [
        a_turn(1, state="answered", evidence=evidence, filters=Filters(as_of=date(2022, 2, 8))),
        a_turn(2, state="answered", evidence=evidence),
    ]
    lines = texts(render.evidence(Conversation(turns=tuple(turns)), TODAY), '//p[@class="line"]')
    assert ["4 days ago" in lines[0], "2 years ago" in lines[1]] == [True, True]


def test_the_filters_of_a_question_stand_beside_it() -> None:
    filters = Filters(("Northline",), date(2022, 1, 1), date(2022, 12, 31), date(2023, 5, 4))
    shown = render.conversation(Conversation(turns=(a_turn(filters=filters),)))
    said = "as of 4 May 2023 · published from 1 Jan 2022 · published to 31 Dec 2022 · Northline"
    assert texts(shown, '//div[@class="asked"]/p[2]') == [said]


def test_the_masthead_says_what_is_read() -> None:
    outlets = {"Northline": 30, "": 9, "The Meridian": 5}
    days = (date(2022, 2, 3), date(2024, 5, 17))
    info = ArchiveInfo("/secret/archive", 44, 90, *days, outlets, 3, "model", 1, 1)
    line = render.archive_line(info, "sample")
    assert texts(line, "//p") == [
        "Sample archive · 44 articles, published 3 Feb 2022 to 17 May 2024"
        " · 3 articles without a date · 2 outlets"
    ]
    assert "secret" not in line
    assert texts(render.archive_line(None, "own"), "//p") == ["No articles yet"]
    check_markup(line)


def test_the_welcome_offers_the_sample_where_there_is_nothing_else() -> None:
    empty, full = render.welcome("own", empty=True), render.welcome("own", empty=False)
    assert "sample archive" in empty
    assert "sample archive" not in full
    for markup in (empty, full):
        check_markup(markup)


def test_before_the_first_question_there_is_nothing_but_a_word_on_evidence() -> None:
    assert render.conversation(Conversation()) == ""
    assert len(texts(render.evidence(Conversation(), TODAY), '//p[@class="meta empty"]')) == 1

"""A claim that its quotes do not carry is dropped and counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.compose import Draft, Source
from rag.story import Story
from rag.verify import holds, verify

AFFIRMED = "Mayor Ada Brook opened 2 bridges worth $1,250 on Friday."
DENIED = "She did not open the tunnel."
TEXT = f"{AFFIRMED} {DENIED}"


@pytest.fixture
def claim(story: Callable[..., Story]) -> Callable[..., Draft]:
    """(text, quote, frame) → a claim on that quote of the article."""
    told = story(TEXT)

    def build(text: str, quote: str = AFFIRMED, frame: str = "") -> Draft:
        start = TEXT.index(quote)
        return Draft(text, (Source(told, start, start + len(quote)),), frame=frame)

    return build


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (TEXT, TEXT),
        (AFFIRMED, AFFIRMED),
        ("Ada Brook opened 2 bridges.", AFFIRMED),
        ("Brook opened bridges worth $1250.", AFFIRMED),
        (DENIED, DENIED),
        (DENIED, TEXT),
    ],
)
def test_what_the_quote_says_holds(claim: Callable[..., Draft], text: str, quote: str) -> None:
    assert holds(claim(text, quote))


@pytest.mark.parametrize(
    "text",
    [
        "Ada Brook opened 3 bridges.",
        "Ada Brook opened 2 bridges worth $1,260.",
        "Carl Stone opened 2 bridges.",
        "Ada Brook opened 2 bridges in Kelso.",
    ],
)
def test_other_numbers_and_names_do_not_hold(claim: Callable[..., Draft], text: str) -> None:
    assert not holds(claim(text))


def test_a_denial_needs_a_quote_that_denies(claim: Callable[..., Draft]) -> None:
    assert not holds(claim("Ada Brook never opened bridges.", AFFIRMED))


def test_a_statement_needs_more_than_a_quote_that_denies_it(claim: Callable[..., Draft]) -> None:
    assert not holds(claim("She opened the tunnel.", DENIED))


def test_the_date_in_front_is_the_articles_time_and_need_not_stand_in_the_quote(
    claim: Callable[..., Draft],
) -> None:
    assert holds(claim("Friday 10 May 2024: Ada Brook opened 2 bridges.", frame="Friday 10 May 2024"))
    assert not holds(claim("Friday 10 May 2024: Ada Brook opened 2 bridges."))


def test_a_claim_without_a_source_does_not_hold() -> None:
    assert not holds(Draft("It rained.", ()))


def test_a_quote_of_an_article_that_was_altered_does_not_hold(story: Callable[..., Story]) -> None:
    article = replace(story(TEXT).article, text=TEXT.replace("2 bridges", "9 bridges"))
    assert not holds(Draft(article.text, (Source(Story(article), 0, len(TEXT)),)))


def test_what_fails_is_dropped_and_counted(claim: Callable[..., Draft]) -> None:
    good, bad = claim("Ada Brook opened 2 bridges."), claim("Ada Brook opened 7 bridges.")
    assert verify([bad, good, bad]) == ([good], [(bad, "a number is not in its quotes")] * 2)
    assert verify([]) == ([], [])


@given(start=st.integers(0, len(AFFIRMED) - 1), length=st.integers(1, len(AFFIRMED)))
def test_every_whole_run_of_words_of_the_quote_holds(
    story: Callable[..., Story], start: int, length: int
) -> None:
    words = AFFIRMED.split()
    piece = " ".join(words[start % len(words) :][:length])
    assert holds(Draft(piece, (Source(story(TEXT), 0, len(AFFIRMED)),)))

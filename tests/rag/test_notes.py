"""Notes are a closed list of sentences, each given exactly where it is needed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from index.dates import DateSpan, TimeValue
from rag.answer import Status
from rag.compose import Draft
from rag.notes import (
    DAY_NOT_KNOWN,
    ONLY_ANNOUNCED,
    SOME_ONLY_ANNOUNCED,
    YEAR_NOT_STATED,
    left_out,
    more_claims,
    notes_for,
)
from rag.question import understand
from rag.retrieve import Scope

KNOWN = TimeValue("3 May 2024", "2024-05-03", DateSpan.day(date(2024, 5, 3)))
NO_YEAR = TimeValue("Oct. 17-18", "XXXX-10-17/XXXX-10-18", None)
FRIDAY = TimeValue("Friday", "XXXX-WXX-5", None)
TODAY = TimeValue("today", "PRESENT_REF", None)


class Shelf:
    """An archive of which all that is asked is how many articles have no date."""

    def __init__(self, undated: int = 0) -> None:
        self._undated = undated

    def undated(self) -> int:
        return self._undated


def _notes(
    *drafts: Draft, question: str = "When did Juno Hale visit Lusaka?", dropped: int = 0
) -> tuple[str, ...]:
    return notes_for(understand(question), drafts, dropped)


def _left_out(undated: int, scope: Scope) -> tuple[str, ...]:
    shelf: Any = Shelf(undated)
    return left_out(shelf, scope)


def _draft(when: TimeValue | None, status: Status = "happened") -> Draft:
    return Draft("x", (), when, status)


def test_an_answer_with_known_dates_needs_no_note() -> None:
    assert _notes(_draft(KNOWN), _draft(None)) == ()


@pytest.mark.parametrize(
    ("when", "note"), [(NO_YEAR, YEAR_NOT_STATED), (FRIDAY, DAY_NOT_KNOWN), (TODAY, DAY_NOT_KNOWN)]
)
def test_a_date_that_stays_open_is_explained_once(when: TimeValue, note: str) -> None:
    assert _notes(_draft(when), _draft(KNOWN), _draft(when)) == (note,)


def test_a_missing_year_and_a_missing_day_are_two_notes() -> None:
    assert _notes(_draft(FRIDAY), _draft(NO_YEAR)) == (YEAR_NOT_STATED, DAY_NOT_KNOWN)


def test_what_is_only_announced_is_said_to_be_so() -> None:
    assert _notes(_draft(KNOWN, "planned")) == (ONLY_ANNOUNCED,)
    assert _notes(_draft(KNOWN, "planned"), _draft(None, "planned")) == (ONLY_ANNOUNCED,)
    assert _notes(_draft(KNOWN, "planned"), _draft(KNOWN)) == (SOME_ONLY_ANNOUNCED,)
    assert _notes(_draft(KNOWN, "planned"), _draft(None, "unknown")) == (ONLY_ANNOUNCED,)
    assert _notes(_draft(KNOWN, "cancelled")) == ()


def test_who_asks_for_what_is_to_come_is_not_told_that_it_is_only_announced() -> None:
    assert _notes(_draft(KNOWN, "planned"), question="When will Juno Hale visit Lusaka?") == ()


def test_claims_that_fell_are_counted() -> None:
    (note,) = _notes(_draft(KNOWN), dropped=2)
    assert note == "Statements dropped, because their quotes do not carry them: 2."


@pytest.mark.parametrize("name", ["as_of", "since", "until"])
@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, ()),
        (1, ("1 article without a publication date was left out.",)),
        (3, ("3 articles without a publication date were left out.",)),
        (1200, ("1,200 articles without a publication date were left out.",)),
    ],
)
def test_a_date_filter_counts_in_words_what_it_leaves_out(
    name: str, count: int, words: tuple[str, ...]
) -> None:
    assert _left_out(count, Scope.of(**{name: "2024-05-03"})) == words


def test_without_a_date_filter_nothing_is_left_out() -> None:
    assert _left_out(3, Scope(outlets=("The Meridian",))) == ()


def test_notes_carry_no_facts() -> None:
    for note in (YEAR_NOT_STATED, DAY_NOT_KNOWN, ONLY_ANNOUNCED, SOME_ONLY_ANNOUNCED):
        assert not any(character.isdigit() for character in note)


@pytest.mark.parametrize(("count", "words"), [(1, "1 more is"), (1200, "1,200 more are")])
def test_what_is_left_out_for_length_is_counted(count: int, words: str) -> None:
    assert more_claims(count) == f"{words} left out for length."

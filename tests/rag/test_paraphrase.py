"""A time that no sentence gives in the words of the question, but where the reader sees it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from rag.evidence import Evidence
from rag.question import understand
from rag.spans import Span
from rag.story import Story
from rag.timeline import events_for

TEXT = "A judge granted Juno Hale's request on Tuesday and set a tentative date of Aug. 17 for her testimony."
ASKED = "To what date was Juno Hale's testimony put back?"

Seen = Callable[..., Evidence]


@pytest.fixture
def seen(story: Callable[..., Story], evidence: Callable[..., list[Evidence]]) -> Seen:
    """(words, score) → the only sentence with the reader pointing at these words; the act not told."""

    def make(words: str, score: float = 0.5) -> Evidence:
        item = evidence([story(TEXT, published="2022-08-09")])[0]
        start = TEXT.index(words)
        return replace(item, read=score, told=0.0, span=Span(start, start + len(words), score))

    return make


def days(question: str, item: Evidence) -> list[str]:
    return [event.when.value for event in events_for(understand(question), [item])]


@pytest.mark.parametrize(("words", "day"), [("Aug. 17", "2022-08-17"), ("Tuesday", "2022-08-09")])
def test_the_time_is_the_one_that_the_reader_sees(seen: Seen, words: str, day: str) -> None:
    assert days(ASKED, seen(words)) == [day]


def test_a_reader_that_is_unsure_or_sees_no_time_dates_nothing(seen: Seen) -> None:
    assert days(ASKED, seen("Aug. 17", 0.1)) == []
    assert days(ASKED, seen("A judge", 0.45)) == []


def test_who_went_where_is_never_guessed(seen: Seen) -> None:
    assert days("When did Juno Hale visit Lusaka?", seen("Aug. 17", 0.9)) == []

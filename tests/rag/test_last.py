"""When it last was, told by what is the first since then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from rag.evidence import Evidence
from rag.question import understand
from rag.story import Story
from rag.timeline import events_for

Days = Callable[..., list[str]]


@pytest.fixture
def days(story: Callable[..., Story], evidence: Callable[..., list[Evidence]]) -> Days:
    """(question, text) → the days of the events told; the act stands in no word of the question."""

    def make(question: str, text: str, told: float = 0.0) -> list[str]:
        seen = [replace(item, read=0.0, told=told) for item in evidence([story(text)])]
        return [event.when.value for event in events_for(understand(question), seen)]

    return make


@pytest.mark.parametrize(
    "text",
    [
        "Juno Hale's song on Friday is the first that she has released since March 2019.",
        "Juno Hale has brought out nothing since March 2019, when she left the band.",
        "Juno Hale last released a song in March 2019, just before she left.",
        "The last time Juno Hale released a song was in March 2019.",
    ],
)
def test_what_is_the_first_since_or_was_the_last_dates_it(days: Days, text: str) -> None:
    assert days("When had Juno Hale last put out a song?", text) == ["2019-03"]


def test_the_worst_since_dates_only_what_the_question_compares(days: Days) -> None:
    text = "It was the deadliest storm in Tarn since 2008, the weather office said."
    assert days("When was Tarn last hit by a storm as deadly as that?", text) == ["2008"]
    assert days("When was Tarn last hit by a storm?", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Juno Hale has sung in the choir since March 2019.",
        "Juno Hale said last week that her songs of March 2019 were old.",
        "It will be the first song of Juno Hale since 3 June 2024.",
    ],
)
def test_a_mere_beginning_or_a_day_to_come_is_no_last_time(days: Days, text: str) -> None:
    assert days("When had Juno Hale last put out a song?", text) == []


def test_who_last_went_where_is_told_in_no_other_words(days: Days) -> None:
    text = "It is the first song about Oslo by Juno Hale since March 2019."
    assert days("When did Juno Hale last visit Oslo?", text) == []
    assert days("When did Juno Hale last put out a song about Oslo?", text) == ["2019-03"]


def test_the_last_day_of_somebody_is_no_date_of_a_calendar() -> None:
    assert understand("When was Oslo's last day with so much snow?").pick == "last"
    assert understand("When did Hale visit Oslo last October?").pick == ""


def test_a_later_one_as_surely_told_goes_before_what_was_the_last(days: Days) -> None:
    stated = "Ana Brandt last visited Oslo in March 2019."
    later = "Ana Brandt visited Oslo on 3 May 2024."
    assert days("When did Ana Brandt last visit Oslo?", f"{stated}\n\n{later}", 1.0) == ["2024-05-03"]
    assert days("When did Ana Brandt last visit Oslo?", stated, 1.0) == ["2019-03"]

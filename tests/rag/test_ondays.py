"""What happened on a day: which questions ask it, and what they are told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from rag.ondays import asks_of_days, events_of_days
from rag.question import understand
from rag.retrieve import Found
from rag.story import Story

Read = Callable[..., Story]
TODAY = date(2024, 5, 16)


@pytest.mark.parametrize(
    "text",
    [
        "What happened on 2024-05-03?",
        "What happened on 3 May 2024?",
        "What happened in May 2024?",
        "What happened last week?",
        "What took place yesterday?",
        "What did Brandt do in April 2024?",
        "What will happen on 3 June 2024?",
    ],
)
def test_a_question_for_the_events_of_days_is_one(text: str) -> None:
    assert asks_of_days(understand(text, today=TODAY))


@pytest.mark.parametrize(
    "text",
    [
        "What happened?",
        "What happened to the bridge in May 2024?",
        "What happened after 3 May 2024?",
        "What did Brandt say in April 2024?",
        "When did Brandt visit Oslo in 2024?",
    ],
)
def test_a_question_for_something_else_or_for_no_days_is_none(text: str) -> None:
    assert not asks_of_days(understand(text, today=TODAY))


@pytest.fixture
def happened(story: Read) -> Callable[..., list[tuple[str, str]]]:
    """(question, (published, text), …) → the value and the status of each event."""

    def ask(question: str, *articles: tuple[str, str]) -> list[tuple[str, str]]:
        found = [Found(story(text, published=published), ()) for published, text in articles]
        return [(e.when.value, e.status) for e in events_of_days(understand(question, today=TODAY), found)]

    return ask


def test_the_events_of_a_day_are_told_and_no_others(happened: Callable[..., list[tuple[str, str]]]) -> None:
    told = happened(
        "What happened on 2024-05-03?",
        ("2024-05-04", "A dam burst at Tarn on Friday. Ana Brandt had inspected it on 28 April."),
        ("2024-05-06", "Ana Brandt visited Tarn on Sunday."),
    )
    assert told == [("2024-05-03", "happened")]


def test_what_was_announced_or_called_off_for_a_day_is_told_as_that(
    happened: Callable[..., list[tuple[str, str]]],
) -> None:
    told = happened(
        "What happened on 3 May 2024?",
        ("2024-05-01", "Ana Brandt will open the bridge at Tarn on Friday."),
        ("2024-05-02", "The regatta, planned for Friday, was called off because of a storm."),
    )
    assert sorted(told) == [("2024-05-03", "cancelled"), ("2024-05-03", "planned")]


def test_the_day_of_a_report_is_no_event(happened: Callable[..., list[tuple[str, str]]]) -> None:
    assert happened("What happened on 3 May 2024?", ("2024-05-03", "Work goes on, he said on Friday.")) == []

"""Tellings become events: merged over articles, kept apart, put off, disputed, corrected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from rag.evidence import Evidence
from rag.happening import CORRECTED, Happening
from rag.question import understand
from rag.story import Story
from rag.timeline import events_for

Read = Callable[..., Story]
Weigh = Callable[..., list[Evidence]]
Tell = Callable[..., list[Happening]]
VISIT = "When did Juno Hale visit Lusaka?"
TODAY = date(2024, 7, 1)


@pytest.fixture
def tell(story: Read, evidence: Weigh) -> Tell:
    """(question, (published, text), …) → the events."""

    def events(question: str, *articles: tuple[str | None, str]) -> list[Happening]:
        stories = [story(text, published=published) for published, text in articles]
        return events_for(understand(question, today=TODAY), evidence(stories))

    return events


def _told(events: list[Happening]) -> list[tuple[str, str]]:
    return [(event.when.value, event.status) for event in events]


def test_two_events_of_one_day_in_two_places_stay_apart(tell: Tell) -> None:
    events = tell(
        "When was the explosion?",
        ("2024-05-04", "An explosion shook a mill in Lusaka on Friday."),
        ("2024-05-04", "An explosion in Oslo on Friday killed a guard."),
    )
    assert _told(events) == [("2024-05-03", "happened")] * 2


def test_two_events_of_one_day_with_other_people_stay_apart(tell: Tell) -> None:
    text = "Juno Hale met Ivo Lind on Friday. Juno Hale met Tomas Okoro on Friday as well."
    assert len(tell("When did Juno Hale meet anybody?", ("2024-05-04", text))) == 2
    assert len(tell("When did Juno Hale meet Ivo Lind?", ("2024-05-04", text))) == 1


def test_what_was_announced_and_reported_has_happened_and_both_are_kept(tell: Tell) -> None:
    (event,) = tell(
        VISIT,
        ("2024-05-01", "Juno Hale will visit Lusaka on 3 May."),
        ("2024-05-04", "Juno Hale visited Lusaka on Friday."),
    )
    assert (event.status, len(event.sightings)) == ("happened", 2)
    assert event.because == "reported as a fact; announced before (its date is after publication)"


def test_a_plan_for_several_days_that_is_reported_of_one_was_as_planned(tell: Tell) -> None:
    events = tell(
        VISIT,
        ("2024-05-01", "Juno Hale will visit Lusaka on 3-5 May."),
        ("2024-05-04", "Juno Hale visited Lusaka on Friday."),
    )
    assert _told(events) == [("2024-05-03/2024-05-05", "happened")]


@pytest.mark.parametrize(
    "report",
    [
        "Juno Hale's visit to Lusaka was postponed from 3 May to 10 June.",
        "Juno Hale has put off her visit to Lusaka, planned for 3 May, to 10 June.",
    ],
)
def test_what_was_put_off_is_called_off_for_one_day_and_planned_for_the_other(
    tell: Tell, report: str
) -> None:
    plan = ("2024-05-01", "Juno Hale will visit Lusaka on 3 May.")
    events = tell(VISIT, plan, ("2024-05-02", report))
    assert _told(events) == [("2024-05-03", "cancelled"), ("2024-06-10", "planned")]
    held = ("2024-06-11", "Juno Hale visited Lusaka on 10 June.")
    events = tell(VISIT, plan, ("2024-05-02", report), held)
    assert _told(events) == [("2024-05-03", "cancelled"), ("2024-06-10", "happened")]


def test_calling_off_without_a_date_ends_the_next_plan_and_no_other(tell: Tell) -> None:
    events = tell(
        VISIT,
        ("2024-04-01", "Juno Hale will visit Lusaka on 3 May."),
        ("2024-04-01", "Juno Hale will visit Lusaka on 10 June."),
        ("2024-05-02", "Juno Hale has called off her visit to Lusaka."),
    )
    assert _told(events) == [("2024-05-03", "cancelled"), ("2024-06-10", "planned")]


def test_a_plan_made_after_the_calling_off_stands(tell: Tell) -> None:
    events = tell(
        VISIT,
        ("2024-05-02", "Juno Hale has called off her visit to Lusaka."),
        ("2024-05-20", "Juno Hale will visit Lusaka on 10 June."),
    )
    assert _told(events) == [("2024-06-10", "planned")]


RESIGNED = "When did Juno Hale resign?"


def test_different_days_for_one_momentary_act_are_a_dispute(tell: Tell) -> None:
    one, other = tell(
        RESIGNED,
        ("2024-05-18", "Juno Hale resigned on 16 May."),
        ("2024-05-18", "Juno Hale resigned on 17 May, her office says."),
    )
    assert (one.when.value, other.when.value) == ("2024-05-16", "2024-05-17")
    assert one.disputed == other.disputed == 1


def test_one_article_that_gives_two_days_disputes_nothing(tell: Tell) -> None:
    text = "Juno Hale resigned on 16 May. Juno Hale resigned again on 18 May."
    assert {event.disputed for event in tell(RESIGNED, ("2024-05-19", text))} == {0}


@pytest.mark.parametrize(
    "correction",
    [
        "Correction: Juno Hale resigned on 17 May, not 16 May.",
        "Juno Hale resigned on 17 May.\n\nAn earlier version of this article said that "
        "Juno Hale resigned on 16 May. Juno Hale resigned on 17 May.",
        "Juno Hale resigned on 17 May.\n\nThis newspaper wrongly reported that Juno Hale resigned on 16 May.",
    ],
)
def test_a_correction_is_preferred_and_marked(tell: Tell, correction: str) -> None:
    (event,) = tell(RESIGNED, ("2024-05-17", "Juno Hale resigned on 16 May."), ("2024-05-18", correction))
    assert _told([event]) == [("2024-05-17", "happened")]
    assert CORRECTED in event.because
    assert not event.disputed


def test_copies_dispute_nothing(story: Read, evidence: Weigh) -> None:
    one = story("Juno Hale resigned on 16 May.", published="2024-05-18")
    copy = Story(
        replace(
            story("Juno Hale resigned on 17 May.", published="2024-05-18").article,
            copy_group=one.article.copy_group,
        )
    )
    events = events_for(understand(RESIGNED), evidence([one, copy]))
    assert {event.disputed for event in events} == {0}


def test_the_day_of_calling_off_is_not_the_day_of_the_visit(tell: Tell) -> None:
    events = tell(
        VISIT,
        ("2024-05-01", "Juno Hale will visit Lusaka on 6 May."),
        ("2024-05-03", "Juno Hale called off a visit to Lusaka on Friday."),
    )
    assert _told(events) == [("2024-05-06", "cancelled")]


@pytest.mark.parametrize(
    ("pick", "value"), [("last", "2024-05-03"), ("first", "2022-02-04"), ("next", "2024-08-10")]
)
def test_the_first_last_or_next_of_several_is_picked(tell: Tell, pick: str, value: str) -> None:
    events = tell(
        f"When was Juno Hale's {pick} visit to Lusaka?",
        ("2022-02-15", "Juno Hale visited Lusaka on 4 February."),
        ("2023-02-15", "Juno Hale visited Lusaka on 5 February."),
        ("2024-05-15", "Juno Hale visited Lusaka on 3 May."),
        ("2024-06-15", "Juno Hale will visit Lusaka on 10 August."),
    )
    assert [event.when.value for event in events] == [value]

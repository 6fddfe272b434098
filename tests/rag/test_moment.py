"""The time that a question sets for the whole of it: "as of", and the events that it counts from."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.moment import anchor_of, as_of_asked
from rag.retrieve import Scope

_WORDS = "before after since until As of May 2022 the vote , ? between and Hale resigned when did how long"


@given(st.text() | st.lists(st.sampled_from(_WORDS.split())).map(" ".join))
def test_no_question_is_too_odd_for_a_moment(text: str) -> None:
    as_of_asked(text, Scope())
    anchor_of(text)


@pytest.mark.parametrize(
    ("text", "asked", "day"),
    [
        ("As of May 2022, had Velmora joined the pact?", "Had Velmora joined the pact?", date(2022, 5, 31)),
        ("Who led Norvag as of 3 March 2023?", "Who led Norvag ?", date(2023, 3, 3)),
        ("As of the end of 2022, who led Norvag?", "Who led Norvag?", date(2022, 12, 31)),
        ("Who led Norvag as of late?", "Who led Norvag as of late?", None),
        ("As of the vote, who led Norvag?", "As of the vote, who led Norvag?", None),
    ],
)
def test_as_of_in_the_questions_words_limits_what_is_read(text: str, asked: str, day: date | None) -> None:
    found, scope = as_of_asked(text, Scope())
    assert (found, scope.as_of) == (asked, day)


def test_as_of_in_words_never_widens_what_the_caller_allows() -> None:
    scope = as_of_asked("As of May 2022, who led Norvag?", Scope(as_of=date(2020, 1, 1)))[1]
    assert scope.as_of == date(2020, 1, 1)


@pytest.mark.parametrize(
    ("text", "lead", "what", "rest"),
    [
        ("When did Hale meet Okoro before the Games?", "before", "the Games", "When did Hale meet Okoro?"),
        ("When has Hale been away since she resigned?", "since", "she resigned", "When has Hale been away?"),
        ("After the vote in Oslo, when did Hale go?", "after", "the vote in Oslo", "When did Hale go?"),
        (
            "When did it open before the 2022 Harbour Cup?",
            "before",
            "the 2022 Harbour Cup",
            "When did it open?",
        ),
    ],
)
def test_an_event_that_limits_the_days_is_told_from_the_question(
    text: str, lead: str, what: str, rest: str
) -> None:
    anchor = anchor_of(text)
    assert anchor is not None
    assert (anchor.lead, anchor.what, anchor.rest) == (lead, what, rest)


def test_two_events_make_a_window_between_them() -> None:
    anchor = anchor_of("When did Hale meet Okoro between the vote and the march?")
    assert anchor is not None
    assert (anchor.what, anchor.other) == ("the vote", "the march")


@pytest.mark.parametrize(
    "text",
    [
        "When did Hale visit Oslo after 2022?",
        "When did Hale visit Oslo before May 2022?",
        "Since when has the port been closed?",
        "When did Hale last go before that?",
        "How long after the vote did it open?",
        "What happened the day after the vote?",
        "When did the talks between Hale and Okoro begin?",
        "When did Hale visit Oslo?",
    ],
)
def test_a_date_a_length_or_a_pronoun_is_no_event_to_count_from(text: str) -> None:
    assert anchor_of(text) is None

"""One of several that an answer named, picked by its place among them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.turns import standalone

HOSTS = ("Which countries host the cup?", "Chad, Mali and Norland host the cup. [1]")
TRADED = (
    "Whom did the Rovers sell in July?",
    "The Rovers sold Ivo Lind to Kelso City and Juno Hale to Dornach. [1]",
)
RELEASES = [
    ("When does Castle of the Winds premiere?", "On 4 May 2022. [1]"),
    ("And The Crown of Ice?", "On 8 June 2022. [1]"),
    ("Where can I watch it?", "In the cinemas of Kelso. [1]"),
]


@pytest.mark.parametrize(
    ("turn", "text", "whole"),
    [
        (HOSTS, "How large is the second one?", "How large is Mali?"),
        (HOSTS, "What is the capital of the last one?", "What is the capital of Norland?"),
        (TRADED, "How old is the former?", "How old is Ivo Lind?"),
        (TRADED, "Why did the Rovers sell the latter?", "Why did the Rovers sell Juno Hale?"),
        (HOSTS, "How large is the fourth one?", "About the cup: How large is the fourth one?"),
    ],
)
def test_a_place_among_several_is_said_by_name(turn: tuple[str, str], text: str, whole: str) -> None:
    assert standalone(text, [turn]).text == whole


def test_the_first_of_what_was_asked_about_in_turn_takes_the_place_of_the_last() -> None:
    assert standalone("And the first one?", RELEASES).text == "Where can I watch Castle of the Winds?"


def test_a_question_of_when_asks_for_the_first_time_and_not_for_the_first_name() -> None:
    turn = ("When did Juno Hale visit Velmora?", "Juno Hale visited Velmora with Ana Brandt and Ivo Lind.")
    assert standalone("The first one?", [turn]).text == "When did Juno Hale first visit Velmora?"


@given(st.permutations(["Chad", "Mali", "Niger", "Togo"]))
def test_the_order_is_that_of_the_answer(names: list[str]) -> None:
    turn = ("Which countries took part?", f"{', '.join(names[:-1])} and {names[-1]} took part.")
    assert standalone("How large is the third one?", [turn]).text == f"How large is {names[2]}?"

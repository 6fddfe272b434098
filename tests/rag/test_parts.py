"""The questions in a question: where it is cut, and what a part borrows from the others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.parts import MOST, Part, parts


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (
            "Who met Brandt in Oslo and what did Okoro say about Hale?",
            ("Who met Brandt in Oslo?", "what did Okoro say about Hale?"),
        ),
        ("Who did Brandt meet, and did Okoro agree?", ("Who did Brandt meet?", "did Okoro agree?")),
        ("Why did Brandt resign? When did Hale?", ("Why did Brandt resign?", "When did Hale?")),
    ],
)
def test_two_questions_are_two_parts(text: str, asked: tuple[str, ...]) -> None:
    assert parts(text) == tuple(map(Part, asked))


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Who visited Oslo and what did Brandt say about it?", Part("what did Brandt say about it?", "Oslo")),
        ("Who did Brandt meet and did they sign a deal?", Part("did they sign a deal?", "Brandt")),
        ("Where was the Tarn Cup played in 2019 and who won?", Part("who won?", "Tarn Cup 2019")),
        ("Who met Brandt and how did the winner react?", Part("how did the winner react?", "Brandt")),
        ("Who runs Tarnwerk and who paid for the firm?", Part("who paid for the firm?", "Tarnwerk")),
        ("Who runs Tarnwerk and who invented the wheel?", Part("who invented the wheel?", "Tarnwerk")),
        ("Who won the Tarn race and who fell in the race?", Part("who fell in the race?", "Tarn")),
        ("Who led Norland and who spoke at the funeral?", Part("who spoke at the funeral?", "Norland")),
    ],
)
def test_a_part_that_leans_on_another_has_its_names_and_times(text: str, last: Part) -> None:
    assert parts(text)[-1] == last


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (
            "Who won the Tarn Cup and how many people died in the flood?",
            Part("how many people died in the flood?", "Tarn Cup", alone=True),
        ),
        (
            "Who ran Norland and who fled from the sea?",
            Part("who fled from the sea?", "Norland", alone=True),
        ),
        ("Who won the final and who died in the flood?", Part("who died in the flood?")),
    ],
)
def test_a_part_with_a_subject_of_its_own_may_be_asked_without_them(text: str, last: Part) -> None:
    assert parts(text)[-1] == last


def test_the_words_that_a_part_is_searched_for_with_end_with_what_it_borrowed() -> None:
    assert Part("who won?", "Tarn Cup 2019").searched == "who won? Tarn Cup 2019"
    assert Part("who won?").searched == "who won?"


def test_a_part_that_comes_first_borrows_too() -> None:
    first, _ = parts("How many people died and how many were hurt in the Tarn flood of 2019?")
    assert first == Part("How many people died?", "Tarn 2019")


@pytest.mark.parametrize(
    "text",
    [
        "When did Brandt visit Oslo?",
        "When and where did Brandt and Okoro meet in May 2022?",
        "When did Brandt visit Oslo and Bergen?",
        "What did Brandt say about why and how Okoro resigned?",
        "Which minister visited Oslo and was dismissed?",
        "The probe has a new date. How soon could it fly?",
        "Brandt visited Oslo and who paid",
        "What is the difference between what Brandt said and what Olsen said?",
        "How many people who voted for Brandt and who live in Oslo protested?",
        "Who is the man who shot Brandt and who fled to Oslo?",
        "Did Olsen ask when Brandt arrived and how he travelled?",
        "What did she say about where the money went and how it was spent?",
        "?",
        "",
    ],
)
def test_one_question_stays_as_it_is(text: str) -> None:
    assert parts(text) == (Part(text),)


@given(st.lists(st.sampled_from(["who won", "and", "what did Brandt say", "?", ",", "Oslo", "when"])))
def test_there_are_few_parts_and_each_says_something(words: list[str]) -> None:
    text = " ".join(words)
    asked = parts(text)
    assert 1 <= len(asked) <= MOST
    assert asked == (Part(text),) or all(any(c.isalpha() for c in part.asked) for part in asked)

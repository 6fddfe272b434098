"""Sentences cut into clauses: every word is in one, and each clause hangs on one before it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.clauses import clause_at, clause_numbers, cut
from rag.story import Sentence, Story

WORDS = "Ana Brandt who which that when and but as he she left , ; : — “ ” ( ) said met in May".split()
TEXT = st.text() | st.lists(st.sampled_from(WORDS)).map(" ".join)


def clauses(sentence: Sentence) -> list[str]:
    """The words of each clause, in the order in which they open."""
    numbers = clause_numbers(sentence)
    return [
        " ".join(t.text for t, at in zip(sentence.tokens, numbers, strict=True) if at == n)
        for n in range(max(numbers) + 1)
    ]


@given(TEXT)
def test_every_word_is_in_one_clause_and_every_clause_hangs_on_an_earlier_one(text: str) -> None:
    sentence = Sentence(0, 0, len(text), text, 0)
    numbers, parents = cut(sentence)
    assert len(numbers) == len(sentence.tokens)
    assert all(0 <= n < len(parents) for n in numbers)
    assert parents[0] == 0
    assert all(parent < i for i, parent in enumerate(parents) if i)


@given(TEXT)
def test_the_clause_of_a_word_holds_the_word(text: str) -> None:
    sentence = Sentence(0, 0, len(text), text, 0)
    for at in range(len(sentence.tokens)):
        assert at in clause_at(sentence, at)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Okoro met Hale in Oslo.", ["Okoro met Hale in Oslo"]),
        ("Okoro, who visited Oslo, left.", ["Okoro left", "who visited Oslo"]),
        ("Okoro left Oslo, which he liked.", ["Okoro left Oslo", "which he liked"]),
        ("Hale said that Okoro left.", ["Hale said", "that Okoro left"]),
        ("When Hale left, Okoro spoke.", ["When Hale left", "Okoro spoke"]),
        ("Hale left after Okoro spoke.", ["Hale left", "after Okoro spoke"]),
        ("Hale left as Okoro spoke.", ["Hale left", "as Okoro spoke"]),
        ("Hale left, and Okoro stayed.", ["Hale left", "and Okoro stayed"]),
        ("Hale left; Okoro stayed.", ["Hale left", "Okoro stayed"]),
        ("Hale left — Okoro stayed.", ["Hale left", "Okoro stayed"]),
        ("It was as large as a house.", ["It was as large as a house"]),
        ("The two-day, 400-mile trip ended.", ["The two day 400 mile trip ended"]),
    ],
)
def test_subordinators_relatives_and_marks_open_clauses(
    story: Callable[..., Story], text: str, parts: list[str]
) -> None:
    assert clauses(story(text).sentences[0]) == parts


def test_a_clause_inside_a_clause_hangs_on_the_inner_one(story: Callable[..., Story]) -> None:
    sentence = story("Hale said that Okoro left because Brandt stayed.").sentences[0]
    assert cut(sentence)[1] == (0, 0, 1)


def test_a_sentence_without_words_has_no_clause_numbers() -> None:
    assert clause_numbers(Sentence(0, 0, 1, "…", 0)) == ()

"""Acts that take more than one word: in a question, and in the sentence that tells of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.idioms import idiom_asked, idiom_at
from rag.question import understand
from rag.words import root, tokens


@pytest.mark.parametrize(
    ("text", "act", "terms"),
    [
        ("When did Ana Brandt go public with her pardons?", "announce", {"pardons", "announce"}),
        ("When did Okoro make public Norland's gas contract?", "announce", {"gas", "contract", "announce"}),
        ("On which date was Juno Hale put to death?", "execute", {"execute"}),
        ("When was Juno Hale taken into custody in Oslo?", "arrest", {"arrest"}),
        ("When did Norland take Tarn to court over its wall?", "sue", {"wall", "sue"}),
        ("To what date was the Tarn hearing put back?", "postpone", {"hearing", "postpone"}),
        ("When was the Tarn hub supposed to go live?", "debut", {"hub", "supposed", "debut"}),
    ],
)
def test_a_phrase_names_the_act_of_a_question_in_a_plain_word(text: str, act: str, terms: set[str]) -> None:
    asked = understand(text)
    assert asked.verb == root(act)
    assert set(asked.terms) == terms


def test_what_hangs_on_the_act_and_a_mere_ing_form_name_none() -> None:
    for text in (
        "When did Hale say that the fair was put off?",
        "When was the try at sending up a balloon mended?",
    ):
        assert idiom_asked(tokens(text), 0) is None


def test_the_longer_phrase_goes_first_and_words_far_off_belong_to_none() -> None:
    words = tokens("They put it back on sale")
    idiom = idiom_at(words, 1)
    assert idiom
    assert idiom.act == "bring"
    assert idiom_at(tokens("He put a lamp on the table of the room at the back"), 1) is None


@pytest.mark.parametrize(
    "text",
    [
        "Hale will make a speech at a public meeting.",
        "Hale will make her first public visit.",
        "Hale will get to know Okoro.",
        "Hale will come out against the plan.",
        "Hale will turn around and go down.",
        "Hale will take part in the march to court.",
        "Hale will find the guilty man.",
    ],
)
def test_words_of_a_phrase_that_belong_elsewhere_make_none(text: str) -> None:
    words = tokens(text)
    assert idiom_at(words, 2) is None


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("When was Juno Hale executed?", "Juno Hale was put to death on Friday."),
        ("When was Juno Hale put to death?", "Norland executed Juno Hale on Friday."),
        ("When did Juno Hale go public with her plan?", "Juno Hale announced her plan on Friday."),
        ("When was Juno Hale found guilty?", "Juno Hale was convicted on Friday."),
    ],
)
def test_phrase_and_plain_word_tell_of_the_same_act(
    binding: Callable[..., float], question: str, text: str
) -> None:
    assert binding(question, text) >= 0.9


def test_a_verb_that_a_phrase_needs_tells_of_nothing_else(binding: Callable[..., float]) -> None:
    assert binding("When did Juno Hale visit Oslo?", "Juno Hale went public in Oslo on Friday.") == 0.0

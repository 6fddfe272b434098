"""A name is not exchanged for another of the same quote; the reader knows which one belongs there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.compose import Source
from rag.story import Story
from rag.verify import fault_of
from rag.verify.exchanged import TELLS, fault_in_exchange
from rag.verify.statement import as_story

TEXT = (
    "Joel Okoro received the guests at the old palace and signed the fishing treaty there. "
    "Tomas Reyk, the mayor of Kelso, opened the new bridge on Thursday. "
    "She never met Mira Solberg, the minister of trade, in Harlow."
)


@pytest.fixture
def against(story: Callable[..., Story]) -> Callable[..., str]:
    """(sentence) → what speaks against it on the whole article."""
    told = story(TEXT)
    return lambda text: fault_of(text, [Source(told, 0, len(TEXT))])


@pytest.mark.parametrize(
    ("said", "names"),
    [
        (
            "Tomas Reyk received the guests at the old palace and signed the fishing treaty there.",
            "Joel Okoro, not of Tomas Reyk",
        ),
        (
            "Mira Solberg, the mayor of Kelso, opened the new bridge on Thursday.",
            "Tomas Reyk, not of Mira Solberg",
        ),
        ("Tomas Reyk, the mayor of Harlow, opened the new bridge on Thursday.", "Kelso, not of Harlow"),
    ],
)
def test_another_name_of_the_quote_does_not_take_a_names_place(
    against: Callable[..., str], said: str, names: str
) -> None:
    assert against(said) == f"{TELLS} {names}"


@pytest.mark.parametrize(
    "said",
    [
        "Tomas Reyk opened the new bridge on Thursday.",
        "The mayor of Kelso opened the new bridge on Thursday.",
        "The new bridge was opened on Thursday by Tomas Reyk.",
        "Joel Okoro signed the fishing treaty at the old palace.",
    ],
)
def test_who_is_left_out_or_moved_is_not_exchanged(against: Callable[..., str], said: str) -> None:
    assert against(said) == ""


def test_a_name_that_stands_for_a_pronoun_is_not_exchanged(story: Callable[..., Story]) -> None:
    source = Source(story(TEXT), 0, len(TEXT))
    said = as_story("Tomas Reyk never met the minister of trade in Harlow.", [source]).sentences[0]
    assert fault_in_exchange(said, [source]) == ""


@settings(max_examples=20)
@given(first=st.integers(0, 2), cut=st.integers(20, 90))
def test_no_beginning_of_a_sentence_is_an_exchange(story: Callable[..., Story], first: int, cut: int) -> None:
    told = story(TEXT)
    source = Source(told, 0, len(TEXT))
    beginning = told.sentences[first].text[:cut].rsplit(" ", 1)[0]
    assert fault_in_exchange(as_story(beginning, [source]).sentences[0], [source]) == ""

"""How long: what a sentence says of it in whatever verb, and what the days of an event say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from rag.counting import stated
from rag.evidence import Evidence
from rag.question import understand
from rag.story import Story

Read = Callable[..., Story]
Weigh = Callable[..., list[Evidence]]


def _said(question: str, evidence: list[Evidence]) -> list[str]:
    return [item.sentence.text for item in stated(understand(question), evidence)]


@pytest.mark.parametrize(
    "text",
    [
        "The strike of the pilots lasted a week.",
        "The strike of the pilots took nearly three days.",
        "The strike of the pilots went on for two and a half weeks.",
    ],
)
def test_a_length_is_found_in_whatever_verb(story: Read, evidence: Weigh, text: str) -> None:
    asked = "How long did the strike of the pilots last?"
    assert _said(asked, evidence([story(f"{text} It was cold.")])) == [text]


def test_the_length_of_something_else_is_none(story: Read, evidence: Weigh) -> None:
    items = evidence([story("The voyage lasted three days.")])
    assert _said("How long did the strike of the pilots last?", items) == []
    unnamed = [replace(item, names=0.0) for item in items]
    assert _said("How long did the voyage of Brandt last?", unnamed) == []


def test_only_a_question_for_a_length_has_one(story: Read, evidence: Weigh) -> None:
    assert _said("When did the voyage end?", evidence([story("The voyage lasted three days.")])) == []

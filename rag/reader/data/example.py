"""One thing to learn from: a question, a text, and where the text answers it, if it does."""

from __future__ import annotations

import random
from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Example:
    """``answers`` are (start, end) in ``text``, empty where it does not answer.

    ``near`` is what a window over a long text must hold: an answer, or what looks like one. ``kind`` says
    how the example came about, for the counts that are printed and written on the model card.
    """

    kind: str
    question: str
    text: str
    answers: tuple[Span, ...]
    near: Span | None = None


def sample(examples: list[Example], share: float, rng: random.Random) -> list[Example]:
    """``share`` of the examples, drawn anew: 0.5 is half of them, 2.5 each twice and half of them again."""
    whole = int(share)
    part = round((share - whole) * len(examples))
    return examples * whole + rng.sample(examples, part)

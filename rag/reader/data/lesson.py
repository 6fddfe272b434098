"""An example as the network sees it: one window, and the pieces where an answer begins and ends.

Run-time texts are sentences, passages and windows of whole articles. So most lessons are cut to a
random, shorter window around what answers, or could: the answer then stands anywhere in it.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from rag.reader.data.example import Example, Span
from rag.reader.windows import LIMIT, QUESTION_LIMIT, Pieces, Window, tokenize

if TYPE_CHECKING:
    from tokenizers import Tokenizer

ANSWERS = 4
"""Different answers of annotators that are learned from, the most frequent ones."""
_SHORT = (72, 192)
"""Wordpieces of the windows that are cut short."""
_CUT = 0.6
"""The share of lessons that are."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """``spans`` are (first, last, weight): places in the window, and the share of annotators for them.

    A window without an answer has the one span (0, 0): it points at ``[CLS]``.
    """

    window: Window
    spans: tuple[tuple[int, int, float], ...]

    @property
    def answerable(self) -> bool:
        """Whether the window holds an answer."""
        return self.spans[0][0] > 0


class Classroom:
    """Turns examples into lessons, and tokenizes each text once."""

    def __init__(self, tokenizer: Tokenizer, limit: int = LIMIT) -> None:
        self._tokenizer = tokenizer
        self._limit = limit
        self._texts: dict[str, Pieces] = {}

    def lessons(self, examples: Sequence[Example], rng: random.Random) -> list[Lesson]:
        """One lesson an example, in their order."""
        new = list(dict.fromkeys(e.text for e in examples if e.text not in self._texts))
        self._texts.update(zip(new, tokenize(self._tokenizer, new), strict=True))
        questions = tokenize(self._tokenizer, [example.question for example in examples])
        return [
            self._lesson(example, question, rng)
            for example, question in zip(examples, questions, strict=True)
        ]

    def _lesson(self, example: Example, question: Pieces, rng: random.Random) -> Lesson:
        asked = question.ids[:QUESTION_LIMIT]
        text = self._texts[example.text]
        limit = rng.randint(*_SHORT) if rng.random() < _CUT else self._limit
        near = _pieces_of(text, example.near) if example.near else None
        longest = self._limit - len(asked) - 3
        room = min(longest, max(limit - len(asked) - 3, near[1] - near[0] + 1 if near else 0))
        first = _first(text, near, room, rng)
        window = Window(asked, text.between(first, first + room))
        return Lesson(window, _spans(window, example.answers))


def _first(text: Pieces, near: Span | None, room: int, rng: random.Random) -> int:
    """Where a window of ``room`` pieces begins, drawn among the places from which it holds ``near``."""
    furthest = max(0, len(text) - room)
    if near is None:
        return rng.randint(0, furthest)
    lowest = min(max(0, near[1] + 1 - room), near[0], furthest)
    return rng.randint(lowest, min(near[0], furthest))


def _pieces_of(pieces: Pieces, span: Span) -> Span | None:
    """The first and last piece that overlap characters ``span``; None where no piece does."""
    inside = np.flatnonzero((pieces.offsets[:, 0] < span[1]) & (pieces.offsets[:, 1] > span[0]))
    return (int(inside[0]), int(inside[-1])) if len(inside) else None


def _spans(window: Window, answers: Sequence[Span]) -> tuple[tuple[int, int, float], ...]:
    """The answers that stand whole in the window."""
    pieces = window.pieces
    held: Counter[Span] = Counter()
    for answer in answers:
        whole = len(pieces) and pieces.offsets[0, 0] <= answer[0] and answer[1] <= pieces.offsets[-1, 1]
        place = _pieces_of(pieces, answer) if whole else None
        if place is not None:
            held[place] += 1
    best = held.most_common(ANSWERS)
    total = sum(times for _, times in best)
    spans = tuple((window.first + f, window.first + la, n / total) for (f, la), n in best)
    return spans or ((0, 0, 1.0),)

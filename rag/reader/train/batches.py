"""Lessons in batches of few shapes, in an order that a seed fixes.

Widths are multiples of 16 and each width has one height: oneDNN keeps compiled kernels and the
allocator keeps blocks for every shape it meets, so a training run over free shapes grows without end.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rag.reader.data.lesson import ANSWERS, Lesson
from rag.reader.windows import Batch, batch

STEP = 16


@dataclass(frozen=True, slots=True, eq=False)
class Taught:
    """A batch with its targets: starts, ends and weights (windows, 4); ``counts`` is 0.0 on filling rows."""

    read: Batch
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    weights: NDArray[np.float32]
    answerable: NDArray[np.float32]
    counts: NDArray[np.float32]


def plan(lessons: Sequence[Lesson], pieces: int) -> list[list[int]]:
    """The batches of an epoch as places in ``lessons``: each lesson once, a batch of one width.

    A batch is ready when the lessons, in their order, have filled it; what is left over comes last.
    """
    ready: list[list[int]] = []
    waiting: dict[int, list[int]] = {}
    for place, lesson in enumerate(lessons):
        width = width_of(lesson)
        row = waiting.setdefault(width, [])
        row.append(place)
        if len(row) == height_of(width, pieces):
            ready.append(waiting.pop(width))
    return ready + [row for _, row in sorted(waiting.items())]


def width_of(lesson: Lesson) -> int:
    """The width of the batch that a lesson is read in."""
    return max(4, -(-len(lesson.window) // STEP)) * STEP


def height_of(width: int, pieces: int) -> int:
    """How many windows of a width a batch of ``pieces`` wordpieces holds."""
    return max(1, pieces // width)


def taught(lessons: Sequence[Lesson], pieces: int) -> Taught:
    """The arrays of one batch, filled up to the height that its width has."""
    width = max(width_of(lesson) for lesson in lessons)
    height = max(len(lessons), height_of(width, pieces))
    starts = np.zeros((height, ANSWERS), dtype=np.int64)
    ends = np.zeros_like(starts)
    weights = np.zeros((height, ANSWERS), dtype=np.float32)
    answerable = np.zeros(height, dtype=np.float32)
    counts = np.zeros(height, dtype=np.float32)
    for row, lesson in enumerate(lessons):
        for place, (first, last, weight) in enumerate(lesson.spans):
            starts[row, place], ends[row, place], weights[row, place] = first, last, weight
        answerable[row] = lesson.answerable
        counts[row] = 1.0
    read = batch([lesson.window for lesson in lessons], width, height)
    return Taught(read, starts, ends, weights, answerable, counts)

"""Examples as windows with targets, and windows in batches."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from rag.reader.data.example import Example
from rag.reader.data.lesson import Classroom, Lesson
from rag.reader.data.mixture import KINDS, Mixture
from rag.reader.data.rows import open_rows
from rag.reader.train.batches import STEP, height_of, plan, taught, width_of
from rag.reader.windows import LIMIT

FILLER = "The road to the coast was closed in most winters. "
PIECES = 1024


def seeded(seed: int) -> Random:
    """Draws that come out the same each time."""
    return Random(seed)  # noqa: S311


def learned(lesson: Lesson, text: str) -> list[str]:
    """The words that a lesson teaches to point at."""
    offsets = lesson.window.pieces.offsets
    at = lesson.window.first
    return [text[offsets[first - at, 0] : offsets[last - at, 1]] for first, last, _ in lesson.spans]


@pytest.fixture(scope="module")
def lessons(tokenizer: Tokenizer, sets: Path) -> list[Lesson]:
    examples = Mixture(open_rows(sets, "train"), dict.fromkeys(KINDS, 1.0), 1).epoch(0)
    return Classroom(tokenizer).lessons(examples * 5, seeded(1))


@given(st.integers(0, 80), st.integers(0, 80), st.integers(0, 2**32))
def test_a_window_holds_the_answer_wherever_it_stands(
    tokenizer: Tokenizer, before: int, after: int, seed: int
) -> None:
    text = FILLER * before + "Then Marta Lindqvist opened it. " + FILLER * after
    at = text.index("Marta")
    example = Example("answered", "Who opened it?", text, ((at, at + 15),), (at, at + 15))
    (lesson,) = Classroom(tokenizer).lessons([example], seeded(seed))
    assert learned(lesson, text) == ["Marta Lindqvist"]
    assert len(lesson.window) <= LIMIT
    assert lesson.answerable


def test_annotators_weigh_by_how_many_agree(tokenizer: Tokenizer) -> None:
    text = "Marta Lindqvist opened it."
    example = Example("answered", "Who opened it?", text, ((0, 15), (0, 15), (0, 5)), (0, 15))
    (lesson,) = Classroom(tokenizer).lessons([example], seeded(1))
    assert learned(lesson, text) == ["Marta Lindqvist", "Marta"]
    assert [weight for *_, weight in lesson.spans] == pytest.approx([2 / 3, 1 / 3])


def test_a_window_without_an_answer_points_at_its_first_piece(tokenizer: Tokenizer) -> None:
    (lesson,) = Classroom(tokenizer).lessons([Example("cut", "Who?", FILLER, ())], seeded(1))
    assert lesson.spans == ((0, 0, 1.0),)
    assert not lesson.answerable


def test_an_answer_longer_than_a_short_window_still_stands_whole_in_it(tokenizer: Tokenizer) -> None:
    text = FILLER * 40
    span = (50, 49 + len(FILLER) * 15)
    for seed in range(20):
        example = Example("answered", "Why?", text, (span,), span)
        (lesson,) = Classroom(tokenizer).lessons([example], seeded(seed))
        assert lesson.answerable


def test_each_lesson_is_taught_once_in_batches_of_one_width(lessons: list[Lesson]) -> None:
    batches = plan(lessons, PIECES)
    assert sorted(place for batch in batches for place in batch) == list(range(len(lessons)))
    assert all(len({width_of(lessons[place]) for place in batch}) == 1 for batch in batches)


def test_a_width_has_one_height_so_shapes_are_few(lessons: list[Lesson]) -> None:
    shapes = {taught([lessons[p] for p in places], PIECES).read.ids.shape for places in plan(lessons, PIECES)}
    assert all(width % STEP == 0 and height == height_of(width, PIECES) for height, width in shapes)


def test_filling_rows_do_not_count(lessons: list[Lesson]) -> None:
    one = taught(lessons[:1], PIECES)
    assert one.counts.sum() == 1
    assert one.weights[1:].sum() == 0
    assert one.weights[0].sum() == pytest.approx(1)
    assert one.answerable[0] == lessons[0].answerable

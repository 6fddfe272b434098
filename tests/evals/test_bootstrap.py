"""Bootstrap intervals: the same numbers give the same interval, and more questions a narrower one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.metrics.bootstrap import estimate, gain

DRAWS = 200
values = st.lists(st.floats(-100, 100), min_size=1, max_size=30)


def test_the_same_numbers_give_the_same_interval() -> None:
    outcomes = [1.0, 0.0, 0.0, 1.0, 1.0]
    assert estimate(outcomes) == estimate(list(outcomes))


def test_another_seed_draws_other_questions() -> None:
    outcomes = [value / 97 for value in range(97)]
    assert estimate(outcomes, draws=DRAWS, seed=1) != estimate(outcomes, draws=DRAWS, seed=2)


def test_without_a_question_there_is_no_estimate() -> None:
    assert estimate([]) is None
    assert gain([], []) is None


def test_the_interval_of_a_share_is_about_that_of_the_normal_approximation() -> None:
    found = estimate([1.0] * 120 + [0.0] * 280)
    assert found is not None
    assert (found.value, found.n) == (0.3, 400)
    assert (found.low, found.high) == pytest.approx((0.3 - 0.045, 0.3 + 0.045), abs=0.005)


def test_more_questions_make_the_interval_narrower() -> None:
    few, many = estimate([1.0, 0.0] * 10), estimate([1.0, 0.0] * 100)
    assert few is not None
    assert many is not None
    assert many.high - many.low < few.high - few.low


def test_systems_are_compared_question_by_question() -> None:
    """A system that is better by 0.1 on every question is surely better, however far questions differ."""
    theirs = [0.0, 0.9, 0.1, 0.7, 0.3]
    found = gain([value + 0.1 for value in theirs], theirs)
    assert found is not None
    assert (found.low, found.value, found.high) == pytest.approx((0.1, 0.1, 0.1))


def test_two_systems_must_have_answered_the_same_questions() -> None:
    with pytest.raises(ValueError, match="shorter"):
        gain([1.0, 0.0], [1.0])


@given(values)
def test_the_interval_lies_within_the_values(sample: list[float]) -> None:
    found = estimate(sample, draws=DRAWS)
    assert found is not None
    assert min(sample) - 1e-6 <= found.low <= found.high <= max(sample) + 1e-6
    assert found.value == pytest.approx(sum(sample) / len(sample), abs=1e-6)


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=30))
def test_what_one_gains_the_other_loses(pairs: list[tuple[float, float]]) -> None:
    ours, theirs = zip(*pairs, strict=True)
    ahead, behind = gain(ours, theirs, draws=DRAWS), gain(theirs, ours, draws=DRAWS)
    assert ahead is not None
    assert behind is not None
    assert ahead.value == pytest.approx(-behind.value)
    assert (ahead.low, ahead.high) == pytest.approx((-behind.high, -behind.low), abs=1e-9)

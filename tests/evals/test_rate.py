import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.metrics.rate import Rate


def test_the_interval_is_wilsons() -> None:
    low, high = Rate(9, 10).interval
    assert (round(low, 4), round(high, 4)) == (0.5958, 0.9821)


def test_all_of_few_is_not_certainty() -> None:
    low, high = Rate(10, 10).interval
    assert round(low, 3) == 0.722
    assert high == pytest.approx(1)


def test_of_nothing_there_is_no_share() -> None:
    nothing = Rate.of([])
    assert nothing.value is None
    assert nothing.interval == (0, 1)
    assert str(nothing) == "–"


def test_more_than_all_is_refused() -> None:
    with pytest.raises(ValueError, match="3 of 2"):
        Rate(3, 2)


@given(st.lists(st.booleans(), min_size=1))
def test_the_interval_holds_the_share_and_stays_between_0_and_1(outcomes: list[bool]) -> None:
    rate = Rate.of(outcomes)
    low, high = rate.interval
    assert rate.value is not None
    assert 0 <= low <= rate.value + 1e-12
    assert rate.value - 1e-12 <= high <= 1


@given(st.integers(0, 20))
def test_ten_times_the_questions_make_a_narrower_interval(passed: int) -> None:
    low, high = Rate(passed, 20).interval
    narrow_low, narrow_high = Rate(10 * passed, 200).interval
    assert narrow_high - narrow_low < high - low


def test_as_json_it_has_its_n_and_its_interval() -> None:
    assert Rate(1, 2).to_dict() == {"value": 0.5, "passed": 1, "n": 2, "low": 0.0945, "high": 0.9055}

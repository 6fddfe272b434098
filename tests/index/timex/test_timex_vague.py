from __future__ import annotations

from collections.abc import Callable

import pytest

Value = Callable[..., str]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The firm now has 87 shops.", "PRESENT_REF"),
        ("They are currently talking.", "PRESENT_REF"),
        ("at the moment", "PRESENT_REF"),
        ("these days", "PRESENT_REF"),
        ("She recently left.", "PAST_REF"),
        ("the recent closing", "PAST_REF"),
        ("as in the past", "PAST_REF"),
        ("in the near future", "FUTURE_REF"),
        ("It will soon end.", "FUTURE_REF"),
    ],
)
def test_times_without_a_date_are_references(text: str, expected: str, value: Value) -> None:
    assert value(text) == expected
    assert value(text, None) == expected


@pytest.mark.parametrize("text", ["past the house", "knowledge", "the currents"])
def test_other_words_are_left_alone(text: str, value: Value) -> None:
    assert value(text) == ""

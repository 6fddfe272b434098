from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dates import DateSpan
from index.timex.spans import add_days, add_months, make_date, span_of


@pytest.mark.parametrize(
    ("value", "start", "end"),
    [
        ("2022-02-04", date(2022, 2, 4), date(2022, 2, 4)),
        ("2022-02-04T09:30", date(2022, 2, 4), date(2022, 2, 4)),
        ("2022-02-04TNI", date(2022, 2, 4), date(2022, 2, 4)),
        ("2022-02", date(2022, 2, 1), date(2022, 2, 28)),
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("2023-W42", date(2023, 10, 16), date(2023, 10, 22)),
        ("2023-W42-WE", date(2023, 10, 21), date(2023, 10, 22)),
        ("2023-Q3", date(2023, 7, 1), date(2023, 9, 30)),
        ("2023-H2", date(2023, 7, 1), date(2023, 12, 31)),
        ("2023-SU", date(2023, 6, 1), date(2023, 8, 31)),
        ("2023-WI", date(2023, 12, 1), date(2024, 2, 29)),
        ("199", date(1990, 1, 1), date(1999, 12, 31)),
        ("19", date(1900, 1, 1), date(1999, 12, 31)),
        ("2023-10-17/2023-10-18", date(2023, 10, 17), date(2023, 10, 18)),
        ("2019/2021", date(2019, 1, 1), date(2021, 12, 31)),
        ("9999-12", date(9999, 12, 1), date(9999, 12, 31)),
    ],
)
def test_a_value_denotes_its_days(value: str, start: date, end: date) -> None:
    assert span_of(value) == DateSpan(start, end)


@pytest.mark.parametrize(
    "value",
    (
        "XXXX-10-17 PRESENT_REF P3D 2023-02-30 2023-13 0000 2023-W60 00 2023-5 2023-10-17/ "
        "XXXX-10-17/2023-10-18 2023-10-18/2023-10-17"
    ).split(" "),
)
def test_a_value_without_known_days_has_no_span(value: str) -> None:
    assert span_of(value) is None


@given(st.text(max_size=20))
def test_no_value_raises(value: str) -> None:
    span_of(value)


@given(st.dates(), st.integers(-200_000, 200_000))
def test_months_added_stay_in_the_calendar_and_in_the_month(day: date, months: int) -> None:
    found = add_months(day, months)
    index = day.year * 12 + day.month - 1 + months
    if 12 <= index < 120_000:
        assert found is not None
        assert found.year * 12 + found.month - 1 == index
        assert found.day <= day.day
    else:
        assert found is None


def test_days_beyond_the_calendar_are_none() -> None:
    assert add_days(date.max, 1) is None
    assert make_date(0, 1, 1) is None
    assert add_months(date(2023, 1, 31), 1) == date(2023, 2, 28)

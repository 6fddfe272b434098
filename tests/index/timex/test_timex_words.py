from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dates import DateSpan
from index.timex import describe, describe_value, tag


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2022, 2, 4), date(2022, 2, 4), "4 February 2022"),
        (date(2023, 10, 17), date(2023, 10, 18), "17-18 October 2023"),
        (date(2025, 8, 31), date(2025, 9, 3), "31 August - 3 September 2025"),
        (date(2022, 12, 30), date(2023, 1, 2), "30 December 2022 - 2 January 2023"),
        (date(2022, 2, 1), date(2022, 2, 28), "February 2022"),
        (date(2022, 1, 1), date(2022, 3, 31), "January-March 2022"),
        (date(2021, 11, 1), date(2022, 3, 31), "November 2021 - March 2022"),
        (date(2022, 1, 1), date(2022, 12, 31), "2022"),
        (date(1990, 1, 1), date(1999, 12, 31), "1990-1999"),
    ],
)
def test_a_span_is_told_in_the_fewest_words(start: date, end: date, words: str) -> None:
    assert describe(DateSpan(start, end)) == words


def test_a_weekday_leads_a_single_day() -> None:
    assert describe(DateSpan.day(date(2022, 2, 4)), weekday=True) == "Friday 4 February 2022"
    assert describe(DateSpan(date(2022, 2, 4), date(2022, 2, 5)), weekday=True) == "4-5 February 2022"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("XXXX-10-17/XXXX-10-18", "17-18 October"),
        ("XXXX-08-31/XXXX-09-03", "31 August - 3 September"),
        ("XXXX-03-20", "20 March"),
        ("XXXX-03", "March"),
        ("XXXX-WXX-5", "Friday"),
        ("XXXX-WXX-5TNI", "Friday"),
        ("2023-10-17/2023-10-18", "17-18 October 2023"),
        ("2022-02", "February 2022"),
        ("XXXX-XX", ""),
        ("XXXX-13-45", ""),
        ("PAST_REF", ""),
        ("P3D", ""),
    ],
)
def test_an_unresolved_value_is_told_as_far_as_it_is_known(value: str, words: str) -> None:
    assert describe_value(value) == words


@given(st.dates(date(1600, 1, 1), date(2150, 12, 31)), st.integers(0, 500))
def test_what_is_told_is_read_back(start: date, days: int) -> None:
    span = DateSpan(start, date.fromordinal(start.toordinal() + days))
    (timex,) = tag(f"It was in {describe(span)} that it rained.", None)
    assert timex.span == span

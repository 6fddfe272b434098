from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.metrics.when import meets, shown, span_of, written
from index.dates import DateSpan, TimeValue

SPANS = st.builds(
    lambda start, days: DateSpan(start, start + timedelta(days)),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.integers(0, 800),
)


def days(value: str, start: str, end: str) -> TimeValue:
    return TimeValue(value, value, DateSpan(date.fromisoformat(start), date.fromisoformat(end)))


@pytest.mark.parametrize(
    ("value", "start", "end"),
    [
        ("2022", "2022-01-01", "2022-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2022-02-04", "2022-02-04", "2022-02-04"),
        ("2023-10-17/2023-10-18", "2023-10-17", "2023-10-18"),
        ("2020-06-29/2020-07-12", "2020-06-29", "2020-07-12"),
    ],
)
def test_a_value_is_written_as_short_as_its_days_allow(value: str, start: str, end: str) -> None:
    span = DateSpan(date.fromisoformat(start), date.fromisoformat(end))
    assert span_of(value) == span
    assert written(span) == value


@pytest.mark.parametrize(
    ("when", "value"),
    [
        (days("2022-02-04/2022-02-04", "2022-02-04", "2022-02-04"), "2022-02-04"),
        (days("2022-10-27TEV", "2022-10-27", "2022-10-27"), "2022-10-27"),
        (days("2022-W37", "2022-09-12", "2022-09-18"), "2022-09-12/2022-09-18"),
        (TimeValue("Wednesday night", "XXXX-WXX-3TNI", None), "XXXX-WXX-3"),
        (TimeValue("12 October", "XXXX-10-12", None), "XXXX-10-12"),
    ],
)
def test_an_event_shows_the_days_it_denotes(when: TimeValue, value: str) -> None:
    assert shown(when) == value


@pytest.mark.parametrize("value", ["", "yesterday", "2022-13", "2022-02-30", "2022-2-4", "2022/", "2022-W37"])
def test_what_is_no_date_is_an_error(value: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        span_of(value)


def test_an_unknown_digit_leaves_the_days_unknown() -> None:
    assert span_of("XXXX-10-17/XXXX-10-18") is None


def test_times_meet_where_they_have_a_day_in_common() -> None:
    visit = days("2023-10-17/2023-10-18", "2023-10-17", "2023-10-18")
    assert meets(visit, "2023-10-18")
    assert meets(visit, "2023-10")
    assert not meets(visit, "2023-10-19")
    assert not meets(visit, "XXXX-10-17")
    assert meets(TimeValue("Wednesday", "XXXX-WXX-3", None), "XXXX-WXX-3")


@given(SPANS)
def test_what_is_written_reads_as_the_same_days(span: DateSpan) -> None:
    assert span_of(written(span)) == span

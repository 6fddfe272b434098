"""From a TIMEX3 value to the days it denotes, and the arithmetic of calendar values."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from index.dates import DateSpan

_DAY = timedelta(days=1)
_SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_FORMS = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?", "day"),
        (r"(\d{4})-W(\d\d)", "week"),
        (r"(\d{4})-W(\d\d)-WE", "weekend"),
        (r"(\d{4})-(\d\d)", "month"),
        (r"(\d{4})", "year"),
        (r"(\d{4})-Q([1-4])", "quarter"),
        (r"(\d{4})-H([12])", "half"),
        (r"(\d{4})-(SP|SU|FA|WI)", "season"),
        (r"(\d{3})", "decade"),
        (r"(\d{2})", "century"),
    )
)


def make_date(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def add_months(day: date, months: int) -> date | None:
    """The same day of another month, or its last day where that month is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    for number in range(day.day, 27, -1):
        if found := make_date(year, month + 1, number):
            return found
    return make_date(year, month + 1, min(day.day, 28))


def add_days(day: date, days: int) -> date | None:
    """The date so many days on, or None beyond the years 1 to 9999."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def week_value(day: date) -> str:
    """The ISO week around a day: "2023-W42"."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def month_value(day: date) -> str:
    """The month around a day: "2023-10"."""
    return f"{day.year:04d}-{day.month:02d}"


def quarter_value(day: date) -> str:
    """The quarter around a day: "2023-Q4"."""
    return f"{day.year:04d}-Q{(day.month + 2) // 3}"


@lru_cache(maxsize=4096)
def span_of(value: str) -> DateSpan | None:
    """The days that a TIMEX3 date or time value denotes; None for every other value."""
    first, slash, last = value.partition("/")
    if slash:
        start, end = span_of(first), span_of(last)
        return DateSpan(start.start, end.end) if start and end and start.start <= end.end else None
    for form, kind in _FORMS:
        if match := form.fullmatch(value):
            try:
                return _span(kind, *match.groups())
            except (ValueError, OverflowError):
                return None
    return None


def _span(kind: str, number: str, part: str = "", day: str = "") -> DateSpan:
    year = int(number)
    if kind == "day":
        return DateSpan.day(date(year, int(part), int(day)))
    if kind == "week":
        monday = date.fromisocalendar(year, int(part), 1)
        return DateSpan(monday, monday + 6 * _DAY)
    if kind == "weekend":
        saturday = date.fromisocalendar(year, int(part), 6)
        return DateSpan(saturday, saturday + _DAY)
    if kind == "decade":
        return _months(year * 10, 1, 120)
    if kind == "century":
        return _months(year * 100, 1, 1200)
    return _months(year, *_first_month_and_length(kind, part))


def _first_month_and_length(kind: str, part: str) -> tuple[int, int]:
    if kind == "month":
        return int(part), 1
    if kind == "quarter":
        return int(part) * 3 - 2, 3
    if kind == "half":
        return int(part) * 6 - 5, 6
    if kind == "season":
        return _SEASON_MONTH[part], 3
    return 1, 12


def _months(year: int, month: int, count: int) -> DateSpan:
    start = date(year, month, 1)
    after = add_months(start, count)
    return DateSpan(start, after - _DAY if after else date.max)

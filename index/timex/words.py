"""Dates in words, as the answers write them."""

from __future__ import annotations

import calendar
import re
from datetime import date

from index.dates import DateSpan
from index.timex.spans import span_of

_MONTH_NAMES = tuple(calendar.month_name)
_DAY_NAMES = tuple(calendar.day_name)


def describe(span: DateSpan, *, weekday: bool = False) -> str:
    """The span in the fewest words: "4 February 2022", "17-18 October 2023", "February 2022", "2022".

    With ``weekday`` a single day is led by its name: "Friday 4 February 2022".
    """
    start, end = span.start, span.end
    if start == end:
        return f"{_DAY_NAMES[start.weekday()]} {_day(start)}" if weekday else _day(start)
    if start.day == 1 and end.day == calendar.monthrange(end.year, end.month)[1]:
        return _whole_months(start, end)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}-{_day(end)}"
    if start.year == end.year:
        return f"{start.day} {_MONTH_NAMES[start.month]} - {_day(end)}"
    return f"{_day(start)} - {_day(end)}"


def _day(day: date) -> str:
    return f"{day.day} {_MONTH_NAMES[day.month]} {day.year}"


def _whole_months(start: date, end: date) -> str:
    if start.month == 1 and end.month == 12:
        return str(start.year) if start.year == end.year else f"{start.year}-{end.year}"
    last = f"{_MONTH_NAMES[end.month]} {end.year}"
    if (start.year, start.month) == (end.year, end.month):
        return last
    if start.year == end.year:
        return f"{_MONTH_NAMES[start.month]}-{last}"
    return f"{_MONTH_NAMES[start.month]} {start.year} - {last}"


def describe_value(value: str) -> str:
    """A TIMEX3 value in words, as far as it is known: "XXXX-10-17/XXXX-10-18" is "17-18 October".

    What says nothing in words ("XXXX-XX", "PAST_REF", a duration) gives "".
    """
    if span := span_of(value):
        return describe(span)
    first, slash, last = value.partition("/")
    if slash:
        return _range_words(first, last)
    return _part_words(value)


def _range_words(first: str, last: str) -> str:
    start, end = describe_value(first), describe_value(last)
    if not start or not end:
        return ""
    day, _, month = start.partition(" ")
    if month and end.endswith(f" {month}"):
        return f"{day}-{end}"
    return f"{start} - {end}"


def _part_words(value: str) -> str:
    if weekday := re.fullmatch(r"XXXX-WXX-([1-7])(?:T.*)?", value):
        return _DAY_NAMES[int(weekday[1]) - 1]
    if match := re.fullmatch(r"XXXX-(\d\d)(?:-(\d\d))?(?:T.*)?", value):
        month, day = int(match[1]), int(match[2] or 0)
        if 1 <= month <= 12:
            return f"{day} {_MONTH_NAMES[month]}" if day else _MONTH_NAMES[month]
    return ""

"""When are two times the same: the matching rule of the metrics on dates."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from index.dates import DateSpan, TimeValue

_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?")
_CLOCK = re.compile(r"T[^/]*")


def span_of(value: str) -> DateSpan | None:
    """The days of "2022", "2022-02", "2022-02-04" or of two such dates around a "/".

    None for what has an unknown digit ("XXXX-10-17", "XXXX-WXX-3"); ValueError for anything else.
    """
    if "X" in value:
        return None
    ends = [_days(end) for end in value.split("/", 1)]
    return DateSpan(ends[0].start, ends[-1].end)


def written(span: DateSpan) -> str:
    """The shortest value of these days: a day, a whole month, a whole year, or the first and the last day.

    A range of one day is that day, 1 to 28 February is "2022-02": precision is what the days are, not
    how they are written.
    """
    first, last = span.start, span.end
    whole = (first.isoformat(), f"{first:%Y-%m}", f"{first:%Y}")
    return next((value for value in whole if span_of(value) == span), f"{first}/{last}")


def shown(when: TimeValue) -> str:
    """The value of an event's time as the golden questions write it: without a time of day."""
    return written(when.span) if when.span else _CLOCK.sub("", when.value)


def meets(when: TimeValue, value: str) -> bool:
    """Whether the two have a day in common; times without a known day, whether they are the same."""
    wanted = span_of(value)
    if wanted and when.span:
        return wanted.overlaps(when.span)
    return shown(when) == value


def _days(value: str) -> DateSpan:
    match = _DATE.fullmatch(value)
    if match is None:
        raise ValueError(f"'{value}' is no date like 2022, 2022-02, 2022-02-04 or XXXX-10-17")
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    last = day or monthrange(year, month or 12)[1]
    return DateSpan(date(year, month or 1, day or 1), date(year, month or 12, last))

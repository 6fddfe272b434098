"""A stated date, from its wording to the days that it denotes."""

from __future__ import annotations

import re
from collections.abc import Mapping

from index.dates import TimeValue
from index.timex.lexicon import MONTH, WEEKDAY_ANY, month_number
from index.timex.spans import make_date, span_of

_LONGEST = 80
_ZONE = r"(?:\s?(?:Z|UTC|GMT|[A-Z]{2,4}|[+-]\d\d:?(?:\d\d)?)){0,2}(?:\s?\([A-Z]{2,5}\))?"
_HOUR = r"(?:[01]?\d|2[0-3])"
CLOCK = (
    rf"(?:(?:T{_HOUR}(?:[0-5]\d(?:[0-5]\d(?:[.,]\d{{1,9}})?)?)?"
    rf"|(?:T|,?\s{{1,2}}(?:at\s|-\s|[|]\s)?)"
    rf"(?:{_HOUR}[:.][0-5]\d(?:[:.][0-5]\d(?:[.,]\d{{1,9}})?)?(?:\s?[ap]\.?m\.?)?|{_HOUR}\s?[ap]\.?m\.?)"
    rf"){_ZONE})?"
)
"""A time of day: with a colon, a stop or "am", or in figures alone behind the T of ISO 8601."""
_YEAR, _DAY = r"(?P<year>\d{4})", r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_NAME = rf"(?P<name>{MONTH})"
_WEEKDAY = rf"(?:(?P<weekday>{WEEKDAY_ANY}),?\s)?"
_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_YEAR}(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}}){CLOCK}",
        rf"{_YEAR}(?P<month>\d\d)(?P<day>\d\d){CLOCK}",
        rf"{_YEAR}-(?P<month>\d\d)",
        _YEAR,
        rf"{_WEEKDAY}(?:the\s)?{_DAY}(?:\sof)?[\s-]{_NAME},?[\s-]{_YEAR}{CLOCK}",
        rf"{_WEEKDAY}{_NAME}\s{_DAY},?\s{_YEAR}{CLOCK}",
        rf"{_WEEKDAY}{_NAME}\s{_DAY}\s{_HOUR}:\d\d:\d\d(?:\s[A-Z]{{2,5}})?\s{_YEAR}",
        rf"{_NAME},?\s{_YEAR}",
    )
)
_FIGURES = re.compile(
    rf"(?P<one>\d{{1,2}})(?P<mark>[/.])(?P<two>\d{{1,2}})(?P=mark){_YEAR}{CLOCK}", re.IGNORECASE
)


def parse_date(text: str) -> TimeValue | None:
    """The date that a text states, to the day, month or year that it gives.

    ISO 8601, RFC 2822 and the forms newspapers use ("16 October 2023", "Oct. 16, 2023"), with or
    without a time of day. The day is the day in the zone that the text states: 23:30-05:00 on 16
    October is 16 October, though it is the 17th in UTC. Figures with slashes count where only one
    order of day and month is possible. Everything else is None, a day with the name of another too.
    """
    words = _words(text)
    for form in _FORMS:
        if match := form.fullmatch(words):
            return _stated(words, match.groupdict())
    if match := _FIGURES.fullmatch(words):
        return _by_elimination(words, int(match["year"]), int(match["one"]), int(match["two"]))
    return None


def sure_part(text: str) -> TimeValue | None:
    """What is sure of a date in figures whose order is not known: "03/04/2023" is of the year 2023."""
    match = _FIGURES.fullmatch(_words(text))
    if match is None:
        return None
    year, one, two = (int(match[part]) for part in ("year", "one", "two"))
    possible = make_date(year, one, two) and make_date(year, two, one)
    return time_value(match.string, year, None, None) if possible else None


def time_value(text: str, year: int, month: int | None, day: int | None) -> TimeValue | None:
    """The day, the month or the year, None where the calendar has none such."""
    value = "-".join([f"{year:04d}", *(f"{part:02d}" for part in (month, day) if part is not None)])
    span = span_of(value)
    return TimeValue(text, value, span) if span else None


def _words(text: str) -> str:
    """The text on one line; "" where it is too short, too long or in other letters for a date."""
    words = " ".join(text.split()) if len(text) <= 4 * _LONGEST else ""
    return words if 4 <= len(words) <= _LONGEST and words.isascii() else ""


def _stated(text: str, parts: Mapping[str, str | None]) -> TimeValue | None:
    name, month, day = parts.get("name"), parts.get("month"), parts.get("day")
    number = month_number(name) if name else int(month) if month else None
    value = time_value(text, int(parts["year"] or 0), number, int(day) if day else None)
    weekday = parts.get("weekday")
    if value and value.span and weekday and value.span.start.weekday() != _weekday_number(weekday):
        return None
    return value


def _weekday_number(name: str) -> int:
    return "mon tue wed thu fri sat sun".split().index(name[:3].lower())


def _by_elimination(text: str, year: int, one: int, two: int) -> TimeValue | None:
    days = {day for day in (make_date(year, one, two), make_date(year, two, one)) if day}
    if len(days) != 1:
        return None
    day = days.pop()
    return time_value(text, day.year, day.month, day.day)

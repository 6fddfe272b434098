"""Where dates stand in a line, in words of several languages or in figures."""

from __future__ import annotations

import re
from typing import NamedTuple

from index.dates import TimeValue
from index.published.tongues import month_of
from index.published.wording import parse_date, sure_part, time_value

LONGEST = 300
"""Characters of a line that are looked at."""
_OF = r"(?:\s(?:of|de|del|di))?"
_FORMS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<![\d/.:])(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?{_OF}[\s-](?P<name>[^\W\d_]{{3,10}})\.?,?{_OF}[\s-](?P<year>\d{{4}})(?!\d)",
        r"\b(?P<name>[^\W\d_]{3,10})\.?\s(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s(?P<year>\d{4})(?!\d)",
        r"(?<![\d/.-])\d{4}(?P<mark>[-/.])\d{1,2}(?P=mark)\d{1,2}(?!\d)",
        r"(?<![\d/.-])\d{1,2}(?P<mark>[/.])\d{1,2}(?P=mark)\d{4}(?!\d)",
        r"\b(?P<name>[^\W\d_]{3,10})\.?,?\s(?P<year>\d{4})(?!\d)",
    )
)
_MONTH_ONLY = _FORMS[-1]
_DAY_FIRST = re.compile(r"\bUhr\b")


class Dated(NamedTuple):
    """A date and where it stands."""

    start: int
    end: int
    value: TimeValue
    whole: bool
    """Down to the day."""


def dates_of(line: str) -> list[Dated]:
    """The dates of a line in order, none inside another."""
    found: list[Dated] = []
    for form in _FORMS:
        for match in form.finditer(line[:LONGEST]):
            value = _value(match, line)
            if value and not any(other.start < match.end() and match.start() < other.end for other in found):
                found.append(Dated(match.start(), match.end(), value, form is not _MONTH_ONLY))
    return sorted(found, key=lambda date: date.start)


def _value(match: re.Match[str], line: str) -> TimeValue | None:
    parts = match.groupdict()
    text = match.group()
    if "name" not in parts:
        return _figures(text, parts["mark"] == "." and bool(_DAY_FIRST.search(line)))
    month = month_of(parts["name"])
    day = int(parts["day"]) if parts.get("day") else None
    return time_value(text, int(parts["year"]), month, day) if month else None


def _figures(text: str, day_first: bool) -> TimeValue | None:
    """Figures as they are, or as German clocks ("11:20 Uhr") beside them say that they are meant."""
    if day_first:
        day, month, year = map(int, text.split("."))
        return time_value(text, year, month, day)
    return parse_date(text) or sure_part(text)

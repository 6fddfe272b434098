"""Which one is meant: the year of a date without a year, the week of a bare weekday."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from index.dates import DateSpan
from index.timex.context import Scene
from index.timex.spans import add_days, span_of
from index.timex.tense import FUTURE, NEAR, OPEN

_AGAINST_TENSE = 6
"""A date that contradicts the tense is believed only where it is this many times nearer."""
_REACHES = (1, 4)
"""Years to either side that are looked at; farther only for a day that not every year has."""
_STEPS = {"this": 0, "last": -1, "next": 1}
_HALF_A_WEEK = 3
_AHEAD = 2
"""Where the tense is open, what lies behind is likelier in the news than what lies ahead."""


def year_of(scene: Scene, match: re.Match[str], value: Callable[[int], str]) -> int | None:
    """The year in which ``value(year)`` fits the publication date and the tense best.

    The nearest one wins; a wrong tense makes a date seem farther away. None without a publication
    date, and where the value denotes no days in any year near it.
    """
    published = scene.published
    if published is None:
        return None
    tense = OPEN if scene.over(match) else scene.tense(match)
    for reach in _REACHES:
        costs: list[tuple[float, int]] = []
        for year in range(max(1, published.year - reach), min(9998, published.year + reach) + 1):
            if span := span_of(value(year)):
                days = _distance(published, span)
                costs.append((abs(days) * _weight(days, tense), year))
        if costs:
            return min(costs)[1]
    return None


def year_beside(match: re.Match[str], scene: Scene, form: str) -> str:
    """The year named beside a period, or the one that fits; ``form`` has the value with {} for it."""
    words = match.groupdict()
    if words.get("year"):
        return form.format(words["year"])
    if scene.published is None:
        return form.format("XXXX")
    if which := words.get("which"):
        year: int | None = scene.published.year + _STEPS[which.lower()]
    else:
        year = year_of(scene, match, lambda year: form.format(f"{year:04d}"))
    return form.format(f"{year:04d}" if year and year <= date.max.year else "XXXX")


def _distance(published: date, span: DateSpan) -> int:
    """Days from the publication to the span, negative when it lies behind; 0 inside it."""
    if span.end < published:
        return (span.end - published).days
    return max(0, (span.start - published).days)


def _weight(days: int, tense: int) -> float:
    if tense == OPEN:
        return _AHEAD if days > 0 else 1
    if tense == NEAR:
        return 1
    return 1 if days == 0 or (days > 0) == (tense == FUTURE) else _AGAINST_TENSE


def weekday_near(published: date, weekday: int, tense: int) -> date | None:
    """The weekday on or before the publication, or on or after it when the text looks ahead."""
    ahead = (weekday - published.isoweekday()) % 7
    if tense == FUTURE or (tense == NEAR and ahead <= _HALF_A_WEEK):
        return add_days(published, ahead)
    return add_days(published, ahead - 7 if ahead else 0)


def weekday_last(published: date, weekday: int) -> date | None:
    """The latest such weekday before the publication."""
    return add_days(published, -((published.isoweekday() - weekday - 1) % 7 + 1))


def weekday_next(published: date, weekday: int) -> date | None:
    """The first such weekday after the publication, but not the day after: papers call that by its name."""
    tomorrow = published + timedelta(days=1) if published < date.max else published
    ahead = (weekday - tomorrow.isoweekday() - 1) % 7 + 2
    return add_days(published, ahead)

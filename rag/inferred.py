"""Years that an article leaves out, where the evidence allows only one; each with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from index.article import Article
from index.dates import DateSpan
from index.timex import Timex, tag

WEEKDAY = "no other year within the article's bounds has that weekday on that day"
COPY = "a copy of the same story carries its publication date"
_A_YEAR = timedelta(days=366)  # how far from its writing a report gives a day without the year
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORT = "|".join(f"{d}|{d[:3]}|{d[:4]}|{d[:5]}" for d in _DAYS)
_WEEKDAY = re.compile(rf"\b({_SHORT})\b", re.IGNORECASE)
_DAY = re.compile(r"XXXX-(\d\d)-(\d\d)")
_YEARLESS = re.compile(r"XXXX-\d\d(?:-\d\d)?(?:/XXXX-\d\d(?:-\d\d)?)?")
_BOUND = re.compile(r"\b(?:on|in) or after ([^()]+)")


class Origin(NamedTuple):
    """What the archive knows beside the article itself: a dated copy of it, its newest day."""

    copied: date | None = None
    newest: date | None = None


NOTHING_KNOWN = Origin()


def infer(article: Article, times: Sequence[Timex], origin: Origin) -> Iterator[tuple[Timex, str]]:
    """The expressions whose missing year only one year can be, resolved, each with the reason."""
    open_ones = [t for t in times if t.span is None and _YEARLESS.fullmatch(t.value)]
    if not open_ones:
        return
    bounds = bounds_of(article, origin.newest)
    copied = {(t.start, t.end): t for t in tag(article.text, origin.copied)} if origin.copied else {}
    for time in open_ones:
        told = copied.get((time.start, time.end))
        if told and told.span and told.value.replace(told.value[:4], "XXXX") == time.value:
            yield told, COPY
        elif bounds and (only := _only_day(article.text[time.start : time.end], time.value, bounds)):
            yield replace(time, value=only.isoformat(), span=DateSpan.day(only)), WEEKDAY


def bounds_of(article: Article, newest: date | None) -> DateSpan | None:
    """The days that a yearless date of the article may mean: a year around the time of its writing.

    Of an article without a date only the earliest day may be known; then the archive's newest day
    of publication is taken for the latest.
    """
    if article.published and article.published.span:
        span = article.published.span
        return _around(span.start, span.end)
    match = _BOUND.search(article.published_from)
    after = next((t.span for t in tag(match[1], None) if t.span), None) if match else None
    return _around(after.start, newest) if after and newest and after.start <= newest else None


def names_weekday(text: str, time: Timex) -> bool:
    """Whether a yearless day is given with its weekday: "Friday, October 20"."""
    return bool(_DAY.fullmatch(time.value) and _WEEKDAY.search(text, time.start, time.end))


def _around(first: date, last: date) -> DateSpan:
    return DateSpan(max(first, date.min + _A_YEAR) - _A_YEAR, min(last, date.max - _A_YEAR) + _A_YEAR)


def _only_day(words: str, value: str, bounds: DateSpan) -> date | None:
    """The one day within the bounds that has this weekday, month and day."""
    named, day = _WEEKDAY.search(words), _DAY.fullmatch(value)
    if not named or not day:
        return None
    weekday = next(i for i, name in enumerate(_DAYS) if name.startswith(named[1].lower()[:3]))
    fitting = [
        d
        for year in range(bounds.start.year, bounds.end.year + 1)
        if (d := _real_day(year, int(day[1]), int(day[2])))
        and d.weekday() == weekday
        and bounds.start <= d <= bounds.end
    ]
    return fitting[0] if len(fitting) == 1 else None


def _real_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

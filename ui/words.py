"""Dates and numbers as the page shows them."""

from __future__ import annotations

import calendar
import re
from datetime import date

from index.dates import DateSpan, TimeValue
from index.info import ArchiveInfo
from index.timex import describe

_SHORT = dict(zip(calendar.month_name, calendar.month_abbr, strict=True))
_MONTH = re.compile("|".join(filter(None, calendar.month_name)))


def day(published: TimeValue | None) -> str:
    """A publication date in short, at its own precision: "4 Feb 2022", "Feb 2022"; said when unknown."""
    if published is None or published.span is None:
        return "no publication date"
    return short(published.span)


def short(span: DateSpan) -> str:
    """The span with its months shortened: "17-18 Oct 2023"."""
    return _MONTH.sub(lambda name: _SHORT[name[0]], describe(span))


def age(published: TimeValue | None, today: date) -> str:
    """How long before ``today`` it was published, in the largest unit that is full; "" when unknown.

    A date known to the month or the year alone counts from its last day, so it is never made too old.
    """
    if published is None or published.span is None:
        return ""
    last = published.span.end
    days = (today - last).days
    months = (today.year - last.year) * 12 + today.month - last.month - (today.day < last.day)
    if days < 0:
        return ""
    if days < 2:
        return ("today", "yesterday")[days]
    if days < 14:
        return f"{days} days ago"
    if months < 2:
        return f"{days // 7} weeks ago"
    return f"{months} months ago" if months < 24 else f"{months // 12} years ago"


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 article", "2,530 articles", "3 copies"."""
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{number:,} {noun if number == 1 else plural}"


def searched(info: ArchiveInfo) -> str:
    """What a search reads: "44 articles, published 3 Feb 2022 to 17 May 2024"."""
    articles = counted(info.articles, "article")
    if info.from_date is None or info.to_date is None:
        return f"{articles} without publication dates" if info.articles else "no articles"
    return f"{articles}, published {on(info.from_date)} to {on(info.to_date)}"


def on(day: date) -> str:
    """One day in short: "4 Feb 2022"."""
    return short(DateSpan.day(day))

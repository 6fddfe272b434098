"""Days and periods told from the day of publication: "on Friday", "last week", "two months ago"."""

from __future__ import annotations

import re
from datetime import date

from index.timex.context import Scene
from index.timex.direction import weekday_last, weekday_near, weekday_next
from index.timex.grammar import Lead, Reading, Rule
from index.timex.lexicon import (
    DAYTIME,
    DAYTIMES,
    GAP,
    MONTH,
    SEASON,
    SEASONS,
    WEEKDAY,
    month_number,
    weekday_number,
)
from index.timex.shift import period
from index.timex.spans import add_days
from index.timex.tense import FUTURE

_WHICH = rf"(?P<which>this{GAP}past|this|last|next|past|previous|prior|coming|upcoming|following)"
_STEPS = {
    "last": -1,
    "past": -1,
    "this past": -1,
    "previous": -1,
    "prior": -1,
    "this": 0,
    "next": 1,
    "coming": 1,
    "upcoming": 1,
    "following": 1,
}
_NAMED_DAYS = {
    "the day before yesterday": -2,
    "yesterday": -1,
    "today": 0,
    "tomorrow": 1,
    "the day after tomorrow": 2,
}
_NAMED_DAY = (
    rf"(?P<named>(?:the{GAP}day{GAP}before{GAP})?yesterday|today|(?:the{GAP}day{GAP}after{GAP})?tomorrow)"
)
_PERIOD = (
    rf"(?:(?:fiscal|school|academic|calendar|financial){GAP})?"
    r"(?P<unit>week|weekend|month|quarter|year|decade|century)"
)


def _which(match: re.Match[str]) -> str:
    return " ".join(match["which"].lower().split())


def _daytime(day: str, daytime: str | None) -> Reading:
    return Reading("TIME", f"{day}T{DAYTIMES[daytime.lower()]}") if daytime else Reading("DATE", day)


def _read_named_day(match: re.Match[str], scene: Scene) -> Reading | None:
    if match["named"] == "TODAY":  # the newspaper
        return None
    daytime = match["daytime"]
    steps = _NAMED_DAYS[" ".join(match["named"].lower().split())]
    day = add_days(scene.published, steps) if scene.published else None
    if day:
        return _daytime(day.isoformat(), daytime)
    if steps == 0 and not daytime:
        return Reading("DATE", "PRESENT_REF")
    return _daytime("XXXX-XX-XX", daytime)


def _read_tonight(match: re.Match[str], scene: Scene) -> Reading:
    which, daytime = match["which"].lower(), match["daytime"].lower()
    steps = -1 if which == "last" else 0
    day = add_days(scene.published, steps) if scene.published else None
    return _daytime(day.isoformat() if day else "XXXX-XX-XX", "night" if daytime == "tonight" else daytime)


def _read_weekday(match: re.Match[str], scene: Scene) -> Reading:
    weekday, which = weekday_number(match["weekday"]), _which(match)
    day = _weekday(match, scene, weekday, which)
    return _daytime(day.isoformat() if day else f"XXXX-WXX-{weekday}", match["daytime"])


def _weekday(match: re.Match[str], scene: Scene, weekday: int, which: str) -> date | None:
    published = scene.published
    if which in ("following", "previous", "prior"):
        published = scene.day_spoken_of(match.start()) or published
    if published is None:
        return None
    if which in ("next", "upcoming", "following"):
        return weekday_next(published, weekday)
    if which in ("last", "past", "this past", "previous", "prior"):
        return weekday_last(published, weekday)
    if which == "coming":
        return weekday_near(published, weekday, FUTURE)
    return weekday_near(published, weekday, scene.tense(match))


def _read_period(match: re.Match[str], scene: Scene) -> Reading | None:
    unit, steps = match["unit"].lower(), _STEPS[_which(match)]
    return Reading("DATE", period(scene.published, unit, steps))


def _read_named_month(match: re.Match[str], scene: Scene) -> Reading:
    """ "last October" is the latest that is over, "next May" the first still to come."""
    month, which, published = month_number(match["month"]), _which(match), scene.published
    if published is None:
        return Reading("DATE", f"XXXX-{month:02d}")
    year, steps = published.year, _STEPS[which]
    if steps < 0:
        year -= month >= published.month
    elif steps > 0:
        year += month <= published.month
    return Reading("DATE", f"{year:04d}-{month:02d}")


_SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def _read_season(match: re.Match[str], scene: Scene) -> Reading:
    season, published = SEASONS[match["season"].lower()], scene.published
    steps = _STEPS[_which(match)]
    if published is None:
        return Reading("DATE", f"XXXX-{season}")
    year, start = published.year, _SEASON_START[season]
    if steps < 0 and published.month <= start + 2:
        year -= 1
    elif steps > 0 and published.month >= start:
        year += 1
    elif steps == 0 and season == "WI" and published.month <= 3:
        year -= 1
    return Reading("DATE", f"{year:04d}-{season}")


RULES = (
    Rule(rf"{_NAMED_DAY}(?:{GAP}(?P<daytime>{DAYTIME}))?\b", _read_named_day),
    Rule(r"(?P<which>)(?P<daytime>tonight)\b", _read_tonight),
    Rule(rf"(?P<which>this|last){GAP}(?P<daytime>{DAYTIME})\b", _read_tonight),
    Rule(
        rf"(?P<which>)(?P<weekday>{WEEKDAY})(?:{GAP}(?P<daytime>{DAYTIME}))?\b", _read_weekday, lead=Lead.PART
    ),
    Rule(rf"{_WHICH}{GAP}(?P<weekday>{WEEKDAY})(?:{GAP}(?P<daytime>{DAYTIME}))?\b", _read_weekday),
    Rule(rf"(?!past){_WHICH}{GAP}{_PERIOD}\b", _read_period),
    Rule(rf"{_WHICH}{GAP}(?P<month>{MONTH})", _read_named_month),
    Rule(rf"{_WHICH}{GAP}(?P<season>{SEASON})\b", _read_season),
)

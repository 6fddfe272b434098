"""Times told from a date that the text has named: "that year", "two days later", "a year earlier"."""

from __future__ import annotations

import re
from datetime import date

from index.timex.context import Scene
from index.timex.counted import length, same_quarter
from index.timex.direction import year_of
from index.timex.grammar import Lead, Reading, Rule
from index.timex.lexicon import (
    DAY,
    DAYTIME,
    DAYTIMES,
    GAP,
    MONTH,
    MONTH_NAME,
    SEASON,
    SEASONS,
    day_number,
    month_number,
)
from index.timex.shift import UNKNOWN, period
from index.timex.spans import make_date, span_of, week_value

_UNIT = r"(?P<unit>day|week|weekend|month|year)"
_REACH = 1500
"""How far back, in characters, a date may stand that the text still speaks of."""


_KIND_OF = re.compile(
    r"(?i)\b(?:days?|times?|album|song|record|film|movie|book|person|man|woman|player|rookie|coach|team|car|"
    r"word|quote|line|photo|picture|game|goal)\sof\s$"
)
"""A day of the week and a player of the year are not of this one."""
_ENDED = re.compile(r"\s(?:ended|ending|to(?=\s(?:[A-Z\d]|mid|the)))\b")


def _anchor(scene: Scene, start: int) -> date | None:
    """The first day of the date spoken of; the publication where there is none."""
    span = span_of(scene.mention(start, _REACH))
    return span.start if span else scene.published


def _read_that(match: re.Match[str], scene: Scene) -> Reading:
    unit = match["unit"].lower()
    mentioned = span_of(scene.mention(match.start(), _REACH))
    if unit == "day" and (mentioned is None or mentioned.days > 1):
        return Reading("DATE", UNKNOWN["day"])
    return Reading("DATE", period(mentioned.start if mentioned else None, unit, 0))


_STEPS = {"that": 0, "same": 0, "following": 1, "next": 1, "previous": -1, "preceding": -1, "prior": -1}


def _read_in_that_year(match: re.Match[str], scene: Scene) -> Reading | None:
    """ "in October of that year": the year of the date spoken of."""
    words = match.groupdict()
    spoken = span_of(scene.mention(match.start(), _REACH))
    year = spoken.start.year + _STEPS[match["which"].lower().split()[-1]] if spoken else None
    if year is None and match["which"].lower() == "that" and not match.group().endswith("year"):
        return None  # "that fall was hard"
    if season := words.get("season"):
        form = SEASONS[season.lower()]
    else:
        day = f"-{day_number(words['day']):02d}" if words["day"] else ""
        form = f"{month_number(words['month']):02d}{day}"
    return Reading("DATE", f"{year:04d}-{form}" if year else f"XXXX-{form}")


def _read_that_daytime(match: re.Match[str], scene: Scene) -> Reading:
    day = scene.day_spoken_of(match.start(), _REACH)
    return Reading(
        "TIME", f"{day.isoformat() if day else UNKNOWN['day']}T{DAYTIMES[match['daytime'].lower()]}"
    )


def _read_next_daytime(match: re.Match[str], scene: Scene) -> Reading:
    """ "the next morning", after the day spoken of."""
    spoken = scene.day_spoken_of(match.start(), _REACH)
    day = period(spoken, "day", _STEPS[match["which"].lower()])
    return Reading("TIME", f"{day}T{DAYTIMES[match['daytime'].lower()]}")


def _read_next_day(match: re.Match[str], scene: Scene) -> Reading:
    steps = -1 if match["which"].lower() in ("previous", "preceding", "prior") else 1
    return Reading("DATE", period(_anchor(scene, match.start()), match["unit"].lower(), steps))


def _read_beside(match: re.Match[str], scene: Scene) -> Reading | None:
    """ "the year before" that nothing follows: before the one spoken of."""
    if not re.match(r"\s?(?:[.,;:)”\"]|$)", scene.text[match.end() : match.end() + 2]):
        return None
    steps = -1 if match["way"].lower() == "before" else 1
    return Reading("DATE", period(_anchor(scene, match.start()), match["unit"].lower(), steps))


def _read_the_period(match: re.Match[str], scene: Scene) -> Reading | None:
    """ "the year" and "the week" are the current ones; a year that is said to end some day is a length."""
    unit = match["unit"].lower()
    if match["unit"][0].isupper() and not match.group().isupper():
        return None  # "Person of the Year"
    if re.match(r"\s{1,3}\d", scene.text[match.end() : match.end() + 4]):
        return None  # "in the year 79"
    if _KIND_OF.search(scene.text[max(0, match.start() - 11) : match.start()]):
        return None
    if unit in ("year", "week", "month") and _ENDED.match(scene.text, match.end()):
        return Reading("DURATION", length(1, unit))
    steps = -1 if unit == "weekend" and scene.published and scene.published.isoweekday() < 5 else 0
    return Reading("DATE", period(scene.published, unit, steps))


def _read_the_long_period(match: re.Match[str], scene: Scene) -> Reading | None:
    """ "the decade" that something is the end of; "the Century" is part of a name."""
    unit = match["unit"]
    return Reading("DATE", period(scene.published, unit, 0)) if unit.islower() else None


def _read_week_of(match: re.Match[str], scene: Scene) -> Reading | None:
    month, day = month_number(match["month"]), day_number(match["day"])
    year = year_of(scene, match, lambda year: f"{year:04d}-{month:02d}-{day:02d}")
    monday = make_date(year, month, day) if year else None
    return Reading("DATE", week_value(monday)) if monday else None


def _read_year_end(match: re.Match[str], scene: Scene) -> Reading:
    year = year_of(scene, match, lambda year: f"{year:04d}-12-31")
    return Reading("DATE", f"{year:04d}-12-31" if year else "XXXX-12-31")


def _read_year_earlier(match: re.Match[str], scene: Scene) -> Reading:
    value = same_quarter(scene, match.start(), -1) or period(scene.published, "year", -1)
    return Reading("DATE", value)


RULES = (
    Rule(rf"(?:that(?:{GAP}same)?|the{GAP}same){GAP}{_UNIT}\b", _read_that),
    Rule(rf"(?:that|the{GAP}same){GAP}(?P<daytime>{DAYTIME})\b", _read_that_daytime),
    Rule(rf"the{GAP}(?P<which>following|next|previous|preceding|prior){GAP}{_UNIT}\b", _read_next_day),
    Rule(
        rf"the{GAP}(?P<which>following|next|previous|preceding|prior){GAP}(?P<daytime>{DAYTIME})\b",
        _read_next_daytime,
    ),
    Rule(
        rf"the{GAP}(?:(?:full|whole|entire|current){GAP})?(?P<unit>year|month|week|weekend)\b",
        _read_the_period,
    ),
    Rule(rf"the{GAP}{_UNIT}{GAP}(?P<way>before|after)\b", _read_beside, names_a_time=False),
    Rule(
        rf"(?:(?P<month>{MONTH})(?:{GAP}(?P<day>{DAY}))?|(?P<season>{SEASON})),?{GAP}(?:of{GAP})?"
        rf"(?P<which>that(?:{GAP}same)?|the{GAP}(?:same|following|next|previous|preceding|prior)){GAP}year\b",
        _read_in_that_year,
        lead=Lead.PART,
    ),
    Rule(
        rf"(?P<which>that){GAP}(?:(?P<month>{MONTH_NAME})(?P<day>)|(?P<season>{SEASON})\b)",
        _read_in_that_year,
    ),
    Rule(rf"(?<=\bof\s)the{GAP}(?P<unit>decade|century)\b", _read_the_long_period),
    Rule(
        rf"the{GAP}week{GAP}(?:of|beginning|starting){GAP}(?P<month>{MONTH}){GAP}(?P<day>{DAY})",
        _read_week_of,
    ),
    Rule(r"year(?:-?|[’']s\s)end\b(?!-)", _read_year_end),
    Rule(
        rf"(?:a{GAP})?(?:year-(?:ago|earlier)|prior-year)(?:{GAP}(?:quarter|period))?\b",
        _read_year_earlier,
        names_a_time=False,
    ),
)

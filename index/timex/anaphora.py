"""Times told from a date that the text has named: "that year", "two days later", "a year earlier"."""

from __future__ import annotations

import re
from datetime import date

from index.timex.context import Scene
from index.timex.counted import same_quarter
from index.timex.direction import year_of
from index.timex.grammar import Reading, Rule
from index.timex.lexicon import DAYTIME, DAYTIMES, GAP
from index.timex.shift import UNKNOWN, period
from index.timex.spans import span_of

_UNIT = r"(?P<unit>day|week|weekend|month|year)"
_REACH = 1500
"""How far back, in characters, a date may stand that the text still speaks of."""


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


def _read_that_daytime(match: re.Match[str], scene: Scene) -> Reading:
    day = scene.day_spoken_of(match.start(), _REACH)
    return Reading(
        "TIME", f"{day.isoformat() if day else UNKNOWN['day']}T{DAYTIMES[match['daytime'].lower()]}"
    )


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
    if unit == "year" and re.match(r"\s(?:ended|ending|to)\b", scene.text[match.end() : match.end() + 10]):
        return Reading("DURATION", "P1Y")
    steps = -1 if unit == "weekend" and scene.published and scene.published.isoweekday() < 5 else 0
    return Reading("DATE", period(scene.published, unit, steps))


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
        rf"the{GAP}(?:(?:full|whole|entire|current){GAP})?(?P<unit>year|month|week|weekend)\b",
        _read_the_period,
    ),
    Rule(rf"the{GAP}{_UNIT}{GAP}(?P<way>before|after)\b", _read_beside, names_a_time=False),
    Rule(r"year-?end\b(?!-)", _read_year_end),
    Rule(
        rf"(?:a{GAP})?(?:year-(?:ago|earlier)|prior-year)(?:{GAP}(?:quarter|period))?\b",
        _read_year_earlier,
        names_a_time=False,
    ),
)

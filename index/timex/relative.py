"""Days and periods told from the day of publication: "yesterday", "last week", "this summer"."""

from __future__ import annotations

import re
from datetime import date

from index.timex.context import Scene
from index.timex.counted import length, same_quarter, unit_of
from index.timex.grammar import NOTHING, Reading, Rule
from index.timex.lexicon import (
    DAY,
    DAYTIME,
    GAP,
    MONTH,
    SEASON,
    SEASONS,
    day_number,
    month_number,
)
from index.timex.shift import period
from index.timex.spans import add_days, add_months, make_date, span_of
from index.timex.tense import PAST
from index.timex.which import BESIDE, STEPS, WHICH, at_daytime, which_of

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


_NAMED_BEFORE = re.compile(r"[A-Z]\w* $")
_NAMED_AFTER = re.compile(r"[\"”]?,?\s(?:show|host|anchor|co-?)|[\"”]")


def _is_named_today(match: re.Match[str], scene: Scene) -> bool:
    """Whether it is the newspaper, or a broadcast."""
    before = scene.text[max(0, match.start() - 16) : match.start()]
    quoted = before[-1:] in ("", '"', "“", "’", "'") or before.endswith("'s ")
    shown = bool(_NAMED_AFTER.match(scene.text, match.end()))
    return match["named"].isupper() or bool(_NAMED_BEFORE.search(before)) or (quoted and shown)


def _read_named_day(match: re.Match[str], scene: Scene) -> Reading | None:
    if match["named"] in ("TODAY", "Today") and _is_named_today(match, scene):
        return None
    daytime = match["daytime"]
    steps = _NAMED_DAYS[" ".join(match["named"].lower().split())]
    day = add_days(scene.published, steps) if scene.published else None
    if day:
        return at_daytime(day.isoformat(), daytime)
    if steps == 0 and not daytime:
        return Reading("DATE", "PRESENT_REF")
    return at_daytime("XXXX-XX-XX", daytime)


def _read_tonight(match: re.Match[str], scene: Scene) -> Reading:
    which, daytime = match["which"].lower(), match["daytime"].lower()
    steps = -1 if which == "last" else 0
    day = add_days(scene.published, steps) if scene.published else None
    return at_daytime(day.isoformat() if day else "XXXX-XX-XX", "night" if daytime == "tonight" else daytime)


def _read_period(match: re.Match[str], scene: Scene) -> Reading | None:
    """A name has capitals: "This Week" is a broadcast."""
    if match["which"][0].isupper() and match["unit"][0].isupper() and not match.group().isupper():
        return None
    if _PART_OF.match(scene.text, match.end()) and _THE.search(
        scene.text[max(0, match.start() - 4) : match.start()]
    ):
        return None  # "the last week of November"
    unit, which = match["unit"].lower(), which_of(match)
    if which == "last" and unit == "year" and (quarter := _compared(match, scene)):
        return Reading("DATE", quarter)
    return Reading("DATE", period(scene.published, unit, STEPS[which]))


_THE = re.compile(r"(?i)\bthe\s$")
_PART_OF = re.compile(r"\s{1,3}of\b")
_COMPARED = re.compile(r"\b(?:corresponding|same|comparable)\s(?:period|quarter)\s(?:of\s|in\s)?$")


def _compared(match: re.Match[str], scene: Scene) -> str | None:
    """ "the same period last year", said of a quarter, is that quarter a year ago."""
    before = scene.text[max(0, match.start() - 28) : match.start()]
    return same_quarter(scene, match.start(), -1) if _COMPARED.search(before) else None


def _read_last_length(match: re.Match[str], _: Scene) -> Reading:
    """ "over the last year" is the twelve months up to now, "last year" the one before this."""
    return Reading("DURATION", length(1, unit_of(match)))


def _told_from(match: re.Match[str], scene: Scene) -> date | None:
    """ "the following March" is told from the date spoken of, "next March" from the publication."""
    spoken = span_of(scene.mention(match.start(), 1000)) if which_of(match) in BESIDE else None
    if spoken is None:
        return scene.published
    return spoken.end if which_of(match) == "following" else spoken.start


def _read_named_month(match: re.Match[str], scene: Scene) -> Reading:
    """ "last October" is the latest that is over, "next May" the first still to come."""
    month, which, published = month_number(match["month"]), which_of(match), _told_from(match, scene)
    day = day_number(match["day"]) if match["day"] else 0
    if day and not make_date(2000, month, day):
        return NOTHING
    form = f"{month:02d}-{day:02d}" if day else f"{month:02d}"
    if published is None:
        return Reading("DATE", f"XXXX-{form}")
    year, steps = published.year, STEPS[which]
    told, now = (
        ((month, day), (published.month, published.day)) if day else ((month, 0), (published.month, 0))
    )
    if steps < 0:
        year -= told >= now
    elif steps > 0:
        year += told <= now
    return Reading("DATE", f"{year:04d}-{form}")


def _read_year_away(match: re.Match[str], scene: Scene) -> Reading:
    """ "this month last year"."""
    months = 12 * STEPS[which_of(match)]
    day = add_months(scene.published, months) if scene.published else None
    return Reading("DATE", period(day, match["unit"].lower(), 0))


_SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def _read_season(match: re.Match[str], scene: Scene) -> Reading:
    season, published = SEASONS[match["season"].lower()], _told_from(match, scene)
    steps = STEPS[which_of(match)]
    if published is None:
        return Reading("DATE", f"XXXX-{season}")
    year, start = published.year, _SEASON_START[season]
    if steps < 0 and published.month <= start + 2:
        year -= 1
    elif steps > 0 and published.month >= start:
        year += 1
    elif steps == 0 and published.month < start:
        year -= (season == "WI" and published.month <= 3) or scene.tense(match) == PAST
    return Reading("DATE", f"{year:04d}-{season}")


RULES = (
    Rule(rf"{_NAMED_DAY}(?:{GAP}(?P<daytime>{DAYTIME}))?\b", _read_named_day),
    Rule(r"(?P<which>)(?P<daytime>tonight)\b", _read_tonight),
    Rule(rf"(?P<which>this|last){GAP}(?P<daytime>{DAYTIME})\b", _read_tonight),
    Rule(rf"(?!past){WHICH}{GAP}{_PERIOD}\b", _read_period),
    Rule(rf"the{GAP}last{GAP}(?P<unit>week|month|year|decade)\b(?!{GAP}of\b)", _read_last_length),
    Rule(rf"the{GAP}next{GAP}(?P<unit>decade)\b", _read_last_length),
    Rule(rf"{WHICH}{GAP}(?P<month>{MONTH})(?:{GAP}(?P<day>{DAY})(?!{GAP}[a-z]+s\b))?", _read_named_month),
    Rule(rf"this{GAP}(?P<unit>month|week|quarter){GAP}(?P<which>last|next){GAP}year\b", _read_year_away),
    Rule(rf"{WHICH}{GAP}(?P<season>{SEASON})\b", _read_season),
)

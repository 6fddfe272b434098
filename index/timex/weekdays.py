"""Weekdays: "on Friday", "next Tuesday", "Monday night", "Tuesday of last week"."""

from __future__ import annotations

import re
from datetime import date

from index.timex.context import Scene
from index.timex.direction import weekday_last, weekday_near, weekday_next, year_of
from index.timex.grammar import Lead, Reading, Rule
from index.timex.lexicon import DAYTIME, GAP, MONTH, WEEKDAY, YEAR, any_of, month_number, weekday_number
from index.timex.numbers import COUNT, count_of
from index.timex.spans import add_days, make_date
from index.timex.tense import FUTURE, OPEN, PAST
from index.timex.which import BESIDE, STEPS, WHICH, at_daytime, which_of

_NAME = re.compile(r"\s[A-Z]")


def _read_weekday(match: re.Match[str], scene: Scene) -> Reading | None:
    daytime = match["daytime"]
    if daytime and daytime[0].isupper() and _NAME.match(scene.text, match.end()) and not daytime.isupper():
        return None  # "Saturday Night Live"
    weekday, which = weekday_number(match["weekday"]), which_of(match)
    day = _weekday(match, scene, weekday, which)
    return at_daytime(day.isoformat() if day else f"XXXX-WXX-{weekday}", match["daytime"])


def _weekday(match: re.Match[str], scene: Scene, weekday: int, which: str) -> date | None:
    published = scene.published
    if which in BESIDE:
        published = scene.day_spoken_of(match.start()) or published
    if published is None:
        return None
    if which in ("next", "upcoming", "following"):
        return weekday_next(published, weekday)
    if which in ("last", "past", "this past", "previous", "prior"):
        return weekday_last(published, weekday)
    if not which and (first := _run_from(match, scene)):
        return add_days(first, (weekday - first.isoweekday()) % 7)
    tense = scene.tense(match)
    to_come = (which == "this" and tense != PAST) or (tense == OPEN and _in_programme(match, scene))
    if which == "coming" or to_come:
        return weekday_near(published, weekday, FUTURE)
    return weekday_near(published, weekday, tense)


_UP_TO = re.compile(r"(?:\s?[-–]\s?|\s(?:to|through|thru|until)\s)")
_JOIN = 12  # characters


def _run_from(match: re.Match[str], scene: Scene) -> date | None:
    """The day that "from Monday to" begins with: Friday is the one after it."""
    end = scene.mentioned[-1][0] if scene.mentioned else match.start()
    if match.start() - end > _JOIN or not scene.text.endswith(("day", "DAY"), 0, end):
        return None
    joined = _UP_TO.fullmatch(scene.text, end, match.start())
    return scene.day_spoken_of(match.start()) if joined else None


_ENTRY = re.compile(
    r"(?:^|[\n:;•|(–—]\s{0,2})(?:\d{1,2}(?::\d\d)?\s?(?:[ap]\.?m\.?)?(?:\s?[–-]\s?|\sto\s)?){1,2}"
    r"(?:[A-Z]T\s?)?(?:noon|midnight)?,?\s{1,2}(?:on\s)?$"
)


def _in_programme(match: re.Match[str], scene: Scene) -> bool:
    """ "Details: 8 p.m. Friday" tells what is to come."""
    before = scene.text[max(0, match.start() - 32) : match.start()]
    return before[-1:].isspace() and bool(_ENTRY.search(before))


def _read_weekday_of_week(match: re.Match[str], scene: Scene) -> Reading:
    """ "Tuesday of last week"."""
    weekday, published = weekday_number(match["weekday"]), scene.published
    steps = 7 * STEPS[which_of(match)] + weekday
    day = add_days(published, steps - published.isoweekday()) if published else None
    return at_daytime(day.isoformat() if day else f"XXXX-WXX-{weekday}", match["daytime"])


_NTH = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}


def _read_nth(match: re.Match[str], scene: Scene) -> Reading:
    """ "the second Sunday in May"."""
    month, weekday = month_number(match["month"]), weekday_number(match["weekday"])
    nth = _NTH[match["nth"].lower()]

    def value(year: int) -> str:
        days = [d for n in range(1, 32) if (d := make_date(year, month, n)) and d.isoweekday() == weekday]
        return days[nth].isoformat()

    year = int(match["year"]) if match["year"] else year_of(scene, match, value)
    return Reading("DATE", value(year) if year else f"XXXX-{month:02d}")


def _read_week_on(match: re.Match[str], scene: Scene) -> Reading:
    """ "Friday week", "Monday next"."""
    weekday, published = weekday_number(match["weekday"]), scene.published
    unresolved = Reading("DATE", f"XXXX-WXX-{weekday}")
    if published is None:
        return unresolved
    if match["way"].lower() == "next":
        day = weekday_next(published, weekday)
    else:
        coming = weekday_near(published, weekday, FUTURE)
        day = add_days(coming, 7) if coming else None
    return Reading("DATE", day.isoformat()) if day else unresolved


def _read_ago(match: re.Match[str], scene: Scene) -> Reading:
    """ "a week ago Friday" is that Friday; which day "a year ago Friday" is, its words do not say."""
    weekday, count = weekday_number(match["weekday"]), count_of(match["count"])
    near = weekday_near(scene.published, weekday, PAST) if scene.published else None
    weeks = {"week": 1, "fortnight": 2}.get(match["unit"].lower(), 0)
    day = add_days(near, -7 * weeks * round(count)) if near and weeks and count else None
    return Reading("DATE", day.isoformat() if day else f"XXXX-WXX-{weekday}")


RULES = (
    Rule(
        rf"(?P<nth>{any_of(_NTH)}){GAP}(?P<weekday>{WEEKDAY}){GAP}(?:in|of){GAP}(?P<month>{MONTH})(?:,?{GAP}(?P<year>{YEAR}))?",
        _read_nth,
    ),
    Rule(rf"(?P<weekday>{WEEKDAY}){GAP}(?P<way>week)\b(?![-’'])", _read_week_on, lead=Lead.NOTHING),
    Rule(rf"(?P<weekday>{WEEKDAY}){GAP}(?P<way>next)(?=\s?(?:[.,;:)]|$))", _read_week_on, lead=Lead.NOTHING),
    Rule(
        rf"(?P<count>{COUNT}){GAP}(?P<unit>week|fortnight|month|year)s?{GAP}ago{GAP}(?:on{GAP}|last{GAP}|this{GAP})?"
        rf"(?P<weekday>{WEEKDAY})\b",
        _read_ago,
        figures=(1, 2),
    ),
    Rule(
        rf"(?P<which>)(?P<weekday>{WEEKDAY})(?:{GAP}(?P<daytime>{DAYTIME}))?\b", _read_weekday, lead=Lead.PART
    ),
    Rule(rf"{WHICH}{GAP}(?P<weekday>{WEEKDAY})(?:{GAP}(?P<daytime>{DAYTIME}))?\b", _read_weekday),
    Rule(
        rf"(?P<weekday>{WEEKDAY})(?:{GAP}(?P<daytime>{DAYTIME}))?(?:,?{GAP}(?:of{GAP})?)(?P<which>this|last|next){GAP}week\b",
        _read_weekday_of_week,
    ),
)

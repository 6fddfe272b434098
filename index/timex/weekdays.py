"""Weekdays: "on Friday", "next Tuesday", "Monday night", "Tuesday of last week"."""

from __future__ import annotations

import re
from datetime import date

from index.timex.context import Scene
from index.timex.direction import weekday_last, weekday_near, weekday_next
from index.timex.grammar import Lead, Reading, Rule
from index.timex.lexicon import DAYTIME, GAP, WEEKDAY, weekday_number
from index.timex.spans import add_days
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


RULES = (
    Rule(
        rf"(?P<which>)(?P<weekday>{WEEKDAY})(?:{GAP}(?P<daytime>{DAYTIME}))?\b", _read_weekday, lead=Lead.PART
    ),
    Rule(rf"{WHICH}{GAP}(?P<weekday>{WEEKDAY})(?:{GAP}(?P<daytime>{DAYTIME}))?\b", _read_weekday),
    Rule(
        rf"(?P<weekday>{WEEKDAY})(?:{GAP}(?P<daytime>{DAYTIME}))?(?:,?{GAP}(?:of{GAP})?)(?P<which>this|last|next){GAP}week\b",
        _read_weekday_of_week,
    ),
)

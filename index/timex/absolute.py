"""Dates by the calendar: a day, with or without its year, or a month."""

from __future__ import annotations

import re

from index.timex.context import Scene
from index.timex.direction import year_of
from index.timex.grammar import NOTHING, Lead, Reading, Rule
from index.timex.lexicon import (
    DAY,
    GAP,
    MONTH,
    MONTH_NAME,
    TO,
    WEEKDAY_ANY,
    YEAR,
    day_number,
    month_number,
    weekday_number,
)
from index.timex.spans import make_date

THEN_DAY = rf"(?:{WEEKDAY_ANY},?{GAP}(?:the{GAP})?)?"
WEEKDAY_FIRST = THEN_DAY.replace(WEEKDAY_ANY, f"(?P<weekday>{WEEKDAY_ANY})")
# a year 0 is taken along so that the rest of an impossible date is not read alone
_FAR = r"(?:2[2-9]|[3-9]\d)\d\d(?=\s?(?:[.;:,)\n]|$))"
_YEAR = rf"(?P<year>{YEAR}|0\d{{3}}(?!\d)|{_FAR})"
_SHORT_YEAR = r"(?:,?\s[’'](?P<short>\d\d)(?![\d’']|s\b))?"
COMMA_YEAR = rf"(?:,?{GAP}{_YEAR})?"

# "October 17", "Tuesday, Oct. 17, 2023"
_MONTH_DAY = rf"{WEEKDAY_FIRST}(?P<month>{MONTH}){GAP}(?P<day>{DAY}){COMMA_YEAR}{_SHORT_YEAR}"
# "17 October", "the 4th of February 2022", "04-Feb-2022"
_DAY_MONTH = (
    rf"{WEEKDAY_FIRST}(?P<day>{DAY})(?:{GAP}of)?(?:{GAP}|-)(?P<month>{MONTH})(?:(?:,?{GAP}|-){_YEAR})?"
)
# "February 2022", "early Feb. of 2022"
_MONTH_YEAR = rf"(?:the{GAP}month{GAP}of{GAP})?(?P<month>{MONTH})(?:,?{GAP}(?:of{GAP})?|-){_YEAR}"
# "January 32, 2022", "32 January 2022"
_TOO_MUCH = r"(?:3[2-9]|[4-9]\d|00)(?:st|nd|rd|th)?(?!\d|[:.,]\d|\s?%)"
_NO_DAY = rf"(?:{MONTH}{GAP}{_TOO_MUCH},?{GAP}{YEAR}|{_TOO_MUCH}{GAP}{MONTH},?{GAP}{YEAR})"
# "June last year"
_MONTH_OF_YEAR = rf"(?P<month>{MONTH_NAME})(?:{GAP}of)?{GAP}(?P<which>this|last|next){GAP}year\b"
_ISO = r"(?P<year>(?:1\d|2[01])\d\d)(?P<mark>[-/.])(?P<month>\d\d)(?P=mark)(?P<day>\d\d)(?![\d:]|[-/]\d)"
_NUMERIC = (
    r"(?P<one>\d{1,2})(?P<mark>[/.])(?P<two>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d\d|\d\d)(?!\d|[/.-]\d)"
)
# "6/1973"
_NUMERIC_MONTH = r"(?P<month>0?[1-9]|1[0-2])/(?P<year>(?:19|20)\d\d)(?![\d/])"
_FUTURE = 2200
_TURN = 50
"""Years of two figures from here on are those of the last century."""
# the one day that is known by its date
_SEPTEMBER_11 = rf"(?:9/11(?![\d/])|Sept(?:\.|ember)?{GAP}11(?=(?:th)?,?{GAP}(?:terror|attack|hijack)))"

_NEXT_DATE = re.compile(
    rf"(?:{TO}|,?{GAP}(?:and|or|&){GAP}|,{GAP})(?:{GAP})?(?P<month>{MONTH})(?:{GAP}(?P<day>{DAY}),?)?{GAP}(?P<year>{YEAR})",
    re.IGNORECASE,
)

# before May, March or August: what only a month follows, and what a name or verb may follow as well
_SURELY_BEFORE = re.compile(
    r"(?i)\b(?:in|since|until|till|during|through|early|mid|late|between|every|each|following|previous)[ -]$"
)
_MAYBE_BEFORE = re.compile(
    r"(?i)\b(?:the|by|from|to|of|for|before|after|and|or|that|on)\s$|(?:^|\n)$|['’]s\s$|[(,–—-]\s?$"
)
_NAME_AFTER = re.compile(
    r"\s[A-Z]\w|\s(?:I|he|she|they|it|we|you|be|have|not)\b|[’']s\s(?:government|cabinet)"
)


def _read_day(match: re.Match[str], scene: Scene) -> Reading:
    month, day, year = month_number(match["month"]), day_number(match["day"]), match["year"]
    if short := not year and match.groupdict().get("short"):
        year = str(int(short) + (2000 if int(short) < _TURN else 1900))
    if year:
        known = make_date(int(year), month, day) if 999 < int(year) < _FUTURE else None
        return Reading("DATE", known.isoformat()) if known else NOTHING
    if not make_date(2000, month, day):
        return NOTHING
    found = _year_named_next(match, scene, month, day) or year_of_day(match, scene, month, day)
    return Reading("DATE", f"{found:04d}-{month:02d}-{day:02d}" if found else f"XXXX-{month:02d}-{day:02d}")


def year_of_day(match: re.Match[str], scene: Scene, month: int, day: int) -> int | None:
    """The year that fits best, and where a weekday is named, one in which the day falls on it."""

    def value(year: int) -> str:
        return f"{year:04d}-{month:02d}-{day:02d}"

    def value_on_weekday(year: int) -> str:
        found = make_date(year, month, day)
        return value(year) if found and found.isoweekday() == weekday_number(match["weekday"]) else ""

    if match["weekday"] and (year := year_of(scene, match, value_on_weekday)):
        return year
    return year_of(scene, match, value)


def _read_month_year(match: re.Match[str], _: Scene) -> Reading:
    year, month = int(match["year"]), month_number(match["month"])
    return Reading("DATE", f"{year:04d}-{month:02d}") if 999 < year < _FUTURE else NOTHING


def _read_no_day(_match: re.Match[str], _: Scene) -> Reading:
    """ "January 32, 2022": neither its month nor its year is meant alone."""
    return NOTHING


def _read_month(match: re.Match[str], scene: Scene) -> Reading | None:
    month = month_number(match["month"])
    if match["month"] in ("May", "March", "August") and not _is_month(match, scene):
        return None
    year = _year_named_next(match, scene, month) or year_of(
        scene, match, lambda year: f"{year:04d}-{month:02d}"
    )
    return Reading("DATE", f"{year:04d}-{month:02d}" if year else f"XXXX-{month:02d}")


def _year_named_next(match: re.Match[str], scene: Scene, month: int, day: int = 1) -> int | None:
    """The year that only the second of two dates names: "from June to August 2012"."""
    second = _NEXT_DATE.match(scene.text, match.end())
    if second is None:
        return None
    turns = (month, day) > (month_number(second["month"]), day_number(second["day"] or "31"))
    return int(second["year"]) - turns


def _is_month(match: re.Match[str], scene: Scene) -> bool:
    """Whether May, March or August, which are also names and verbs, stands where a month would."""
    before = scene.text[max(0, match.start() - 14) : match.start()]
    if _SURELY_BEFORE.search(before):
        return True
    named = _NAME_AFTER.match(scene.text[match.end() : match.end() + 14])
    return not named and bool(_MAYBE_BEFORE.search(before))


def _read_month_of_year(match: re.Match[str], scene: Scene) -> Reading:
    month = month_number(match["month"])
    if scene.published is None:
        return Reading("DATE", f"XXXX-{month:02d}")
    year = scene.published.year + {"last": -1, "this": 0, "next": 1}[match["which"].lower()]
    return Reading("DATE", f"{year:04d}-{month:02d}")


def _read_iso(match: re.Match[str], _: Scene) -> Reading:
    day = make_date(int(match["year"]), int(match["month"]), int(match["day"]))
    return Reading("DATE", day.isoformat()) if day else NOTHING


def _read_numeric(match: re.Match[str], _: Scene) -> Reading | None:
    """Slashes say a date only where one order of day and month is possible."""
    one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
    if year < 100:
        if match["mark"] == ".":  # the number of a version or a paragraph
            return None
        year += 2000 if year < _TURN else 1900
    days = {day for day in (make_date(year, one, two), make_date(year, two, one)) if day}
    return Reading("DATE", days.pop().isoformat()) if len(days) == 1 else None


def _read_numeric_month(match: re.Match[str], scene: Scene) -> Reading | None:
    if scene.text[max(0, match.start() - 1) : match.start()] in ("/", "-", "."):
        return None
    return Reading("DATE", f"{match['year']}-{int(match['month']):02d}")


def _read_september_11(_match: re.Match[str], _: Scene) -> Reading:
    return Reading("DATE", "2001-09-11")


RULES = (
    Rule(_SEPTEMBER_11, _read_september_11, figures=(1,), lead=Lead.PART),
    Rule(_MONTH_DAY, _read_day, lead=Lead.PART),
    Rule(_DAY_MONTH, _read_day, figures=(1, 2), lead=Lead.PART),
    Rule(_NO_DAY, _read_no_day, figures=(2,), lead=Lead.PART),
    Rule(_MONTH_YEAR, _read_month_year, lead=Lead.PART),
    Rule(rf"(?:the{GAP}month{GAP}of{GAP})?(?P<month>{MONTH_NAME})", _read_month, lead=Lead.PART),
    Rule(_MONTH_OF_YEAR, _read_month_of_year, lead=Lead.PART),
    Rule(_ISO, _read_iso, figures=(4,), lead=Lead.PART),
    Rule(_NUMERIC_MONTH, _read_numeric_month, figures=(1, 2), lead=Lead.PART),
    Rule(_NUMERIC, _read_numeric, figures=(1, 2), lead=Lead.PART),
)

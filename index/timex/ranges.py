"""Runs of days, months and years as one expression: "October 17-18", "31 August to 3 September 2025"."""

from __future__ import annotations

import re

from index.timex.absolute import COMMA_YEAR, THEN_DAY, WEEKDAY_FIRST, year_of_day
from index.timex.context import Scene
from index.timex.grammar import Lead, Reading, Rule
from index.timex.lexicon import DAY, GAP, MONTH, TO, YEAR, day_number, month_number
from index.timex.spans import make_date

_DayOfYear = tuple[int, int]
"""A month and a day in it."""

_JOIN = rf"(?P<join>{TO}|{GAP}(?:and|&){GAP})"
_FIRST_YEAR = rf"(?:,?{GAP}(?P<first_year>{YEAR}))?"
# "October 17-18", "between May 16 and 17", "Oct. 30 to Nov. 3, 2023"
_MONTH_DAYS = (
    rf"{WEEKDAY_FIRST}(?P<month>{MONTH}){GAP}(?P<day>{DAY}){_FIRST_YEAR}{_JOIN}"
    rf"{THEN_DAY}(?:(?P<month2>{MONTH}){GAP})?(?P<day2>{DAY}){COMMA_YEAR}"
)
# "17-18 October", "from 20 to 22 March 2023", "31 August to 3 September 2025"
_DAYS_MONTH = (
    rf"{WEEKDAY_FIRST}(?P<day>{DAY})(?:{GAP}(?P<month>{MONTH}))?{_FIRST_YEAR}{_JOIN}"
    rf"{THEN_DAY}(?P<day2>{DAY}){GAP}(?P<month2>{MONTH}){COMMA_YEAR}"
)
# "January-March 2022", "between November 2021 and March 2022"
_MONTHS = rf"(?P<month>{MONTH}){_FIRST_YEAR}{_JOIN}(?P<month2>{MONTH}),?{GAP}(?:of{GAP})?(?P<year>{YEAR})"
# "2019-2021", "1985-87", "the 2021/22 season"
_YEARS = r"(?P<year>(?:1[5-9]|20)\d\d)\s?[-–/]\s?(?P<last>(?:(?:1[5-9]|20)\d\d|\d\d))(?![\d/–-]|[.,:]\d)"
_LONGEST = 400


def _read_days(match: re.Match[str], scene: Scene) -> Reading | None:
    month, month2 = match["month"] or match["month2"], match["month2"] or match["month"]
    first = month_number(month), day_number(match["day"])
    last = month_number(month2), day_number(match["day2"])
    if "and" in match["join"].lower() and not _is_run(match, scene, first, last):
        return None
    if not make_date(2000, *first) or not make_date(2000, *last):
        return None
    if first[0] == last[0] and last <= first and not match["first_year"]:
        return None
    years = _years(match, scene, first, last)
    if years is None:
        return Reading("DATE", "/".join(f"XXXX-{month:02d}-{day:02d}" for month, day in (first, last)))
    start, end = make_date(years[0], *first), make_date(years[1], *last)
    if not start or not end or start >= end:
        return None
    return Reading("DATE", f"{start.isoformat()}/{end.isoformat()}")


def _is_run(match: re.Match[str], scene: Scene, first: _DayOfYear, last: _DayOfYear) -> bool:
    """Whether "A and B" is a range: after "between", or when B is the day after A."""
    return _after_between(match, scene) or (first[0] == last[0] and last[1] == first[1] + 1)


def _after_between(match: re.Match[str], scene: Scene) -> bool:
    return scene.text[max(0, match.start() - 8) : match.start()].lower().rstrip() == "between"


def _years(match: re.Match[str], scene: Scene, first: _DayOfYear, last: _DayOfYear) -> tuple[int, int] | None:
    """The years of both ends; what is not said of one follows from the other, across New Year if need be."""
    turn = int(last < first)
    if match["year"]:
        end = int(match["year"])
        return int(match["first_year"] or end - turn), end
    start = int(match["first_year"] or 0) or year_of_day(match, scene, *first)
    return (start, start + turn) if start else None


def _read_months(match: re.Match[str], scene: Scene) -> Reading | None:
    if "and" in match["join"].lower() and not _after_between(match, scene):
        return None
    year, month, last = int(match["year"]), month_number(match["month"]), month_number(match["month2"])
    start = int(match["first_year"] or year - (month > last))
    if (start, month) >= (year, last):
        return None
    return Reading("DATE", f"{start:04d}-{month:02d}/{year:04d}-{last:02d}")


def _read_years(match: re.Match[str], _: Scene) -> Reading | None:
    first, last = match["year"], match["last"]
    last = first[: 4 - len(last)] + last
    return Reading("DATE", f"{first}/{last}") if 0 < int(last) - int(first) < _LONGEST else None


RULES = (
    Rule(_MONTH_DAYS, _read_days, lead=Lead.PART),
    Rule(_DAYS_MONTH, _read_days, figures=(1, 2), lead=Lead.PART),
    Rule(_MONTHS, _read_months, lead=Lead.PART),
    Rule(_YEARS, _read_years, figures=(4,), lead=Lead.PART),
)

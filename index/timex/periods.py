"""Periods of the calendar: years, decades, centuries, seasons, fiscal years, holidays."""

from __future__ import annotations

import re

from index.timex.context import Scene
from index.timex.direction import year_beside, year_of
from index.timex.grammar import Lead, Reading, Rule
from index.timex.holidays import HOLIDAYS, holiday, yearless
from index.timex.lexicon import DECADES, GAP, SEASON, SEASONS, YEAR, any_of
from index.timex.numbers import ORDINAL_WORD, TENS_WORD, UNIT_WORD, count_of, ordinal_of

_WHICH = rf"(?:(?P<which>this|last|next){GAP})?"


def _read_season(match: re.Match[str], scene: Scene) -> Reading:
    return Reading("DATE", year_beside(match, scene, f"{{}}-{SEASONS[match['season'].lower()]}"))


_OTHER_CALENDAR = re.compile(
    r"(?i)\b(?:lunar|chinese|orthodox|jewish|islamic|hindu|tamil|thai|persian|tibetan|coptic|russian|greek)\s$"
)


def _read_holiday(match: re.Match[str], scene: Scene) -> Reading | None:
    name = match["holiday"]
    if name == "new year" or _OTHER_CALENDAR.search(scene.text[max(0, match.start() - 12) : match.start()]):
        return None
    if match["year"]:
        year: int | None = int(match["year"])
    elif scene.published is None:
        return Reading("DATE", yearless(name))
    else:
        year = _holiday_year(match, scene, (match["which"] or "").lower())
    day = holiday(name, year) if year else None
    return Reading("DATE", day.isoformat()) if day else None


def _holiday_year(match: re.Match[str], scene: Scene, which: str) -> int | None:
    name, published = match["holiday"], scene.published
    if published is None:
        return None
    if which:
        this = holiday(name, published.year)
        if which == "this" or this is None:
            return published.year
        if which == "last":
            return published.year - (this >= published)
        return published.year + (this <= published)

    def value(year: int) -> str:
        day = holiday(name, year)
        return day.isoformat() if day else ""

    return year_of(scene, match, value)


_SEASON_BEFORE = re.compile(r"(?i)\b(?:over|in|during|since|by|until|for|through|of|throughout)\s(?:the\s)?$")


def _read_bare_season(match: re.Match[str], scene: Scene) -> Reading | None:
    if not _SEASON_BEFORE.search(scene.text[max(0, match.start() - 16) : match.start()]):
        return None
    if re.match(r"\s(?:of|in|from|to)\b|\s(?-i:[A-Z])", scene.text[match.end() : match.end() + 6]):
        return None
    return _read_season(match, scene)


_PART_OF_YEAR = re.compile(r"(?i)\b(?:mid|early|late|end|start)\Z")
_BARE_YEAR_NOT_BEFORE = re.compile(
    r"[\d$£€#№.,:/+=-]$|[\d$£€#№]\s$|"
    r"\b(?i:nos?|number|page|room|flight|route|boeing|about|over|than|nearly|some|least|most|only)\.?\s$"
)
_SINCE_ABOUT = re.compile(
    r"(?i)\b(?:since|from|until|till|in|before|by|after|to|of)\s(?:at\s)?(?:about|least|most)\s$"
)
_BARE_YEAR_AFTER_WORD = re.compile(
    r"[A-Za-z’'.\"”)]\s{0,3}[(]?(?:[’'`\"“]{0,2})$|[,:]\s$|^\s{0,3}$|[([;—–]\s?$"
)
_BARE_YEAR_NOT_AFTER = re.compile(
    r"(?i)[-/]\d|[-–]\w|\s?(?:%|percent|people|miles|kilomet|km\b|met(?:er|re)s|feet|foot|square|dollars|euros|pounds|points|"
    r"yards|tons|tonnes|men\b|women|troops|soldiers|houses|homes|votes|jobs|workers|employees|shares|members|"
    r"degrees|calories|million|billion|thousand|gmt|utc|hours|local\stime|pages|words|times\b|others|barrels|cases|deaths)|"
    r"\s?\d|,\d|:\d"
)


def _read_year(match: re.Match[str], scene: Scene) -> Reading | None:
    """A bare number is a year only among words, where the number of nothing else stands."""
    text, (start, end) = scene.text, match.span()
    if match.group() != match["year"]:
        return Reading("DATE", match["year"])
    if not 1500 <= int(match["year"]) <= 2100:
        return None
    before, after = text[max(0, start - 14) : start].removesuffix("-"), text[end : end + 14]
    if before != text[max(0, start - 14) : start] and not _PART_OF_YEAR.search(before):
        return None
    if _BARE_YEAR_NOT_BEFORE.search(before) and not _SINCE_ABOUT.search(text[max(0, start - 18) : start]):
        return None
    if not _BARE_YEAR_AFTER_WORD.search(before):
        return None
    if _BARE_YEAR_NOT_AFTER.match(after) or not re.search(r"[A-Za-z]", before + after):
        return None
    return Reading("DATE", match["year"])


def _read_named_year(match: re.Match[str], _: Scene) -> Reading:
    return Reading("DATE", match["year"])


def _read_spoken_year(match: re.Match[str], _: Scene) -> Reading:
    rest = int(count_of(match["rest"]) or 0) if match["rest"] else 0
    lead = {"nineteen": 1900, "eighteen": 1800, "twenty": 2000}.get((match["lead"] or "").lower(), 2000)
    return Reading("DATE", f"{lead + rest}")


_MEASURED = re.compile(r"(?i)\b(?:temperatures?|highs?|lows?|degrees?|readings?|scores?|ages?|aged)\b")


def _read_decade(match: re.Match[str], scene: Scene) -> Reading | None:
    words = match.groupdict()
    if words.get("decade"):
        return Reading("DATE", f"{1900 + DECADES[words['decade'].lower()]}"[:3])
    if figures := words["figures"]:
        return Reading("DATE", figures[:3])
    if _MEASURED.search(scene.text[max(0, match.start() - 40) : match.start()]):
        return None  # "highs in the 70s"
    return Reading("DATE", f"19{words['short'][0]}")


def _read_century(match: re.Match[str], _: Scene) -> Reading | None:
    number = ordinal_of(match["nth"])
    return Reading("DATE", f"{number - 1:02d}") if number and 1 < number <= 99 else None


def _read_this_fiscal(_match: re.Match[str], scene: Scene) -> Reading:
    return Reading("DATE", f"{scene.published.year:04d}" if scene.published else "XXXX")


_HOLIDAY = r"(?P<holiday>" + any_of(HOLIDAYS).replace("'", "[’']").replace(r" ", r"\s{1,3}") + r")\b"

RULES = (
    Rule(
        rf"(?P<year>{YEAR}){GAP}(?:fiscal|financial|calendar|academic|school){GAP}year\b",
        _read_named_year,
        figures=(4,),
    ),
    Rule(rf"(?P<season>{SEASON})(?:,?{GAP}(?:of{GAP})?|-)(?P<year>{YEAR})", _read_season),
    Rule(rf"(?P<season>{SEASON})\b", _read_bare_season),
    Rule(rf"{_WHICH}{_HOLIDAY}(?:,?{GAP}(?:of{GAP})?(?P<year>{YEAR}))?", _read_holiday),
    Rule(
        rf"(?:(?:the{GAP})?(?:year|(?:fiscal|calendar)(?:{GAP}year)?){GAP})?(?P<year>{YEAR})",
        _read_year,
        figures=(4,),
        lead=Lead.PART,
    ),
    Rule(
        rf"(?:(?P<lead>nineteen|twenty){GAP}|year{GAP}two{GAP}thousand(?:{GAP}and)?{GAP}?)(?P<rest>{TENS_WORD}(?:[\s-]{UNIT_WORD})?)\b",
        _read_spoken_year,
    ),
    Rule(rf"year{GAP}(?P<lead>two{GAP}thousand)(?P<rest>)\b", _read_spoken_year),
    Rule(
        r"(?:(?P<figures>(?:1[5-9]|20)\d0)|(?:(?<=the\s)|(?<=the\searly\s)|(?<=the\slate\s)|(?<=0s\sand\s)|(?<=[’'‘`]))[’'‘`]?(?P<short>[1-9]0))[’']?s\b",
        _read_decade,
        figures=(2, 4),
    ),
    Rule(
        rf"(?:(?<=the\s)|(?<=early\s)|(?<=mid\s)|(?<=mid-)|(?<=late\s))(?P<decade>{any_of(DECADES)})\b",
        _read_decade,
    ),
    Rule(
        rf"(?P<nth>\d{{1,2}}(?:st|nd|rd|th)|{ORDINAL_WORD})(?:-|{GAP})centur(?:y|ies)\b",
        _read_century,
        figures=(1, 2),
    ),
    Rule(rf"(?:the|its|this){GAP}(?:current{GAP})?(?:fiscal|financial){GAP}year\b", _read_this_fiscal),
)

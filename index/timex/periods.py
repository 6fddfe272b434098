"""Periods of the calendar: years, decades, centuries, quarters, halves, seasons, fiscal years, holidays."""

from __future__ import annotations

import re

from index.timex.context import Scene
from index.timex.direction import year_of
from index.timex.grammar import Lead, Reading, Rule
from index.timex.holidays import HOLIDAYS, holiday, yearless
from index.timex.lexicon import DECADES, GAP, ORDINALS, SEASON, SEASONS, YEAR, any_of
from index.timex.numbers import ORDINAL_WORD, TENS_WORD, UNIT_WORD, count_of, ordinal_of

_ORDINAL = rf"(?P<ordinal>{any_of(ORDINALS)})"
_WHICH = rf"(?:(?P<which>this|last|next){GAP})?"
_WHOSE = rf"(?:(?P<year>{YEAR})|(?P<which>this|last|next){GAP}year)(?:[’']s)?{GAP}"
_STEPS = {"this": 0, "last": -1, "next": 1}
_QUARTER = re.compile(r"\d{4}-Q[1-4]")
_FISCAL = rf"(?:fiscal(?:-|{GAP})(?:year{GAP})?)?"


def _year(match: re.Match[str], scene: Scene, form: str) -> str:
    """The year named beside a period, or the one that fits; ``form`` has the value with {} for it."""
    words = match.groupdict()
    if words.get("year"):
        return form.format(words["year"])
    if scene.published is None:
        return form.format("XXXX")
    if which := words.get("which"):
        return form.format(f"{scene.published.year + _STEPS[which.lower()]:04d}")
    year = year_of(scene, match, lambda year: form.format(f"{year:04d}"))
    return form.format(f"{year:04d}" if year else "XXXX")


def _read_quarter(match: re.Match[str], scene: Scene) -> Reading:
    words = match.groupdict()
    number = ORDINALS[words["ordinal"].lower()] if words.get("ordinal") else int(words["number"][1])
    return Reading("DATE", _year(match, scene, f"{{}}-Q{number}"))


def _read_half(match: re.Match[str], scene: Scene) -> Reading | None:
    number = {"first": 1, "second": 2, "last": 2}[match["part"].lower()]
    return Reading("DATE", _year(match, scene, f"{{}}-H{number}"))


def _read_season(match: re.Match[str], scene: Scene) -> Reading:
    return Reading("DATE", _year(match, scene, f"{{}}-{SEASONS[match['season'].lower()]}"))


def _read_holiday(match: re.Match[str], scene: Scene) -> Reading | None:
    name = match["holiday"]
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


def _read_the_quarter(match: re.Match[str], scene: Scene) -> Reading:
    """ "the quarter" is the one spoken of, or else the last that is over."""
    spoken = scene.last(_QUARTER, match.start(), 1500)
    if spoken:
        return Reading("DATE", spoken.group())
    if scene.published is None:
        return Reading("DATE", "XXXX-QX")
    year, quarter = scene.published.year, (scene.published.month - 1) // 3
    return Reading("DATE", f"{year:04d}-Q{quarter}" if quarter else f"{year - 1:04d}-Q4")


_SEASON_BEFORE = re.compile(r"(?i)\b(?:over|in|during|since|by|until|for|through|of|throughout)\s(?:the\s)?$")


def _read_bare_season(match: re.Match[str], scene: Scene) -> Reading | None:
    if not _SEASON_BEFORE.search(scene.text[max(0, match.start() - 16) : match.start()]):
        return None
    if re.match(r"\s(?:of|in|from|to)\b|\s(?-i:[A-Z])", scene.text[match.end() : match.end() + 6]):
        return None
    return _read_season(match, scene)


_BARE_YEAR_NOT_BEFORE = re.compile(
    r"[\d$£€#№.,:/+=-]$|[\d$£€#№]\s$|"
    r"\b(?i:nos?|number|page|room|flight|route|boeing|about|over|than|nearly|around|some|least|most|only)\.?\s$"
)
_BARE_YEAR_AFTER_WORD = re.compile(r"[A-Za-z’'.\"”)]\s{0,3}[(]?(?:[’'`\"“]{0,2})$|,\s$|^\s{0,3}$|[(;—–]\s?$")
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
    if before != text[max(0, start - 14) : start] and not before.lower().endswith(("mid", "early", "late")):
        return None
    if _BARE_YEAR_NOT_BEFORE.search(before) or not _BARE_YEAR_AFTER_WORD.search(before):
        return None
    if _BARE_YEAR_NOT_AFTER.match(after) or not re.search(r"[A-Za-z]", before + after):
        return None
    return Reading("DATE", match["year"])


def _read_spoken_year(match: re.Match[str], _: Scene) -> Reading:
    rest = int(count_of(match["rest"]) or 0) if match["rest"] else 0
    lead = {"nineteen": 1900, "eighteen": 1800, "twenty": 2000}.get((match["lead"] or "").lower(), 2000)
    return Reading("DATE", f"{lead + rest}")


def _read_decade(match: re.Match[str], _: Scene) -> Reading:
    words = match.groupdict()
    if words.get("decade"):
        return Reading("DATE", f"{1900 + DECADES[words['decade'].lower()]}"[:3])
    if figures := words["figures"]:
        return Reading("DATE", figures[:3])
    return Reading("DATE", f"19{words['short'][0]}")


def _read_century(match: re.Match[str], _: Scene) -> Reading | None:
    number = ordinal_of(match["nth"])
    return Reading("DATE", f"{number - 1:02d}") if number and 1 < number <= 99 else None


def _read_this_fiscal(_match: re.Match[str], scene: Scene) -> Reading:
    return Reading("DATE", f"{scene.published.year:04d}" if scene.published else "XXXX")


_QUARTER_OF = rf"(?:,?{GAP}(?:of{GAP})?(?:(?P<year>{YEAR})|(?P<which>this|last|next){GAP}year))?"
_HOLIDAY = r"(?P<holiday>" + any_of(HOLIDAYS).replace("'", "[’']").replace(r" ", r"\s{1,3}") + r")\b"

RULES = (
    Rule(rf"{_FISCAL}{_ORDINAL}(?:-|{GAP})(?:fiscal{GAP})?quarters?\b{_QUARTER_OF}", _read_quarter),
    Rule(rf"{_WHOSE}{_FISCAL}{_ORDINAL}(?:-|{GAP})quarter\b", _read_quarter, figures=(4,)),
    Rule(rf"(?P<number>Q1|Q2|Q3|Q4)\b(?:{GAP}(?:of{GAP})?(?P<year>{YEAR}))?", _read_quarter),
    Rule(rf"(?:the{GAP}(?:latest{GAP})?quarter|the{GAP}latest{GAP}period)\b", _read_the_quarter),
    Rule(
        rf"(?P<part>first|second|last){GAP}half{GAP}of{GAP}(?:the{GAP}year|(?P<which>this|last|next){GAP}year|(?P<year>{YEAR}))\b",
        _read_half,
    ),
    Rule(rf"(?P<season>{SEASON})(?:,?{GAP}(?:of{GAP})?|-)(?P<year>{YEAR})", _read_season),
    Rule(rf"(?P<season>{SEASON})\b", _read_bare_season),
    Rule(rf"{_WHICH}{_HOLIDAY}(?:,?{GAP}(?:of{GAP})?(?P<year>{YEAR}))?", _read_holiday),
    Rule(
        rf"(?:(?:(?:the{GAP})?year{GAP}|fiscal{GAP}(?:year{GAP})?|calendar{GAP}(?:year{GAP})?)?)(?P<year>{YEAR})",
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
        r"(?:(?P<figures>(?:1[5-9]|20)\d0)|(?:(?<=the\s)[’'‘`]?|(?<=[’'‘`]))(?P<short>[1-9]0))[’']?s\b",
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

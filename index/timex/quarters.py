"""Quarters and halves of a year, by the calendar or as a firm counts them."""

from __future__ import annotations

import re

from index.timex.context import Scene
from index.timex.direction import year_beside
from index.timex.grammar import Reading, Rule
from index.timex.lexicon import GAP, ORDINALS, YEAR, any_of

_ORDINAL = rf"(?P<ordinal>{any_of(ORDINALS)})"
_WHOSE = rf"(?:(?P<year>{YEAR})|(?P<which>this|last|next){GAP}year)(?:[’']s)?{GAP}"
_QUARTER = re.compile(r"\d{4}-Q[1-4]")
_FISCAL = rf"(?:fiscal(?:-|{GAP})(?:year{GAP})?)?"

_OF_A_FIRM = (
    r"(?:sales|profits?|loss(?:es)?|earnings|results?|net|revenues?|income|figures|report|growth|output|"
    r"trading|exports|imports)"
)
_QUARTER_OF = rf"(?:,?{GAP}(?:of{GAP})?(?:(?P<year>{YEAR})|(?P<which>this|last|next){GAP}year))?"


def _read_quarter(match: re.Match[str], scene: Scene) -> Reading:
    words = match.groupdict()
    named = words.get("ordinal")
    number = ORDINALS.get(named.lower(), 4) if named else int(words.get("figure") or words["number"][1])
    return Reading("DATE", year_beside(match, scene, f"{{}}-Q{number}"))


def _read_quarter_of(match: re.Match[str], scene: Scene) -> Reading | None:
    """ "the 2012 quarter" is the one spoken of, in another year."""
    spoken = scene.last(_QUARTER, match.start(), 1500)
    return Reading("DATE", f"{match['year']}{spoken.group()[4:]}") if spoken else None


def _read_half(match: re.Match[str], scene: Scene) -> Reading | None:
    number = {"first": 1, "second": 2, "last": 2}[match["part"].lower()]
    return Reading("DATE", year_beside(match, scene, f"{{}}-H{number}"))


def _read_the_quarter(match: re.Match[str], scene: Scene) -> Reading:
    """ "the quarter" is the one spoken of, or else the last that is over."""
    spoken = scene.last(_QUARTER, match.start(), 1500)
    if spoken:
        return Reading("DATE", spoken.group())
    if scene.published is None:
        return Reading("DATE", "XXXX-QX")
    year, quarter = scene.published.year, (scene.published.month - 1) // 3
    return Reading("DATE", f"{year:04d}-Q{quarter}" if quarter else f"{year - 1:04d}-Q4")


def _read_half_named(match: re.Match[str], scene: Scene) -> Reading:
    return Reading("DATE", year_beside(match, scene, f"{{}}-H{match['half'][1]}"))


def _read_fiscal(match: re.Match[str], _: Scene) -> Reading:
    year = match["year"]
    return Reading("DATE", year if len(year) == 4 else f"20{year}")


RULES = (
    Rule(rf"(?-i:(?P<half>H1|H2))\b{GAP}(?:of{GAP})?(?:FY{GAP}?)?(?P<year>{YEAR})", _read_half_named),
    Rule(r"(?-i:FY)\s?[’']?(?P<year>20\d\d|\d\d)(?!\d|[:.,]\d|%)", _read_fiscal),
    Rule(rf"{_FISCAL}{_ORDINAL}(?:-|{GAP})(?:fiscal{GAP})?quarters?\b{_QUARTER_OF}", _read_quarter),
    Rule(rf"{_ORDINAL}-?(?={GAP}(?:and|or|to){GAP}{any_of(ORDINALS)}(?:-|{GAP})quarters?\b)", _read_quarter),
    Rule(
        rf"(?P<ordinal>final|last){GAP}quarter{GAP}of{GAP}"
        rf"(?:the{GAP}year|(?P<year>{YEAR})|(?P<which>this|last|next){GAP}year)\b",
        _read_quarter,
    ),
    Rule(rf"(?P<year>{YEAR}){GAP}quarter\b", _read_quarter_of, figures=(4,)),
    Rule(rf"{_WHOSE}{_FISCAL}{_ORDINAL}(?:-|{GAP})quarter\b", _read_quarter, figures=(4,)),
    Rule(rf"{_ORDINAL}-period(?={GAP}(?:\w{{2,12}}{GAP})?{_OF_A_FIRM}\b)", _read_quarter),
    Rule(rf"(?P<number>Q1|Q2|Q3|Q4)\b(?:{GAP}(?:of{GAP})?(?P<year>{YEAR}))?", _read_quarter),
    Rule(rf"(?P<figure>[1-4])Q\b(?:{GAP}(?:of{GAP})?(?P<year>{YEAR}))?", _read_quarter, figures=(1,)),
    Rule(rf"(?:the{GAP}(?:latest{GAP})?quarter|the{GAP}latest{GAP}period)\b", _read_the_quarter),
    Rule(
        rf"(?P<part>first|second|last){GAP}half{GAP}of{GAP}(?:the{GAP}(?:fiscal{GAP})?year|(?P<which>this|last|next){GAP}year|(?P<year>{YEAR}))\b",
        _read_half,
    ),
    Rule(rf"(?P<part>first|second)-half(?={GAP}(?:\w{{2,12}}{GAP})?{_OF_A_FIRM}\b)", _read_half),
)

"""The numbers of a text as values: "a dozen" is 12, "$1.2 million" 1,200,000 in money."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from index.article import Offsets
from rag.words import root, tokens

Kind = Literal["count", "money", "percent", "ordinal", "vague"]

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_SCALES = {
    "dozen": 12.0,
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "m": 1e6,
    "mn": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "trillion": 1e12,
    "tn": 1e12,
}
_VALUES = {
    **{word: float(i) for i, word in enumerate(_SMALL)},
    **{word: 10.0 * i for i, word in enumerate(_TENS, 2)},
}
_VAGUE = {"dozens": 24.0, "hundreds": 2e2, "thousands": 2e3, "millions": 2e6, "billions": 2e9}
_WORD = "|".join([*_VALUES, "dozen", "hundred", "thousand", "million", "billion", "trillion"])
_SCALE = "|".join(_SCALES)
_FIGURE = re.compile(
    rf"(?P<money>[$€£¥]\s?)?(?<![\w-])(?P<digits>\d+(?:,\d{{3}})*(?:\.\d+)?)(?P<th>(?:st|nd|rd|th)\b)?(?!\d)"
    rf"(?:[\s-]?(?P<scale>{_SCALE})\b)?"
    rf"|\b(?P<spelled>(?:(?:half an?|an?) (?=dozen|hundred|thousand|million|billion|trillion))?"
    rf"(?:{_WORD})(?:(?:[\s-]|,\s| and )(?:{_WORD}))*)\b"
    rf"|\b(?P<ordinal>{'|'.join(_ORDINALS)})\b"
    rf"|\b(?P<vague>{'|'.join(_VAGUE)})\b"
    rf"|\b(?P<couple>a couple|twice)\b",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"\s?(?:%|per ?cent\b|percentage points?\b)", re.IGNORECASE)
_CURRENCY = re.compile(
    r"[\s-](?:US )?(?:dollar|euro|pound|yuan|rou?ble|rupee|yen|franc|won)s?\b", re.IGNORECASE
)
_ABOUT = re.compile(
    r"\b(?:about|around|roughly|approximately|some|circa|an estimated)\s+[$€£¥]?$", re.IGNORECASE
)
_OVER = re.compile(r"\b(?:more than|over|at least|upwards of|above)\s+[$€£¥]?$", re.IGNORECASE)
_UNDER = re.compile(
    r"\b(?:nearly|almost|less than|fewer than|under|up to|close to)\s+[$€£¥]?$", re.IGNORECASE
)
_LOOSE = 0.1  # how far a rounded number may lie from the exact one
_BETWEEN = frozenset("more other of the new people's additional further or so".split())


@dataclass(frozen=True, slots=True)
class Figure:
    """One number at ``text[start:end]``, its unit included; ``low`` and ``high`` are the values it allows.

    ``thing`` is the root of the word that it counts, "" where none follows.
    """

    value: float
    low: float
    high: float
    kind: Kind
    thing: str
    start: int
    end: int

    def fits(self, other: Figure) -> bool:
        """Whether this number says no more than the other one does."""
        if self.kind == "vague":
            return other.kind in {"vague", "count"} and other.value >= self.value
        return self.kind == other.kind and (
            math.isclose(self.value, other.value) or self.low <= other.value <= self.high
        )


def figures_in(text: str, without: Sequence[Offsets] = ()) -> list[Figure]:
    """The numbers of a text in order; none of those inside ``without`` (its dates)."""
    found = []
    for match in _FIGURE.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in without):
            continue
        if match.group().lower() == "one":  # a pronoun more often than a count
            continue
        found.append(_figure(text, match))
    return found


def _figure(text: str, match: re.Match[str]) -> Figure:
    value, kind, end = _value(match), _kind(text, match), match.end()
    before = text[: match.start()]
    low, high = value, value
    if _ABOUT.search(before):
        low, high = value * (1 - _LOOSE), value * (1 + _LOOSE)
    elif _OVER.search(before):
        high = value * (1 + 2 * _LOOSE)
    elif _UNDER.search(before):
        low = value * (1 - _LOOSE)
    unit = _PERCENT.match(text, end) or _CURRENCY.match(text, end)
    end = unit.end() if unit else end
    return Figure(value, low, high, kind, _thing(text, end), match.start(), end)


def _kind(text: str, match: re.Match[str]) -> Kind:
    if match["ordinal"] or match["th"]:
        return "ordinal"
    if match["vague"]:
        return "vague"
    if match["money"] or _CURRENCY.match(text, match.end()):
        return "money"
    return "percent" if _PERCENT.match(text, match.end()) else "count"


def _value(match: re.Match[str]) -> float:
    if match["digits"]:
        scale = _SCALES[match["scale"].lower()] if match["scale"] else 1.0
        return float(match["digits"].replace(",", "")) * scale
    if match["ordinal"]:
        return _ORDINALS.index(match["ordinal"].lower()) + 1.0
    if match["vague"]:
        return _VAGUE[match["vague"].lower()]
    return 2.0 if match["couple"] else _spelled(match["spelled"])


def _spelled(words: str) -> float:
    """ "Two hundred and twelve", "half a million", "twenty-three"."""
    total = part = 0.0
    for word in re.findall(r"[a-z]+", words.lower()):
        if word == "half":
            part = 0.5
        elif word in _VALUES:
            part += _VALUES[word]
        elif word in _SCALES:
            part = (part or 1.0) * _SCALES[word]
            if _SCALES[word] >= 1e3:
                total, part = total + part, 0.0
    return total + part


def _thing(text: str, end: int) -> str:
    stop = re.compile(r"[.,;:()—]").search(text, end)
    behind = tokens(text[end : min(end + 40, stop.start() if stop else len(text))])
    return next((root(t.lower) for t in behind[:3] if t.content and t.lower not in _BETWEEN), "")


def fault_in_figures(claimed: Sequence[Figure], quoted: Sequence[Figure]) -> str:
    """What is wrong with the numbers of a sentence beside those of its quotes; "" for nothing."""
    for figure in claimed:
        fitting = [other for other in quoted if figure.fits(other)]
        if not fitting:
            return "a number is not in its quotes"
        same = any(figure.thing == other.thing or not other.thing for other in fitting)
        if figure.thing and not same and any(figure.thing == other.thing for other in quoted):
            return "a number counts something else in its quotes"
    return ""

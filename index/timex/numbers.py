"""Counts in words and figures: "three", "twenty-four", "2 1/2", "a couple of", "several"."""

from __future__ import annotations

import re

from index.timex.lexicon import GAP, any_of

_SMALL = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: number * 10
    for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_FEW = {
    "a couple of": 2,
    "a couple": 2,
    "couple of": 2,
    "a dozen": 12,
    "two dozen": 24,
    "half a dozen": 6,
    "a half": 0.5,
    "a quarter of a": 0.25,
    "a quarter": 0.25,
    "quarter": 0.25,
    "half a": 0.5,
    "half an": 0.5,
    "half": 0.5,
}
VAGUE = ("several", "many", "a few", "few", "some", "a number of", "dozens of", "hundreds of", "numerous")
_FRACTION = {"½": 0.5, "¼": 0.25, "¾": 0.75, "1/2": 0.5, "1/4": 0.25, "3/4": 0.75}

TENS_WORD = any_of(_TENS)
UNIT_WORD = any_of(word for word, number in _SMALL.items() if 0 < number < 10)
_WORDS = rf"(?:{TENS_WORD}(?:[\s-]{UNIT_WORD})?|{any_of(w for w in _SMALL if w != 'zero')})"
_HUNDRED = rf"(?:(?:{_WORDS}|an?){GAP}(?:hundred|thousand|million|billion))"
_FIGURES = r"(?:\d{1,3}(?:,\d{3}){1,2}|\d{1,4})(?:\.\d{1,2})?(?:[\s-]?(?:½|¼|¾|[13]/[24])|\+)?"
_SPOKEN = any_of([*_FEW, *VAGUE]).replace(" ", r"[\s-]{1,3}")
_HALF = r"(?:[\s-]{1,3}and[\s-]{1,3}a[\s-]{1,3}half)?"
_AND_A_HALF = re.compile(r"[ -]and[ -]a[ -]half$")
COUNT = rf"\b(?:(?=\d){_FIGURES}|(?!\d)(?:{_HUNDRED}|{_WORDS}{_HALF}|{_SPOKEN}|an?|one))"
"""A count before a unit, "a" and the vague ones ("several") among them."""

_ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
        "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first".split(),
        start=1,
    )
}
ORDINAL_WORD = any_of(_ORDINALS)


def ordinal_of(words: str) -> int | None:
    """The number of "20th" or "twentieth"."""
    words = words.lower()
    return int(words[:-2]) if words[0].isdigit() else _ORDINALS.get(words)


def count_of(words: str) -> float | None:
    """The number, or None for a vague count such as "several"."""
    words = " ".join(words.lower().replace("a-", "a ").split())
    if words in VAGUE:
        return None
    if words in ("a", "an", "one"):
        return 1
    if words in _FEW:
        return _FEW[words]
    if words[0].isdigit() or words[0] in _FRACTION:
        return _figures(words)
    whole = _AND_A_HALF.sub("", words)
    return _spelled(whole) + (0.5 if whole != words else 0)


def _figures(words: str) -> float:
    for mark, part in _FRACTION.items():
        if words.endswith(mark):
            rest = words[: -len(mark)].strip(" -")
            return float(rest.replace(",", "") or 0) + part
    return float(words.replace(",", "").rstrip("+"))


def _spelled(words: str) -> float:
    total = 0.0
    for word in re.split(r"[\s-]", words):
        scale = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}.get(word)
        total = max(total, 1) * scale if scale else total + _SMALL.get(word, _TENS.get(word, 1))
    return total

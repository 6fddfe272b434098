"""Finds the temporal expressions of a text and resolves them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from index.timex import (
    absolute,
    anaphora,
    clock,
    counted,
    durations,
    periods,
    quarters,
    ranges,
    relative,
    vague,
    weekdays,
)
from index.timex.context import Scene
from index.timex.expression import Timex
from index.timex.grammar import NOTHING, Lead, Reading, Rule
from index.timex.join import join_clock
from index.timex.lexicon import DAY, GAP, MONTH
from index.timex.spans import span_of

_RULES: tuple[Rule, ...] = (
    *vague.RULES,
    *absolute.RULES,
    *ranges.RULES,
    *relative.RULES,
    *weekdays.RULES,
    *anaphora.RULES,
    *quarters.RULES,
    *periods.RULES,
    *clock.RULES,
    *counted.RULES,
    *durations.RULES,
)
_FOREIGN = re.compile(r"(?![0-9])\d|[ſıİ\u212a]")
"""Figures of other scripts, and letters that match s, i or k when case is ignored: no news date has them."""
_ADDRESS = re.compile(r"(?i)\b(?:https?://|www\.)\S{1,400}")
"""The figures of a web address are no date that the text speaks of."""
_BEFORE_CHRIST = re.compile(
    rf"\b(?:(?:{DAY}{GAP})?{MONTH}{GAP}(?:{DAY},?{GAP})?)?\d{{1,4}}(?:\s?[-–]\s?\d{{1,4}}|(?:st|nd|rd|th)[\s-]century)?"
    r"\s?(?:BCE?\b|B\.C\.)"
)
"""No calendar of ours counts back from there."""
_WORD = re.compile(r"(?<![\w$£€])[^\W_]{1,24}")
_SPELLED = re.compile(r"\\[a-z]|\(\?P<\w+>|\(\?-?[a-z]+:|([a-z][a-z0-9]*)", re.IGNORECASE)
_LEADING = frozenset("the early earlier mid late later beginning start middle end turn sometime".split())
_LEAD = re.compile(
    r"(?:the\s{1,3})?(?P<part>(?:early|earlier|mid(?:-to-late|dle)?|late|later|beginning|start|end|turn|sometime)"
    r"(?:-|\s{1,3})(?:(?:of|in)\s{1,3})?)?(?P<the>the\s{1,3})?(?P<word>[’'‘`]?[^\W_]{1,24})",
    re.IGNORECASE,
)
_ACT = re.compile(
    r"(?:the\s{1,3})?(?:beginning|start|end|turn)\s{1,3}(?P<into>in\b)?(?!\s*of\b)", re.IGNORECASE
)
_BY = re.compile(
    r"\b(?:by|at|until|till|before|since|from|after|around|about|towards?)\s{1,3}\Z", re.IGNORECASE
)
_Form = tuple[re.Pattern[str], Rule]


@cache
def _openers() -> tuple[dict[str, list[_Form]], dict[int, list[_Form]]]:
    """The rules that a word may open, and those that so many figures may.

    A rule is listed for every word that its pattern spells, wherever it stands there: more than
    needed, but never less, and it spares most rules a look at most words. Compiled when the first
    text is tagged, so that a program which only imports this pays nothing.
    """
    words: dict[str, list[_Form]] = {}
    figures: dict[int, list[_Form]] = {}
    for rule in _RULES:
        form = (re.compile(rule.pattern, re.IGNORECASE), rule)
        spelled = {word.lower() for word in _SPELLED.findall(rule.pattern) if word}
        for word in spelled | {f"{word}s" for word in spelled}:
            words.setdefault(word, []).append(form)
        for count in rule.figures:
            figures.setdefault(count, []).append(form)
    return words, figures


def tag(text: str, published: date | None) -> list[Timex]:
    """The temporal expressions of a text in order, none overlapping another.

    Relative ones are resolved against ``published``, or against an earlier date in the text where
    the text means that; without the one they need they keep X's and have no span. At each place the
    longest form wins. Linear in the length of the text; raises nothing.
    """
    plain = _ADDRESS.sub(_blank, text if text.isascii() else _FOREIGN.sub("•", text))
    if "BC" in plain or "B.C." in plain:
        plain = _BEFORE_CHRIST.sub(_blank, plain)
    scene = Scene(plain, published)
    found: list[Timex] = []
    at = 0
    for word in _WORD.finditer(scene.text):
        start = word.start()
        if start < at:
            continue
        read = _at(word, scene)
        if read is None:
            continue
        at, reading, rule = read
        if reading is NOTHING:
            continue
        span = span_of(reading.value) if reading.type in ("DATE", "TIME") else None
        found.append(Timex(start, at, reading.type, reading.value, span))
        if span and rule.names_a_time:
            scene.mentioned.append((at, reading.value))
    return join_clock(found, scene.text, published)


def _blank(address: re.Match[str]) -> str:
    return "•" * len(address.group())


_Read = tuple[int, Reading, Rule]


def _at(word: re.Match[str], scene: Scene) -> _Read | None:
    """The longest expression that begins with a word, be it with a lead ("the end of") or without."""
    best = _longest(word.start(), scene, _forms(word.group()))
    lead = _LEAD.match(scene.text, word.start()) if word.group().lower() in _LEADING else None
    if lead is None or _is_act(word.start(), scene):
        return best
    needed = Lead.THE if lead["part"] is None else Lead.PART
    forms = [form for form in _forms(lead["word"].lstrip("’'‘`")) if form[1].lead >= needed]
    led = _longest(lead.start("word"), scene, forms)
    if lead["part"] and lead["the"] and led is None:
        led = _longest(lead.start("the"), scene, _forms("the"))
    return led if led and (best is None or led[0] > best[0]) else best


def _is_act(start: int, scene: Scene) -> bool:
    """ "It would end in 2022" is told of that year, "by end 2022" and "the end of 2022" of its last days."""
    act = _ACT.match(scene.text, start)
    return act is not None and bool(act["into"] or not _BY.search(scene.text[max(0, start - 10) : start]))


def _forms(word: str) -> Sequence[_Form]:
    words, figures = _openers()
    if word[:1].isdigit():
        count = next((n for n, letter in enumerate(word) if not letter.isdigit()), len(word))
        return figures.get(count, ())
    known = words.get(word.lower())
    return known if known is not None else words.get(word.lower().rstrip("0123456789"), ())  # "FY2022"


def _longest(start: int, scene: Scene, forms: Sequence[_Form]) -> _Read | None:
    best: _Read | None = None
    for pattern, rule in forms:
        match = pattern.match(scene.text, start)
        if match and match.end() > (best[0] if best else start) and (reading := rule.read(match, scene)):
            best = (match.end(), reading, rule)
    return best

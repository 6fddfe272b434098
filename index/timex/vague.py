"""Times without a date: "now", "recently", "in the near future"."""

from __future__ import annotations

import re

from index.timex.context import Scene
from index.timex.grammar import Lead, Reading, Rule
from index.timex.lexicon import GAP

_PRESENT = (
    rf"(?:(?:right|just|even|until|by|for|from){GAP})?now|currently|current|nowadays|these{GAP}days|"
    rf"at{GAP}(?:(?:the|this){GAP}moment|this{GAP}time)|the{GAP}present|at{GAP}present|presently|this{GAP}(?:\w{{3,12}}{GAP})?moment"
)
_PAST = (
    rf"(?:more|most|until){GAP}recently|recently(?!{GAP}as\b)|recent|lately|(?-i:Previously)|in{GAP}the{GAP}(?:recent{GAP}|distant{GAP})?past|"
    rf"the{GAP}(?:recent{GAP}|distant{GAP})?past"
)
_FUTURE = (
    rf"(?:the|in{GAP}the){GAP}(?:(?:near|foreseeable|immediate|distant){GAP})?future|future|"
    rf"(?<=will\s)soon|(?<=may\s)soon|(?<=would\s)soon|(?<=could\s)soon|soon(?={GAP}(?:be|will)\b)"
)
_SOME_DAY = rf"one{GAP}day|some{GAP}?day"
_HOPED = re.compile(
    r"(?i)\b(?:will|would|could|may|might|can|should|to|of|hopes?|hoped|dreams?|that)\s(?:\w{1,12}\s){0,2}$"
)
_WILL = re.compile(r"\s(?:\w{1,12}\s){0,2}(?:will|would|could|may|might|be)\b")
_NOT_PAST = re.compile(
    r"\s{1,3}(?:\w{1,12}\s){0,2}(?:years?|months?|weeks?|days?|decades?|century|hours?|quarters?)\b",
    re.IGNORECASE,
)


def _read_present(_match: re.Match[str], _: Scene) -> Reading:
    return Reading("DATE", "PRESENT_REF")


def _read_past(match: re.Match[str], scene: Scene) -> Reading | None:
    if match.group().lower().endswith("past") and _NOT_PAST.match(scene.text, match.end()):
        return None
    return Reading("DATE", "PAST_REF")


def _read_future(_match: re.Match[str], _: Scene) -> Reading:
    return Reading("DATE", "FUTURE_REF")


def _read_some_day(match: re.Match[str], scene: Scene) -> Reading | None:
    """ "he will one day be king"; elsewhere one day is a length."""
    before = scene.text[max(0, match.start() - 30) : match.start()]
    if not _HOPED.search(before) and not _WILL.match(scene.text, match.end()):
        return None
    return Reading("DATE", "FUTURE_REF")


RULES = (
    Rule(rf"(?:{_SOME_DAY})\b", _read_some_day, lead=Lead.NOTHING),
    Rule(rf"the{GAP}other{GAP}day\b", _read_past, lead=Lead.NOTHING),
    Rule(rf"(?:{_PRESENT})\b", _read_present, lead=Lead.NOTHING),
    Rule(rf"(?:{_PAST})\b", _read_past, lead=Lead.NOTHING),
    Rule(rf"(?:{_FUTURE})\b", _read_future, lead=Lead.NOTHING),
)

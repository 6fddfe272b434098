"""Did it happen? The status of an act, from the words around it and the date against publication."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from index.dates import DateSpan, TimeValue
from rag.answer import Status
from rag.story import Sentence

_CANCELLED = re.compile(
    r"\b(?:call(?:ed|ing|s)? off|cancel(?:l?ed|l?ing|s|lation)?|scrap(?:ped|s)?|postpone[ds]?|shelved?|"
    r"abandon(?:ed|s)?|pull(?:ed|s|ing)? out|skip(?:s|ped|ping)?|not (?:be )?(?:attend|travel|go|visit|tak\w+ part)\w*|"
    r"stay(?:s|ed)? away)\b",
    re.I,
)
_DENIED = re.compile(
    r"\b(?:den(?:y|ied|ies)|no plans?|never|neither|nor|not|cannot|refus\w+|declin\w+|rule[ds]? out)\b|n['’]t\b",
    re.I,
)
_OPEN = re.compile(
    r"\b(?:unclear|uncertain|unknown|not (?:yet )?(?:known|clear|decided|confirmed)|whether|remains? to be seen|undecided)\b",
    re.I,
)
_PLANNED = re.compile(
    r"\b(?:will|['’]ll|shall|(?:is|are|was|were) (?:due|set|to|expected|scheduled|planned|slated|preparing|going)\b|"
    r"scheduled|plans?|planned|planning|expected|due to|set to|upcoming|forthcoming|ahead of|about to|prepar\w+|"
    r"(?:is|are|['’]s|['’]re) (?:heading|leaving|travel+ing|flying|visiting|arriving|going|embarking|making|meeting)|to (?:meet|visit|travel|attend|hold|host|sign)|"
    r"announced (?:that|plans)|invit\w+|agreed to)\b",
    re.I,
)
_UNREAL = re.compile(
    r"\b(?:might|may|could|would|struggl\w+ to|hop\w+ (?:to|for)|want\w* to|seek\w* to|tr(?:y|ies|ied|ying) to|urg\w+|"
    r"propos\w+|consider\w*|if|should|possible|speculat\w+|arrange)\b",
    re.I,
)


_AHEAD = re.compile(
    r"\b(?:will|shall|(?:is|are) (?:to|due|set|expected|scheduled|planned)|upcoming|scheduled)\b", re.I
)
_DETERMINERS = frozenset(
    "the a an his her its their this that first second third official state next".split()
)
_NOUNS = frozenset("talks meeting trip summit journey arrival visits".split())


class Judgement(NamedTuple):
    """A status and the words or the comparison of dates that decided it."""

    status: Status
    because: str


def judge(
    sentence: Sentence,
    at: int,
    clause: Collection[int],
    when: DateSpan | None,
    published: TimeValue | None,
) -> Judgement:
    """The status of the act at ``sentence.tokens[at]``.

    Words of its own clause decide first (called off, denied, not known), then its date against the
    day of publication, then words of plan and possibility; a plain report has happened.
    """
    before, whole = _text(sentence, [i for i in clause if i <= at]), _text(sentence, clause)
    if match := _CANCELLED.search(whole):
        return Judgement("cancelled", match.group())
    if match := _OPEN.search(before):
        return Judgement("open", match.group())
    if match := _DENIED.search(before):
        return Judgement("denied", match.group())
    printed = published.span if published else None
    if when and printed and when.start > printed.end:
        return Judgement("planned", "its date is after publication")
    if match := _UNREAL.search(before):
        return Judgement("unknown", match.group())
    if match := _PLANNED.search(before) or (_nominal(sentence, at) and _AHEAD.search(whole)):
        if when and printed and when.end < printed.start and match.group().split()[0] in {"was", "were"}:
            return Judgement("unknown", match.group())
        return Judgement("planned", match.group())
    if sentence.heading and re.search(r"\bto [a-z]+\b", before, re.I):
        return Judgement("planned", "to, in a headline")
    return Judgement("happened", "reported as a fact")


def _nominal(sentence: Sentence, at: int) -> bool:
    """The act is a noun ("his visit", "Friday's talks"): its verb may stand behind it."""
    if not at:
        return False
    before = sentence.tokens[at - 1]
    return before.possessive or before.lower in _DETERMINERS or sentence.tokens[at].lower in _NOUNS


def _text(sentence: Sentence, positions: Collection[int]) -> str:
    if not positions:
        return ""
    ordered = sorted(positions)
    pieces, previous = [], None
    for i in ordered:
        token = sentence.tokens[i]
        gap = (
            sentence.text[sentence.tokens[previous].end : token.start]
            if previous == i - 1 and previous is not None
            else " "
        )
        pieces.append(gap + token.text)
        previous = i
    return "".join(pieces)

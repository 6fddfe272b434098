"""How many times, how long: what can be counted over the dated events of an archive."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.answers import LENGTH
from rag.compose import Draft, line
from rag.evidence import Evidence, told_near
from rag.happening import Happening
from rag.leads import placed
from rag.question import Question, asks_length
from rag.sightings import exact
from rag.words import root, roots

_LASTING = "last take continue run go stay be spend need remain"
_OF_LENGTH = frozenset("long many days weeks months around".split())
_STRETCH = re.compile(
    rf"\b(?:last(?:s|ed|ing)?|took|takes|taken|for|in|over|after|spent|within|during)\s+"
    rf"(?:(?:only|just|about|nearly|almost|some|exactly|more than|less than|a little over|well over|the) )*"
    rf"{LENGTH.pattern}",
    re.IGNORECASE,
)
_NAMED, _NEAR = 0.65, 0.3


def counted(question: Question, events: Sequence[Happening]) -> list[Draft]:
    """A line an event that happened, the first led by their number; [] where none has."""
    told = [e for e in events if e.status == "happened"]
    been = [e for e in told if e.when.span] or told  # "last month" of an undated article may be any of them
    drafts: list[Draft] = []
    for i, event in enumerate(been):
        when = placed(event.when)
        number = f"{_times(len(been))} in these articles; " if i == 0 else ""
        lead = f"{number}{when}" if number else when
        drafts.append(line(question, event, lead[0].upper() + lead[1:]))
    return drafts


def stated(question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Asked how long, the sentence that says it of what is asked about, in whatever verb."""
    if not asks_length(question):
        return []
    about = [root(t) for t in question.terms if t not in _OF_LENGTH and root(t) not in roots(_LASTING)]
    told = [e for e in evidence if e.names >= _NAMED and _STRETCH.search(e.sentence.text)]
    surely = [e for e in told if all(told_near(word, e.story, e.sentence) >= _NEAR for word in about)]
    return sorted(surely, key=lambda e: -e.merit)[:1]


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def lasted(question: Question, events: Sequence[Happening]) -> list[Draft]:
    """The events that are told to have gone on for several days, led by how many."""
    long = [
        e for e in events if e.status == "happened" and e.when.span and exact(e.when) and e.when.span.days > 1
    ]
    return [line(question, e, f"{e.when.span.days} days, {placed(e.when)}") for e in long if e.when.span]

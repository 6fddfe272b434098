"""How many times, how long: what can be counted over the dated events of an archive."""

from __future__ import annotations

from collections.abc import Sequence

from rag.compose import Draft, line
from rag.happening import Happening
from rag.leads import placed
from rag.question import Question
from rag.sightings import exact


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


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def lasted(question: Question, events: Sequence[Happening]) -> list[Draft]:
    """The events that are told to have gone on for several days, led by how many."""
    long = [
        e for e in events if e.status == "happened" and e.when.span and exact(e.when) and e.when.span.days > 1
    ]
    return [line(question, e, f"{e.when.span.days} days, {placed(e.when)}") for e in long if e.when.span]

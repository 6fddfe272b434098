"""A question held against an archive before anything is read: its scope, its time, its names."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from index import Archive
from index.dates import DateSpan
from rag import notes
from rag.answer import Step
from rag.compose import Draft, line
from rag.happening import Happening
from rag.leads import bare
from rag.lookup import look_up
from rag.moment import Anchor, anchor_of, as_of_asked
from rag.order import compared
from rag.outlets import outlets_named
from rag.question import Question, understand
from rag.retrieve import Scope, names_nothing, proper_words, search
from rag.sightings import exact
from rag.windows import opened

_SOON = timedelta(days=60)
"""How far from an event "what happened after it" is looked for."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A question as it is asked of one archive.

    ``context`` are the claims that the answer rests on besides its own (the event that a question
    counts from), ``notes`` and ``trace`` say how its words were taken.
    """

    question: Question
    scope: Scope
    context: tuple[Draft, ...] = ()
    notes: tuple[str, ...] = ()
    trace: tuple[Step, ...] = ()


def take(archive: Archive, text: str, scope: Scope) -> Asking:
    """Read a question: outlets and "as of" narrow the scope, an event in it opens a window of days."""
    scope, text = outlets_named(archive, text, scope)
    asked, narrowed = as_of_asked(text, scope)
    said: list[str] = []
    steps: list[Step] = []
    if narrowed != scope and narrowed.as_of:
        said.append(notes.as_asked(narrowed.as_of))
        steps.append(Step("as_of", narrowed.as_of.isoformat(), "the question's own words"))
    proper = proper_words(search(archive, asked, narrowed)) if names_nothing(asked) else frozenset[str]()
    newest = None if narrowed.as_of else archive.info().newest
    question = understand(asked, today=narrowed.as_of, newest=newest, proper=proper)
    if newest and question.counted_from_today:
        said.append(notes.counted_from_newest(newest))
    if question.unread:
        said.append(notes.NOT_READ)
    if question.window or question.yearless:
        value = str(question.yearless or _ends(question.window))
        steps.append(Step("window", value, "the question's own words"))
    taken = Asking(question, narrowed, (), tuple(said), tuple(steps))
    limited = question.window or question.yearless or compared(asked)
    anchor = None if limited else anchor_of(asked)
    if anchor:
        return _anchored(archive, taken, anchor, proper)
    return taken


def _anchored(archive: Archive, asking: Asking, anchor: Anchor, proper: frozenset[str]) -> Asking:
    """The question without the event it counts from, and the days before or after that event."""
    scope, rest = asking.scope, understand(anchor.rest, today=asking.scope.as_of, proper=proper)
    event = look_up(archive, anchor.what, scope, rest.actors)
    last = look_up(archive, anchor.other, scope, rest.actors) if anchor.other and event else event
    if not event or not last or not event.when.span or not last.when.span:
        return replace(asking, notes=(*asking.notes, notes.NOT_DATED))
    # "Since the vote" of some day in May: what is surely later begins with June.
    vague = anchor.lead == "since" and not exact(event.when)
    span = opened("after" if vague else anchor.lead, event.when.span)
    if anchor.lead == "before":  # on the day itself, what led up to it is told as before it
        span = DateSpan(date.min, event.when.span.start)
    if anchor.other:
        span = DateSpan(event.when.span.start, max(last.when.span.end, event.when.span.start))
    events = [(event, anchor.what)] + ([(last, anchor.other)] if anchor.other else [])
    if rest.empty:  # "What happened after the vote?" asks of whom the vote concerns
        rest, span = replace(rest, others=understand(f"When {anchor.what}").names), _near(span)
    return Asking(
        question=replace(rest, window=span),
        scope=scope,
        context=tuple(_counted_from(e, words) for e, words in events),
        notes=(*asking.notes, notes.COUNTED_FROM),
        trace=(*asking.trace, *(Step("counted_from", f"{w}: {e.when.value}", e.because) for e, w in events)),
    )


def _near(span: DateSpan) -> DateSpan:
    """The part of an open span that lies next to the event it counts from."""
    if span.end == date.max:
        return DateSpan(span.start, min(span.start, date.max - _SOON) + _SOON)
    return DateSpan(max(span.end, date.min + _SOON) - _SOON, span.end) if span.start == date.min else span


def _counted_from(event: Happening, words: str) -> Draft:
    draft = line(understand(f"When {words}"), event, f"Counted from “{words}”, {bare(event.when)}")
    return replace(draft, when=None, articles=1)


def _ends(span: DateSpan | None) -> str:
    if span is None:
        return ""
    first = "" if span.start == date.min else span.start.isoformat()
    return f"{first}/{'' if span.end == date.max else span.end.isoformat()}"

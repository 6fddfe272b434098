"""What reports do to each other's events: called off, corrected, contradicted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from index.dates import DateSpan
from rag.corrections import correction_of
from rag.happening import CORRECTED, Happening
from rag.sightings import Sighting, exact
from rag.words import roots

_DISPUTE = timedelta(days=10)  # days given for one and the same act differ by no more
_PAST_PLAN = re.compile(r"\b(?:had|was|were|would)\b")
_MOMENTS = (
    "die bear born resign quit sign win elect open reopen close shut found arrest appoint collapse sink "
    "crash marry inaugurate land arrive launch announce publish release explode quake erupt fall swear "
    "run retire join buy sell sentence convict begin start end strike hit impact"
)
"""Acts of one day, most of them done once: two days for one of them contradict each other."""


def settled(
    events: Sequence[Happening], undone: Sequence[Sighting], withdrawn: Sequence[Sighting]
) -> list[Happening]:
    """The events once undated cancellations, corrections and contradictions are taken into account."""
    return _disputed(_put_right(_called_off(events, undone), withdrawn))


def is_moment(sighting: Sighting) -> bool:
    """An act of one day: two days for it contradict each other."""
    return sighting.act in roots(_MOMENTS)


def _called_off(events: Sequence[Happening], undone: Sequence[Sighting]) -> list[Happening]:
    """A report without a date that it was called off ends the next plan known when it was written."""
    left = list(events)
    for sighting in undone:
        written = sighting.story.article.published
        if not written or not written.span:
            continue
        for i, event in enumerate(left):
            if event.status == "planned" and _is_next(event, written.span, sighting):
                because = f"{sighting.because}; announced before ({event.because})"
                told = (*event.sightings, sighting)
                left[i] = replace(event, status="cancelled", sightings=told, because=because)
                break
    return left


def _is_next(event: Happening, written: DateSpan, sighting: Sighting) -> bool:
    """Planned for then or later, and not announced anew after that."""
    if any(s.story is sighting.story and _still_stands(s) for s in event.sightings):
        return False  # what the same article calls off is an earlier one
    published = [s.story.article.published for s in event.sightings]
    earlier = all(p and p.span and p.span.start <= written.end for p in published)
    return earlier and bool(event.when.span and event.when.span.end >= written.start)


def _still_stands(plan: Sighting) -> bool:
    """ "Is due on Friday", not "had been due on Friday"."""
    return not _PAST_PLAN.search(plan.story.article.text, plan.start, plan.end)


def _put_right(events: Sequence[Happening], withdrawn: Sequence[Sighting]) -> list[Happening]:
    """Without the days that a correction takes back, where it gives another one as right."""
    left = list(events)
    for wrong in withdrawn:
        story = wrong.story
        for i, event in enumerate(left):
            if event.when.span and (found := correction_of(story, event.when.span)) and not event.corrected:
                left[i] = replace(event, corrected=(story, found), because=f"{event.because}; {CORRECTED}")
                left = [e for e in left if e is left[i] or e.when.span != wrong.when.span]
                break
    return left


def _disputed(events: Sequence[Happening]) -> list[Happening]:
    """The same momentary act on different days in different articles: a correction decides, or both stand."""
    marked = list(events)
    number = 0
    for i, (one, other) in enumerate(pairwise(events)):
        if not _contradict(one, other):
            continue
        if (right := _right(one, other)) is not None:
            wrong = i if right is other else i + 1
            marked[wrong] = replace(marked[wrong], status="denied")
            kept = i + 1 if right is other else i
            marked[kept] = replace(right, because=f"{right.because}; {CORRECTED}")
            continue
        number = marked[i].disputed or number + 1
        marked[i] = replace(marked[i], disputed=number)
        marked[i + 1] = replace(marked[i + 1], disputed=number)
    return marked


def _contradict(one: Happening, other: Happening) -> bool:
    if one.status != "happened" or other.status != "happened" or not (one.when.span and other.when.span):
        return False
    seen = (*one.sightings, *other.sightings)
    days = all(exact(s.when) and s.when.span and s.when.span.days == 1 and is_moment(s) for s in seen)
    groups = [{s.story.article.copy_group or s.story.article.id for s in e.sightings} for e in (one, other)]
    return days and not groups[0] & groups[1] and other.when.span.start - one.when.span.end <= _DISPUTE


def _right(one: Happening, other: Happening) -> Happening | None:
    """The one whose day a correction gives, with that sentence."""
    for event in (one, other):
        for sighting in event.sightings:
            if event.when.span and (found := correction_of(sighting.story, event.when.span)):
                return replace(event, corrected=(sighting.story, found))
    return None

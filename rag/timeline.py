"""The dated events that answer a question for a time: surely told, within its days, the one it picks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rag.corrections import WITHDRAWN
from rag.evidence import Evidence
from rag.happening import Happening
from rag.last import last_told
from rag.merge import happenings
from rag.paraphrase import paraphrased
from rag.presence import attended
from rag.question import Question
from rag.sightings import UNDATED, Sighting, sightings
from rag.topic import about_topic
from rag.windows import about, admits
from rag.words import families

_ENOUGH = 0.35
_NEARLY = 0.33  # of the surest sighting's weight: what is less sure is not told
_LISTED = 0.2  # of the same: a list of all is told more freely
_UNPLANNED = "die kill murder assassinate drown"
_NO_EVENT = frozenset({"denied", "unknown", "open"})


def events_for(question: Question, evidence: Sequence[Evidence]) -> list[Happening]:
    """The events that answer, oldest first; none where no telling of the act is sure enough."""
    listed = question.listing and not question.verb
    told = list(about_topic(question, evidence)) if listed else sightings(question, evidence)
    seen = [s for s in told if s.status not in _NO_EVENT and not _beyond_plan(s)]
    if question.ahead:
        seen = [s for s in seen if _to_come(s, question.today)] or seen
    seen = [s for s in seen if s.when is UNDATED or _inside(question, s)]
    if question.kind == "when" and question.pick == "last":
        seen = _outright(question, evidence, seen) or seen
    best = _best(seen)
    if question.kind == "when" and (best < _ENOUGH or all(s.when is UNDATED for s in seen)):
        meant = paraphrased(question, evidence)
        seen = [s for s in meant if s.status not in _NO_EVENT and _inside(question, s)][:1] or seen
        best = _best(seen)
    if best < _ENOUGH or (question.kind == "when" and all(s.when is UNDATED for s in seen)):
        return _not_so(question, told)
    taken_back = [s for s in told if s.status == "denied"]
    least = _LISTED if question.listing or question.pick else _NEARLY
    sure = [s for s in seen if s.weight >= least * best]
    events = attended(question, happenings(question, [*sure, *taken_back]), evidence)
    return picked(question, [e for e in events if e.status != "denied"])


def _beyond_plan(sighting: Sighting) -> bool:
    """ "Since her death flags are down until 3 May": what nobody plans has no day to come."""
    return sighting.status == "planned" and sighting.act in families(_UNPLANNED)


def _outright(question: Question, evidence: Sequence[Evidence], seen: Sequence[Sighting]) -> list[Sighting]:
    """What the best sentence gives as the last one, unless a later one is as surely told."""
    stated = next((s for s in last_told(question, evidence) if _inside(question, s)), None)
    if not stated or not stated.when.span:
        return []
    end = stated.when.span.end
    later = [s for s in seen if s.status == "happened" and s.when.span and s.when.span.start > end]
    return [stated] if stated.weight > _best(later) else []


def _best(seen: Sequence[Sighting]) -> float:
    return max((s.weight for s in seen), default=0.0)


def _not_so(question: Question, told: Sequence[Sighting]) -> list[Happening]:
    """Nobody tells that it was or will be: that it is denied, or not known, is what can be said."""
    said = [s for s in told if s.status in {"denied", "open"} and not s.because.startswith(WITHDRAWN)]
    best = max((s.weight for s in said), default=0.0)
    sure = [s for s in said if s.weight >= max(_ENOUGH, _NEARLY * best) and _inside(question, s)]
    return happenings(question, sure)


def _to_come(sighting: Sighting, today: date | None) -> bool:
    span = sighting.when.span
    past = today is not None and span is not None and span.end < today
    return sighting.status != "happened" and not past


def _inside(question: Question, sighting: Sighting) -> bool:
    """Within the days asked about; where a date names the subject, in a story of that time."""
    when, published = sighting.when, sighting.story.article.published
    if not admits(question.window, question.yearless, when.span, when.value):
        return False
    return about(question.subject, sighting.story.times, published.span if published else None)


def picked(question: Question, events: Sequence[Happening]) -> list[Happening]:
    """The first, the last or the next of the events, with what disputes its day; else all of them."""
    placed = [e for e in events if e.when.span]
    been = [e for e in placed if e.status == "happened"]
    coming = [e for e in placed if e.status == "planned" and _not_past(e, question.today)]
    chosen: Happening | None = None
    if question.pick == "first" and been:
        chosen = min(been, key=lambda e: e.sort_key)
    elif question.pick == "last" and been:
        chosen = max(been, key=lambda e: e.sort_key)
    elif question.pick == "next" and coming:
        chosen = min(coming, key=lambda e: e.sort_key)
    if chosen is None:
        return list(events)
    return [e for e in events if e is chosen or (chosen.disputed and e.disputed == chosen.disputed)]


def _not_past(event: Happening, today: date | None) -> bool:
    return today is None or bool(event.when.span and event.when.span.end >= today)

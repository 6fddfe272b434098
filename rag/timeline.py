"""Dated events across articles: each act with its own date, the same event merged, oldest first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from index.dates import DateSpan, TimeValue
from index.timex import Timex
from rag.answer import Status
from rag.evidence import Evidence
from rag.frames import Mention, mentions
from rag.question import Question
from rag.status import judge
from rag.story import Sentence, Story
from rag.times import points, time_of, token_at
from rag.words import families, is_known_act

_BOUND = 0.65
"""How surely an act must belong to those asked about for its date to count."""
_ENOUGH = 0.35
_ABOUT = 0.4
_NEARLY = 0.33  # of the surest sighting's weight: what is less sure is not told
_LIKE_SENSE, _SAME_SENSE, _SAME_NAMES = 0.55, 0.8, 0.8
_NO_EVENT = frozenset({"denied", "unknown"})
_ORDER: tuple[Status, ...] = ("happened", "cancelled", "planned", "open", "denied", "unknown")


@dataclass(frozen=True, slots=True)
class Sighting:
    """One sentence that tells of the act, its time, and the part of the article that shows both."""

    story: Story
    start: int
    end: int
    when: TimeValue
    status: Status
    because: str
    weight: float


@dataclass(frozen=True, slots=True)
class Happening:
    """One event: what every sighting of it says, surest first."""

    when: TimeValue
    status: Status
    sightings: tuple[Sighting, ...]

    @property
    def sort_key(self) -> tuple[int, date, str]:
        if self.when.span:
            return (0, self.when.span.start, self.when.value)
        return (1, date.max, self.when.value)


def events_for(question: Question, evidence: Sequence[Evidence]) -> list[Happening]:
    """The events that answer a question for a time: surely told, and within the days it names."""
    seen = [s for s in sightings(question, evidence) if s.status not in _NO_EVENT]
    if question.ahead:
        seen = [s for s in seen if _to_come(s, question.today)] or seen
    if question.window:
        seen = [s for s in seen if s.when.span and s.when.span.overlaps(question.window)]
    if not seen:
        seen = _paraphrased(question, evidence)
    best = max((s.weight for s in seen if s.status != "open"), default=0.0)
    if best < _ENOUGH:
        return []
    return happenings([s for s in seen if s.weight >= _NEARLY * best and s.status != "open"])


def _to_come(sighting: Sighting, today: date | None) -> bool:
    span = sighting.when.span
    past = today is not None and span is not None and span.end < today
    return sighting.status != "happened" and not past


def _paraphrased(question: Question, evidence: Sequence[Evidence]) -> list[Sighting]:
    """No sentence has the act in a known word: the one that means the same, with its own time.

    An act that the lexicon knows would stand there in a known word, so it takes more to be meant;
    who went where or met whom is never guessed.
    """
    if question.verb in families("visit arrive meet"):
        return []
    least = _SAME_SENSE if is_known_act(question.verb) else _LIKE_SENSE
    for item in evidence[:3]:
        times = points(item.sentence.times)
        if times and item.sense >= least and item.names >= _SAME_NAMES and item.told == 0.0:
            at = token_at(item.sentence, times[0])
            whole = Mention(item.sentence, at, frozenset(range(len(item.sentence.tokens))), 1.0)
            sighted = _sight(item, whole, times[0], item.sentence)
            inside = not question.window or (
                sighted.when.span and sighted.when.span.overlaps(question.window)
            )
            if inside and sighted.status not in _NO_EVENT:
                return [sighted]
    return []


def sightings(question: Question, evidence: Sequence[Evidence]) -> list[Sighting]:
    """The dated tellings of the act asked about, in the order of the evidence."""
    # Where nobody is named as the doer, the other words must say which event is meant.
    about = [e for e in evidence if e.names and (question.actors or e.coverage >= _ABOUT)]
    told = ((item, m) for item in about for m in mentions(item.story, item.sentence, question))
    bound = ((item, m, time_of(item.story, m)) for item, m in told if m.binding >= _BOUND)
    return [_sight(item, mention, *when) for item, mention, when in bound if when]


def _sight(item: Evidence, mention: Mention, time: Timex, holder: Sentence) -> Sighting:
    article, sentence = item.story.article, mention.sentence
    judged = judge(sentence, mention.at, mention.clause, time.span, article.published)
    return Sighting(
        story=item.story,
        start=min(sentence.start, holder.start),
        end=max(sentence.end, holder.end),
        when=TimeValue(article.text[time.start : time.end], time.value, time.span),
        status=judged.status,
        because=judged.because,
        weight=item.merit * item.names * mention.binding * (1.0 if holder is sentence else 0.8),
    )


def happenings(seen: Sequence[Sighting]) -> list[Happening]:
    """Sightings merged into events, oldest first; times that cannot be placed come last."""
    groups: list[list[Sighting]] = []
    seen = _settled(seen)
    for sighting in sorted(seen, key=lambda s: (s.when.span is None, _length(s.when.span), -s.weight)):
        home = next((g for g in groups if any(_same_time(sighting.when, s.when) for s in g)), None)
        if home is None:
            groups.append([sighting])
        else:
            home.append(sighting)
    return sorted((_event(g) for g in groups), key=lambda h: h.sort_key)


def _settled(seen: Sequence[Sighting]) -> list[Sighting]:
    """Without the "this week" of an article that gives the same act a date elsewhere."""
    dated = {(s.story.article.id, s.status) for s in seen if _numbered(s.when)}
    return [s for s in seen if _numbered(s.when) or (s.story.article.id, s.status) not in dated]


def _numbered(when: TimeValue) -> bool:
    """Has a day of the month or a year, not only words ("this week", "Friday")."""
    return bool(re.search(r"\d\d", when.value))


def _length(span: DateSpan | None) -> int:
    return span.days if span else 0


def _same_time(one: TimeValue, other: TimeValue) -> bool:
    """The same days, or days on end: a visit of two days is told by each of them."""
    if one.span and other.span:
        gap = max(one.span.start, other.span.start) - min(one.span.end, other.span.end)
        exact = _exact(one) and _exact(other)
        return one.span.overlaps(other.span) or (exact and gap <= timedelta(days=1))
    return one.span is None and other.span is None and _overlap_unplaced(one.value, other.value)


def _exact(when: TimeValue) -> bool:
    """Given to the day, alone or as a range; a week or a month is not."""
    return bool(re.match(r"[\dX]{4}-[\dX]{2}-[\dX]{2}", when.value))


def _overlap_unplaced(one: str, other: str) -> bool:
    """ "XXXX-10-17" lies in "XXXX-10-17/XXXX-10-18" and in "XXXX-10"."""
    ends = [value.split("/") for value in (one, other)]
    return any(a.startswith(b) or b.startswith(a) for a in ends[0] for b in ends[1])


def _event(group: Sequence[Sighting]) -> Happening:
    ranked = sorted(group, key=lambda s: -s.weight)
    statuses = {s.status for s in ranked if s.status != "happened" or _reported_after(s)}
    status = min(statuses or {s.status for s in ranked}, key=_ORDER.index)
    return Happening(_extent(ranked), status, tuple(ranked))


def _reported_after(sighting: Sighting) -> bool:
    """Only who writes when the day has come can report it; an undated article may have."""
    published, span = sighting.story.article.published, sighting.when.span
    return not (published and published.span and span) or span.start <= published.span.end


def _extent(ranked: Sequence[Sighting]) -> TimeValue:
    """The days of an event: all those given exactly, else the narrowest span, else the fullest words."""
    spans = [s.when.span for s in ranked if s.when.span and _exact(s.when)]
    if spans:
        whole = DateSpan(min(s.start for s in spans), max(s.end for s in spans))
        one = next((s.when for s in ranked if s.when.span == whole), None)
        return one or TimeValue(ranked[0].when.text, f"{whole.start}/{whole.end}", whole)
    if any(s.when.span for s in ranked):
        return min((s.when for s in ranked if s.when.span), key=lambda w: _length(w.span))
    return max(ranked, key=lambda s: (len(s.when.value), s.weight)).when

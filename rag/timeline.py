"""Dated events across articles: each act with its own date, the same event merged, oldest first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from index.dates import DateSpan, TimeValue
from index.timex import Timex
from rag.answer import Status
from rag.evidence import Evidence
from rag.frames import SUBJECTS, Mention, clause_at, clauses, doers_of, mentions
from rag.question import Question
from rag.status import judge
from rag.story import Sentence, Story
from rag.words import family, root

_POINTS = {"DATE", "TIME"}
_VAGUE = ("PRESENT_REF", "PAST_REF", "FUTURE_REF")
_SAYING = family(root("say")) | family(root("announce")) | {root("report"), root("write")}
_SURE_ENOUGH = 0.65
_ENOUGH = 0.35
_NEARLY = 0.4
_SAME_SENSE, _SAME_NAMES = 0.7, 0.85
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
    seen = [s for s in sightings(question, evidence) if s.status not in {"denied", "unknown"}]
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
    """No sentence has the act in a known word: the one that means the same, with its own time."""
    for item in evidence[:3]:
        times = _points(item.sentence.times)
        means = item.sense >= _SAME_SENSE and item.names >= _SAME_NAMES
        if not (times and means):
            continue
        time, sentence = times[0], item.sentence
        if question.window and not (time.span and time.span.overlaps(question.window)):
            continue
        everything = range(len(sentence.tokens))
        judged = judge(
            sentence, _token_at(sentence, time), everything, time.span, item.story.article.published
        )
        words = item.story.article.text[time.start : time.end]
        when = TimeValue(words, time.value, time.span)
        return [
            Sighting(
                item.story, sentence.start, sentence.end, when, judged.status, judged.because, item.merit
            )
        ]
    return []


def sightings(question: Question, evidence: Sequence[Evidence]) -> list[Sighting]:
    """The dated tellings of the act asked about, in the order of the evidence."""
    found = []
    for item in evidence:
        if item.names == 0.0:
            continue
        for mention in mentions(item.story, item.sentence, question):
            if mention.binding < _SURE_ENOUGH:
                continue
            if (sighted := _sight(item, mention)) is not None:
                found.append(sighted)
    return found


def _sight(item: Evidence, mention: Mention) -> Sighting | None:
    story, sentence = item.story, mention.sentence
    bound = time_of(story, mention)
    if bound is None:
        return None
    time, holder = bound
    span = time.span
    judged = judge(sentence, mention.at, mention.clause, span, story.article.published)
    text = story.article.text
    return Sighting(
        story=story,
        start=min(sentence.start, holder.start),
        end=max(sentence.end, holder.end),
        when=TimeValue(text[time.start : time.end], time.value, span),
        status=judged.status,
        because=judged.because,
        weight=item.merit * item.names * mention.binding * (1.0 if holder is sentence else 0.8),
    )


def time_of(story: Story, mention: Mention) -> tuple[Timex, Sentence] | None:
    """The time of an act and the sentence that states it.

    Its own clause first, the nearest there; then a clause of the sentence that tells of nobody
    else; then the sentence beside it that goes on about the same act.
    """
    sentence = mention.sentence
    own = [t for t in _points(sentence.times) if _token_at(sentence, t) in mention.clause]
    own = [t for t in own if not _of_saying(sentence, t, mention.at)] or []
    if own:
        return _closest(sentence, own, mention.at), sentence
    loose = [t for t in _points(sentence.times) if not _of_saying(sentence, t, mention.at)]
    free = [t for t in loose if _adjoins(sentence, t, mention.at) and _subjectless(story, sentence, t)]
    if free:
        return _closest(sentence, free, mention.at), sentence
    return _time_beside(story, mention)


def _closest(sentence: Sentence, times: Sequence[Timex], at: int) -> Timex:
    """The time nearest to the act; a day inside it ("next week … on 17 October") says it better."""
    near = min(times, key=lambda t: (_distance(sentence, t, at), t.start))
    inside = [t for t in times if t.span and near.span and near.span != t.span and near.span.contains(t.span)]
    return min(inside, key=lambda t: _distance(sentence, t, at)) if inside else near


def _time_beside(story: Story, mention: Mention) -> tuple[Timex, Sentence] | None:
    act = family(mention.sentence.tokens[mention.at].root)
    for near in story.near(mention.sentence.index, 1):
        if near.paragraph != mention.sentence.paragraph and not mention.sentence.heading:
            continue
        for i, token in enumerate(near.tokens):
            if token.root in act:
                times = [t for t in _points(near.times) if not _of_saying(near, t, i)]
                if times:
                    return min(times, key=lambda t: _distance(near, t, i)), near
    return None


def _points(times: Iterable[Timex]) -> list[Timex]:
    """Times that say on which day, if only in words ("today"); an hour of no day does not."""
    points = [t for t in times if t.type in _POINTS and not t.value.startswith("XXXX-XX-XX")]
    return [t for t in points if not t.value.startswith(_VAGUE) or t.end - t.start == len("today")]


def _token_at(sentence: Sentence, time: Timex) -> int:
    at = time.start - sentence.start
    return next((i for i, t in enumerate(sentence.tokens) if t.end > at), len(sentence.tokens) - 1)


def _distance(sentence: Sentence, time: Timex, at: int) -> int:
    return abs(_token_at(sentence, time) - at)


def _of_saying(sentence: Sentence, time: Timex, at: int) -> bool:
    """The time of the report ("he said on Tuesday"), not of what is reported."""
    i = _token_at(sentence, time) - 1
    steps = 0
    while i >= 0 and steps < 4:
        token = sentence.tokens[i]
        if i == at:
            return False
        if token.root in _SAYING and token.content:
            return True
        if (
            token.content
            and not token.capital
            and token.lower not in {"reporters", "late", "early", "state", "television"}
        ):
            return False
        i, steps = i - 1, steps + 1
    return False


def _adjoins(sentence: Sentence, time: Timex, at: int) -> bool:
    """The time's clause comes right before or behind that of the act."""
    numbers = clauses(sentence)
    return abs(numbers[_token_at(sentence, time)] - numbers[at]) == 1


def _subjectless(story: Story, sentence: Sentence, time: Timex) -> bool:
    """The time's clause tells of nobody else ("before the opening on Friday")."""
    at = _token_at(sentence, time)
    clause = clause_at(sentence, at)
    if any(sentence.tokens[i].lower in SUBJECTS for i in clause):
        return False
    named = [n for n in sentence.names if n.first in clause and n.country is None]
    return not named or not doers_of(story, sentence, at, clause)


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
    status = min((s.status for s in ranked), key=_ORDER.index)
    return Happening(_extent(ranked), status, tuple(ranked))


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

"""Whoever was announced for an event and is told of at it, on its days, has attended it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from index.dates import DateSpan
from rag.clauses import clause_at
from rag.evidence import Evidence, name_support, told_near
from rag.happening import Happening
from rag.names import PARTIAL
from rag.question import Question
from rag.sightings import Sighting
from rag.status import judge
from rag.story import Sentence
from rag.times import points
from rag.words import root, roots

_ATTENDING = "attend participate join visit address"
_THERE = "speak spoke talk address meet land arrive attend host hold open close shake dine join toast"
_HONOURED = re.compile(r"\b(?:guests?|place|seat) of honou?r\b", re.IGNORECASE)
_AFTER = timedelta(days=7)  # a report of what was done there is printed by then
_NAMED, _BESIDE = 0.8, 0.6


def attended(
    question: Question, events: Sequence[Happening], evidence: Sequence[Evidence]
) -> list[Happening]:
    """The events, those that were only announced as happened where somebody asked about is told of there."""
    if not question.actors or question.verb not in roots(_ATTENDING):
        return list(events)
    return [_confirmed(question, event, evidence) if event.status == "planned" else event for event in events]


def _confirmed(question: Question, event: Happening, evidence: Sequence[Evidence]) -> Happening:
    told = list(_tellings(question, event, evidence))
    if not told:
        return event
    best = max(told, key=lambda s: s.weight)
    because = f"{best.because}; announced before ({event.because})"
    return replace(event, status="happened", sightings=(best, *event.sightings), because=because)


def _tellings(question: Question, event: Happening, evidence: Sequence[Evidence]) -> Iterator[Sighting]:
    for item in evidence:
        published = item.story.article.published
        printed = published.span if published else None
        days = event.when.span
        if not (printed and days and days.start <= printed.start):
            continue
        if not (_on(item.sentence, days, printed) and _is_about(question, item)):
            continue
        if there := _there(item):
            yield Sighting(
                story=item.story,
                start=item.sentence.start,
                end=item.sentence.end,
                when=event.when,
                status="happened",
                because=f"told of there: {there}",
                weight=item.merit * item.names,
            )


def _on(sentence: Sentence, days: DateSpan, printed: DateSpan) -> bool:
    """Told for one of the planned days, or for none and printed within a week of them."""
    spans = [t.span for t in points(sentence.times) if t.span]
    return any(s.overlaps(days) for s in spans) if spans else printed.start <= days.end + _AFTER


def _is_about(question: Question, item: Evidence) -> bool:
    """All who are asked about, the place and the event are told in the sentence or right beside it."""
    story, sentence = item.story, item.sentence
    subject = story.subject(sentence)
    for actor in question.actors:
        if story.likeness(actor, sentence) < PARTIAL and not (
            subject and story.same(actor, subject) >= PARTIAL
        ):
            return False
    if any(name_support(story, sentence, name) < _NAMED for name in question.others):
        return False
    events = [root(word) for word in question.thing]
    if events and max(told_near(word, story, sentence) for word in events) < _BESIDE:
        return False
    return bool(events or question.others)


def _there(item: Evidence) -> str:
    """The words that say that somebody was there, told as a fact; "" where none do."""
    sentence = item.sentence
    if match := _HONOURED.search(sentence.text):
        return match.group()
    for i, token in enumerate(sentence.tokens):
        if token.root in roots(_THERE) and not token.capital:
            judged = judge(sentence, i, clause_at(sentence, i), None, item.story.article.published)
            if judged.status == "happened":
                return token.text
    return ""

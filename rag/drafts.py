"""The claims that answer a question of each kind, from the evidence weighed for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from index.dates import DateSpan
from rag import counting, refuse
from rag.compose import Draft, from_events, from_evidence
from rag.evidence import Evidence
from rag.happening import Happening
from rag.question import Question, asks_length, asks_times
from rag.several import asks_several
from rag.timeline import events_for
from rag.windows import falls_on

BEST = 5
"""The best sentences may answer; what is ranked lower has not been near enough."""
_OF_A_LIST = 12
_STATED = 0.9
_CLOSE = 0.8
_NOW = re.compile(r"who(?:['’]s| is| are| leads| heads| runs| holds)\b", re.IGNORECASE)
_TWO_DAYS = timedelta(days=2)


def drafts_for(question: Question, evidence: Sequence[Evidence]) -> list[Draft]:
    """Events for a question of time, counted or picked where that is asked; else the best sentences."""
    if question.kind == "when":
        return from_events(question, events_for(question, evidence))
    if question.kind == "how_many" and (asks_times(question) or asks_length(question)):
        return _counted(question, evidence)
    if question.kind == "yes_no":
        events = events_for(question, evidence)
        if question.settled:
            events = _come_about(events)
        if events and (question.settled or question.window or _only_planned(events)):
            return from_events(question, events)
    if question.pick and (chosen := _of_picked(question, evidence)):
        return chosen
    return _sentences(question, evidence)


def _sentences(question: Question, evidence: Sequence[Evidence]) -> list[Draft]:
    several = asks_several(question)
    looked_at = evidence[: _OF_A_LIST if several else BEST]
    enough = [item for item in looked_at if refuse.answers(question, item)]
    if question.subject:  # "the 4 February statement": the reports of its day say best what it was
        of_the_day = [item for item in evidence if _of_the_day(question, item)][:BEST]
        enough = [item for item in of_the_day if refuse.answers(question, item)] or enough
    if _NOW.match(question.text) and not (question.window or question.subject):
        enough = _newest_first(enough)
    return from_evidence(question, enough, several=several) if enough else []


def _newest_first(enough: Sequence[Evidence]) -> list[Evidence]:
    """Asked who is in office or champion now, the newest of about equal reports goes first."""
    if not enough:
        return []
    close = [e for e in enough if e.merit >= _CLOSE * enough[0].merit]
    newest = max(map(_day, close))
    return [e for e in close if _day(e) == newest]


def _day(item: Evidence) -> date:
    published = item.story.article.published
    return published.span.end if published and published.span else date.min


def _of_the_day(question: Question, item: Evidence) -> bool:
    """Published on a day that names the subject, or within two days of it."""
    published = item.story.article.published
    if not published or not published.span:
        return False
    start = published.span.start
    days = DateSpan(max(start, date.min + _TWO_DAYS) - _TWO_DAYS, published.span.end)
    return all(
        named.span.overlaps(days) if named.span else falls_on(named.value, days, "")
        for named in question.subject
    )


def _counted(question: Question, evidence: Sequence[Evidence]) -> list[Draft]:
    """What a sentence says outright goes first; else the events themselves are counted."""
    stated = [e for e in evidence[:BEST] if e.fit >= _STATED and refuse.answers(question, e)]
    if stated and not question.window:
        return from_evidence(question, stated)
    events = events_for(question, evidence)
    how = counting.counted if asks_times(question) else counting.lasted
    if drafts := how(question, events):
        return drafts
    length = counting.stated(question, evidence)
    return from_evidence(question, length) if length else _sentences(question, evidence)


def _come_about(events: Sequence[Happening]) -> list[Happening]:
    """Asked whether it has come about, the surest report that it has; else all that is known of it."""
    been = [e for e in events if e.status == "happened"]
    surest = max(map(_sureness, been), default=0.0)
    return [e for e in been if _sureness(e) >= _CLOSE * surest][-1:] or list(events)


def _sureness(event: Happening) -> float:
    return max(sighting.weight for sighting in event.sightings)


def _only_planned(events: Sequence[Happening]) -> bool:
    return all(e.status in {"planned", "cancelled"} for e in events)


def _of_picked(question: Question, evidence: Sequence[Evidence]) -> list[Draft]:
    """Asked where they last met: the sentences of the stories that tell of the last meeting."""
    events = events_for(question, evidence)
    if len(events) != 1:
        return []
    told = {(s.story.article.id, s.start) for s in events[0].sightings}
    near = [e for e in evidence if any(id_ == e.story.article.id and _reaches(e, at) for id_, at in told)]
    its_own = [e for e in near if (e.story.article.id, e.sentence.start) in told]
    return _sentences(question, its_own) or _sentences(question, near)


def _reaches(item: Evidence, start: int) -> bool:
    sentence = item.story.sentences[item.story.at(start)]
    return abs(sentence.index - item.sentence.index) <= 1

"""Who tells of the act asked about, and for when: each dated telling with its status and the reason."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.dates import DateSpan, TimeValue
from index.timex import Timex
from rag.answer import Status
from rag.corrections import withdraws
from rag.doers import doers_of, partners
from rag.evidence import Evidence
from rag.frames import Mention, mention_of_all, mentions
from rag.moved import has_moved, moved_from, moved_to
from rag.names import PARTIAL, Name
from rag.objects import tells_of
from rag.question import Question
from rag.resolve import is_hour_alone
from rag.status import Judgement, judge
from rag.stays import whole_stay
from rag.story import Sentence, Story, leader
from rag.times import joined, points, time_of, token_at
from rag.words import families

_BOUND = 0.65
"""How surely an act must belong to those asked about for its date to count."""
_ABOUT = 0.4
SAME_NAMES = 0.8
_MOVED: tuple[Status, Status] = ("cancelled", "planned")
_SINCE_WHEN = re.compile(r"\b(?:since|until|till) when\b", re.IGNORECASE)
_PLACED = frozenset("in at near outside".split())
_SCHEDULED = re.compile(
    r"\b(?:is|are|remains?) (?:now |still )?(?:planned|scheduled|set|due|slated|expected) "
    r"(?:for|in|on) (?:the )?"
)
UNDATED = TimeValue("", "", None)
"""The time of a telling that has none ("has called off her visit")."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """One sentence that tells of the act, its time, and the part of the article that shows both.

    ``act`` is the root of the word for it there, ``people`` and ``places`` are the names told with it;
    ``inferred`` says why its year is known where the article leaves it out.
    """

    story: Story
    start: int
    end: int
    when: TimeValue
    status: Status
    because: str
    weight: float
    act: str = ""
    people: tuple[Name, ...] = ()
    places: tuple[Name, ...] = ()
    inferred: str = ""


def sightings(question: Question, evidence: Sequence[Evidence]) -> list[Sighting]:
    """The tellings of the act asked about, in the order of the evidence; undated ones only if called off."""
    # Where nobody is named as the doer, the other words must say which event is meant.
    about = [e for e in evidence if e.names and (question.actors or e.coverage >= _ABOUT)]
    about = [e for e in about if tells_of(question, e)]
    told = ((item, m) for item in about for m in mentions(item.story, item.sentence, question))
    found = [
        s for item, mention in told if mention.binding >= _BOUND for s in tellings(question, item, mention)
    ]
    return found + [s for item in about for s in _scheduled(question, item)]


def _scheduled(question: Question, item: Evidence) -> Iterator[Sighting]:
    """ "The ship is planned for 2030": asked whether it has sailed, that is when it will."""
    match = _SCHEDULED.search(item.sentence.text) if question.actors and question.of_events else None
    if not match:
        return
    subject = item.story.subject(item.sentence)
    if not subject or any(item.story.same(a, subject) < PARTIAL for a in question.actors):
        return
    for time in points(item.sentence.times):
        if time.start - item.sentence.start == match.end():
            at = max(0, token_at(item.sentence, time) - 1)
            whole = mention_of_all(item.sentence, at, PARTIAL)
            judged = Judgement("planned", match.group().strip())
            yield _timed(item.story, whole, time, judged, item.merit * item.names)


def tellings(question: Question, item: Evidence, mention: Mention) -> Iterator[Sighting]:
    """A postponed act has two times, the old and the new one; a cancelled one may have none."""
    if moved := list(_moved(item, mention)):
        yield from moved
        return
    when = time_of(item.story, mention, bounds=bool(_SINCE_WHEN.search(question.text)))
    if when and not _of_calling_off(seen := sight(item, mention, *when)):
        time, holder = when
        if seen.status == "planned" and is_hour_alone(item.story.article.text, time):
            return
        yield from _each(question, item, mention, joined(holder, time), holder)
        return
    judged = judge(mention.sentence, mention.at, mention.clause, None, item.story.article.published)
    if judged.status == "cancelled":
        yield _sighting(item.story, mention, UNDATED, judged, item.merit * item.names, mention.sentence)


def _each(
    question: Question, item: Evidence, mention: Mention, times: Sequence[Timex], holder: Sentence
) -> Iterator[Sighting]:
    """ "Met in Oslo on 3 May and in Lusaka on 9 May": each day with its own place."""
    told = [sight(item, mention, time, holder) for time in times]
    at = [token_at(holder, time) for time in times]
    before = [mention.at, *at]
    own = [
        tuple(n for n in holder.names if low < n.first <= high and _led_in(holder, n))
        for low, high in zip(before, at, strict=False)
    ]
    if holder is not mention.sentence or len(times) < 2 or not all(own):
        yield from told
        return
    story = item.story
    for seen, places in zip(told, own, strict=True):
        others = [n for each in own if each is not places for n in each]
        elsewhere = any(
            max((story.same(asked, n) for n in others), default=0.0) >= PARTIAL
            and max(story.same(asked, n) for n in places) < PARTIAL
            for asked in question.others
        )
        if not elsewhere:
            yield replace(seen, places=places)


def _of_calling_off(seen: Sighting) -> bool:
    """ "Called off a visit on Friday", printed on Friday: that is when it was called off."""
    published, span = seen.story.article.published, seen.when.span
    past = published and published.span and span and span.end <= published.span.end
    return seen.status == "cancelled" and bool(past) and seen.act in families("visit")


def _moved(item: Evidence, mention: Mention) -> Iterator[Sighting]:
    """ "Postponed from 3 May to 10 June": what was planned for the one is planned for the other."""
    sentence, merit = mention.sentence, item.merit * item.names
    times = [(t, t.start - sentence.start) for t in points(sentence.times)]
    for time, at in times:  # one expression: "from 3 May to 10 June"
        behind = has_moved(sentence.text, at)
        if behind and time.span and time.span.days > 1 and (because := moved_from(sentence.text, at)):
            ends = (DateSpan.day(time.span.start), DateSpan.day(time.span.end))
            for end, status in zip(ends, _MOVED, strict=True):
                part = replace(time, value=end.start.isoformat(), span=end)
                yield _timed(item.story, mention, part, Judgement(status, because), merit)
            return
    if not any(moved_to(sentence.text, at) for _, at in times):
        return
    for time, at in times:
        if new := moved_to(sentence.text, at):
            yield _timed(item.story, mention, time, Judgement("planned", new), merit)
        elif old := moved_from(sentence.text, at):
            yield _timed(item.story, mention, time, Judgement("cancelled", old), merit)


def sight(item: Evidence, mention: Mention, time: Timex, holder: Sentence) -> Sighting:
    """An act with its time, which stands in its own sentence or in the one beside it (``holder``)."""
    return sight_at(item.story, mention, time, item.merit * item.names, holder)


def sight_at(
    story: Story, mention: Mention, time: Timex, merit: float, holder: Sentence | None = None
) -> Sighting:
    """An act of a story with its time; ``merit`` is how well its sentence answers."""
    sentence, published = mention.sentence, story.article.published
    holder = holder or sentence
    judged = judge(sentence, mention.at, mention.clause, time.span, published)
    time = whole_stay(sentence, mention, time) if holder is sentence else time
    if reason := withdraws(holder, time):
        judged = Judgement("denied", reason)
    return _timed(story, mention, time, judged, merit, holder)


def _timed(
    story: Story,
    mention: Mention,
    time: Timex,
    judged: Judgement,
    merit: float,
    holder: Sentence | None = None,
) -> Sighting:
    when = TimeValue(story.article.text[time.start : time.end], time.value, time.span)
    seen = _sighting(story, mention, when, judged, merit, holder or mention.sentence)
    return replace(seen, inferred=story.inferred(time))


def _sighting(
    story: Story, mention: Mention, when: TimeValue, judged: Judgement, merit: float, holder: Sentence
) -> Sighting:
    sentence = mention.sentence
    doers = doers_of(story, sentence, mention.at, mention.clause)
    with_whom = partners(sentence, mention.at, mention.clause)
    return Sighting(
        story=story,
        start=min(sentence.start, holder.start),
        end=max(sentence.end, holder.end),
        when=when,
        status=judged.status,
        because=judged.because,
        weight=merit * mention.binding * (1.0 if holder is sentence else 0.8),
        act=sentence.tokens[mention.at].root,
        people=tuple(n for n in (*doers, *with_whom) if n.last and n.country is None),
        places=tuple(n for n in sentence.names if _placed(sentence, n, mention)),
    )


def _led_in(sentence: Sentence, name: Name) -> bool:
    by = leader(sentence, name)
    return not name.of_people and by >= 0 and sentence.tokens[by].lower in _PLACED


def _placed(sentence: Sentence, name: Name, mention: Mention) -> bool:
    return name.first in mention.clause and _led_in(sentence, name)


def numbered(when: TimeValue) -> bool:
    """Has a day of the month or a year, not only words ("this week", "Friday")."""
    return bool(re.search(r"\d\d", when.value))


def exact(when: TimeValue) -> bool:
    """Given to the day, alone or as a range; a week or a month is not."""
    return bool(re.match(r"[\dX]{4}-[\dX]{2}-[\dX]{2}", when.value))

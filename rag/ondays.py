"""What happened on a day: the dated events that the archive tells of it, asked for by nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from index import Archive
from index.dates import DateSpan
from index.timex import Timex, describe
from rag.clauses import clause_at
from rag.evidence import name_support
from rag.frames import Mention
from rag.happening import Happening
from rag.merge import happenings
from rag.question import Question
from rag.retrieve import PASSAGES, Found, Scope, by_story, merge, search
from rag.sightings import Sighting, sight_at
from rag.story import Sentence, Story
from rag.times import is_bound, of_report, points
from rag.topic import act_of
from rag.windows import admits
from rag.words import roots

_ASKS = re.compile(
    r"\W*(?:and |so )?(?:what (?:else )?(?:happened|happens|occurred|took place|will happen|"
    r"(?:is|was) happening|is (?:going|set|due) to happen)|"
    r"what (?:did|does|do|will|has|have|had)\b.+?\b(?:do|done)\b|"
    r"what (?:events?|news)\b)",
    re.IGNORECASE,
)
_EMPTY = frozenset("world news event events day took taken take place".split())
_TOLD = "say tell add report write note"
_PRINTED_LATER = timedelta(days=10)  # what was on a day is reported by then
_MOST = 12
_LEDE, _BELOW = 1.0, 0.7
_NAMED = 0.8
_WHOLE = 45  # days; a longer stretch is told by months as well as by days


def asks_of_days(question: Question) -> bool:
    """Whether a question asks only what was, or what somebody did, on days that it names."""
    span = question.window
    bounded = span is not None and date.min < span.start and span.end < date.max
    named = question.names or not _meaningful(question)
    return bounded and bool(named and _ASKS.match(question.text)) and not question.thing


def _meaningful(question: Question) -> list[str]:
    return [term for term in question.terms if term.isalpha() and term not in _EMPTY]


def of_days(archive: Archive, question: Question, scope: Scope) -> list[Found]:
    """The stories printed on the days asked about or soon after, and those that name the day."""
    span = question.window
    if span is None:
        return []
    words = f"{question.text} {describe(span)}"
    hits = search(archive, words, scope, PASSAGES)
    first = max(span.start, scope.since or date.min)
    last = min(span.end, date.max - _PRINTED_LATER) + _PRINTED_LATER
    last = min(last, scope.until or last, scope.as_of or last)
    if first <= last:
        around = search(archive, words, replace(scope, since=first, until=last), 2 * PASSAGES)
        hits = merge(around, hits)
    return by_story(archive, hits, frozenset())


def events_of_days(question: Question, found: Sequence[Found]) -> list[Happening]:
    """The events on the days asked about, oldest first; the most told ones where there are many."""
    seen = [s for f in found for s in _of_story(question, f.story)]
    events = happenings(replace(question, listing=True, verb="", actors=(), objects=()), seen)
    told = [e for e in events if e.status not in {"denied", "unknown"}]
    best = sorted(told, key=lambda e: (-_articles(e), -max(s.weight for s in e.sightings), e.sort_key))
    return sorted(best[:_MOST], key=lambda e: e.sort_key)


def _articles(event: Happening) -> int:
    return len({s.story.article.copy_group or s.story.article.id for s in event.sightings})


def _of_story(question: Question, story: Story) -> Iterator[Sighting]:
    """One sighting a sentence that tells of the days; the first sentence of a story counts most."""
    for sentence in story.sentences:
        if sentence.heading or not _is_about(question, story, sentence):
            continue
        for time in _times(question, sentence):
            at = act_of(sentence, time)
            said = not question.names and sentence.tokens[at].root in roots(_TOLD)
            if said or of_report(sentence, time, at) or is_bound(sentence, time, at):
                continue
            mention = Mention(sentence, at, clause_at(sentence, at), 1.0)
            yield sight_at(story, mention, time, _LEDE if sentence.index == 0 else _BELOW)
            break


def _is_about(question: Question, story: Story, sentence: Sentence) -> bool:
    return all(name_support(story, sentence, name) >= _NAMED for name in question.names)


def _times(question: Question, sentence: Sentence) -> list[Timex]:
    """The times that lie on the days asked about, no whole year around them."""
    span = question.window
    return [
        t
        for t in points(sentence.times)
        if span and t.span and admits(span, "", t.span, t.value) and _fits(t.span, span)
    ]


def _fits(told: DateSpan, asked: DateSpan) -> bool:
    return asked.contains(told) or (told.days <= _WHOLE and told.days <= 4 * asked.days)

"""The dated tellings of a topic that names no act: "Brandt and Okoro", "Lantern Festival"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.dates import TimeValue
from index.timex import Timex
from rag.clauses import clause_at
from rag.evidence import Evidence
from rag.frames import Mention
from rag.question import Question
from rag.sightings import SAME_NAMES, Sighting, sight, tellings
from rag.story import Sentence
from rag.times import is_bound, points, token_at
from rag.windows import falls_on
from rag.words import is_known_act, lemma

_COVERED = 0.8
_ARRANGED = frozenset("planned scheduled set due expected meant slated".split())
_BE = frozenset("is are was were be been being has have had".split())


def about_topic(question: Question, evidence: Sequence[Evidence]) -> Iterator[Sighting]:
    """What every sentence about the topic tells with a time, read as the tellings of any act are."""
    for item in evidence:
        if item.names < SAME_NAMES or item.coverage < _COVERED:
            continue
        for at in _acts(item.sentence):
            mention = Mention(item.sentence, at, clause_at(item.sentence, at), 1.0)
            yield from tellings(question, item, mention)


def on_subject(question: Question, item: Evidence) -> list[Sighting]:
    """What a sentence tells of the very day that names what is asked about ("the trip of 5 May")."""
    if not (question.subject or question.yearless):
        return []
    found = []
    for time in points(item.sentence.times):
        asked = all(_same_day(named, time) for named in question.subject)
        if asked and (not question.yearless or falls_on(question.yearless, time.span, time.value)):
            at = act_of(item.sentence, time)
            mention = Mention(item.sentence, at, clause_at(item.sentence, at), 1.0)
            found.append(sight(item, mention, time, item.sentence))
    return found


def _same_day(named: TimeValue, time: Timex) -> bool:
    if named.span:
        return bool(time.span and time.span.overlaps(named.span))
    return falls_on(named.value, time.span, time.value)


def _acts(sentence: Sentence) -> list[int]:
    """The first act that has a time of its own."""
    for time in points(sentence.times):
        near = act_of(sentence, time)
        if not is_bound(sentence, time, near):
            return [near]
    return []


def act_of(sentence: Sentence, time: Timex) -> int:
    """The verb nearest to a time in its clause; the clause's first word where it has none."""
    at = token_at(sentence, time)
    clause = clause_at(sentence, at)
    verbs = [i for i in clause if _is_act(sentence, i) and sentence.tokens[i].lower not in _ARRANGED]
    if not verbs:  # "a visit to Oslo, planned for Friday, …"
        verbs = [i for i in range(at) if is_known_act(sentence.tokens[i].root)][-1:]
    return min(verbs, key=lambda i: _apart(i, at), default=min(clause))


def _apart(act: int, time: int) -> tuple[bool, int]:
    """A verb in front of its time goes before one behind it."""
    return act > time, abs(act - time)


def _is_act(sentence: Sentence, at: int) -> bool:
    """A finite verb or participle, as far as its form tells, or a word that the lexicon knows as an act."""
    token = sentence.tokens[at]
    if token.capital or not token.content or token.lower in _BE:
        return False
    inflected = lemma(token.lower) != token.lower and not token.lower.endswith(("s", "er", "est"))
    return inflected or is_known_act(token.root)

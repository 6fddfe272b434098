"""When an act was that no sentence tells in a known word: by what means the same, and by the reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.timex import Timex
from rag.evidence import Evidence
from rag.frames import mention_of_all
from rag.question import Question
from rag.refuse import answers
from rag.sightings import SAME_NAMES, Sighting, sight
from rag.story import Sentence
from rag.times import is_bound, points, token_at
from rag.words import families, is_known_act, root

_BEST = 5
_RATHER, _LIKELY, _SURE = 0.35, 0.5, 0.8
_COUNTING = frozenset("after before since until".split())


def paraphrased(question: Question, evidence: Sequence[Evidence]) -> Iterator[Sighting]:
    """The best sentences that answer, at the time in which the reader sees the answer.

    Where it sees none, a sentence that surely means the same has its own first time; an act that the
    lexicon knows would stand there in a known word, so it takes more to be meant. Who went where or met
    whom is never guessed.
    """
    if question.verb in families("visit arrive meet"):
        return
    for item in evidence[:_BEST]:
        told = points(item.sentence.times)
        times = [t for t in told if not is_bound(item.sentence, t, token_at(item.sentence, t))]
        time = _seen(question, item, times) or _meant(question, item, times)
        if time and not _counted_from(question, item.sentence):
            at = token_at(item.sentence, time)
            whole = mention_of_all(item.sentence, at, 1.0)
            yield sight(item, whole, time, item.sentence)


def _seen(question: Question, item: Evidence, times: Sequence[Timex]) -> Timex | None:
    """The time that the reader's words are or hold, where it is rather sure of them."""
    span = item.span
    if not span or item.read < _RATHER or not answers(question, item):
        return None
    return next((t for t in times if t.span and t.start < span.end and span.start < t.end), None)


def _meant(question: Question, item: Evidence, times: Sequence[Timex]) -> Timex | None:
    least = _SURE if is_known_act(question.verb) else _LIKELY
    close = item.read >= least and item.names >= SAME_NAMES and item.told == 0.0
    return times[0] if times and close else None


def _counted_from(question: Question, sentence: Sentence) -> bool:
    """ "After a strike of two weeks": what a sentence only counts from, it does not date."""
    asked = {root(t) for t in question.terms} - {question.verb}
    found = [i for i, t in enumerate(sentence.tokens) if t.root in asked and t.content]
    return any({w.lower for w in sentence.tokens[max(0, i - 3) : i]} & _COUNTING for i in found)

"""Which sentences answer: each scored by the reader, and for the words, names and kind asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from index import Archive
from rag.answers import fitness
from rag.frames import mentions
from rag.names import PARTIAL, Name
from rag.offices import asks_office, holder
from rag.question import Question
from rag.retrieve import Found
from rag.spans import Span, spans
from rag.story import Sentence, Story
from rag.words import family, root

_REACH = 1  # sentences around a passage's own that are looked at as well
_CONTRADICTED = 0.3
_MOST = 400  # sentences scored for one question, from the best passages first
_JUDGED = 40  # of them, those that are looked at closer
_WEAK_VERBS = frozenset(
    root(w) for w in "be do have make take get give go come happen call use need become".split()
)

RANKING = {"coverage": 4.3, "read": 4.1, "hit": 3.4, "fit": 2.6, "act": 0.7}
"""The weights under which the right sentences of the development questions most surely come first
(``python -m evals.benchmarks.weighing``)."""
_MOST_MERIT = sum(RANKING.values())


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence with its marks, each from 0 to 1.

    ``coverage``: share of the question's words found there or just around, rare words counting
    more; ``read``: how likely it holds the answer, as the reader sees it, and ``span`` which words
    that is; ``names``: how surely it is about the names asked; ``fit``: whether it holds the kind of
    thing asked for; ``act``: how plainly the act is told; ``told``: how surely the act is told of
    those asked about, 0 where it is not told here; ``binding``: 1 unless it is told of somebody or
    somewhere else; ``hit``: how well the search thought of its passage, the best one being 1.
    """

    story: Story
    sentence: Sentence
    coverage: float
    read: float
    names: float
    fit: float
    binding: float
    act: float
    hit: float
    told: float
    span: Span | None = None

    @property
    def merit(self) -> float:
        """How well the sentence answers, beside the others found; for ranking, 0 to 1."""
        return float(sum(weight * getattr(self, mark) for mark, weight in RANKING.items())) / _MOST_MERIT


def weigh(archive: Archive, question: Question, found: Sequence[Found]) -> list[Evidence]:
    """Every sentence of the found passages, best first; ties in the order of the search."""
    pairs = _sentences(found)
    if not pairs:
        return []
    rarity = _rarity(archive, question)
    seen = spans(question.text, found)
    marked = [
        _mark(question, story, sentence, rarity, hit, seen.get(story.article.id, []))
        for story, sentence, hit in pairs
    ]
    promising = sorted(marked, key=_promise(question))[:_JUDGED]
    return sorted(promising, key=lambda e: -e.merit)


def _promise(question: Question) -> Callable[[Evidence], tuple[float, float]]:
    """What is looked at first: for events every telling of the act, else what its words promise."""
    if question.of_events:
        return lambda e: (-round(e.told, 1), -e.merit)
    return lambda e: (0.0, -e.merit)


def _sentences(found: Sequence[Found]) -> list[tuple[Story, Sentence, float]]:
    """The sentences in and right beside the found passages, with the score of the passage."""
    best = max((f.score for f in found), default=0.0) or 1.0
    chosen: dict[tuple[str, int], tuple[Story, Sentence, float]] = {}
    hits = sorted(((h, f.story) for f in found for h in f.hits), key=lambda pair: -pair[0].score)
    for hit, story in hits:
        first = story.at(hit.passage.start)
        last = story.at(hit.passage.end - 1)
        for sentence in story.sentences[max(0, first - _REACH) : last + 1 + _REACH]:
            chosen.setdefault((story.article.id, sentence.index), (story, sentence, hit.score / best))
    return list(chosen.values())[:_MOST]


def _rarity(archive: Archive, question: Question) -> dict[str, float]:
    names = [w.lower() for n in question.names for w in n.words]
    return archive.idf([*question.terms, *names]) if question.terms or names else {}


def _mark(
    question: Question,
    story: Story,
    sentence: Sentence,
    rarity: Mapping[str, float],
    hit: float,
    seen: Sequence[Span],
) -> Evidence:
    told = _told(question, story, sentence)
    fit = fitness(question, story, sentence)
    span = next((s for s in seen if s.within(sentence)), None)
    if asks_office(question):
        span = _holding(question, story, sentence)
        fit = 1.0 if span else 0.0
    return Evidence(
        story=story,
        sentence=sentence,
        coverage=_coverage(question, story, sentence, rarity),
        read=span.score if span else 0.0,
        names=_names(question, story, sentence),
        fit=fit,
        binding=_binding(question, told),
        act=_tells_act(question, story, sentence),
        hit=hit,
        told=told or 0.0,
        span=span,
    )


def _holding(question: Question, story: Story, sentence: Sentence) -> Span | None:
    """The name that the order of the words gives for the office asked about; the reader only sees it near."""
    if (found := holder(question, story, sentence)) is None:
        return None
    name, sure = found
    first, last = sentence.tokens[name.first], sentence.tokens[name.last - 1]
    return Span(sentence.start + first.start, sentence.start + last.end, sure)


def _coverage(question: Question, story: Story, sentence: Sentence, rarity: Mapping[str, float]) -> float:
    total = held = 0.0
    for term in question.terms:
        weight = rarity.get(term, 1.0)
        total += weight
        held += weight * told_near(root(term), story, sentence)
    for name in question.names:
        weight = max(rarity.get(w.lower(), 1.0) for w in name.words)
        total += weight
        held += weight * name_support(story, sentence, name)
    return held / total if total else 0.0


def told_near(term: str, story: Story, sentence: Sentence) -> float:
    """How far a word of the question stands in a sentence: itself, a near-synonym, or around it."""
    if term in sentence.roots:
        return 1.0
    related = family(term)
    if related & sentence.roots:
        return 0.8
    if any(term in near.roots for near in story.near(sentence.index, 1)):
        return 0.6
    if term in story.title.roots:
        return 0.5
    around = story.near(sentence.index, 3)
    return 0.3 if any(related & near.roots for near in around) else 0.0


def name_support(story: Story, sentence: Sentence, name: Name) -> float:
    """How surely a sentence is about a name: named, meant by a pronoun, or named around it."""
    best = story.likeness(name, sentence)
    if best >= PARTIAL:
        return best
    subject = story.subject(sentence)
    if subject and story.same(name, subject) >= PARTIAL:
        return 0.9
    for near in story.near(sentence.index, 2):
        if story.likeness(name, near) >= PARTIAL:
            return max(best, 0.85 if abs(near.index - sentence.index) == 1 else 0.7)
    if story.likeness(name, story.title) >= PARTIAL:
        return max(best, 0.85)
    if story.dateline and story.same(name, story.dateline) >= PARTIAL:
        return max(best, 0.85)
    if any(story.likeness(name, other) >= PARTIAL for other in story.sentences[:3]):
        return max(best, 0.8)
    if any(story.likeness(name, other) >= PARTIAL for other in story.sentences):
        return max(best, 0.65)
    outlet = name.key in story.article.outlet.lower()
    return max(min(best, 0.5), 0.6 if outlet else 0.0)


def _names(question: Question, story: Story, sentence: Sentence) -> float:
    """Half by the least supported name: one wrong name makes a wrong answer."""
    supports = []
    for name in question.names:
        support = name_support(story, sentence, name)
        soft = name.common or name.of_people
        if support == 0.0 and not soft:
            return 0.0
        if support or not name.common:  # "Earth" may go by another word
            supports.append(support)
    return 0.5 * min(supports) + 0.5 * sum(supports) / len(supports) if supports else 1.0


def _told(question: Question, story: Story, sentence: Sentence) -> float | None:
    """How surely the act is told of those asked about; None where it is not told here."""
    if not question.verb or question.verb in _WEAK_VERBS:
        return None
    return max((m.binding for m in mentions(story, sentence, question)), default=None)


def _binding(question: Question, told: float | None) -> float:
    """1 unless the act stands here and is told of somebody or somewhere else.

    A question for a time or a place is about the act itself; others may be answered by a sentence
    beside it.
    """
    if not question.actors:
        return told if question.objects and told is not None and told < _CONTRADICTED else 1.0
    close = question.kind in {"when", "where"}
    if told is None:
        return 0.6 if close and question.verb and question.verb not in _WEAK_VERBS else 0.85
    return told if close or told < _CONTRADICTED else 0.5 + 0.5 * told


def _tells_act(question: Question, story: Story, sentence: Sentence) -> float:
    """How plainly the act asked about is told: in its own word, in a near-synonym, or beside it."""
    if not question.verb or question.verb in _WEAK_VERBS:
        return 0.8
    return told_near(question.verb, story, sentence)


def plain(text: str) -> str:
    """A quote as it is read in a line: whitespace folded."""
    return re.sub(r"\s+", " ", text).strip()

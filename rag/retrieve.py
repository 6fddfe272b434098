"""From a question to the stories that may answer it: the archive's search, widened where it helps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from index import Archive
from index.article import Article, Hit
from index.dates import DateSpan, TimeValue
from index.errors import UsageError
from rag.inferred import NOTHING_KNOWN, Origin
from rag.names import Name, find_names
from rag.nearness import Days, days_of, nearness, printed_around
from rag.parts import parts
from rag.question import Question
from rag.story import Story, read_story
from rag.words import tokens

PASSAGES = 24
PER_ARTICLE = 6
"""Passages looked at for a question; more cost time and, on development questions, found nothing."""

_OUTLETS = 3  # of more, each is not searched for itself


@dataclass(frozen=True, slots=True)
class Scope:
    """What may be read: filters by publication, and the outlets asked for."""

    as_of: date | None = None
    since: date | None = None
    until: date | None = None
    outlets: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        *,
        as_of: date | str | None = None,
        since: date | str | None = None,
        until: date | str | None = None,
        outlets: Sequence[str] | None = None,
    ) -> Scope:
        """A scope from what a caller gives: dates or ISO strings, names of outlets."""
        if isinstance(outlets, str):
            outlets = [outlets]
        return cls(_day("as_of", as_of), _day("since", since), _day("until", until), tuple(outlets or ()))

    @property
    def dated(self) -> bool:
        return bool(self.as_of or self.since or self.until)

    def within(self, days: DateSpan) -> Scope | None:
        """The scope narrowed to days of publication; None where it holds none of them."""
        since = max(days.start, self.since or date.min)
        until = min(last for last in (days.end, self.until, self.as_of) if last)
        return replace(self, since=since, until=until) if since <= until else None

    def admits(self, published: TimeValue | None) -> bool:
        """Whether the days allow an article of that date: all of it inside, none without a date."""
        if not self.dated:
            return True
        span = published.span if published else None
        if span is None or (self.since and span.start < self.since):
            return False
        return all(span.end <= last for last in (self.as_of, self.until) if last)


def _day(name: str, value: date | str | None) -> date | None:
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise UsageError(f"{name} is {value!r}, which is no date.", "Give a day as 2024-05-17.") from None


@dataclass(frozen=True, slots=True)
class Found:
    """A story with the passages of it that a search found, best first."""

    story: Story
    hits: tuple[Hit, ...]

    @property
    def score(self) -> float:
        return self.hits[0].score


def search(
    archive: Archive, text: str, scope: Scope, k: int = PASSAGES, per_article: int = PER_ARTICLE
) -> list[Hit]:
    """The archive's search within a scope, with room for long articles."""
    return archive.search(
        text,
        k=k,
        as_of=scope.as_of,
        since=scope.since,
        until=scope.until,
        outlets=list(scope.outlets) or None,
        per_article=per_article,
    )


def retrieve(archive: Archive, question: Question, scope: Scope) -> list[Found]:
    """The stories found for the question, best first."""
    hits = candidates(archive, question, scope, 2 * PASSAGES if question.of_events else PASSAGES)
    return by_story(archive, hits, frozenset(w.lower() for n in question.names for w in n.words))


def candidates(
    archive: Archive, question: Question, scope: Scope, k: int = PASSAGES, per_article: int = PER_ARTICLE
) -> list[Hit]:
    """The passages that may answer, best first: ``k`` for the whole question and half as many for each
    further search, one story of a copy group.

    A score is that of the archive's search, between 0 and 1; where the question is about certain days,
    what was printed near them has more of it.
    """
    hits = search(archive, question.text, scope, k, per_article)
    days = days_of(question, scope.as_of)
    for text, within in _further(question, scope, days):
        hits = merge(hits, search(archive, text, within, max(1, k // 2), per_article))
    if days:
        hits = [replace(h, score=_nearer(h, days)) for h in hits]
    ranked = _at_most(per_article, sorted(hits, key=lambda hit: -hit.score))
    return [replace(hit, rank=rank) for rank, hit in enumerate(ranked, start=1)]


def _further(question: Question, scope: Scope, days: Days | None) -> Iterator[tuple[str, Scope]]:
    """What else is searched for, and where.

    The names and the act alone bring in the plain report that a long question drowns. The questions in a
    question, the outlets that it names and the days that it is about would crowd each other out.
    """
    if question.names and len(question.terms) > 1:
        yield " ".join([*map(str, question.names), question.verb]), scope
    asked = parts(question.text)
    if len(asked) > 1:
        yield from ((part.searched, scope) for part in asked)
    if 1 < len(scope.outlets) <= _OUTLETS:
        yield from ((question.text, replace(scope, outlets=(outlet,))) for outlet in scope.outlets)
    if days and (within := scope.within(printed_around(days.span))):
        yield question.text, within


def _nearer(hit: Hit, days: Days) -> float:
    return (hit.score + days.weight * nearness(days.span, hit.article.published)) / (1 + days.weight)


def _at_most(per_article: int, hits: Sequence[Hit]) -> Iterator[Hit]:
    taken: Counter[str] = Counter()
    for hit in hits:
        taken[hit.article.id] += 1
        if taken[hit.article.id] <= per_article:
            yield hit


def merge(first: Sequence[Hit], second: Sequence[Hit]) -> list[Hit]:
    """The first hits, then what the second search adds; a copy group keeps the article it has.

    What both have found keeps the better of its scores.
    """
    better = {h.passage.id: h.score for h in second}
    kept = [replace(h, score=max(h.score, better.get(h.passage.id, 0.0))) for h in first]
    seen = {h.passage.id for h in first}
    spoken_for = {h.article.copy_group: h.article.id for h in first if h.article.copy_group}
    fresh = [h for h in second if h.passage.id not in seen]
    return [*kept, *(h for h in fresh if spoken_for.get(h.article.copy_group, h.article.id) == h.article.id)]


def by_story(archive: Archive, hits: Sequence[Hit], asked: frozenset[str]) -> list[Found]:
    """The stories of the hits, each with its own; ``asked`` are words that are names here."""
    grouped: dict[str, list[Hit]] = {}
    for hit in hits:
        grouped.setdefault(hit.article.id, []).append(hit)
    stories = [
        read_story(group[0].article, asked, _origin(archive, group[0].article)) for group in grouped.values()
    ]
    return [Found(story, tuple(group)) for story, group in zip(stories, grouped.values(), strict=True)]


def _origin(archive: Archive, article: Article) -> Origin:
    """What the archive knows of when an undated article was written."""
    if article.published:
        return NOTHING_KNOWN
    days = [c.published.span for c in archive.copies(article) if c.published and c.published.span]
    copied = min((span.start for span in days if span.days == 1), default=None)
    return Origin(copied, archive.info().to_date)


def proper_words(hits: Sequence[Hit]) -> frozenset[str]:
    """Words that more of the found articles use as names than not: names for a question typed small."""
    stories = {hit.article.id: read_story(hit.article) for hit in hits}
    named, small = Counter[str](), Counter[str]()
    for story in stories.values():
        named.update(story.proper_words)
        small.update({t.lower for s in story.sentences for t in s.tokens if not t.capital})
    return frozenset(word for word, n in named.items() if n > small[word])


def names_nothing(text: str) -> bool:
    """A question without a single capital, typed in a hurry."""
    return not find_names(text, tokens(text))


def with_known_names(question: Question, found: Sequence[Found]) -> Question:
    """The question with names parted that only stand beside each other ("Putin Xi meetings").

    A run of capitals that no found article has, while it has each of its words as a name, is a list.
    """
    sentences = [(f.story, s) for f in found for s in (f.story.title, *f.story.sentences)]

    def known(name: Name) -> bool:
        whole = len(name.words) > 1  # "Xi" alone says nothing of "Putin Xi"
        return any(
            story.likeness(name, sentence)
            and (not whole or any(len(n.words) > 1 and story.same(name, n) for n in sentence.names))
            for story, sentence in sentences
        )

    def parted(names: Sequence[Name]) -> tuple[Name, ...]:
        kept: list[Name] = []
        for name in names:
            words = [replace(name, words=(word,)) for word in name.words]
            listed = len(words) > 1 and not known(name) and all(map(known, words))
            kept += words if listed else [name]
        return tuple(kept)

    return replace(question, actors=parted(question.actors), others=parted(question.others))

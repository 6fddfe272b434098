"""Evidence becomes claims in plain sentences: the article's own words, dated where a date is asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.dates import TimeValue
from index.timex import describe, describe_value
from rag.answer import Status
from rag.answers import counted, gives_cause
from rag.evidence import Evidence, plain
from rag.frames import mentions
from rag.names import PARTIAL
from rag.question import Question
from rag.status import judge
from rag.story import Sentence, Story
from rag.timeline import Happening, Sighting
from rag.words import denies, tokens

_CLAIMS = 3
_SOURCES = 4  # citations for one claim; more articles are counted, not listed
_CLOSE = 0.86  # of the best evidence's score: what is nearly as good is said as well
_LONG = 350  # characters; a longer sentence is not quoted for the sake of the next one
_DANGLING = frozenset("he she it they his her its their this these that those".split())
_SAME = 0.6  # share of words from which two sentences say the same


@dataclass(frozen=True, slots=True)
class Source:
    """A stretch of an article: ``story.article.text[start:end]``."""

    story: Story
    start: int
    end: int

    @property
    def quote(self) -> str:
        return self.story.article.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim before its citations are numbered. ``frame`` is what the text adds to the quote."""

    text: str
    sources: tuple[Source, ...]
    when: TimeValue | None = None
    status: Status = "unknown"
    frame: str = ""
    articles: int = 1


def from_evidence(question: Question, evidence: Sequence[Evidence]) -> list[Draft]:
    """The best sentences as claims; what another article says alike is cited with them."""
    drafts: list[Draft] = []
    best = evidence[0].merit
    for item in evidence:
        status = _status(question, item)
        if item.merit < _CLOSE * best:
            break
        if status is None or (drafts and item.sentence.heading):
            continue  # only supposed; a headline adds nothing to a sentence
        source = _source(question, item)
        twin = next(
            (i for i, d in enumerate(drafts) if d.status == status and _alike(d.text, source.quote)), None
        )
        if twin is not None:
            drafts[twin] = _joined(drafts[twin], source)
        elif len(drafts) < _CLAIMS and not any(_overlap(source, s) for d in drafts for s in d.sources):
            drafts.append(Draft(plain(source.quote), (source,), status=status))
    return drafts


def _joined(draft: Draft, source: Source) -> Draft:
    articles = {s.story.article.id for s in draft.sources}
    if source.story.article.id in articles or len(draft.sources) >= _SOURCES:
        return draft
    return replace(draft, sources=(*draft.sources, source), articles=len(articles) + 1)


def _status(question: Question, item: Evidence) -> Status | None:
    """The status of the act where the sentence tells it; None for what is only supposed."""
    told = mentions(item.story, item.sentence, question)
    if not told:
        return "unknown"
    first = max(told, key=lambda m: m.binding)
    judged = judge(item.sentence, first.at, first.clause, None, item.story.article.published)
    return (
        None
        if judged.status == "unknown" and item.sentence.tokens[0].lower in {"if", "had"}
        else judged.status
    )


def _source(question: Question, item: Evidence) -> Source:
    return Source(item.story, opening(question, item.story, item.sentence), _closing(question, item))


def _closing(question: Question, item: Evidence) -> int:
    """Where a quote ends: asked why, a sentence later where only that one gives the reason."""
    following = item.story.sentences[item.sentence.index + 1 : item.sentence.index + 2]
    if question.kind == "why" and not gives_cause(item.sentence) and any(map(gives_cause, following)):
        return following[0].end
    return item.sentence.end


def opening(question: Question, story: Story, sentence: Sentence) -> int:
    """Where a quote begins: behind a dateline; a sentence earlier where only that one has the name."""
    before = story.sentences[sentence.index - 1] if sentence.index else None
    if (
        before
        and before.end - before.start < _LONG
        and not before.heading
        and _needs(question, story, sentence)
    ):
        return before.start + before.opens
    return sentence.start + sentence.opens


def _needs(question: Question, story: Story, sentence: Sentence) -> bool:
    """The sentence opens with a pronoun, or lacks a name asked for that the one before it has."""
    neighbour = story.sentences[sentence.index - 1]
    if sentence.paragraph - neighbour.paragraph > 1 or not sentence.tokens:
        return False
    missing = [
        n for n in question.names if story.likeness(n, sentence) < PARTIAL <= story.likeness(n, neighbour)
    ]
    return bool(missing) or sentence.tokens[0].lower in _DANGLING


def _overlap(one: Source, other: Source) -> bool:
    return one.story.article.id == other.story.article.id and one.start < other.end and other.start < one.end


def _alike(one: str, other: str) -> bool:
    a, b = ({t.root for t in tokens(x) if t.content} for x in (one, other))
    same = len(a & b) >= _SAME * min(len(a), len(b)) if a and b else False
    return same and denies(one) == denies(other)


def conflict_over(question: Question, drafts: Sequence[Draft]) -> tuple[tuple[str, Draft], ...]:
    """Asked how many, the different figures that different articles give, each with its draft."""
    figures: dict[str, Draft] = {}
    for draft in drafts:
        for figure in counted(question, draft.text)[:1]:
            figures.setdefault(figure, draft)
    articles = {d.sources[0].story.article.id for d in figures.values()}
    return tuple(figures.items()) if len(figures) > 1 and len(articles) > 1 else ()


def from_events(question: Question, events: Sequence[Happening]) -> list[Draft]:
    """One line an event: its date as far as it is known, what was announced told apart."""
    return [_line(question, event) for event in events]


def _line(question: Question, event: Happening) -> Draft:
    chosen = _by_article(event.sightings)
    best = _telling(event, chosen)
    ordered = [best, *(s for s in chosen if s is not best)][:_SOURCES]
    frame = _frame(event)
    sources = tuple(
        Source(s.story, opening(question, s.story, s.story.sentences[s.story.at(s.start)]), s.end)
        for s in ordered
    )
    return Draft(
        text=f"{frame}: {plain(sources[0].quote)}",
        sources=sources,
        when=event.when,
        status=event.status,
        frame=frame,
        articles=len({s.story.article.copy_group or s.story.article.id for s in event.sightings}),
    )


def _by_article(sightings: Sequence[Sighting]) -> list[Sighting]:
    best: dict[str, Sighting] = {}
    for sighting in sightings:
        best.setdefault(sighting.story.article.id, sighting)
    return list(best.values())


def _telling(event: Happening, sightings: Sequence[Sighting]) -> Sighting:
    """The sighting to show: one of the event's own status and date before the others."""
    return max(
        sightings, key=lambda s: (s.status == event.status, s.when.value == event.when.value, s.weight)
    )


_LEADS: dict[Status, str] = {
    "happened": "{}",
    "planned": "Announced for {}",
    "cancelled": "Called off, {}",
    "open": "Not certain, {}",
    "unknown": "Mentioned for {}",
    "denied": "Denied, {}",
}


def _frame(event: Happening) -> str:
    when = spoken(event.when)
    text = _LEADS[event.status].format(when)
    return text[0].upper() + text[1:]


def spoken(when: TimeValue) -> str:
    """A time as an answer says it; what cannot be resolved keeps the article's words."""
    if when.span:
        return describe(when.span, weekday=True)
    known = describe_value(when.value)
    if known and re.search(r"\d", known) and re.match(r"XXXX-\d\d", when.value):
        return f"{known} (year not stated)"
    return f"“{plain(when.text)}” (day not known)"

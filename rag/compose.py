"""Evidence becomes claims in plain sentences: the article's own words, dated where a date is asked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.dates import TimeValue
from rag.answer import Status
from rag.answers import gives_cause
from rag.corrections import is_notice
from rag.evidence import Evidence, plain
from rag.frames import mentions
from rag.happening import Happening
from rag.leads import frame
from rag.names import PARTIAL
from rag.question import Question
from rag.short import short_answer, yes_or_no
from rag.sightings import UNDATED, Sighting, sightings
from rag.status import judge
from rag.story import Sentence, Story
from rag.topic import on_subject
from rag.words import denies, tokens

_ONE_THING, _A_LIST = (3, 0.86), (6, 0.75)
"""The most claims, and the share of the best sentence's merit from which another is said as well."""
_SOURCES = 4  # citations for one claim; more articles are counted, not listed
_LONG = 350  # characters; a longer sentence is not quoted for the sake of the next one
_DENIES = re.compile(
    r"(?:[\w'’-]+ ){1,5}(?:den(?:y|ies|ied)|reject(?:s|ed)?|dispute[sd]?) (?:it|this|that)\b"
)
"""A denial right behind what it denies belongs to it."""
_DANGLING = frozenset("he she it they his her its their this these that those".split())
_SAME = 0.6  # share of words from which two sentences say the same


@dataclass(frozen=True, slots=True)
class Source:
    """A stretch of an article: ``story.article.text[start:end]``; ``answer``: where in the article the
    few words stand that answer, when some are seen in it."""

    story: Story
    start: int
    end: int
    answer: tuple[int, int] | None = None

    @property
    def quote(self) -> str:
        return self.story.article.text[self.start : self.end]

    def overlaps(self, other: Source) -> bool:
        """Whether both have letters of one article in common."""
        same = self.story.article.id == other.story.article.id
        return same and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim before its citations are numbered. ``frame`` is what the text adds to the quote.

    ``because``, ``disputed`` and ``inferred`` are those of its event (``rag.happening.Happening``).
    """

    text: str
    sources: tuple[Source, ...]
    when: TimeValue | None = None
    status: Status = "unknown"
    frame: str = ""
    articles: int = 1
    because: str = ""
    disputed: int = 0
    inferred: str = ""


def from_evidence(question: Question, evidence: Sequence[Evidence], *, several: bool = False) -> list[Draft]:
    """The best sentences as claims, led by the short answer where one is seen.

    What another article says alike, or answers alike, is cited with them; beside a short answer only
    others are given, no sentences without one. ``several``: every one of several is asked for.
    """
    drafts: list[Draft] = []
    most, close = _A_LIST if several else _ONE_THING
    least = close * evidence[0].merit
    for item in evidence:
        status = _status(question, item)
        if item.merit < least:
            break
        if status is None or (drafts and item.sentence.heading):
            continue  # only supposed; a headline adds nothing to a sentence
        source = _source(question, item)
        draft = _led(
            short_answer(question, item, status) or yes_or_no(question, item, status), source, status
        )
        twin = next(
            (i for i, d in enumerate(drafts) if d.status == status and _says_the_same(d, draft)), None
        )
        if twin is not None:
            drafts[twin] = _joined(drafts[twin], source)
        elif drafts and drafts[0].frame and not draft.frame:
            continue
        elif len(drafts) < most and not any(source.overlaps(s) for d in drafts for s in d.sources):
            drafts.append(_dated(question, item, draft))
    return drafts


def _led(lead: str, source: Source, status: Status) -> Draft:
    quote = plain(source.quote)
    return Draft(f"{lead}: {quote}" if lead else quote, (source,), status=status, frame=lead)


def _says_the_same(one: Draft, other: Draft) -> bool:
    if one.frame and other.frame:
        return _same_answer(one.frame, other.frame)
    return _alike(one.text.removeprefix(f"{one.frame}: "), other.text.removeprefix(f"{other.frame}: "))


def _same_answer(one: str, other: str) -> bool:
    """One holds all the words of the other that say something: "Miller" and "Alexei Miller"."""
    a, b = ({t.root for t in tokens(x) if t.content} for x in (one, other))
    return bool(a and b) and (a <= b or b <= a)


def _dated(question: Question, item: Evidence, draft: Draft) -> Draft:
    """The draft with the day of the act where its sentence tells of one that is known."""
    seen = sightings(question, [item]) or on_subject(question, item)
    placed = [s for s in seen if s.when.span and s.status not in {"denied", "unknown"}]
    if not placed:
        return draft
    best = max(placed, key=lambda s: s.weight)
    return replace(draft, when=best.when, status=best.status, because=best.because, inferred=best.inferred)


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
    start, end = opening(question, item.story, item.sentence), _closing(question, item)
    seen = item.span if item.span and start <= item.span.start and item.span.end <= end else None
    return Source(item.story, start, end, (seen.start, seen.end) if seen else None)


def _closing(question: Question, item: Evidence) -> int:
    """Where a quote ends: asked why, a sentence later where only that one gives the reason."""
    following = item.story.sentences[item.sentence.index + 1 : item.sentence.index + 2]
    if following and _DENIES.match(following[0].text):
        return following[0].end
    if is_notice(item.sentence):  # what it takes back stands before what is right
        behind = item.story.sentences[item.sentence.index : item.sentence.index + 3]
        return [s for s in behind if s.paragraph == item.sentence.paragraph][-1].end
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


def _alike(one: str, other: str) -> bool:
    a, b = ({t.root for t in tokens(x) if t.content} for x in (one, other))
    same = len(a & b) >= _SAME * min(len(a), len(b)) if a and b else False
    return same and denies(one) == denies(other)


def from_events(question: Question, events: Sequence[Happening]) -> list[Draft]:
    """One line an event: its date as far as it is known, what was announced told apart."""
    rivals = Counter[int]()
    drafts = []
    for event in events:
        rivals[event.disputed] += bool(event.disputed)
        drafts.append(line(question, event, frame(event, again=rivals[event.disputed] > 1)))
    return drafts


def line(question: Question, event: Happening, lead: str) -> Draft:
    """An event as a claim: what leads it, then the article's words; every article cited once."""
    fitting = sorted(event.sightings, key=lambda s: not _tells(event, s))
    chosen = _by_article(fitting)
    best = _telling(event, chosen)
    ordered = [best, *(s for s in chosen if s is not best)][:_SOURCES]
    sources = [
        Source(s.story, opening(question, s.story, s.story.sentences[s.story.at(s.start)]), s.end)
        for s in ordered
    ]
    if event.corrected:
        story, sentence = event.corrected
        sources += _unless_quoted(sources, Source(story, sentence.start, sentence.end))
    return Draft(
        text=f"{lead}: {plain(sources[0].quote)}",
        sources=tuple(sources),
        when=event.when,
        status=event.status,
        frame=lead,
        articles=len({s.story.article.copy_group or s.story.article.id for s in event.sightings}),
        because=event.because,
        disputed=event.disputed,
        inferred=event.inferred,
    )


def _unless_quoted(sources: Sequence[Source], more: Source) -> list[Source]:
    held = any(s.story is more.story and s.start <= more.start and more.end <= s.end for s in sources)
    return [] if held else [more]


def _by_article(sightings: Sequence[Sighting]) -> list[Sighting]:
    """One sighting an article, and beside it the one that calls off what it plans without a date."""
    best: dict[tuple[str, bool], Sighting] = {}
    for sighting in sightings:
        best.setdefault((sighting.story.article.id, sighting.when is UNDATED), sighting)
    return list(best.values())


def _telling(event: Happening, sightings: Sequence[Sighting]) -> Sighting:
    """The sighting to show: one of the event's own status and date before the others."""
    return max(sightings, key=lambda s: (s.status == event.status, _tells(event, s), s.weight))


def _tells(event: Happening, sighting: Sighting) -> bool:
    return sighting.status == event.status and sighting.when.value in {event.when.value, UNDATED.value}

"""An article as it is read for an answer: its sentences with their words, names, times and subject."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from index.article import Article, Offsets
from index.timex import Timex
from rag.countries import is_country_word
from rag.inferred import NOTHING_KNOWN, Origin, infer
from rag.lexicon import MONTHS_AND_DAYS, OFFICERS, TITLES
from rag.names import Name, find_names, likeness
from rag.resolve import resolve
from rag.words import Token, tokens

PRONOUNS = frozenset("he she they his her their him".split())
_HE = frozenset({"he", "she", "his", "her", "him", "himself", "herself"})
_THEY = frozenset({"they", "their", "them", "both"})
PREPOSITIONS = frozenset(
    """
    of with by from in to at on for against about into near between among under over through
    during despite amid including alongside toward towards via outside
    """.split()
)
_ARTICLES = frozenset("the a an his her its their and".split())
_STOPPED = re.compile(r"[.!?…][\"'”’)\]]*$")
_DATELINE = re.compile(
    r"([A-ZÀ-Þ][A-ZÀ-Þ .'’-]+)(?:, [\w .]+)?(?: \([\w ]+\))? ?(?:--|[—–-]) "  # HARBIN, China (AP) —
    r"|(?:([A-Z][\w .]+?)(?:, [\w .]+)? )?\([A-Z][\w ]{1,14}\)(?: ?(?:--|[—–-]))? "  # Washington (CNN)
)
_PAUSE = re.compile(r"[,;:()“”\"—]")
_OPENING = 4  # words that hold a subject
_FAR = 3  # sentences back that a pronoun may reach


@dataclass(frozen=True, eq=False)
class Sentence:
    """One sentence of a story; token and name positions count inside it, offsets in the article."""

    index: int
    start: int
    end: int
    text: str
    paragraph: int
    proper: frozenset[str] = frozenset()
    titled: bool = False  # capitals on every word, as headlines have them
    times: tuple[Timex, ...] = ()
    opens: int = 0  # where the sentence proper begins, behind a dateline

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        return tuple(tokens(self.text))

    @cached_property
    def names(self) -> tuple[Name, ...]:
        found = find_names(self.text, self.tokens, self.proper, heading=self.titled)
        return tuple(n for n in found if self.tokens[n.first].start >= self.opens)

    @cached_property
    def roots(self) -> frozenset[str]:
        return frozenset(t.root for t in self.tokens if t.content)

    @property
    def heading(self) -> bool:
        """A line without a full stop at its end: a headline, a caption, a label."""
        return not _STOPPED.search(self.text)


def leader(sentence: Sentence, name: Name, stop: int = -1) -> int:
    """The position of the word that leads a name in, over its titles, articles and people's words.

    ``stop`` where that word is reached first; -1 where punctuation or the sentence's start comes first.
    """
    i = name.first
    while i > 0:
        if _PAUSE.search(sentence.text[sentence.tokens[i - 1].end : sentence.tokens[i].start]):
            return -1
        i -= 1
        token = sentence.tokens[i]
        small = token.lower
        if small in MONTHS_AND_DAYS:
            return -1
        if small == "of" and i and sentence.tokens[i - 1].lower in OFFICERS:
            continue  # "Secretary of State Ana Brandt"
        skipped = small in _ARTICLES or small in TITLES or (token.capital and small not in PREPOSITIONS)
        if i == stop or not skipped or any(n.first <= i < n.last and not n.country for n in sentence.names):
            return i
    return -1


def is_role(sentence: Sentence, at: int) -> bool:
    """ "The French president" stands for a person as "he" does."""
    before = {t.lower for t in sentence.tokens[max(0, at - 3) : at]}
    named = any(n.first == at + 1 or n.first <= at < n.last for n in sentence.names)
    return sentence.tokens[at].lower in TITLES and "the" in before and not named


def oblique(sentence: Sentence, name: Name) -> bool:
    """A name behind a preposition is not what the sentence is about."""
    at = leader(sentence, name)
    return at >= 0 and sentence.tokens[at].lower in PREPOSITIONS


@dataclass(eq=False)
class Story:
    """An article with the analysis of its sentences, done where it is asked for.

    ``asked`` are words, in small letters, that the question uses as names: "Airbus" opens a sentence
    as a name where "Apples" does not. ``origin`` is what the archive knows beside the article of
    when it was written.
    """

    article: Article
    asked: frozenset[str] = frozenset()
    origin: Origin = NOTHING_KNOWN
    _subjects: dict[int, Name | None] = field(default_factory=dict)
    _likenesses: dict[tuple[str, int], float] = field(default_factory=dict)

    @cached_property
    def times(self) -> list[Timex]:
        """The temporal expressions in order, those whose year is inferred among them."""
        return [self._inferred[t.start][0] if t.start in self._inferred else t for t in self._stated]

    def inferred(self, time: Timex) -> str:
        """Why a time has a year that the article does not state; "" where it states it."""
        return self._inferred[time.start][1] if time.start in self._inferred else ""

    @cached_property
    def _stated(self) -> list[Timex]:
        return resolve(self.article)

    @cached_property
    def _inferred(self) -> dict[int, tuple[Timex, str]]:
        return {t.start: (t, why) for t, why in infer(self.article, self._stated, self.origin)}

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        text, made, paragraph, before = self.article.text, [], 0, 0
        starts = [t.start for t in self.times]
        for i, (start, end) in enumerate(self.article.sentences):
            paragraph += "\n" in text[before:start]
            before = end
            opens = self._dateline.end() if self._dateline and not i else 0
            first, last = bisect_left(starts, start + opens), bisect_left(starts, end)
            times = tuple(t for t in self.times[first:last] if t.end <= end)
            titled = _title_case(text[start:end])
            made.append(
                Sentence(i, start, end, text[start:end], paragraph, self.proper_words, titled, times, opens)
            )
        return tuple(made)

    @cached_property
    def proper_words(self) -> frozenset[str]:
        """Words that the running text writes with a capital and (hardly) never without."""
        capital, small = Counter[str](), Counter[str]()
        for start, end in self.article.sentences:
            opens = self._dateline.end() if self._dateline and not start else 0
            piece = self.article.text[start + opens : end]
            if _title_case(piece):
                continue
            for i, token in enumerate(tokens(piece)):
                (capital if token.capital and i else small)[token.lower] += bool(i) or not token.capital
        known = {w for w, n in capital.items() if n > small[w]}
        return frozenset(known | self.asked | {w for s in self.article.sentences for w in self._countries(s)})

    def _countries(self, offsets: Offsets) -> list[str]:
        piece = self.article.text[slice(*offsets)]
        return [t.lower for t in tokens(piece) if t.capital and is_country_word(t.text)]

    @cached_property
    def title(self) -> Sentence:
        return Sentence(-1, 0, 0, self.article.title, -1, self.proper_words, titled=True)

    @cached_property
    def full_names(self) -> tuple[Name, ...]:
        """The names of two or more words that the title and the text use."""
        seen: dict[str, Name] = {}
        for sentence in (self.title, *self.sentences):
            for name in sentence.names:
                if len(name.words) > 1:
                    seen.setdefault(name.key, name)
        return tuple(seen.values())

    @cached_property
    def dateline(self) -> Name | None:
        """The place in front of the story ("HARBIN, China —"): where "here" and "this city" are."""
        place = self._dateline and (self._dateline[1] or self._dateline[2])
        return Name(tuple(place.title().split()), 0, 0) if place else None

    @cached_property
    def country(self) -> Name | None:
        """The country in which the dateline's place lies ("HARBIN, China —")."""
        whole = self._dateline.group() if self._dateline else ""
        place = re.match(r"[^,(]+, ([A-Z][\w .]*\w)", whole)
        return Name(tuple(place[1].split()), 0, 0) if place else None

    @cached_property
    def _dateline(self) -> re.Match[str] | None:
        return _DATELINE.match(self.article.text)

    def at(self, offset: int) -> int:
        """The index of the sentence that holds the character at ``offset``, or the next one."""
        return min(bisect_right(self._ends, offset), len(self.sentences) - 1)

    @cached_property
    def _ends(self) -> list[int]:
        return [sentence.end for sentence in self.sentences]

    def near(self, index: int, reach: int) -> list[Sentence]:
        """The sentences around one, nearest first, at most ``reach`` away, itself left out."""
        around = [s for s in self.sentences[max(0, index - reach) : index + reach + 1] if s.index != index]
        return sorted(around, key=lambda s: (abs(s.index - index), s.index > index))

    def same(self, asked: Name, seen: Name) -> float:
        """How surely a name of this story is the one asked, its own full names in mind, 0 to 1."""
        return likeness(asked, seen, self.full_names)

    def likeness(self, asked: Name, sentence: Sentence) -> float:
        """How surely ``sentence`` itself names ``asked``, 0 to 1."""
        key = (asked.key, sentence.index)
        if key not in self._likenesses:
            self._likenesses[key] = max(
                (likeness(asked, n, self.full_names) for n in sentence.names), default=0.0
            )
        return self._likenesses[key]

    def subject(self, sentence: Sentence) -> Name | None:
        """Whom a sentence is about: the name it opens with, or the one its pronoun stands for."""
        if sentence.index not in self._subjects:
            self._subjects[sentence.index] = None  # a pronoun never waits for itself
            self._subjects[sentence.index] = self._find_subject(sentence)
        return self._subjects[sentence.index]

    def _find_subject(self, sentence: Sentence) -> Name | None:
        for i, token in enumerate(sentence.tokens[:12]):
            if token.lower in _HE | _THEY:
                return self.antecedent(sentence, token)
            named = next((n for n in sentence.names if n.first == i and not oblique(sentence, n)), None)
            if named and not named.possessive and not named.of_people:
                return named
        plain = (n for n in sentence.names if not (n.possessive or n.of_people))
        return next((n for n in plain if not oblique(sentence, n)), None)

    def antecedent(self, sentence: Sentence, pronoun: Token) -> Name | None:
        """The name a pronoun stands for: an earlier subject here, else that of a sentence before."""
        here = [
            n
            for n in sentence.names
            if sentence.tokens[n.first].start < pronoun.start and _personal(n) and not oblique(sentence, n)
        ]
        if here:
            return here[0]
        for back in range(sentence.index - 1, max(-1, sentence.index - 1 - _FAR), -1):
            before = self.sentences[back]
            if _title_case(before.text):
                continue
            subject = self.subject(before)
            if subject and _personal(subject):
                return subject
            if roles := [i for i in range(len(before.tokens)) if is_role(before, i)]:
                # "The president" may be meant, whoever that is; further on it is whom the story is about.
                return self.protagonist if roles[0] > _OPENING else None
        return None

    @cached_property
    def protagonist(self) -> Name | None:
        """The person whom both the headline and the first sentence are about."""
        lede = self.subject(self.sentences[0]) if self.sentences and self.article.title else None
        title = self.subject(self.title) if lede and _personal(lede) else None
        return lede if lede and title and self.same(title, lede) else None


def _personal(name: Name) -> bool:
    """A name that "he" or "she" can stand for: no country, no people, no acronym."""
    return name.country is None and not name.words[-1].isupper()


def _title_case(line: str) -> bool:
    """A headline: no full stop, and most longer words begin with a capital."""
    words = [t for t in tokens(line) if len(t.text) > 3]
    return not _STOPPED.search(line) and sum(t.capital for t in words) > 0.75 * len(words)


@lru_cache(maxsize=256)
def read_story(
    article: Article, asked: frozenset[str] = frozenset(), origin: Origin = NOTHING_KNOWN
) -> Story:
    """The story of an article, kept while it is being asked about."""
    return Story(article, asked, origin)

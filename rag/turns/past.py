"""The turns before a question: what was asked, what the answer named, and which day it came to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from index.dates import DateSpan
from rag.answer import Answer
from rag.countries import is_country_word
from rag.lexicon import COURTESY
from rag.names import find_names
from rag.turns.cut import Cut, cut
from rag.turns.given import focus_of, named_by
from rag.turns.heard import articles_of, claims_of, days_of, head, quotes_of
from rag.turns.lexicon import BESIDE_COURTESY, GIVEN
from rag.turns.library import Library
from rag.turns.named import Lore
from rag.turns.naming import Named, flat, named_in
from rag.words import in_dictionary, tokens

History = Sequence[tuple[str, Answer | str]]
MOST_TURNS = 10
_MOST_ARTICLES = 3
_MOST_OF_AN_ARTICLE = 20_000  # characters


@dataclass(frozen=True, slots=True)
class Told:
    """One turn: the question as it was understood, and what it and the answer named.

    ``focus`` is what the answer gives where one thing was asked for, ``kept`` what the question had
    from the turns before, ``days`` are those of the answer's claims, ``said`` its
    sentences, ``cited`` the titles and quotes of its citations
    and ``articles`` the ids of what they are from.
    """

    asked: Cut
    typed: str
    subject: tuple[Named, ...]
    others: tuple[Named, ...]
    focus: Named | None
    kept: tuple[Named, ...]
    answered: tuple[Named, ...]
    days: tuple[DateSpan, ...]
    said: tuple[str, ...]
    cited: tuple[str, ...]
    articles: tuple[str, ...]
    refused: bool

    @property
    def in_question(self) -> tuple[Named, ...]:
        return self.subject + self.others


@dataclass(frozen=True, slots=True)
class Past:
    """The turns before a question, the latest first, and what their words say about names."""

    turns: tuple[Told, ...]
    lore: Lore
    proper: frozenset[str]
    library: Library | None = None

    @property
    def last(self) -> Told:
        return self.turns[0]

    def learned(self, named: Named) -> Named:
        """With what the archive's own words say of a name of unknown sort or gender."""
        words = tokens(named.text)
        names = find_names(named.text, words, {w.lower for w in words if w.content})
        if (
            self.library is None
            or not names
            or named.bare
            or (named.sort and (named.gender or named.sort != "person"))
        ):
            return named
        if named.sort == "person":  # whatever part of the name a passage has
            self.lore.people.update(word.lower() for word in names[-1].words)
        self.lore.read(self.library.about(named.text))
        sort = self.lore.sort(names[-1], named.text, words)
        return replace(named, sort=sort or named.sort, gender=self.lore.gender(names[-1]))

    def with_topic(self, name: str) -> Past:
        """As if the last turn had been about that name."""
        asked = f"Who is {name}?"
        return replace(self, turns=(_told(asked, asked, "", self), *self.turns))

    def cited_roots(self) -> frozenset[str]:
        """The roots of all words in the articles that the last answer with sources rests on."""
        return frozenset(word.root for text in self.cited_texts() for word in tokens(text) if word.content)

    def cited_texts(self) -> list[str]:
        """The articles that the last answer with sources rests on, of long ones the beginning."""
        articles = next((told.articles for told in self.turns if told.articles), ())
        if self.library is None:
            return []
        return [self.library.article(id_)[:_MOST_OF_AN_ARTICLE] for id_ in articles[:_MOST_ARTICLES]]


def read_past(
    history: History, stand_alone: Callable[[str, Past], str], library: Library | None = None
) -> Past:
    """The last ten turns; ``stand_alone`` rewrites a question whose answer is known as text alone."""
    recent = list(history)[-MOST_TURNS:]
    texts = [
        text
        for question, answer in recent
        for text in (head(question), *claims_of(answer), *quotes_of(answer))
    ]
    lore, proper = Lore.of(texts), _proper(texts)
    past = Past((), lore, proper, library)
    for question, answer in recent:
        plain = " ".join(head(question).split())
        if not tokens(plain) or courteous(plain):
            continue
        whole = answer.understood_as if isinstance(answer, Answer) else stand_alone(plain, past)
        told = _told(plain, head(whole) or plain, answer, past)
        past = replace(past, turns=(told, *past.turns))
    return past


def courteous(text: str) -> bool:
    """Thanks and the like ask for nothing."""
    words = [word.lower for word in tokens(text)]
    return any(w in COURTESY for w in words) and all(w in COURTESY | BESIDE_COURTESY for w in words)


def _proper(texts: Sequence[str]) -> frozenset[str]:
    """Words that stand with a capital inside a sentence and can be nothing but names."""
    found: set[str] = set()
    for text in texts:
        words = tokens(text)
        for name in find_names(text, words):
            if name.first or len(name.words) > 1:
                person = name.titled or any(name.words[0].lower() in given for given in GIVEN.values())
                found.update(
                    w.lower()
                    for w in name.words
                    if person or is_country_word(w) or not in_dictionary(w.lower())
                )
    return frozenset(word for word in found if len(word) > 2)


def _told(typed: str, whole: str, answer: Answer | str, past: Past) -> Told:
    asked = cut(_capitals(whole, past.proper), past.proper)
    subject, others = named_in(asked, past.lore)
    refused = isinstance(answer, Answer) and answer.refusal is not None
    said = () if refused else tuple(claims_of(answer))
    answered = named_by(said, asked, past.lore)
    focus = focus_of(asked, said, past.lore)
    own = {n.key for n in flat(named_in(cut(typed, past.proper), past.lore))}
    kept = tuple(n for n in (*subject, *others) if n.key not in own)
    return Told(
        asked,
        typed,
        subject,
        others,
        focus,
        kept,
        answered,
        days_of(answer),
        said,
        tuple(quotes_of(answer)),
        articles_of(answer),
        refused,
    )


def _capitals(text: str, proper: frozenset[str]) -> str:
    """A question typed in small letters with its names as they are written."""
    words = tokens(text)
    if find_names(text, words):
        return text
    for word in reversed(words):
        if word.lower in proper and word.content:
            text = text[: word.start] + word.text.capitalize() + text[word.end :]
    return text

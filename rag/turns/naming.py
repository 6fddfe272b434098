"""What a question or a sentence names, each with its words and its sort."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from rag.countries import is_country_word
from rag.lexicon import PERSON_NOUNS
from rag.names import Name, find_names
from rag.turns.cut import Cut, cut
from rag.turns.lexicon import BODY_WORDS, DETERMINERS, LIGHT, TITLES_OF_SEVERAL
from rag.turns.named import Gender, Lore, Sort
from rag.turns.phrases import Phrase, phrases
from rag.words import in_dictionary, lemma, tokens

_BEFORE = re.compile(r"\b[A-Z][\w-]+(?: (?:von|van|der|den|de|la|du|da|dos|al|bin|el|ten|ter|zu)){1,2} $")


@dataclass(frozen=True, slots=True)
class Named:
    """Something that was named: the words for it, and what kind of thing it is.

    ``key`` is the last word, in small letters, by which a shorter form of it is known.
    """

    text: str
    sort: Sort
    gender: Gender = ""
    plural: bool = False
    lead: str = ""
    bare: bool = False  # a noun with its article, no name

    @property
    def key(self) -> str:
        return tokens(self.text)[-1].lower if tokens(self.text) else ""


def named_in(asked: Cut, lore: Lore) -> tuple[tuple[Named, ...], tuple[Named, ...]]:
    """What a question names as its subject, and the rest: phrases first, then names inside them."""
    subject: list[Named] = []
    others: list[Named] = []
    inner: list[Named] = []
    for phrase in phrases(asked):
        if phrase.name or _is_something(asked, phrase):
            (subject if phrase.subject else others).append(_of_phrase(asked, phrase, lore))
        inner += [
            of_name(asked, n, lore)
            for n in asked.names
            if n is not phrase.name and phrase.start <= asked.words[n.first].start < phrase.end
        ]
    if asked.topic:
        others = [*_of_topic(asked.topic, lore), *others]
    return tuple(subject), (*others, *inner)


def _is_something(asked: Cut, phrase: Phrase) -> bool:
    """A noun that may be spoken of again: with an article or an owner, or in the plural."""
    first = asked.text[phrase.start : phrase.end].split()[0].lower()
    plural = lemma(phrase.head) != phrase.head and phrase.head.endswith("s")
    owned = any(w.possessive for w in asked.words if phrase.start <= w.start < phrase.end)
    return lemma(phrase.head) not in LIGHT and (first in DETERMINERS or plural or owned)


def _of_topic(topic: str, lore: Lore) -> list[Named]:
    """What "About the strike at Halden" names: the whole of it, and the names in it."""
    asked = cut(topic, fragment=True)
    names = [of_name(asked, name, lore) for name in asked.names]
    whole_names = [n for n in names if n.text == topic]
    return whole_names or [Named(topic, "thing", bare=True), *names]


def _of_phrase(asked: Cut, phrase: Phrase, lore: Lore) -> Named:
    text = asked.text[phrase.start : phrase.end]
    if phrase.name:
        return replace(of_name(asked, phrase.name, lore), lead=phrase.lead, text=text)
    plural = lemma(phrase.head) != phrase.head and phrase.head.endswith("s")
    noun = lemma(phrase.head)
    sort: Sort = "person" if noun in PERSON_NOUNS else "body" if noun in BODY_WORDS else "thing"
    return Named(text, sort, plural=plural, lead=phrase.lead, bare=True)


def of_name(asked: Cut, name: Name, lore: Lore) -> Named:
    """A name with its article and all its words: "the Ever Given", "Ursula von der Leyen"."""
    start, end = asked.words[name.first].start, asked.words[name.last - 1].end
    joined = name.words.index("of") if "of" in name.words else 0
    if joined > 1 and is_country_word(name.words[-1]) and not in_dictionary(name.words[joined - 1].lower()):
        end = asked.words[name.first + joined - 1].end  # "Ana Brandt of Norland" is no bank of England
    if given := _BEFORE.search(asked.text[:start]):
        start = given.start()
    if asked.text[:start].endswith("the "):
        start -= 4
    sort = lore.sort(name, asked.text, asked.words)
    text = asked.text[start:end]
    text = text if text[:1].isupper() or text.startswith("the ") else text.title()
    return Named(text, sort, lore.gender(name), plural=name.of_people)


def plain_cut(sentence: str) -> Cut:
    """A sentence with its names, uncut."""
    words = tuple(tokens(sentence))
    names = tuple(_without_titles(name) for name in find_names(sentence, words))
    return Cut(sentence, words, names, "topic", "other", 0, None, None, None, ())


def _without_titles(name: Name) -> Name:
    """ "Senators Lind and Brandt" are Lind and Brandt."""
    titled = len(name.words) > 1 and name.words[0].lower() in TITLES_OF_SEVERAL
    return replace(name, words=name.words[1:], first=name.first + 1, titled=True) if titled else name


def flat(pair: tuple[tuple[Named, ...], tuple[Named, ...]]) -> tuple[Named, ...]:
    """Subject and rest as one."""
    return pair[0] + pair[1]

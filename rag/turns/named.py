"""What a name names, a person, a place or a thing, as far as the words of a conversation tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from rag.lexicon import PERSON_NOUNS, TITLES
from rag.names import Name, find_names
from rag.turns.lexicon import (
    ACTS_OF_THINGS,
    BODY_WORDS,
    FEMALE_TITLES,
    GIVEN,
    HE,
    HUMAN_ACTS,
    MALE_TITLES,
    PLACE_WORDS,
    PREPOSITIONS,
    SHE,
    STORMS,
    THING_WORDS,
)
from rag.words import Token, in_dictionary, root, roots, tokens

Sort = Literal["person", "place", "body", "thing", ""]
Gender = Literal["m", "f", ""]

_SETTLED = re.compile(
    r"\b(?:town|city|village|port|capital|province|region|island|district|state|county|suburb)s? of $", re.I
)
_INTRODUCED = re.compile(
    r"^,\s+(?:\d\d,|(?:[\w'’]+\s+){0,5}?(?:" + "|".join(sorted(PERSON_NOUNS)) + r")\b)", re.IGNORECASE
)
_COINED = re.compile(r"(?!Mc|Mac|De|Di|Du|La|Le|Van|Von|Fitz)[A-Z]?[a-z]+[A-Z]")  # "OceanGate"
_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"])|\n+")


@dataclass(slots=True)
class Lore:
    """What the texts of a conversation say about the names in them."""

    sorts: dict[str, Counter[Sort]] = field(default_factory=dict)
    genders: dict[str, Counter[Gender]] = field(default_factory=dict)
    people: set[str] = field(default_factory=set)
    _known: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, texts: Iterable[str]) -> Lore:
        """Read every sentence once."""
        lore = cls()
        lore.read(texts)
        return lore

    def read(self, texts: Iterable[str]) -> None:
        """Take in more texts, each once."""
        for text in texts:
            if text not in self._known:
                self._known.add(text)
                for sentence in _SENTENCES.split(text):
                    self._read(sentence)

    def sort(self, name: Name, text: str = "", words: Sequence[Token] = ()) -> Sort:
        """What a name names, by itself, by where it stands, by the other texts; "" when nothing tells."""
        told = _by_itself(name) or (_by_place(name, text, words) if text else "")
        votes = self.sorts.get(_last(name))
        if not told and votes:
            told = max(sorted(votes), key=lambda sort: votes[sort])
        return told or ("person" if _like_a_person(name, text, words) else "")

    def gender(self, name: Name) -> Gender:
        """By a given name, else by the titles and pronouns that went with the name."""
        if gender := _given(name):
            return gender
        votes = self.genders.get(_last(name)) or self.genders.get(name.words[0].lower())
        if not votes or len(set(votes.values())) == 1 < len(votes):
            return ""
        return max(sorted(votes), key=lambda gender: votes[gender])

    def _read(self, sentence: str) -> None:
        words = tokens(sentence)
        names = find_names(sentence, words)
        people: list[Name] = []
        for name in names:
            sort = _by_itself(name) or _by_place(name, sentence, words)
            if not sort and people and _is_joined(people[-1], name, words):
                sort = "person"
            if sort:
                self.sorts.setdefault(_last(name), Counter())[sort] += 1
            if not sort and self.people & {word.lower() for word in name.words}:
                sort = "person"
            if (sort or ("person" if _like_a_person(name, sentence, words) else "")) == "person":
                people.append(name)
                if gender := _titled(words, name) or _given(name):
                    self.genders.setdefault(_last(name), Counter())[gender] += 2
        if len({_last(n) for n in people}) == 1:
            pronouns = {w.lower for w in words}
            if gender := _one_of(pronouns):
                self.genders.setdefault(_last(people[0]), Counter())[gender] += 1


def _is_joined(one: Name, other: Name, words: Sequence[Token]) -> bool:
    """ "Okoro and Stone"."""
    return other.first == one.last + 1 and words[one.last].lower == "and"


def _one_of(words: set[str]) -> Gender:
    he, she = bool(words & HE), bool(words & SHE)
    return "" if he == she else ("m" if he else "f")


def _given(name: Name) -> Gender:
    """By the given name, behind whatever titles were taken for words of the name."""
    low = [word.lower() for word in name.words]
    while len(low) > 2 and (low[0] in TITLES | PERSON_NOUNS or low[1] in PERSON_NOUNS):
        del low[0]
    if len(low) < 2:
        return ""
    return "m" if low[0] in GIVEN["m"] else "f" if low[0] in GIVEN["f"] else ""


def _titled(words: Sequence[Token], name: Name) -> Gender:
    at = name.first - 1
    before = words[at].lower if at >= 0 else ""
    return "m" if before in MALE_TITLES else "f" if before in FEMALE_TITLES else ""


def _last(name: Name) -> str:
    return name.words[-1].lower()


def _by_itself(name: Name) -> Sort:
    last = name.words[-1]
    if name.country and not name.of_people:
        return "place"
    if last.lower() in BODY_WORDS or (
        last.replace(".", "").isupper() and len(last) > 2 and not _numeral(last)
    ):
        return "body"
    if last.lower() in PLACE_WORDS:
        return "place"
    if len(name.words) > 1 and (name.words[0].lower() in STORMS or last.lower() in THING_WORDS):
        return "thing"
    if any(c.isdigit() for word in name.words for c in word):
        return "thing"
    if name.titled or _given(name):
        return "person"
    return "thing" if _COINED.match(last) else ""


def _numeral(word: str) -> bool:
    return not set(word) - set("IVX")


def _by_place(name: Name, text: str, words: Sequence[Token]) -> Sort:
    """By the words around it: titles and acts of people, prepositions of place, an article."""
    start, end = words[name.first].start, words[name.last - 1].end
    before = words[name.first - 1].lower if name.first else ""
    after = words[name.last].root if name.last < len(words) else ""
    if before in TITLES or _INTRODUCED.match(text[end : end + 80]):
        return "person"
    if before in PERSON_NOUNS and text[start - 1 : start] == " ":
        return "person"
    if _SETTLED.search(text[:start]) or (before in {"in", "near"} and not name.possessive):
        return "place"
    if (
        before == "to"
        and name.first > 1
        and words[name.first - 2].root in roots("visit travel go fly trip return")
    ):
        return "place"
    if before == "the":
        return "thing"
    behind = words[name.last + 1].lower if name.last + 1 < len(words) else "in"
    if after in roots(ACTS_OF_THINGS) and not name.possessive and behind in PREPOSITIONS:
        return "thing"
    if after in roots(HUMAN_ACTS) and not name.possessive and before not in {"of", "at"}:
        return "person"
    return "place" if before and root(before) == root("visit") else ""


def _like_a_person(name: Name, text: str, words: Sequence[Token]) -> bool:
    """Two or three capitalised words that no dictionary holds, without an article."""
    before = words[name.first - 1].lower if words and text and name.first else ""
    unknown = not in_dictionary(name.words[-1].lower()) or not in_dictionary(name.words[0].lower())
    return 2 <= len(name.words) <= 4 and unknown and before != "the" and name.country is None

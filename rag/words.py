"""Words as they are compared: tokens with offsets, lemmas, roots, and families of near-synonyms."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from rag.lexicon import FAMILIES, STOP_WORDS

_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}"  # U.S., a.m.
    r"|\d+(?:[.,]\d+)*(?![^\W_])"  # 1,200 and 2.5, but not the 20 of 20th
    r"|[A-Z][^\W_]*\+(?!\w)"  # Halden+, another thing than Halden
    r"|[^\W_]+"
)
_POSSESSIVE = re.compile(r"['’]s?\b")
_IRREGULAR = {
    "won": "win",
    "left": "leave",
    "saw": "see",
    "u.s": "us",
    "u.k": "uk",
}  # read otherwise by the lemmatiser
PLURALS = frozenset("people men women children police".split())
"""Plurals without an "s"."""
_DERIVED = ("ation", "ition", "ment", "ion", "ing", "ance", "er", "or", "al")


@dataclass(frozen=True, slots=True)
class Token:
    """A word at ``text[start:end]``; ``possessive`` when "'s" or "'" follows it."""

    text: str
    start: int
    end: int
    possessive: bool

    @property
    def lower(self) -> str:
        return self.text.lower()

    @property
    def root(self) -> str:
        return root(self.lower)

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def content(self) -> bool:
        return self.lower not in STOP_WORDS and self.lower != "s"


def tokens(text: str) -> list[Token]:
    """The words and numbers of ``text`` in order; a possessive "'s" is a mark, not a word."""
    found: list[Token] = []
    end = 0
    for match in _TOKEN.finditer(text):
        if match.start() < end:
            continue
        after = _POSSESSIVE.match(text, match.end())
        owns = after is not None and (after.end() - after.start() == 2 or match.group().endswith("s"))
        end = after.end() if after and owns else match.end()
        found.append(Token(match.group(), match.start(), match.end(), owns))
    return found


@lru_cache(maxsize=65536)
def lemma(word: str) -> str:
    """The dictionary form of a lower-case English word ("went" → "go")."""
    import simplemma

    if word in _IRREGULAR:
        return _IRREGULAR[word]
    return str(simplemma.lemmatize(word, lang="en")).lower()


@lru_cache(maxsize=65536)
def in_dictionary(word: str) -> bool:
    """Whether a lower-case word is one of the English language (some names are)."""
    import simplemma

    return bool(simplemma.is_known(word, lang="en"))


@lru_cache(maxsize=65536)
def root(word: str) -> str:
    """What a word shares with those derived from it ("leaders" and "led" → "lead").

    Snowball on the lemma, then one derivational suffix off: retrieval stems stop at inflection,
    but a question asks who "leads" what an article calls the "leader" of.
    """
    stem = _snowball(lemma(word.replace(".", "") or word))
    for suffix in _DERIVED:
        if stem.endswith(suffix) and len(stem) - len(suffix) >= 3:
            bare = stem[: -len(suffix)]
            if len(bare) >= 4 or bare[-1] == bare[-2]:
                return bare[:-1] if bare[-1] == bare[-2] else bare
    return stem


class _Stemmers(threading.local):
    """One stemmer a thread: a stemmer keeps the word that it is at in itself."""

    def __init__(self) -> None:
        import snowballstemmer

        self.english: Any = snowballstemmer.stemmer("english")


@lru_cache(maxsize=1)
def _stemmers() -> _Stemmers:
    return _Stemmers()


def _snowball(word: str) -> str:
    return str(_stemmers().english.stemWord(word))


@lru_cache(maxsize=1)
def _families() -> dict[str, frozenset[str]]:
    related: dict[str, set[str]] = {}
    for family in FAMILIES:
        members = {root(word) for word in family.split()}
        for member in members:
            related.setdefault(member, set()).update(members)
    return {member: frozenset(members) for member, members in related.items()}


def family(word_root: str) -> frozenset[str]:
    """The roots that news writes for the same act, the given one among them."""
    return _families().get(word_root, frozenset({word_root}))


def is_known_act(word_root: str) -> bool:
    """Whether the lexicon has other words for it."""
    return word_root in _families()


@lru_cache(maxsize=256)
def roots(words: str) -> frozenset[str]:
    """The roots of a list of words; looked up at first use, since the dictionary takes time to load."""
    return frozenset(root(word) for word in words.split())


@lru_cache(maxsize=256)
def families(words: str) -> frozenset[str]:
    """The roots of a list of words and of their near-synonyms."""
    return frozenset().union(*(family(word) for word in roots(words)))


def any_of(*patterns: str) -> re.Pattern[str]:
    """One pattern for whole words or phrases in small or capital letters."""
    return re.compile(r"\b(?:" + "|".join(patterns) + r")\b", re.IGNORECASE)


def denies(text: str) -> bool:
    """Whether a text has a word that turns it into its opposite."""
    return bool(_DENIAL.search(text))


_DENIAL = any_of("not|no|never|without|nor", "den(?:y|ied|ies)", r"\w+n['’]t")

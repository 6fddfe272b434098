"""The questions in a question: "Who visited Oslo and what did Brandt say about it?" asks two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from rag.lexicon import KINDS, MONTHS_AND_DAYS, PERSON_NOUNS, RELATIONAL
from rag.names import find_names
from rag.words import Token, family, lemma, tokens

MOST = 3
_ASKED = r"(?:who|whom|whose|what|when|where|why|which|how)"
_ASKING = re.compile(_ASKED, re.IGNORECASE)
_WORD = re.compile(rf"\b{_ASKED}\b", re.IGNORECASE)
_INVERTED = r"(?:did|does|do|has|have|had|was|were|is|are|will|would|can|could)"
_JOINT = re.compile(
    rf"\?\s+(?:and\s+|but\s+)?(?=\S)|"
    rf"(?:[,;]\s*|\s+)(?:and|but)\s+(?:also\s+)?(?=(?:(?:by|to|in|at|for|from|with|on)\s+)?{_ASKED}\b)|"
    rf"[,;]?\s+(?:and|but)\s+(?={_INVERTED}\s+(?:he|she|it|they|the|this|that|(?-i:[A-Z]))[\w’']*\s)",
    re.IGNORECASE,
)
_ASKS = re.compile(
    rf"\W*(?:(?:by|to|in|at|for|from|with|on|and|but)\s+)*(?:{_ASKED}|{_INVERTED})\b", re.IGNORECASE
)
_PRONOUN = re.compile(
    r"\b(?:he|him|his|she|her|hers|it|its|they|them|their|there|this|that|these|those|then|so)\b",
    re.IGNORECASE,
)
_PLACING = frozenset("in at on near during after before since from of by under".split())
_LEANING = frozenset().union(PERSON_NOUNS, RELATIONAL, *KINDS.values())


@dataclass(frozen=True, slots=True)
class Part:
    """One of the questions in a question, ``asked`` in its own words.

    ``borrowed`` are the names and times of the others, where it has a pronoun ("what did she say about
    it") or no name of its own. ``alone``: it is placed by a subject of its own ("in the flood") and may be
    about something else than they.
    """

    asked: str
    borrowed: str = ""
    alone: bool = False

    @property
    def searched(self) -> str:
        """The words that it is searched for with."""
        return f"{self.asked} {self.borrowed}" if self.borrowed else self.asked


def parts(text: str) -> tuple[Part, ...]:
    """The questions that ``text`` asks, at most `MOST`; one question is one part, as it stands."""
    cut = [part for part in _cut(" ".join(text.split())) if part]
    if not 1 < len(cut) <= MOST or not all(map(_asks_by_itself, cut)) or any(map(_holds_clauses, cut)):
        return (Part(text),)
    return tuple(_leaning(part, cut) for part in cut)


def _cut(text: str) -> Iterator[str]:
    start = 0
    for joint in _JOINT.finditer(text):
        yield text[start : joint.start()].strip(" ,;?")
        start = joint.end()
    yield text[start:].strip(" ,;?")


def _asks_by_itself(part: str) -> bool:
    """It begins as a question and says what it asks about: no "When", no "what did she say about why"."""
    words = tokens(part)
    says = any(word.content and not _ASKING.fullmatch(word.text) for word in words)
    return says and bool(_ASKS.match(part)) and not _ASKING.fullmatch(words[-1].text)


def _holds_clauses(part: str) -> bool:
    """Behind its own question word stands another one ("the man who …", "what he said about where …"):
    the next may go on with that and ask nothing."""
    asked = len(_WORD.findall(part))
    opens = re.match(rf"\W*(?:\w+\s+)?{_ASKED}\b", part, re.IGNORECASE)
    return asked > (1 if opens else 0) or bool(re.search(r"\bbetween\b", part, re.IGNORECASE))


def _leaning(part: str, all_parts: Sequence[str]) -> Part:
    own, pronoun = _named(part), _PRONOUN.search(part)
    if own and not pronoun:
        return Part(f"{part}?")
    others = [other for other in all_parts if other != part]
    names = [name for other in others for name in _named(other) if name not in own]
    alone = bool(names) and not pronoun and _has_subject(part, others)
    return Part(f"{part}?", " ".join(dict.fromkeys(names)), alone)


def _has_subject(part: str, others: Sequence[str]) -> bool:
    """It is placed by a thing ("in the flood") of which the others do not speak, and which belongs to
    nothing that they may name, as "the funeral" would."""
    elsewhere = {word.root for other in others for word in tokens(other) if word.content}
    return any(
        not any(lemma(word.lower) in _LEANING or family(word.root) & elsewhere for word in noun)
        for noun in _placed_by(part)
    )


def _placed_by(part: str) -> Iterator[list[Token]]:
    """The words behind "in the" and the like, as far as they say something: "mountain railway"."""
    words = tokens(part)
    for at, (word, following) in enumerate(pairwise(words), 2):
        placed = word.lower in _PLACING and following.lower == "the"
        if placed and (noun := list(takewhile(lambda w: w.content, words[at:]))):
            yield noun


def _named(part: str) -> list[str]:
    """The names and times of a part in their own words."""
    words = tokens(part)
    named = [(n.first, str(n)) for n in find_names(part, words)]
    times = [(i, w.text) for i, w in enumerate(words) if w.text.isdigit() or w.lower in MONTHS_AND_DAYS]
    return [name for _, name in sorted(named + [t for t in times if t[1] != "may"])]

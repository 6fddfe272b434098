"""Names, years and numbers in questions and texts, and questions with one of them exchanged."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rag.countries import is_country_word
from rag.lexicon import MONTHS_AND_DAYS, STOP_WORDS

_CAPITAL = r"[A-Z][\w’'-]*\w"
_NAME = re.compile(rf"{_CAPITAL}(?: (?:(?:of|de|von|van|al|the) )?{_CAPITAL})*")
_YEAR = re.compile(r"\b(?:1\d{3}|20\d\d)\b")
_NUMBER = re.compile(r"\b\d+(?:[.,]\d+)*\b")
_NUMBER_WORDS = re.compile(r"\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|hundred)\b")
_OPPOSITES = (
    "first last|largest smallest|oldest youngest|highest lowest|most least|more less|before after|"
    "north south|east west|northern southern|eastern western|increase decrease|increased decreased|"
    "won lost|win lose|best worst|early late|earlier later|begin end|began ended|start finish|"
    "started stopped|always never|inside outside|above below|male female|good bad|can cannot|"
    "allowed forbidden|support oppose|supported opposed|accepted rejected|rise fall|old new|"
    "easy hard|cheap expensive|long short|like dislike|positive negative|internal external|public private"
)
_OPPOSITE = {
    one: other
    for pair in _OPPOSITES.split("|")
    for one, other in (tuple(pair.split()), tuple(reversed(pair.split())))
}


@dataclass(frozen=True, slots=True)
class Entity:
    """``text[start:end]`` of a kind: only entities of one kind are exchanged for one another."""

    kind: str
    text: str
    start: int
    end: int


def entities(text: str) -> list[Entity]:
    """The names, years and numbers of a text; a capital that only opens a sentence is no name."""
    found = [_entity("year", match) for match in _YEAR.finditer(text)]
    years = {entity.start for entity in found}
    found += [_entity("number", match) for match in _NUMBER.finditer(text) if match.start() not in years]
    found += [_entity("number word", match) for match in _NUMBER_WORDS.finditer(text)]
    for match in _NAME.finditer(text):
        name = _name(text, match)
        if name is not None:
            found.append(name)
    return found


def swapped(question: str, pool: Sequence[Entity], answers: Iterable[str], rng: random.Random) -> str | None:
    """The question with one entity exchanged for another of its kind out of ``pool``; None without one.

    The other is no part of the question and no answer to it, and shares no word with what it replaces.
    """
    taken = " ".join((question, *answers)).lower()
    own = entities(question)
    rng.shuffle(own)
    for entity in own:
        others = sorted({e.text for e in pool if e.kind == entity.kind and e.text.lower() not in taken})
        others = [other for other in others if not _share_word(other, entity.text)]
        if others:
            return question[: entity.start] + rng.choice(others) + question[entity.end :]
    return None


def opposed(question: str, rng: random.Random) -> str | None:
    """The question with one word turned into its opposite; None where no word has one."""
    places = [m for m in re.finditer(r"[a-z]+", question) if m.group() in _OPPOSITE]
    if not places:
        return None
    place = rng.choice(places)
    return question[: place.start()] + _OPPOSITE[place.group()] + question[place.end() :]


def _entity(kind: str, match: re.Match[str]) -> Entity:
    return Entity(kind, match.group(), match.start(), match.end())


def _name(text: str, match: re.Match[str]) -> Entity | None:
    start, words = match.start(), match.group().split(" ")
    opens = _opens_sentence(text, start)
    while words and words[0].lower() in STOP_WORDS:
        start += len(words.pop(0)) + 1
        opens = False
    if not words or words[-1].lower() in STOP_WORDS or words[0].lower() in MONTHS_AND_DAYS:
        return None
    if opens and len(words) == 1 and not is_country_word(words[0]):
        return None
    name = " ".join(words)
    kind = "country" if is_country_word(name) else "long name" if len(words) > 1 else "name"
    return Entity(kind, name, start, start + len(name))


def _opens_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \"“'(")
    return not before or before[-1] in ".!?:\n"


def _share_word(one: str, other: str) -> bool:
    return not {w.lower() for w in one.split()}.isdisjoint(w.lower() for w in other.split())

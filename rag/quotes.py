"""Who said what: the quotations of a story with their speakers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.clauses import clause_at
from rag.doers import doers_of
from rag.names import Name
from rag.story import Sentence, Story, leader
from rag.words import Token, family, root

_QUOTATION = re.compile(r"“[^”]{2,600}”?|\"[^\"]{2,600}\"")
_SAYING = family(root("say")) | {
    root(w)
    for w in """
    announce warn promise quote according ask write vow welcome condemn praise criticize criticise denounce
    deny accuse tweet confirm pledge admit acknowledge urge suggest reject applaud hail blame regret apologize
    apologise thank respond reply react defend dismiss slam concede recall predict believe
    """.split()
}
_OF = frozenset("of for at from".split())
_APPOSED = 6  # words from a speaker's name to whom they speak for: "Ivo Lind, a spokesman for Halden Bank"


@dataclass(frozen=True, slots=True)
class Saying:
    """What ``speaker`` says in ``sentence``: in quotation marks, or reported.

    ``behalf`` are those whom the speaker is introduced with: "Norland's mayor", "a spokesman for the Bank".
    """

    speaker: Name | None
    sentence: Sentence
    quoted: bool
    behalf: tuple[Name, ...] = ()


def says(story: Story, sentence: Sentence) -> Saying | None:
    """The saying of a sentence: its verb of saying, or its quotation, with the one who speaks."""
    verbs = [i for i, t in enumerate(sentence.tokens) if _of_saying(t)]
    quoted = bool(_QUOTATION.search(sentence.text))
    if not verbs and not quoted:
        return None
    speaker = _speaker(story, sentence, verbs)
    return Saying(speaker, sentence, quoted, tuple(_behalf(sentence, speaker, verbs)))


def _of_saying(token: Token) -> bool:
    if token.lower == "according":
        return True
    return not token.capital and token.root in _SAYING and token.lower not in {"state", "note", "claim"}


def _speaker(story: Story, sentence: Sentence, verbs: list[int]) -> Name | None:
    outside = [n for n in sentence.names if not _inside_quotation(sentence, n)]
    for at in verbs:
        if sentence.tokens[at].lower == "according":
            return next((n for n in outside if n.first > at), None)
        if at and sentence.tokens[at - 1].lower in {"was", "were", "been", "being"}:
            continue
        behind = next((n for n in outside if 0 < n.first - at <= 3 and leader(sentence, n, at) == at), None)
        doers = [
            n
            for n in doers_of(story, sentence, at, clause_at(sentence, at))
            if n in outside or n not in sentence.names
        ]
        if doers or behind:
            return doers[0] if doers else behind
    return story.subject(sentence) or _speaker_beside(story, sentence)


def _behalf(sentence: Sentence, speaker: Name | None, verbs: Sequence[int]) -> Iterator[Name]:
    """Names that say whose words they are: as an attribute of who speaks, or behind "of" or "for" there."""
    first = verbs[0] if verbs else -1
    for name in sentence.names:
        if name is speaker or _inside_quotation(sentence, name):
            continue
        before = [t.lower for t in sentence.tokens[max(0, name.first - 2) : name.first] if t.lower != "the"]
        led = bool(before) and before[-1] in _OF
        apposed = led and speaker is not None and 0 < name.first - speaker.last <= _APPOSED
        if apposed or (name.last < first and (led or name.possessive or _is_attribute(sentence, name))):
            yield name


def _is_attribute(sentence: Sentence, name: Name) -> bool:
    """ "Norland President Juno Hale"."""
    behind = sentence.tokens[name.last]
    beside = behind.start == sentence.tokens[name.last - 1].end + 1
    return name.of_people or (beside and behind.content and behind.root not in _SAYING)


def _inside_quotation(sentence: Sentence, name: Name) -> bool:
    at = sentence.tokens[name.first].start
    return any(m.start() < at < m.end() for m in _QUOTATION.finditer(sentence.text))


def _speaker_beside(story: Story, sentence: Sentence) -> Name | None:
    """A quotation that stands alone is spoken by whom the lines beside it name."""
    for near in story.near(sentence.index, 1):
        if near.names and any(t.root in _SAYING for t in near.tokens):
            return story.subject(near)
    return None

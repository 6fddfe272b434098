"""Who said what: the quotations of a story with their speakers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.clauses import clause_at
from rag.doers import doers_of
from rag.names import Name
from rag.story import Sentence, Story, leader
from rag.words import Token, family, root

_QUOTATION = re.compile(r"“[^”]{2,600}”?|\"[^\"]{2,600}\"")
_SAYING = family(root("say")) | {
    root(w) for w in "announce warn promise quote according ask write vow".split()
}


@dataclass(frozen=True, slots=True)
class Saying:
    """What ``speaker`` says in ``sentence``: in quotation marks, or reported."""

    speaker: Name | None
    sentence: Sentence
    quoted: bool


def says(story: Story, sentence: Sentence) -> Saying | None:
    """The saying of a sentence: its verb of saying, or its quotation, with the one who speaks."""
    verbs = [i for i, t in enumerate(sentence.tokens) if _of_saying(t)]
    quoted = bool(_QUOTATION.search(sentence.text))
    if not verbs and not quoted:
        return None
    return Saying(_speaker(story, sentence, verbs), sentence, quoted)


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


def _inside_quotation(sentence: Sentence, name: Name) -> bool:
    at = sentence.tokens[name.first].start
    return any(m.start() < at < m.end() for m in _QUOTATION.finditer(sentence.text))


def _speaker_beside(story: Story, sentence: Sentence) -> Name | None:
    """A quotation that stands alone is spoken by whom the lines beside it name."""
    for near in story.near(sentence.index, 1):
        if near.names and any(t.root in _SAYING for t in near.tokens):
            return story.subject(near)
    return None

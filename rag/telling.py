"""An act as a sentence tells it, with what the question wants to know of it."""

from __future__ import annotations

from dataclasses import dataclass

from rag.names import Name
from rag.story import Sentence, Story
from rag.words import roots

_COMING = "arrive land"


@dataclass(frozen=True, slots=True)
class Telling:
    """An act at ``sentence.tokens[at]``; ``presence`` where being there stands for having gone there.

    ``going``: the question asks of a journey; ``placed``: it asks of the act "in" a place;
    ``suffered``: those asked about suffer the act.
    """

    story: Story
    sentence: Sentence
    at: int
    clause: frozenset[int]
    going: bool
    presence: bool
    placed: bool = False
    suffered: bool = False

    @property
    def here(self) -> list[Name]:
        """The names in the clause of the act."""
        return [n for n in self.sentence.names if n.first in self.clause]

    @property
    def moves(self) -> bool:
        """The act goes somewhere: it is no mere being there."""
        return not self.presence or self.sentence.tokens[self.at].root in roots(_COMING)


def next_word(sentence: Sentence, at: int) -> str:
    """The word behind a position in small letters; "" at the end."""
    return sentence.tokens[at + 1].lower if at + 1 < len(sentence.tokens) else ""

"""Where the reader sees the answer: the found passages read, and their spans placed in the articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rag.reader import read
from rag.retrieve import Found
from rag.story import Sentence

READ = 12
"""Passages that are read for a question, the best of the search first; more found nothing more."""


@dataclass(frozen=True, slots=True)
class Span:
    """What the reader sees in one passage: the answer is likely the article's ``[start:end]``.

    ``score``: how likely the passage answers at all, 0 to 1.
    """

    start: int
    end: int
    score: float

    def within(self, sentence: Sentence) -> bool:
        """Whether the answer begins in a sentence."""
        return sentence.start <= self.start < sentence.end


def spans(question: str, found: Sequence[Found]) -> dict[str, list[Span]]:
    """The answers seen in the best passages by the article's id, the likeliest first."""
    hits = sorted((hit for f in found for hit in f.hits), key=lambda hit: -hit.score)[:READ]
    placed: dict[str, list[Span]] = {}
    # An unlikely answer tells still which sentence comes nearest.
    readings = read(question, [hit.text for hit in hits], least=0.0)
    for hit, reading in zip(hits, readings, strict=True):
        if not reading.text:
            continue
        first = hit.passage.start
        span = Span(first + reading.start, first + reading.end, reading.score)
        placed.setdefault(hit.article.id, []).append(span)
    return {id_: sorted(each, key=lambda s: -s.score) for id_, each in placed.items()}

"""BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009) from exact statistics.

The word index proposes passages, and its own scores are not used: they count what was removed and know
nothing of what came later, so they would change when the two are merged. These follow from the passages
that are there, however they are stored.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import log

TITLE_WEIGHT = 2.0
"""What a word of the title counts for, where one of the passage counts 1; chosen with `fusion.WEIGHT`."""

_K1, _B = 1.2, 0.75

Weights = Sequence[tuple[str, float, float]]
"""Terms, each with what it counts for in the text and in the title."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A passage as its words are counted: how often each term stands in it, and its length in tokens."""

    title: Mapping[str, int]
    text: Mapping[str, int]
    tokens: int


@dataclass(frozen=True, slots=True)
class Bm25:
    """The statistics of an archive; ``frequency(field, term)`` counts passages, field "title" or "text"."""

    passages: int
    mean_tokens: float
    frequency: Callable[[str, str], int]

    def weights(self, terms: Sequence[str]) -> Weights:
        """Each term with its weight in the text and in the title."""
        return [(term, self._idf("text", term), TITLE_WEIGHT * self._idf("title", term)) for term in terms]

    def score(self, weights: Weights, passage: Counted) -> float:
        """What a passage is worth for terms with these `weights`; 0 when it holds none of them."""
        length = _K1 * (1 - _B + _B * passage.tokens / self.mean_tokens)
        total = 0.0
        for term, in_text, in_title in weights:
            if often := passage.text.get(term):
                total += in_text * often * (_K1 + 1) / (often + length)
            if often := passage.title.get(term):
                # Titles are of one length, more or less.
                total += in_title * often * (_K1 + 1) / (often + _K1)
        return total

    def _idf(self, field: str, term: str) -> float:
        return idf(self.frequency(field, term), self.passages)


def idf(found: int, passages: int) -> float:
    """How rare a term is that stands in ``found`` of so many passages."""
    return log(1 + (passages - found + 0.5) / (found + 0.5))

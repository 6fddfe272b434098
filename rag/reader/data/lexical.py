"""BM25 over the texts of a training set, to find what a search would bring up for a question.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), in numpy: the
archive's own index is built for archives on disk, and a few thousand texts in memory need none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rag.lexicon import STOP_WORDS

_WORD = re.compile(r"[^\W_]+")
_K1, _B = 1.2, 0.75


def content_words(text: str) -> list[str]:
    """The lower-case words of a text that say what it is about, cut to six letters as a rough stem."""
    words = (match.group().lower() for match in _WORD.finditer(text))
    return [word[:6] for word in words if word not in STOP_WORDS]


class Lexical:
    """BM25 scores of a question against ``texts``."""

    def __init__(self, texts: Sequence[str]) -> None:
        counts = [Counter(content_words(text)) for text in texts]
        self.size = len(texts)
        lengths = np.array([sum(count.values()) for count in counts], dtype=np.float64)
        longer = _K1 * (1 - _B + _B * lengths / max(lengths.mean(), 1.0))
        postings: dict[str, tuple[list[int], list[int]]] = {}
        for row, count in enumerate(counts):
            for word, times in count.items():
                rows, often = postings.setdefault(word, ([], []))
                rows.append(row)
                often.append(times)
        self._postings = {
            word: self._weights(np.array(rows), np.array(often), longer)
            for word, (rows, often) in postings.items()
        }

    def scores(self, question: str) -> NDArray[np.float64]:
        """One score a text, in their order."""
        scores = np.zeros(self.size)
        for word in set(content_words(question)):
            if word in self._postings:
                rows, weights = self._postings[word]
                scores[rows] += weights
        return scores

    def rarest(self, question: str) -> float:
        """The share of texts that hold the question's rarest known word; 1.0 where none is known."""
        shares = [
            len(self._postings[word][0]) / self.size
            for word in content_words(question)
            if word in self._postings
        ]
        return min(shares, default=1.0)

    def _weights(
        self, rows: NDArray[np.int64], often: NDArray[np.int64], longer: NDArray[np.float64]
    ) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        rarity = np.log(1 + (self.size - len(rows) + 0.5) / (len(rows) + 0.5))
        return rows, rarity * often * (_K1 + 1) / (often + longer[rows])

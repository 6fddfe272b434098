"""An embedder without a model, so that a process that is to be killed is there at once."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.progress import Progress

DIMENSIONS = 64


class WordVectors:
    """Unit vectors from the words alone: the same words, the same vector."""

    name = "words"
    sha256 = "0" * 64
    dimensions = DIMENSIONS

    def fits(self, text: str) -> bool:
        """Whether a passage is short enough."""
        return len(text) < 4000

    def passages(self, texts: Sequence[str], progress: Progress | None) -> NDArray[np.float32]:
        """One vector a row."""
        if progress is not None:
            progress("embed", len(texts), len(texts))
        return self.questions(texts)

    def questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One vector a row."""
        vectors = np.full((len(texts), self.dimensions), 1e-3, dtype=np.float32)
        for row, text in enumerate(texts):
            for word in text.casefold().split():
                place, sign = self.place(word.strip('.,?!"“”'))
                vectors[row, place] += sign
        lengths: NDArray[np.float32] = np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors / lengths

    def place(self, word: str) -> tuple[int, float]:
        """The dimension that a word adds to, and which way."""
        digest = hashlib.sha256(word.encode()).digest()
        return digest[0] % self.dimensions, 1.0 if digest[1] % 2 else -1.0

    def prepare(self) -> None:
        """There is nothing to prepare."""

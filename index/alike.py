"""Rows that are one vector: the same text, come many times.

A graph of neighbours knows each vector once: of more copies than a point has neighbours it would join each to
nothing but its like, and nobody would find the way to them, nor from them to anything else.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_AT_ONCE = 10_000


class Alike:
    """Which rows of a float32 matrix are the same, bit for bit."""

    def __init__(self, vectors: NDArray[np.float32]) -> None:
        _, firsts, kinds = np.unique(_digests(vectors), return_index=True, return_inverse=True)
        self._first = firsts[kinds] if len(vectors) else np.zeros(0, dtype=np.intp)
        self.firsts: NDArray[np.intp] = np.sort(firsts)
        """Of each vector the first row, ascending."""

    def rows(self, found: NDArray[np.intp]) -> NDArray[np.intp]:
        """All the rows that are like one of those."""
        if len(self.firsts) == len(self._first):
            return found
        return np.flatnonzero(np.isin(self._first, self._first[found]))


def _digests(vectors: NDArray[np.float32]) -> NDArray[np.uint64]:
    """A number for each row, made of all its bits: other rows have other numbers, as good as always."""
    source = np.random.default_rng(1)
    factors = source.integers(1, 1 << 63, vectors.shape[1], dtype=np.uint64) | np.uint64(1)
    found = np.zeros(len(vectors), dtype=np.uint64)
    for start in range(0, len(vectors), _AT_ONCE):
        bits = np.ascontiguousarray(vectors[start : start + _AT_ONCE]).view(np.uint32).astype(np.uint64)
        found[start : start + _AT_ONCE] = (bits * factors).sum(axis=1, dtype=np.uint64)
    return found

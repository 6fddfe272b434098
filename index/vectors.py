"""Exact search over unit vectors in a memory-mapped file: the oracle that every other search is held to."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Scored = list[tuple[int, float]]
"""Rows with their scores, best first; equal scores in the order of their rows."""

# float32 products of one pair differ by less than this between ways of multiplying matrices.
_ROUNDING = 1e-5


def write_vectors(path: Path, vectors: NDArray[np.float32]) -> None:
    """Write a float32 matrix, one vector a row, as a plain .npy file."""
    with path.open("wb") as stream:
        np.save(stream, np.ascontiguousarray(vectors, dtype=np.float32), allow_pickle=False)


def open_vectors(path: Path) -> NDArray[np.float32]:
    """The matrix of `write_vectors`, mapped from the file and not to be written to."""
    matrix: NDArray[np.float32] = np.load(path, mmap_mode="r", allow_pickle=False)
    return matrix


def nearest(
    matrix: NDArray[np.float32],
    query: NDArray[np.float32],
    k: int,
    allowed: NDArray[np.bool_] | None = None,
) -> Scored:
    """The ``k`` rows (of the allowed ones) with the highest cosine to the unit vector ``query``."""
    rows = np.arange(len(matrix)) if allowed is None else np.flatnonzero(allowed)
    if k <= 0 or not rows.size:
        return []
    # The whole matrix is multiplied even when few rows are allowed: gathering them costs more.
    rough = (matrix @ query)[rows]
    if k < rows.size:
        floor = np.partition(rough, rows.size - k)[rows.size - k]
        rows = rows[rough >= floor - _ROUNDING]
    return score(matrix, query, rows, k)


def score(matrix: NDArray[np.float32], query: NDArray[np.float32], rows: NDArray[np.intp], k: int) -> Scored:
    """The best ``k`` of ``rows`` by their exact cosine to ``query``.

    Each row is summed by itself in float64, so that its score depends neither on the rows beside
    it nor on how they were found.
    """
    if not rows.size:
        return []  # a matrix without rows has no dimension either
    rows = np.sort(rows)
    cosines = (matrix[rows].astype(np.float64) * query.astype(np.float64)).sum(axis=1)
    best = np.argsort(-cosines, kind="stable")[: max(k, 0)]
    return [(int(rows[place]), float(cosines[place])) for place in best]

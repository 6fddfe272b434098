from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from index.vectors import nearest, open_vectors, score, write_vectors


def unit(rows: int, seed: int, dimensions: int = 8) -> NDArray[np.float32]:
    vectors = np.random.default_rng(seed).normal(size=(rows, dimensions))
    found: NDArray[np.float32] = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    return found


@pytest.mark.parametrize("rows", [0, 1, 7])
def test_a_matrix_comes_back_from_its_file(tmp_path: Path, rows: int) -> None:
    vectors = unit(rows, 1)
    write_vectors(tmp_path / "vectors.npy", vectors)
    found = open_vectors(tmp_path / "vectors.npy")
    assert found.dtype == np.float32
    np.testing.assert_array_equal(found, vectors)


def test_a_mapped_matrix_cannot_be_written_to(tmp_path: Path) -> None:
    write_vectors(tmp_path / "vectors.npy", unit(2, 1))
    with pytest.raises(ValueError, match="read-only"):
        open_vectors(tmp_path / "vectors.npy")[0, 0] = 1.0


@given(rows=st.integers(0, 40), k=st.integers(0, 45), seed=st.integers(0, 9), masked=st.booleans())
def test_nearest_is_a_full_sort_by_cosine(rows: int, k: int, seed: int, masked: bool) -> None:
    vectors, query = unit(rows, seed), unit(1, seed + 100)[0]
    allowed = np.random.default_rng(seed).random(rows) < 0.5 if masked else None
    cosines = vectors.astype(np.float64) @ query.astype(np.float64)
    wanted = sorted(
        (row for row in range(rows) if allowed is None or allowed[row]), key=lambda row: (-cosines[row], row)
    )
    found = nearest(vectors, query, k, allowed)
    assert [row for row, _ in found] == wanted[:k]
    np.testing.assert_allclose([s for _, s in found], cosines[wanted[:k]])


def test_equal_vectors_come_in_the_order_of_their_rows() -> None:
    vectors = np.repeat(unit(1, 3), 20, axis=0)
    assert [row for row, _ in nearest(vectors, vectors[0], 5)] == [0, 1, 2, 3, 4]


def test_a_score_does_not_depend_on_the_rows_beside_it() -> None:
    vectors, query = unit(500, 5, 384), unit(1, 6, 384)[0]
    together = dict(nearest(vectors, query, 500))
    for row in (0, 123, 499):
        assert score(vectors, query, np.array([row]), 1) == [(row, together[row])]

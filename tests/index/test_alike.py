from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.alike import Alike


@given(st.lists(st.integers(0, 6), max_size=30), st.integers(1, 5))
def test_each_vector_stands_once_and_brings_all_its_rows(numbers: list[int], width: int) -> None:
    vectors = np.random.default_rng(2).normal(size=(7, width)).astype(np.float32)[numbers]
    alike = Alike(vectors)
    assert alike.firsts.tolist() == sorted(numbers.index(number) for number in set(numbers))
    for found in range(len(numbers)):
        rows = alike.rows(np.array([found], dtype=np.intp))
        assert set(rows) == {row for row, number in enumerate(numbers) if number == numbers[found]}


def test_the_last_bit_tells_two_vectors_apart() -> None:
    one = np.full((1, 384), 0.05, dtype=np.float32)
    other = one.copy()
    other[0, 383] = np.nextafter(other[0, 383], np.float32(1))
    assert len(Alike(np.concatenate((one, other, one))).firsts) == 2

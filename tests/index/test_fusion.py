import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fusion import fuse

scores = st.floats(0, 1)
rankings = st.dictionaries(st.integers(0, 30), scores, max_size=12).map(
    lambda found: sorted(found.items(), key=lambda hit: (-hit[1], hit[0]))
)


def test_the_weight_is_the_share_of_the_dense_search() -> None:
    assert fuse([(1, 0.5)], [(1, 8.0)], weight=0.25) == [(1, 0.25 * 0.5 + 0.75, ("dense", "lexical"))]


def test_words_count_relative_to_the_best_of_them() -> None:
    found = fuse([], [(4, 20.0), (2, 5.0)], weight=0.0)
    assert found == [(4, 1.0, ("lexical",)), (2, 0.25, ("lexical",))]


def test_a_row_that_the_dense_search_left_out_is_as_near_as_its_last() -> None:
    found = {row: score for row, score, _ in fuse([(1, 0.8), (2, 0.6)], [(3, 9.0)], weight=1.0)}
    assert found == {1: 0.8, 2: 0.6, 3: 0.6}


def test_equal_scores_come_in_the_order_of_rows() -> None:
    assert [row for row, _, _ in fuse([(9, 0.5), (3, 0.5)], [], weight=0.5)] == [3, 9]


def test_nothing_found_fuses_to_nothing() -> None:
    assert fuse([], []) == []


def test_an_opposite_vector_scores_nothing() -> None:
    assert fuse([(0, -0.4)], [], weight=1.0) == [(0, 0.0, ("dense",))]


@given(rankings, rankings, st.floats(0, 1))
def test_every_row_is_fused_once_into_the_unit_interval(
    dense: list[tuple[int, float]], lexical: list[tuple[int, float]], weight: float
) -> None:
    fused = fuse(dense, lexical, weight=weight)
    assert {row for row, _, _ in fused} == {row for row, _ in [*dense, *lexical]}
    assert len({row for row, _, _ in fused}) == len(fused)
    assert all(0 <= score <= 1 + 1e-9 for _, score, _ in fused)
    assert [(-score, row) for row, score, _ in fused] == sorted((-score, row) for row, score, _ in fused)


@given(rankings)
@pytest.mark.parametrize(("weight", "order"), [(1.0, "dense"), (0.0, "lexical")])
def test_all_the_weight_on_one_search_gives_its_own_order(
    weight: float, order: str, ranking: list[tuple[int, float]]
) -> None:
    found = fuse(ranking, [], weight=1.0) if order == "dense" else fuse([], ranking, weight=0.0)
    assert [row for row, _, _ in found] == [row for row, _ in ranking]

"""Ranks of the right article, and what is counted over them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.metrics.ranking import hit_rate, mean_reciprocal_rank, rank_of

places = st.lists(st.none() | st.integers(1, 100), min_size=1)


def test_an_article_with_many_passages_takes_one_place() -> None:
    assert rank_of({"c"}, ["a", "a", "b", "a", "c"]) == 3


def test_the_first_of_several_gold_articles_counts() -> None:
    assert rank_of({"c", "b"}, ["a", "b", "c"]) == 2


def test_what_is_not_found_has_no_rank() -> None:
    assert rank_of({"x"}, ["a", "b"]) is None
    assert rank_of(set(), ["a"]) is None


def test_rates_count_what_is_missing_as_wrong() -> None:
    ranks = [1, None, 5, 2]
    assert [hit_rate(ranks, cut) for cut in (1, 2, 5)] == [0.25, 0.5, 0.75]
    assert mean_reciprocal_rank(ranks) == pytest.approx((1 + 0 + 0.2 + 0.5) / 4)
    assert hit_rate([], 5) == mean_reciprocal_rank([]) == 0.0


@given(places)
def test_the_reciprocal_rank_lies_between_the_first_place_and_any_place(ranks: list[int | None]) -> None:
    assert hit_rate(ranks, 1) <= mean_reciprocal_rank(ranks) + 1e-9
    assert mean_reciprocal_rank(ranks) <= hit_rate(ranks, 100) + 1e-9


@given(st.lists(st.sampled_from("abcdef")), st.sets(st.sampled_from("abcdef")))
def test_a_rank_counts_the_other_articles_before_the_gold_one(ranked: list[str], gold: set[str]) -> None:
    rank = rank_of(gold, ranked)
    if rank is None:
        assert not gold & set(ranked)
    else:
        first = next(place for place, found in enumerate(ranked) if found in gold)
        assert rank == len(set(ranked[:first])) + 1

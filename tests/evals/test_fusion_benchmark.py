"""The benchmark of the fusion: its metrics and how it parts the questions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.benchmarks.fusion import hit_rate, mean_reciprocal_rank, questions, rank_of, reciprocal

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


def test_reciprocal_ranks_look_at_places_and_not_at_scores() -> None:
    assert reciprocal([(7, 0.9), (3, 0.1)], [(3, 40.0), (5, 39.0)]) == [3, 7, 5]
    assert reciprocal([(9, 0.5)], [(4, 2.0)]) == [4, 9]


def test_questions_are_parted_by_their_place_and_need_a_gold_article(tmp_path: Path) -> None:
    gold = [["a"], [], ["b", "c"], ["d"]]
    rows = [
        {"question": f"q{n}", "date": "2022-06-17", "gold_article_ids": ids} for n, ids in enumerate(gold)
    ]
    file = tmp_path / "questions.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert [(one.text, one.part) for one in questions(file)] == [("q0", "dev"), ("q2", "dev"), ("q3", "test")]

"""The benchmark of the fusion: what it compares, and its table."""

from __future__ import annotations

from datetime import date

import pytest

from evals.benchmarks.fusion import FUSERS, table, weighted
from evals.benchmarks.realtimeqa.dataset import Question
from index.vectors import Scored

DENSE: Scored = [(1, 0.9), (2, 0.5)]
LEXICAL: Scored = [(2, 8.0), (3, 4.0)]


@pytest.mark.parametrize(("weight", "first"), [(1.0, 1), (0.0, 2)])
def test_a_weight_of_one_is_the_dense_search_and_of_none_the_lexical(weight: float, first: int) -> None:
    assert weighted(weight)(DENSE, LEXICAL)[0] == first


def test_either_search_stands_alone_beside_the_fusions() -> None:
    assert FUSERS["dense alone"](DENSE, LEXICAL) == [1, 2]
    assert FUSERS["lexical alone"](DENSE, LEXICAL) == [2, 3]
    assert FUSERS["reciprocal ranks"](DENSE, LEXICAL) == [2, 1, 3]
    assert sum("*" in name for name in FUSERS) == 1


def test_the_table_has_shares_by_part() -> None:
    asked = [Question("q", date(2022, 6, 17), part) for part in ("dev", "test", "dev")]
    shown = table({"weight 0.50 *": [1, 2, None]}, asked)
    cells = [next(iter(column.cells)) for column in shown.columns]
    assert cells == ["weight 0.50 *", "0.500", "0.500", "0.500", "0.500", "0.000", "1.000", "1.000", "0.500"]
    assert shown.caption == "2 questions in dev, 1 in test; * the default"

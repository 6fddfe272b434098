"""The benchmark of the ranking: what the weights do to candidates, and its table."""

from __future__ import annotations

import pytest

from evals.benchmarks.reranking import Asked, Candidate, table
from rag.rerank import WEIGHT as READER
from rag.spans import READ

FOUND = Candidate("found", 0.9, 0.2, 0.0, 0.0)
NEAR = Candidate("near", 0.8, 0.2, 1.0, 0.1)
LIKELY = Candidate("likely", 0.7, 0.2, 0.0, 1.0)


@pytest.mark.parametrize(
    ("days", "reader", "first"), [(0.0, 0.0, "found"), (1.0, 0.0, "near"), (0.0, 0.4, "likely")]
)
def test_a_weight_brings_its_own_to_the_top(days: float, reader: float, first: str) -> None:
    assert Asked(frozenset({first}), (FOUND, NEAR, LIKELY), 1.0).rank(days, reader) == 1


def test_a_question_about_no_days_is_ranked_by_the_rest() -> None:
    timeless = Candidate("any", 0.6)
    assert timeless.score(2.0, 0.2) == timeless.score(0.0, 0.0) == 0.6


def test_what_stands_too_low_is_not_read() -> None:
    crowd = tuple(Candidate(f"c{n}", 0.9) for n in range(READ))
    asked = Asked(frozenset({"likely"}), (*crowd, LIKELY), 1.0)
    assert asked.rank(0.0, 10.0) == READ + 1


def test_the_table_marks_what_is_shipped() -> None:
    shown = table([Asked(frozenset({"found"}), (FOUND, NEAR), 1.0)], "One question")
    rows = list(zip(*(column.cells for column in shown.columns), strict=True))
    assert [row[:2] for row in rows if "*" in str(row[1])] == [("1.0", f"{READER:.1f} *")]
    assert rows[0][2] == "100 % (100…100)"

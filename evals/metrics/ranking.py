"""How high the right article stands: ranks, and what is counted over them."""

from __future__ import annotations

from collections.abc import Sequence, Set


def rank_of(gold: Set[str], ranked: Sequence[str]) -> int | None:
    """The place, from 1, of the first of ``gold`` when each article counts once; None when it is missing."""
    for place, found in enumerate(dict.fromkeys(ranked), start=1):
        if found in gold:
            return place
    return None


def hits(ranks: Sequence[int | None], cut: int) -> list[float]:
    """1 for each rank that is ``cut`` or better, 0 for the others and for what is missing."""
    return [float(rank is not None and rank <= cut) for rank in ranks]


def reciprocal_ranks(ranks: Sequence[int | None]) -> list[float]:
    """1 / rank for each, 0 for what is missing; their mean is the MRR."""
    return [1 / rank if rank else 0.0 for rank in ranks]


def hit_rate(ranks: Sequence[int | None], cut: int) -> float:
    """The share of ranks that are ``cut`` or better."""
    return _mean(hits(ranks, cut))


def mean_reciprocal_rank(ranks: Sequence[int | None]) -> float:
    """The mean of 1/rank, 0 for what is missing."""
    return _mean(reciprocal_ranks(ranks))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0

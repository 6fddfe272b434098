"""How sure a mean is: percentile bootstrap intervals (Efron and Tibshirani 1993), seeded.

Questions are drawn with replacement, and means over the same number of questions are taken over the
same draws: two systems that answered the same questions are compared question by question.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

DRAWS = 10_000
SEED = 2022
LEVEL = 95
"""Percent of the draws that lie in the interval."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over ``n`` questions, and the bounds of its 95 % interval."""

    value: float
    low: float
    high: float
    n: int


def estimate(values: Sequence[float], *, draws: int = DRAWS, seed: int = SEED) -> Estimate | None:
    """The mean of one value a question; None when there was no question."""
    if not values:
        return None
    sample = np.asarray(values, dtype=np.float64)
    means = _counts(len(sample), draws, seed) @ sample / len(sample)
    tail = (100 - LEVEL) / 2
    low, high = np.percentile(means, [tail, 100 - tail])
    return Estimate(float(sample.mean()), float(low), float(high), len(sample))


def gain(
    ours: Sequence[float], theirs: Sequence[float], *, draws: int = DRAWS, seed: int = SEED
) -> Estimate | None:
    """By how much ``ours`` is higher in the mean than ``theirs``, paired: one value of each a question."""
    pairs = zip(ours, theirs, strict=True)
    return estimate([mine - other for mine, other in pairs], draws=draws, seed=seed)


@lru_cache(maxsize=8)
def _counts(n: int, draws: int, seed: int) -> NDArray[np.float64]:
    """How often each of ``n`` questions is drawn: shape (draws, n), every row with the sum ``n``."""
    return np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), size=draws).astype(np.float64)

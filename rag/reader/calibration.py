"""From the network's two opinions to one probability, by Platt scaling.

The network says how likely a window answers the question, and how much its best span is better than
pointing at no answer. A logistic regression over both (Platt, "Probabilistic outputs for support vector
machines", 1999), fitted on articles that were not trained on, makes one calibrated score of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

_ROUNDS = 50
_RIDGE = 1e-3


@dataclass(frozen=True, slots=True)
class Calibration:
    """``answerable * a + margin * m + offset`` is the logit of the score.

    ``least``: the score under which a reading shows no answer.
    """

    answerable: float = 0.5
    margin: float = 0.25
    offset: float = 0.0
    least: float = 0.5

    def logits(self, answerable: ArrayLike, margin: ArrayLike) -> NDArray[np.float64]:
        """What `probability` makes scores of; texts are ranked alike by both."""
        logits: NDArray[np.float64] = (
            self.answerable * np.asarray(answerable, dtype=np.float64)
            + self.margin * np.asarray(margin, dtype=np.float64)
            + self.offset
        )
        return logits


@dataclass(frozen=True, slots=True)
class Bin:
    """Scores of one tenth: what they promised on average, what share was answered, and how many."""

    promised: float
    kept: float
    count: int


def probability(logits: ArrayLike) -> NDArray[np.float64]:
    """Logits as probabilities."""
    bounded = np.clip(np.asarray(logits, dtype=np.float64), -60, 60)
    scores: NDArray[np.float64] = 1 / (1 + np.exp(-bounded))
    return scores


def fit(
    answerable: Sequence[float], margin: Sequence[float], answered: Sequence[bool], least: float = 0.5
) -> Calibration:
    """The calibration under which ``answered`` is likeliest, by Newton's method."""
    features = np.column_stack([answerable, margin, np.ones(len(margin))])
    wanted = np.asarray(answered, dtype=np.float64)
    weights = np.zeros(3)
    for _ in range(_ROUNDS):
        scores = probability(features @ weights)
        gradient = features.T @ (scores - wanted) + _RIDGE * weights
        curve = (features * (scores * (1 - scores))[:, None]).T @ features + _RIDGE * np.eye(3)
        step = np.linalg.solve(curve, gradient)
        weights -= step
        if np.abs(step).max() < 1e-9:
            break
    return Calibration(float(weights[0]), float(weights[1]), float(weights[2]), least)


def reliability(scores: Sequence[float], answered: Sequence[bool], bins: int = 10) -> list[Bin]:
    """The picture of a calibration: bins of equal width that hold any score, lowest first."""
    given, kept = np.asarray(scores, dtype=np.float64), np.asarray(answered, dtype=np.float64)
    places = np.minimum((given * bins).astype(int), bins - 1)
    return [
        Bin(float(given[places == b].mean()), float(kept[places == b].mean()), int((places == b).sum()))
        for b in range(bins)
        if (places == b).any()
    ]


def calibration_error(bins: Sequence[Bin]) -> float:
    """How far promise and result are apart on average (Naeini et al. 2015, ECE)."""
    total = sum(b.count for b in bins)
    return sum(abs(b.promised - b.kept) * b.count for b in bins) / max(total, 1)

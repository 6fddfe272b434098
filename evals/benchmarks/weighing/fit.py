"""Weights from weighed questions: which sentence comes first, and whether one answers at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from evals.benchmarks.weighing.asked import Asked
from rag.drafts import BEST
from rag.reader.calibration import probability

Weights = NDArray[np.float64]

_RANKING_RIDGE, _ANSWERING_RIDGE = 2e-3, 1e-4


def ranking(questions: Sequence[Asked], columns: Sequence[int]) -> Weights:
    """The weights that give the right sentences of each question the largest share of all.

    Maximum likelihood of a softmax over the sentences of a question (the top-one loss of ListNet, Cao et
    al. 2007), with a small ridge.
    """
    from scipy.special import softmax  # type: ignore[import-untyped]

    rows = [(q.marks[:, columns], q.right) for q in questions if q.answerable and q.right.any()]

    def loss(weights: Weights) -> tuple[float, Weights]:
        value, slope = 0.0, np.zeros_like(weights)
        for marks, right in rows:
            shares = softmax(marks @ weights)
            among = np.where(right, shares, 0.0)
            value -= float(np.log(among.sum()))
            slope += marks.T @ (shares - among / among.sum())
        return value / len(rows), slope / len(rows)

    return _least(loss, len(columns), _RANKING_RIDGE)


def answering(questions: Sequence[Asked], order: Weights, columns: Sequence[int]) -> Weights:
    """Logistic weights, the offset last, of the five sentences ranked first: does this one answer?

    Answerable questions and others weigh the same together, whatever their numbers.
    """
    rows, labels, shares = [], [], []
    counts = Counter(question.answerable for question in questions)
    for question in questions:
        best = best_first(question, order)
        rows.append(question.marks[best][:, columns])
        labels.append(question.right[best])
        shares.append(np.full(len(best), 1.0 / counts[question.answerable]))
    marks = np.hstack([np.vstack(rows), np.ones((sum(map(len, rows)), 1))])
    right, weight = np.concatenate(labels), np.concatenate(shares)

    def loss(weights: Weights) -> tuple[float, Weights]:
        logits = marks @ weights
        value = np.logaddexp(0.0, logits) - right * logits
        slope = marks.T @ (weight * (probability(logits) - right))
        return float(weight @ value) / weight.sum(), np.asarray(slope / weight.sum())

    return _least(loss, len(columns) + 1, _ANSWERING_RIDGE)


def best_first(question: Asked, order: Weights) -> NDArray[np.intp]:
    """The places of the sentences that may answer, by the ranking with weights for every mark."""
    ranked = np.argsort(-(question.marks @ order), kind="stable")[:BEST]
    return ranked[question.admitted[ranked]]


def likelihood(question: Asked, order: Weights, weights: Weights, columns: Sequence[int]) -> float:
    """How likely the best of the sentences that may answer does."""
    best = best_first(question, order)
    if not len(best):
        return 0.0
    return float(probability(question.marks[best][:, columns] @ weights[:-1] + weights[-1]).max())


def _least(loss: Callable[[Weights], tuple[float, Weights]], size: int, ridge: float) -> Weights:
    """Where a convex loss, given with its slope, is least (L-BFGS); the same every time."""
    from scipy.optimize import minimize  # type: ignore[import-untyped]

    def ridged(weights: Weights) -> tuple[float, Weights]:
        value, slope = loss(weights)
        return value + ridge * float(weights @ weights), slope + 2 * ridge * weights

    return np.asarray(minimize(ridged, np.zeros(size), jac=True, method="L-BFGS-B").x)

"""Weights from weighed questions: which sentence comes first, and whether one answers at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from evals.benchmarks.weighing.asked import Asked

Weights = NDArray[np.float64]

READ = 5
"""The best sentences that may answer; as `rag.drafts` has it."""

_ROUNDS = 4_000
_RATE = 0.05
_RIDGE = 2e-3


def ranking(questions: Sequence[Asked], columns: Sequence[int]) -> Weights:
    """The weights that give the right sentences of each question the largest share of all.

    Maximum likelihood of a softmax over the sentences of a question (ListNet with a top-one loss,
    Cao et al. 2007), with a small ridge; found by gradient descent (Adam), which is deterministic.
    """
    rows = [(q.marks[:, columns], q.right) for q in questions if q.answerable and q.right.any()]

    def slope(weights: Weights) -> Weights:
        total = np.zeros_like(weights)
        for marks, right in rows:
            shares = _softmax(marks @ weights)
            among = np.where(right, shares, 0.0)
            total += marks.T @ (shares - among / among.sum())
        return total / len(rows) + 2 * _RIDGE * weights

    return _descended(slope, len(columns))


def answering(questions: Sequence[Asked], order: Weights, columns: Sequence[int]) -> Weights:
    """Logistic weights, the offset last, of the five sentences ranked first: does this one answer?

    Answerable questions and others weigh the same together, whatever their numbers.
    """
    rows, labels, shares = [], [], []
    for question in questions:
        best = best_first(question, order)
        rows.append(question.marks[best][:, columns])
        labels.append(question.right[best])
        shares.append(np.full(len(best), 1.0 / sum(q.answerable == question.answerable for q in questions)))
    marks = np.hstack([np.vstack(rows), np.ones((sum(map(len, rows)), 1))])
    right, weight = np.concatenate(labels), np.concatenate(shares)

    def slope(weights: Weights) -> Weights:
        wrong = _logistic(marks @ weights) - right
        return np.asarray(marks.T @ (weight * wrong) / weight.sum() + _RIDGE / 2 * weights)

    return _descended(slope, len(columns) + 1)


def best_first(question: Asked, order: Weights) -> NDArray[np.intp]:
    """The places of the sentences that may answer, by the ranking with weights for every mark."""
    ranked = np.argsort(-(question.marks @ order), kind="stable")[:READ]
    return ranked[question.admitted[ranked]]


def likelihood(question: Asked, order: Weights, weights: Weights, columns: Sequence[int]) -> float:
    """How likely the best of the sentences that may answer does."""
    best = best_first(question, order)
    if not len(best):
        return 0.0
    return float(_logistic(question.marks[best][:, columns] @ weights[:-1] + weights[-1]).max())


def _descended(slope: Callable[[Weights], Weights], size: int) -> Weights:
    weights, mean, square = np.zeros(size), np.zeros(size), np.zeros(size)
    for step in range(1, _ROUNDS + 1):
        gradient = slope(weights)
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.999 * square + 0.001 * gradient**2
        weights = weights - _RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return weights


def _softmax(scores: Weights) -> Weights:
    powers = np.exp(scores - scores.max())
    return np.asarray(powers / powers.sum())


def _logistic(logits: Weights) -> Weights:
    return np.asarray(1 / (1 + np.exp(-logits)))

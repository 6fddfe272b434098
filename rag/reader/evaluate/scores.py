"""The measures: F1 over words as SQuAD counts it, area under the ROC curve, and intervals for both."""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

DRAWS = 1000
SEED = 7

_ARTICLES = re.compile(r"\b(a|an|the)\b")
_PUNCTUATION = str.maketrans("", "", string.punctuation + "“”‘’–—")


@dataclass(frozen=True, slots=True)
class Measured:
    """A value with its 95 % bootstrap interval, documents drawn as wholes."""

    value: float
    low: float
    high: float
    count: int

    def __str__(self) -> str:
        return f"{self.value:.3f} [{self.low:.3f}, {self.high:.3f}]"


def normalised(answer: str) -> list[str]:
    """The words of an answer without case, punctuation and articles (Rajpurkar et al. 2016)."""
    return _ARTICLES.sub(" ", answer.lower().translate(_PUNCTUATION)).split()


def f1(given: str, answers: Sequence[str]) -> float:
    """The best F1 of a given answer over the right ones; with none of these, only "" is right."""
    if not answers:
        return float(not given)
    return max(_f1(normalised(given), normalised(answer)) for answer in answers)


def _f1(given: list[str], right: list[str]) -> float:
    if not given or not right:
        return float(given == right)
    common = sum((Counter(given) & Counter(right)).values())
    return 2 * common / (len(given) + len(right))


def auc(scores: Sequence[float], answered: Sequence[bool]) -> float:
    """How often an answered one scores above an unanswered one; ties count half."""
    given, yes = np.asarray(scores, dtype=np.float64), np.asarray(answered, dtype=bool)
    if yes.all() or not yes.any():
        return float("nan")
    _, inverse, counts = np.unique(given, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    above = ranks[yes].sum() - yes.sum() * (yes.sum() + 1) / 2
    return float(above / (yes.sum() * (~yes).sum()))


def measured(
    documents: Sequence[str], value: Callable[[NDArray[np.int64]], float], draws: int = DRAWS
) -> Measured:
    """``value`` of all rows, and its interval when whole documents are drawn with replacement."""
    rows_of: dict[str, list[int]] = {}
    for row, document in enumerate(documents):
        rows_of.setdefault(document, []).append(row)
    groups = [np.array(rows) for rows in rows_of.values()]
    draw = np.random.default_rng(SEED)
    values = [
        value(np.concatenate([groups[g] for g in draw.integers(0, len(groups), len(groups))]))
        for _ in range(draws)
    ]
    low, high = np.nanpercentile(values, [2.5, 97.5])
    return Measured(value(np.arange(len(documents))), float(low), float(high), len(documents))

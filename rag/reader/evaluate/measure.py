"""The numbers of one reader: F1, how well answerable is told from not, and how honest the scores are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from rag.reader.calibration import Bin, Calibration, fit, probability, reliability
from rag.reader.evaluate.scores import DRAWS, Measured, auc, f1, measured
from rag.reader.evaluate.tasks import Asked, Tasks
from rag.reader.scan import Found, Network, scan

if TYPE_CHECKING:
    from tokenizers import Tokenizer

LEAST = tuple(round(0.05 * step, 2) for step in range(15))
"""The thresholds that are tried for showing no answer."""
SETTINGS = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7)
"""The thresholds that are reported."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a threshold refuses: shares of the texts that answer, and of those that do not."""

    least: float
    answered: float
    squad2: float
    retrieved: float
    exchanged: float


@dataclass(frozen=True, slots=True)
class Report:
    """What was measured of a part; ``values`` by name, in the order they are shown."""

    values: dict[str, Measured]
    bins: list[Bin]
    settings: list[Setting]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A task with what the reader found in its text."""

    asked: Asked
    found: Found
    score: float

    @property
    def answered(self) -> bool:
        """Whether the text holds an answer."""
        return bool(self.asked.answers)

    def f1(self, least: float) -> float:
        """F1 of what is shown: "" under the score ``least``."""
        text = self.asked.text[self.found.start : self.found.end] if self.score >= least else ""
        return f1(text, self.asked.answers)


class Reader:
    """A network with its calibration, as the measures use it."""

    def __init__(self, network: Network, tokenizer: Tokenizer, calibration: Calibration) -> None:
        self.network, self.tokenizer = network, tokenizer
        self.calibration = calibration

    def outcomes(self, asked: Sequence[Asked]) -> list[Outcome]:
        """What is found for each task."""
        pairs = [(task.question, task.text) for task in asked]
        found = scan(self.network, self.tokenizer, pairs, self.calibration)
        scores = probability(
            self.calibration.logits([f.answerable for f in found], [f.margin for f in found])
        )
        return [Outcome(a, f, float(s)) for a, f, s in zip(asked, found, scores, strict=True)]


def report(reader: Reader, given: Tasks, draws: int = DRAWS) -> Report:
    """All measures of one part."""
    least = reader.calibration.least
    squad2, answered, retrieved, exchanged, news = (
        reader.outcomes(asked)
        for asked in (given.squad2, given.answered, given.retrieved, given.exchanged, given.news)
    )
    kept = [one for one in squad2 if one.answered]
    rows = {
        "NewsQA F1": _f1(news, 0.0, draws),
        "NewsQA F1, as shown": _f1(news, least, draws),
        "SQuAD 2.0 F1, as shown": _f1(squad2, least, draws),
        "SQuAD 2.0 F1, answerable only": _f1(kept, 0.0, draws),
        "open sets F1, answerable only": _f1(answered, 0.0, draws),
        "AUC SQuAD 2.0": _auc(squad2, draws),
        "AUC retrieved": _auc(_paired(answered, retrieved), draws),
        "AUC exchanged": _auc(_paired(answered, exchanged), draws),
    }
    judged = [*squad2, *answered, *retrieved, *exchanged]
    bins = reliability([one.score for one in judged], [one.answered for one in judged])
    settings = [
        Setting(
            x,
            _refused([*kept, *answered], x),
            _refused([one for one in squad2 if not one.answered], x),
            _refused(retrieved, x),
            _refused(exchanged, x),
        )
        for x in SETTINGS
    ]
    return Report({name: value for name, value in rows.items() if value is not None}, bins, settings)


def calibrated(reader: Reader, given: Tasks) -> Calibration:
    """The calibration that fits a part, and the threshold that serves its questions best.

    The threshold is where F1 over SQuAD 2.0 questions and over answered ones of long articles is highest
    together: a higher one refuses more of the first rightly, and more of the second wrongly.
    """
    judged = [
        one
        for asked in (given.squad2, given.answered, given.retrieved, given.exchanged)
        for one in reader.outcomes(asked)
    ]
    platt = fit(
        [one.found.answerable for one in judged],
        [one.found.margin for one in judged],
        [one.answered for one in judged],
    )
    anew = Reader(reader.network, reader.tokenizer, platt)
    squad2, answered = anew.outcomes(given.squad2), anew.outcomes(given.answered)
    gains = [float(np.mean([o.f1(x) for o in squad2]) + np.mean([o.f1(x) for o in answered])) for x in LEAST]
    least = LEAST[int(np.argmax(gains))]
    return Calibration(platt.answerable, platt.margin, platt.offset, least)


def _paired(answered: Sequence[Outcome], refused: Sequence[Outcome]) -> list[Outcome]:
    """Both halves, the answered ones only of documents that the others are of."""
    documents = {one.asked.document for one in refused}
    return [*(one for one in answered if one.asked.document in documents), *refused]


def _refused(outcomes: Sequence[Outcome], least: float) -> float:
    return float(np.mean([one.score < least for one in outcomes])) if outcomes else float("nan")


def _f1(outcomes: Sequence[Outcome], least: float, draws: int) -> Measured | None:
    if not outcomes:
        return None
    values = np.array([one.f1(least) for one in outcomes])

    def mean(rows: NDArray[np.int64]) -> float:
        return float(values[rows].mean())

    return measured([one.asked.document for one in outcomes], mean, draws)


def _auc(outcomes: Sequence[Outcome], draws: int) -> Measured | None:
    if not outcomes:
        return None
    scores = np.array([one.score for one in outcomes])
    yes = np.array([one.answered for one in outcomes])

    def area(rows: NDArray[np.int64]) -> float:
        return auc(scores[rows].tolist(), yes[rows].tolist())

    return measured([one.asked.document for one in outcomes], area, draws)

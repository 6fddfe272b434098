"""Everything that is judged about one answer, and everything that is measured over many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evals.metrics import answer_right, citation_right, nearest, quotes_exact, refusal
from evals.metrics.rate import Rate
from evals.metrics.score import Sample, Score, share


@dataclass(frozen=True, slots=True)
class Verdict:
    """The scores of one sample by the name of their metric, and what came of its refusal."""

    sample: Sample
    scores: Mapping[str, Score]
    outcome: refusal.Outcome

    @property
    def passed(self) -> bool:
        """Whether nothing is wrong with the answer."""
        return self.outcome.right and all(score.passed is not False for score in self.scores.values())

    @property
    def faults(self) -> list[str]:
        """What is wrong, each with the name of its metric."""
        faults = [f"{name}: {score.why}" for name, score in self.scores.items() if score.passed is False]
        return faults + ([f"refusal: {self.outcome.why}"] if self.outcome.why else [])


def judge(sample: Sample) -> Verdict:
    """Score one sample by every metric."""
    scores = {
        "answer_right": answer_right.score(sample),
        "citation_right": citation_right.score(sample),
        "quotes_exact": quotes_exact.score(sample),
        "nearest": nearest.score(sample),
    }
    return Verdict(sample, scores, refusal.score(sample))


def measure(verdicts: Sequence[Verdict]) -> dict[str, Rate]:
    """Every metric by name."""
    names = ("answer_right", "citation_right", "quotes_exact", "nearest")
    outcomes = [verdict.outcome for verdict in verdicts]
    return {name: share(verdict.scores[name] for verdict in verdicts) for name in names} | {
        "refusal_precision": refusal.precision(outcomes),
        "refusal_recall": refusal.recall(outcomes),
        "false_refusals": refusal.false_refusals(outcomes),
    }

"""Everything that is judged about one answer, and everything that is measured over many."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from evals.metrics import (
    answer_right,
    citation_right,
    date_right,
    framing_right,
    leak_free,
    nearest,
    order_right,
    quotes_exact,
    reason_right,
    refusal,
    rewriting_right,
    status_right,
)
from evals.metrics.rate import Rate
from evals.metrics.score import Sample, Score, share

_FOUND = {
    "answer_right": answer_right.score,
    "citation_right": citation_right.score,
    "quotes_exact": quotes_exact.score,
    "nearest": nearest.score,
}
_IN_TIME = {
    "date_right": date_right.score,
    "status_right": status_right.score,
    "order_right": order_right.score,
    "framing_right": framing_right.score,
    "reason_right": reason_right.score,
    "leak_free": leak_free.score,
}
_BESIDE = {"rewriting_right": rewriting_right.score}
"""Measured beside the answer: a follow-up may be read wrongly and yet be answered rightly."""
_SCORERS = _FOUND | _IN_TIME | _BESIDE


@dataclass(frozen=True, slots=True)
class Verdict:
    """The scores of one sample by the name of their metric, and what came of its refusal."""

    sample: Sample
    scores: Mapping[str, Score]
    outcome: refusal.Outcome

    @property
    def passed(self) -> bool:
        """Whether nothing is wrong with the answer."""
        judged = (score for name, score in self.scores.items() if name not in _BESIDE)
        return self.outcome.right and all(score.passed is not False for score in judged)

    @property
    def faults(self) -> list[str]:
        """What is wrong, each with the name of its metric."""
        faults = [f"{name}: {score.why}" for name, score in self.scores.items() if score.passed is False]
        return faults + ([f"refusal: {self.outcome.why}"] if self.outcome.why else [])


def judge(sample: Sample) -> Verdict:
    """Score one sample by every scorer."""
    scores = {name: score(sample) for name, score in _SCORERS.items()}
    return Verdict(sample, scores, refusal.score(sample))


def dialogues(verdicts: Iterable[Verdict]) -> list[list[Verdict]]:
    """The turns of every dialogue, in order; a question that stands alone is a dialogue of one turn."""
    together: list[list[Verdict]] = []
    by_turn: dict[str | None, list[Verdict]] = {}
    for verdict in verdicts:
        question = verdict.sample.question
        turns = by_turn.get(question.after)
        if turns is None:
            turns = []
            together.append(turns)
        turns.append(verdict)
        by_turn[question.id] = turns
    return together


def measure(verdicts: Sequence[Verdict]) -> dict[str, Rate]:
    """Every metric by name.

    ``follow_ups_right`` counts the turns of dialogues after the first that have no fault at all; a
    follow-up to be refused is right when it is refused. ``rewriting_right`` counts those that were
    understood as a question that stands alone, whatever came of it. ``temporal_right`` counts the
    temporal questions without a fault. The promise of the quotes and the metrics on time count every
    question to which they apply. The others count only the questions that stand alone and are not
    temporal: first turns often ask what is asked alone as well, and the numbers stay comparable however
    many dialogues and temporal questions are added.
    """
    temporal = [verdict for verdict in verdicts if verdict.sample.question.time]
    single = [turns[0] for turns in dialogues(verdicts) if len(turns) == 1]
    alone = [verdict for verdict in single if not verdict.sample.question.time]
    outcomes = [verdict.outcome for verdict in alone]
    return {
        "answer_right": share(verdict.scores["answer_right"] for verdict in alone),
        "citation_right": share(verdict.scores["citation_right"] for verdict in alone),
        "quotes_exact": share(verdict.scores["quotes_exact"] for verdict in verdicts),
        "nearest": share(verdict.scores["nearest"] for verdict in alone),
        "refusal_precision": refusal.precision(outcomes),
        "refusal_recall": refusal.recall(outcomes),
        "false_refusals": refusal.false_refusals(outcomes),
        "follow_ups_right": Rate.of(v.passed for v in verdicts if v.sample.question.after is not None),
        "rewriting_right": share(verdict.scores["rewriting_right"] for verdict in verdicts),
        "temporal_right": Rate.of(verdict.passed for verdict in temporal),
    } | {name: share(verdict.scores[name] for verdict in verdicts) for name in _IN_TIME}

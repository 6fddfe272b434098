"""From outcomes to numbers: for each part and each system, means with their intervals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from evals.benchmarks.realtimeqa.measure import Outcome
from evals.benchmarks.realtimeqa.systems import Dateline
from evals.metrics.bootstrap import Estimate, estimate, gain
from evals.metrics.ranking import hits, reciprocal_ranks

CUTS = (1, 5, 10)
PARTS = ("test", "dev", "all")
"""The headline first: nothing was tuned on "test"."""

Metric = Callable[[Sequence[int | None]], list[float]]


def _hits_at(cut: int) -> Metric:
    return lambda ranks: hits(ranks, cut)


METRICS: dict[str, Metric] = {f"hit@{cut}": _hits_at(cut) for cut in CUTS} | {"MRR": reciprocal_ranks}


@dataclass(frozen=True, slots=True)
class Latency:
    """The 50th and the 95th percentile over all questions of the part, in milliseconds."""

    p50: float
    p95: float


@dataclass(frozen=True, slots=True)
class Retrieval:
    """One system's search: ``metrics`` over the questions with a gold article.

    ``gains`` says by how much Dateline is better. ``held`` and ``words`` are those of the best five
    passages, over the labelled questions.
    """

    metrics: dict[str, Estimate | None]
    gains: dict[str, Estimate | None]
    held: Estimate | None
    words: Estimate | None
    search: Latency | None


@dataclass(frozen=True, slots=True)
class Answers:
    """Dateline's answers: ``right`` over the labelled questions, ``words`` over those answered of them.

    ``refused`` is counted over all questions of the part.
    """

    right: Estimate | None
    words: Estimate | None
    refused: Estimate | None
    ask: Latency | None


@dataclass(frozen=True, slots=True)
class Part:
    """The numbers of one part, and how many questions they were counted over."""

    questions: int
    gold: int
    labelled: int
    systems: dict[str, Retrieval]
    answers: Answers | None


def summarise(outcomes: Sequence[Outcome]) -> dict[str, Part]:
    """The numbers of each of `PARTS`, by its name."""
    return {
        name: _part([outcome for outcome in outcomes if name in ("all", outcome.question.part)])
        for name in PARTS
    }


def _part(outcomes: Sequence[Outcome]) -> Part:
    gold = [outcome for outcome in outcomes if outcome.question.gold]
    labelled = [outcome for outcome in outcomes if outcome.question.labelled]
    names = list(outcomes[0].readings) if outcomes else []
    systems = {name: _retrieval(name, outcomes, gold, labelled) for name in names}
    return Part(len(outcomes), len(gold), len(labelled), systems, _answers(outcomes, labelled))


def _retrieval(
    name: str, outcomes: Sequence[Outcome], gold: Sequence[Outcome], labelled: Sequence[Outcome]
) -> Retrieval:
    ranks = _ranks(name, gold)
    ours = _ranks(Dateline.name, gold) if name != Dateline.name else None
    read = [outcome.readings[name] for outcome in labelled]
    return Retrieval(
        {metric: estimate(values(ranks)) for metric, values in METRICS.items()},
        {metric: gain(values(ours), values(ranks)) for metric, values in METRICS.items()} if ours else {},
        estimate([float(reading.held) for reading in read]),
        estimate([float(reading.words) for reading in read]),
        latency(outcome.readings[name].ms for outcome in outcomes),
    )


def _ranks(name: str, outcomes: Sequence[Outcome]) -> list[int | None]:
    """Empty for a system that did not take part."""
    return [outcome.readings[name].rank for outcome in outcomes if name in outcome.readings]


def _answers(outcomes: Sequence[Outcome], labelled: Sequence[Outcome]) -> Answers | None:
    every = [outcome.answered for outcome in outcomes if outcome.answered]
    of_labelled = [outcome.answered for outcome in labelled if outcome.answered]
    if not every:
        return None
    return Answers(
        estimate([float(answered.right) for answered in of_labelled]),
        estimate([float(answered.words) for answered in of_labelled if not answered.refused]),
        estimate([float(bool(answered.refused)) for answered in every]),
        latency(answered.ms for answered in every),
    )


def latency(times: Iterable[float]) -> Latency | None:
    """None when nothing was timed."""
    taken = list(times)
    return Latency(*(float(p) for p in np.percentile(taken, (50, 95)))) if taken else None

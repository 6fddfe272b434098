"""Does it refuse what the archive does not answer, and only that."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from evals.metrics.rate import Rate
from evals.metrics.score import Sample


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether a refusal was the right answer, and whether it was given."""

    wanted: bool
    given: bool

    @property
    def right(self) -> bool:
        """Refused what was to be refused, answered what was to be answered."""
        return self.wanted == self.given

    @property
    def why(self) -> str:
        """A refusal where an answer was wanted is told by `answer_right`, not twice."""
        return "answered, although the archive does not answer it" if self.wanted and not self.given else ""


def score(sample: Sample) -> Outcome:
    """What was wanted and what was given; the metrics below count them."""
    return Outcome(wanted=sample.question.refuse, given=sample.refused)


def precision(outcomes: Iterable[Outcome]) -> Rate:
    """Of the refusals given, how many were wanted."""
    return Rate.of(outcome.wanted for outcome in outcomes if outcome.given)


def recall(outcomes: Iterable[Outcome]) -> Rate:
    """Of the refusals wanted, how many were given."""
    return Rate.of(outcome.given for outcome in outcomes if outcome.wanted)


def false_refusals(outcomes: Iterable[Outcome]) -> Rate:
    """Of the questions that the archive answers, how many were refused: lower is better."""
    return Rate.of(outcome.given for outcome in outcomes if not outcome.wanted)

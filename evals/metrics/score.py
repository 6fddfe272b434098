"""What a scorer is given (a sample) and what it says (a score)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evals.golden import Question
from evals.metrics.rate import Rate
from rag import Answer


@dataclass(frozen=True, slots=True)
class Sample:
    """A question, its answer, and the stored text of every article that the answer cites, by id."""

    question: Question
    answer: Answer
    texts: Mapping[str, str]

    @property
    def refused(self) -> bool:
        """Whether the answer is a refusal."""
        return self.answer.refusal is not None


@dataclass(frozen=True, slots=True)
class Score:
    """``passed`` is None where the idea does not apply to the sample; ``why`` says what is wrong."""

    passed: bool | None
    why: str = ""


PASSED = Score(True)
NOT_ASKED = Score(None)


def failed(why: str) -> Score:
    """A score of a sample that does not pass."""
    return Score(False, why)


def share(scores: Iterable[Score]) -> Rate:
    """The metric over yes-or-no scores: how many of those that apply passed."""
    return Rate.of(score.passed for score in scores if score.passed is not None)

"""How likely a sentence answers the question, all its marks taken together."""

from __future__ import annotations

from rag.answer import Care
from rag.evidence import Evidence
from rag.question import Question
from rag.reader.calibration import probability

MARKS = ("coverage", "read", "hit", "fit", "act", "names", "binding", "clause")
_CLAUSES = frozenset({"why", "how", "said", "yes_no", "topic"})
"""Kinds of question that a whole clause answers: there the reader's words tell less."""

ANSWERING = {
    "coverage": 0.9,
    "read": 3.0,
    "hit": 2.1,
    "fit": 0.7,
    "act": 0.4,
    "names": 1.8,
    "binding": 0.6,
    "clause": 0.5,
    "offset": -7.7,
}
"""A logistic regression over the five best sentences of the development questions, with an answer and
without one (``python -m evals.benchmarks.weighing``)."""

SETTINGS: dict[Care, float] = {"strict": 0.25, "usual": 0.135, "lenient": 0.05}
"""How likely one of the five must be to answer for an answer to be given. The usual bound refuses one in
twenty of the golden development questions that have one."""


def marks(question: Question, item: Evidence) -> tuple[float, ...]:
    """What speaks for a sentence, in the order of `MARKS`, each from 0 to 1."""
    return (*(float(getattr(item, mark)) for mark in MARKS[:-1]), float(question.kind in _CLAUSES))


def likelihood(question: Question, item: Evidence) -> float:
    """How likely it answers, by questions with and without an answer, 0 to 1."""
    logit = sum(ANSWERING[mark] * value for mark, value in zip(MARKS, marks(question, item), strict=True))
    return float(probability(logit + ANSWERING["offset"]))

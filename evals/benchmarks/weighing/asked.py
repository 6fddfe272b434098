"""Development questions with every sentence weighed for them: which hold the answer, which do not."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.benchmarks.realtimeqa import dataset
from evals.benchmarks.realtimeqa.measure import is_right
from evals.benchmarks.reporters import questions
from evals.golden import Question, load
from evals.metrics.wording import contains
from evals.run import SUITES
from index import Archive
from index.progress import Progress, unseen
from rag.asking import take
from rag.evidence import Evidence, weigh
from rag.likely import MARKS, marks
from rag.lookup import find
from rag.reader.data.entities import entities, swapped
from rag.refuse import within
from rag.retrieve import Scope

Right = Callable[[Evidence], bool]
"""Whether a sentence answers the question that it was weighed for."""

_SEED = 6


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of one set; ``answerable`` is false where a right system refuses.

    ``marks`` has a row for each sentence and a column for each of `MARKS`, best first; ``right`` and
    ``admitted`` (by the days that the question names) one truth for each row.
    """

    source: str
    answerable: bool
    marks: NDArray[np.float64]
    right: NDArray[np.bool_]
    admitted: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Case:
    """A question to weigh: its text, what may be read, what is right; None: nothing is."""

    source: str
    text: str
    scope: Scope
    right: Right | None


def golden(part: str) -> list[Case]:
    """The golden questions of one part that are no follow-ups, and not about dates."""
    asked = [q for q in load(SUITES["golden"].golden) if q.part == part and not (q.after or q.time)]
    cases = [Case("golden", q.question, _scope(q), None if q.refuse else _holds(q)) for q in asked]
    return cases + _exchanged(cases)


def quiz(data: Path, part: str) -> list[Case]:
    """The quiz questions of one part whose answer stands in an article that goes with them."""
    asked = [q for q in dataset.questions(data) if q.part == part and q.labelled]
    cases = [Case("quiz", q.text, Scope.of(as_of=q.as_of), _says(q.answers)) for q in asked]
    return cases + _exchanged(cases)


def reporters(part: str) -> list[Case]:
    """The reporters' questions of one part whose answer stands in a sentence as it is, or nowhere."""
    asked = [q for q in questions.load(part) if q.kind not in {"when", questions.YES_NO}]
    return [
        Case("reporters", q.question, Scope.of(as_of=q.as_of), _tells(q) if q.answerable else None)
        for q in asked
    ]


def weighed(archive: Archive, cases: Sequence[Case], progress: Progress | None) -> Iterator[Asked]:
    """Each case with its sentences; one without a sentence is left out."""
    for done, case in enumerate(cases, start=1):
        (progress or unseen)("weighing sentences", done, len(cases))
        asking = take(archive, case.text, case.scope)
        question, found = find(archive, asking.question, asking.scope)
        evidence = weigh(archive, question, found) if not question.empty else []
        if evidence:
            yield Asked(
                source=case.source,
                answerable=case.right is not None,
                marks=np.array([marks(question, item) for item in evidence]).reshape(-1, len(MARKS)),
                right=np.array([bool(case.right and case.right(item)) for item in evidence]),
                admitted=np.array([within(question, item.story, item.sentence) for item in evidence]),
            )


def _scope(question: Question) -> Scope:
    return Scope.of(
        as_of=question.as_of, since=question.since, until=question.until, outlets=question.outlets
    )


def _holds(question: Question) -> Right:
    groups = [question.quote] if question.quote else list(question.expect)

    def right(item: Evidence) -> bool:
        source = not question.sources or Path(item.story.article.path).name in question.sources
        return source and any(contains(item.sentence.text, wording) for group in groups for wording in group)

    return right


def _says(answers: Sequence[str]) -> Right:
    return lambda item: is_right(item.sentence.text, answers)


def _tells(question: questions.Question) -> Right:
    """A sentence of the article with the wording, or with one thing of a list."""

    def right(item: Evidence) -> bool:
        return item.story.article.id == question.article and is_right(item.sentence.text, question.answers)

    return right


def _exchanged(cases: Sequence[Case]) -> list[Case]:
    """Each answerable case with a name, a year or a number of its question exchanged for another's."""
    rng = random.Random(_SEED)  # noqa: S311 - no secret
    pool = [entity for case in cases for entity in entities(case.text)]
    turned = [(case, swapped(case.text, pool, (), rng)) for case in cases if case.right]
    return [Case(case.source, text, case.scope, None) for case, text in turned if text]

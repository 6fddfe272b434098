"""The weights of the marks, fitted on questions whose right sentence is known."""

from __future__ import annotations

import numpy as np
import pytest

from evals.benchmarks.weighing.asked import Asked, golden
from evals.benchmarks.weighing.fit import answering, best_first, likelihood, ranking
from rag.drafts import BEST

COLUMNS = [0, 1]


def _asked(seed: int, *, answerable: bool = True) -> Asked:
    """Ten sentences with two marks: the first tells the right one, the second is noise."""
    rng = np.random.default_rng(seed)
    marks = rng.uniform(0.0, 0.6, (10, 2))
    right = np.zeros(10, dtype=bool)
    if answerable:
        right[3] = True
        marks[3, 0] = 0.95
    return Asked("golden", answerable, marks, right, np.ones(10, dtype=bool))


@pytest.fixture(scope="module")
def questions() -> list[Asked]:
    return [_asked(seed, answerable=seed % 2 == 0) for seed in range(40)]


def test_the_mark_that_tells_the_right_sentence_gets_the_weight(questions: list[Asked]) -> None:
    telling, noise = ranking(questions, COLUMNS)
    assert telling > 5 * abs(noise)


def test_the_right_sentence_is_ranked_first(questions: list[Asked]) -> None:
    weights = ranking(questions, COLUMNS)
    assert all(best_first(q, weights)[0] == 3 for q in questions if q.answerable)


def test_what_is_answered_is_told_from_what_is_not(questions: list[Asked]) -> None:
    order = ranking(questions, COLUMNS)
    weights = answering(questions, order, COLUMNS)
    scores: dict[bool, list[float]] = {True: [], False: []}
    for seed in range(100, 120):
        question = _asked(seed, answerable=seed % 2 == 0)
        scores[question.answerable].append(likelihood(question, order, weights, COLUMNS))
    assert min(scores[True]) > max(scores[False])


def test_only_the_best_sentences_that_the_days_admit_may_answer() -> None:
    question = _asked(0)
    weights = np.array([1.0, 0.0])
    assert len(best_first(question, weights)) == BEST
    none = Asked("golden", True, question.marks, question.right, np.zeros(10, dtype=bool))
    assert likelihood(none, weights, np.array([9.0, 0.0, 9.0]), COLUMNS) == 0.0


def test_the_fit_is_the_same_every_time(questions: list[Asked]) -> None:
    assert ranking(questions, COLUMNS).tolist() == ranking(questions, COLUMNS).tolist()


def test_exchanged_questions_differ_from_their_own_and_have_no_answer() -> None:
    cases = golden("dev")
    asked = [case for case in cases if case.right]
    assert len({case.text for case in cases}) > len(asked)
    assert golden("dev")[-1].text == cases[-1].text
    assert cases[-1].right is None

"""How likely a sentence answers, all its marks taken together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.evidence import Evidence
from rag.likely import ANSWERING, MARKS, SETTINGS, likelihood, marks
from rag.question import understand
from rag.story import Story

QUESTION = understand("What did the mayor open?")


@pytest.fixture(scope="module")
def sure(story: Callable[..., Story], evidence: Callable[..., list[Evidence]]) -> Evidence:
    """A sentence with full marks for everything."""
    return evidence([story("The mayor opened the new bridge.")], 1.0)[0]


def test_every_mark_has_its_weight() -> None:
    assert set(ANSWERING) == {*MARKS, "offset"}


def test_full_marks_are_likely_enough_for_the_strictest_and_none_for_nobody(sure: Evidence) -> None:
    none = replace(sure, **dict.fromkeys(MARKS[:-1], 0.0))  # type: ignore[arg-type]  # marks are floats
    assert likelihood(QUESTION, sure) > SETTINGS["strict"] > SETTINGS["usual"] > SETTINGS["lenient"]
    assert likelihood(QUESTION, none) < SETTINGS["lenient"]


@given(mark=st.sampled_from(["coverage", "read", "names"]), less=st.floats(0, 1))
def test_a_lower_mark_is_never_likelier(sure: Evidence, mark: str, less: float) -> None:
    lower = replace(sure, **{mark: less})  # type: ignore[arg-type]  # marks are floats
    assert 0.0 < likelihood(QUESTION, lower) <= likelihood(QUESTION, sure) < 1.0


def test_a_question_that_a_clause_answers_is_marked_so(sure: Evidence) -> None:
    assert marks(QUESTION, sure)[-1] == 0.0
    assert marks(understand("Why did the mayor open it?"), sure)[-1] == 1.0

"""How a follow-up was understood, judged apart from its answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evals.golden import Question
from evals.metrics import rewriting_right
from evals.metrics.rate import Rate
from evals.metrics.score import Sample
from evals.metrics.verdict import judge, measure

Make = Callable[..., Sample]

WANTED = {"understood": (("Okoro",), ("Kelso", "Oslo")), "not_understood": ("he",)}


def _taken_for(made: Sample, whole: str) -> Sample:
    return replace(made, answer=replace(made.answer, understood_as=whole))


@pytest.mark.parametrize(
    ("whole", "why"),
    [
        ("When did Okoro visit Oslo?", ""),
        ("When did Okoro visit the Ostrava?", "lacks Kelso or Oslo"),
        ("When did he visit Oslo?", "lacks Okoro; says he"),
    ],
)
def test_the_question_says_what_it_leans_on_and_nothing_else(sample: Make, whole: str, why: str) -> None:
    score = rewriting_right.score(_taken_for(sample(after="one", **WANTED), whole))
    assert (score.passed, score.why) == (not why, why)


def test_what_leans_on_nothing_stays_as_it_was_typed(sample: Make) -> None:
    made = sample(after="one", stays=True)
    assert rewriting_right.score(_taken_for(made, made.question.question)).passed
    assert rewriting_right.score(_taken_for(made, "When did Okoro resign?")).passed is False


def test_questions_that_ask_for_no_rewriting_do_not_count(sample: Make) -> None:
    assert rewriting_right.score(sample()).passed is None
    assert rewriting_right.score(sample(after="one")).passed is None


def test_an_answer_is_right_however_its_question_was_understood(sample: Make) -> None:
    verdict = judge(_taken_for(sample(after="one", **WANTED), "When did he visit Oslo?"))
    assert verdict.passed
    rates = measure([verdict])
    assert (rates["follow_ups_right"], rates["rewriting_right"]) == (Rate(1, 1), Rate(0, 1))


@pytest.mark.parametrize("wanted", [WANTED, {"stays": True}, {"not_understood": ("he",)}])
def test_only_a_follow_up_is_understood_from_what_was_before(wanted: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="only for follow-ups"):
        Question("x", "when", "dev", "When?", (("May",),), **wanted)  # type: ignore[arg-type]  # of a kind


def test_what_stays_needs_no_wordings() -> None:
    with pytest.raises(ValueError, match="needs neither"):
        Question("x", "when", "dev", "When?", (("May",),), after="y", stays=True, understood=(("May",),))

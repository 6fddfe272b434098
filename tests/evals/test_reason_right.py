from collections.abc import Callable

from evals.metrics import reason_right
from evals.metrics.score import Sample

Make = Callable[..., Sample]


def test_the_reason_must_be_the_one_that_the_question_names(refused: Make) -> None:
    assert reason_right.score(refused(refuse=True, reason="not_in_archive")).passed
    score = reason_right.score(refused(refuse=True, reason="outside_dates"))
    assert score.passed is False
    assert score.why == "refused as not_in_archive, not as outside_dates"


def test_answers_and_questions_that_name_no_reason_do_not_count(sample: Make, refused: Make) -> None:
    assert reason_right.score(sample(refuse=True, reason="outside_dates")).passed is None
    assert reason_right.score(refused(refuse=True)).passed is None

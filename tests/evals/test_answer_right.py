from collections.abc import Callable

from evals.metrics import answer_right
from evals.metrics.score import Sample

Make = Callable[..., Sample]


def test_any_wording_of_a_group_is_enough(sample: Make) -> None:
    assert answer_right.score(sample("It reopened on 2021-05-04. [1]")).passed


def test_every_group_must_be_there(sample: Make) -> None:
    score = answer_right.score(sample("It reopened on 4 May 2021.", expect=(("4 May",), ("toll", "fee"))))
    assert score.passed is False
    assert score.why == "lacks toll or fee"


def test_what_is_forbidden_makes_it_wrong_even_beside_the_right_answer(sample: Make) -> None:
    score = answer_right.score(sample("On 4 May 2021, or on 6 June 2022.", forbid=("6 June",)))
    assert score.passed is False
    assert score.why == "says 6 June"


def test_a_refusal_where_an_answer_was_expected_is_wrong(refused: Make) -> None:
    assert answer_right.score(refused()).passed is False


def test_a_question_to_be_refused_does_not_count_here(sample: Make, refused: Make) -> None:
    assert answer_right.score(refused(refuse=True)).passed is None
    assert answer_right.score(sample(refuse=True)).passed is None

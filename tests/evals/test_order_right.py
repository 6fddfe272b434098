from collections.abc import Callable

from evals.metrics import order_right
from evals.metrics.score import Sample

Make = Callable[..., Sample]

TEXT = "It closed on 3 March 2021 [1] and reopened on 4 May 2021 [1]; it closed again in June. [1]"
ORDER = (("3 March",), ("4 May", "May 4"))


def test_wordings_in_their_order_are_right(sample: Make) -> None:
    assert order_right.score(sample(TEXT, order=ORDER)).passed
    assert order_right.score(sample(TEXT, order=(*ORDER, ("June",)))).passed


def test_the_other_way_round_is_wrong(sample: Make) -> None:
    score = order_right.score(sample(TEXT, order=ORDER[::-1]))
    assert score.passed is False
    assert score.why == "lacks 3 March behind 4 May or May 4"


def test_one_wording_does_not_count_for_two_groups(sample: Make) -> None:
    assert order_right.score(sample(TEXT, order=(("closed",), ("closed",)))).passed
    assert order_right.score(sample(TEXT, order=(("4 May",), ("4 May",)))).passed is False


def test_what_is_not_said_at_all_is_wrong(sample: Make, refused: Make) -> None:
    assert order_right.score(sample(TEXT, order=(("2020",), *ORDER))).why == "lacks 2020"
    assert order_right.score(refused(order=ORDER)).passed is False


def test_a_question_without_an_order_does_not_count(sample: Make) -> None:
    assert order_right.score(sample(TEXT)).passed is None

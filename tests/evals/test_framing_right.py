from collections.abc import Callable

from evals.metrics import framing_right
from evals.metrics.score import Sample

Make = Callable[..., Sample]

NOTE = "No article in the archive reports that it took place."
SAYS = (("took place", "happened"),)


def test_the_notes_may_say_it_or_the_text(sample: Make) -> None:
    assert framing_right.score(sample(notes=[NOTE], says=SAYS)).passed
    assert framing_right.score(sample("It has not happened yet. [1]", says=SAYS)).passed


def test_an_answer_that_keeps_it_to_itself_is_wrong(sample: Make) -> None:
    score = framing_right.score(sample(notes=["The year is not stated."], says=SAYS))
    assert score.passed is False
    assert score.why == "does not say took place or happened"


def test_a_refusal_says_it_in_its_message(refused: Make) -> None:
    assert framing_right.score(refused(refuse=True, says=(("does not say",),))).passed
    assert framing_right.score(refused(refuse=True, says=(("2019", "2020"),))).passed is False


def test_only_what_was_rightly_answered_or_refused_counts(sample: Make, refused: Make) -> None:
    assert framing_right.score(refused(says=SAYS)).passed is None
    assert framing_right.score(sample(refuse=True, says=SAYS)).passed is None
    assert framing_right.score(sample()).passed is None

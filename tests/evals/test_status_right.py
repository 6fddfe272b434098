from collections.abc import Callable

from evals.golden import Dated
from evals.metrics import status_right
from evals.metrics.score import Sample
from rag.answer import Event

Make = Callable[..., Sample]
Tell = Callable[..., Event]

PLANNED = (Dated("2021-05-04", "planned"),)


def test_the_event_of_that_day_has_the_status(sample: Make, event: Tell) -> None:
    planned = event("2021-05-04", "2021-05-04", status="planned")
    assert status_right.score(sample(timeline=[planned], dates=PLANNED)).passed
    score = status_right.score(sample(timeline=[event("2021-05-04", "2021-05-04")], dates=PLANNED))
    assert score.passed is False
    assert score.why == "2021-05-04 is happened, not planned"


def test_how_exact_the_date_is_does_not_matter(sample: Make, event: Tell) -> None:
    month = event("2021-05", "2021-05-01", "2021-05-31", status="planned")
    assert status_right.score(sample(timeline=[month], dates=PLANNED)).passed


def test_the_event_of_the_very_day_counts_before_a_longer_one(sample: Make, event: Tell) -> None:
    month = event("2021-05", "2021-05-01", "2021-05-31", status="planned")
    day = event("2021-05-04", "2021-05-04", status="cancelled")
    assert status_right.score(sample(timeline=[month, day], dates=PLANNED)).passed is False


def test_another_day_says_nothing_of_this_one(sample: Make, event: Tell) -> None:
    other = event("2021-05-05", "2021-05-05", status="planned")
    assert status_right.score(sample(timeline=[other], dates=PLANNED)).why == "no event at 2021-05-04"


def test_only_dates_with_a_status_count(sample: Make, refused: Make) -> None:
    assert status_right.score(sample(dates=(Dated("2021-05-04"),))).passed is None
    assert status_right.score(sample()).passed is None
    assert status_right.score(refused(dates=PLANNED)).passed is False


def test_a_day_that_is_told_as_two_things_is_not_told(sample: Make, event: Tell) -> None:
    both = [event("2021-05-04", "2021-05-04", status=status) for status in ("planned", "happened")]
    score = status_right.score(sample(timeline=both, dates=PLANNED))
    assert (score.passed, score.why) == (False, "2021-05-04 is planned and happened as well")
    wanted = (*PLANNED, Dated("2021-05-04", "happened"))
    assert status_right.score(sample(timeline=both, dates=wanted)).passed

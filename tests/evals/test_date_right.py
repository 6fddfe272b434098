from collections.abc import Callable

from evals.golden import Dated
from evals.metrics import date_right
from evals.metrics.score import Sample
from rag.answer import Event

Make = Callable[..., Sample]
Tell = Callable[..., Event]

WANTED = (Dated("2021-05-04"),)


def test_the_day_itself_is_right_and_a_range_of_one_day_is_that_day(sample: Make, event: Tell) -> None:
    for value in ("2021-05-04", "2021-05-04/2021-05-04"):
        timeline = [event("2019", "2019-01-01", "2019-12-31"), event(value, "2021-05-04")]
        assert date_right.score(sample(timeline=timeline, dates=WANTED)).passed


def test_a_date_that_is_less_exact_or_more_is_wrong(sample: Make, event: Tell) -> None:
    month = event("2021-05", "2021-05-01", "2021-05-31")
    score = date_right.score(sample(timeline=[month], dates=WANTED))
    assert score.passed is False
    assert score.why == "no event at 2021-05-04; the timeline has 2021-05"
    day = event("2021-05-04", "2021-05-04")
    assert date_right.score(sample(timeline=[day], dates=(Dated("2021-05"),))).passed is False


def test_a_range_is_not_one_of_its_days(sample: Make, event: Tell) -> None:
    visit = event("2021-05-04/2021-05-05", "2021-05-04", "2021-05-05")
    assert date_right.score(sample(timeline=[visit], dates=WANTED)).passed is False
    either = (Dated("2021-05-04", also=("2021-05-04/2021-05-05",)),)
    assert date_right.score(sample(timeline=[visit], dates=either)).passed


def test_a_year_that_is_not_stated_must_not_be_made_up(sample: Make, event: Tell) -> None:
    wanted = (Dated("XXXX-05-04"),)
    assert date_right.score(sample(timeline=[event("XXXX-05-04")], dates=wanted)).passed
    assert (
        date_right.score(sample(timeline=[event("2021-05-04", "2021-05-04")], dates=wanted)).passed is False
    )


def test_every_date_must_be_there(sample: Make, event: Tell) -> None:
    timeline = [event("2021-05-04", "2021-05-04")]
    score = date_right.score(sample(timeline=timeline, dates=(*WANTED, Dated("2021-06"), Dated("2022"))))
    assert score.why == "no event at 2021-06 or at 2022; the timeline has 2021-05-04"


def test_a_refusal_gives_no_date_and_a_question_for_none_does_not_count(sample: Make, refused: Make) -> None:
    assert date_right.score(refused(dates=WANTED)).passed is False
    assert date_right.score(sample()).passed is None


def test_an_answer_that_lists_every_date_is_not_right(sample: Make, event: Tell) -> None:
    days = [event(f"2021-05-{day:02d}", f"2021-05-{day:02d}") for day in (2, 4, 6, 8, 10)]
    score = date_right.score(sample(timeline=days, dates=WANTED))
    assert score.passed is False
    assert score.why == "4 dates beside those asked for: 2021-05-02, 2021-05-06, 2021-05-08, 2021-05-10"
    assert date_right.score(sample(timeline=days[:4], dates=WANTED)).passed

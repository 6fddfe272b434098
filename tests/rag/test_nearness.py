"""The days that a question is about, and how near to them an article was printed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dates import DateSpan, TimeValue
from rag.nearness import WEIGHT, WEIGHT_AS_OF, Days, days_of, nearness, printed_around
from rag.question import understand

AS_OF = date(2022, 6, 15)  # a Wednesday
DAYS = st.dates(date(2000, 1, 1), date(2030, 1, 1))


def _days(text: str, as_of: date | None = AS_OF) -> DateSpan | None:
    days = _weighed(text, as_of)
    return days.span if days else None


def _weighed(text: str, as_of: date | None = AS_OF) -> Days | None:
    return days_of(understand(text, today=as_of), as_of)


def _printed(day: date, last: date | None = None) -> TimeValue:
    return TimeValue("", "", DateSpan(day, last or day))


@pytest.mark.parametrize(
    "text", ["Who resigned?", "Which firm has cut its prices?", "Who will lead the bank in 2024?"]
)
def test_asked_as_of_a_day_it_is_about_that_day(text: str) -> None:
    assert _days(text) == DateSpan.day(AS_OF)
    assert _days(text.replace(" in 2024", ""), None) is None


def test_the_days_that_it_names_go_first() -> None:
    assert _days("Who resigned in May 2021?") == DateSpan(date(2021, 5, 1), date(2021, 5, 31))
    assert _days("Who resigned in May 2021?", None) == DateSpan(date(2021, 5, 1), date(2021, 5, 31))
    assert _days("Who resigned this week?") == DateSpan(date(2022, 6, 13), AS_OF)
    assert _days("Who resigned in 2022?") == DateSpan.day(AS_OF)


@pytest.mark.parametrize(
    "text", ["Who resigned before May 2021?", "Who resigned after the vote in 2021?", "Who left since 2019?"]
)
def test_open_days_are_no_days(text: str) -> None:
    days = _days(text)
    assert days is None or days.end < AS_OF


def test_every_telling_of_an_event_counts_but_for_the_latest_and_the_next() -> None:
    assert _days("When did Brandt visit Oslo?") is None
    assert _days("When did Brandt last visit Oslo?") == DateSpan.day(AS_OF)
    assert _days("When will Brandt visit Oslo?") == DateSpan.day(AS_OF)


def test_days_in_its_own_words_weigh_more_than_as_of() -> None:
    for text in ("Who resigned this week?", "Who resigned in May 2021?", "When did Brandt last visit Oslo?"):
        days = _weighed(text)
        assert days is not None
        assert days.weight == WEIGHT
    assert _weighed("Who resigned?") == Days(DateSpan.day(AS_OF), WEIGHT_AS_OF)
    assert WEIGHT_AS_OF < WEIGHT


@given(DAYS, st.integers(0, 400), st.integers(0, 400))
def test_the_farther_the_less(day: date, near: int, far: int) -> None:
    days = DateSpan.day(day)
    for sign in (-1, 1):
        one, other = (
            nearness(days, _printed(day + sign * timedelta(days=d))) for d in sorted((near, near + far))
        )
        assert 0 < other <= one <= 1


def test_what_was_printed_on_the_days_is_nearest_and_undated_articles_are_not_near() -> None:
    days = DateSpan(date(2022, 6, 1), date(2022, 6, 30))
    assert nearness(days, _printed(date(2022, 6, 9))) == 1.0
    assert nearness(days, _printed(date(2022, 1, 1), date(2022, 12, 31))) == 1.0
    assert nearness(days, None) == nearness(days, TimeValue("one day", "XXXX", None)) == 0.0


@given(st.dates(), st.dates())
def test_it_is_told_on_the_days_and_around_them(one: date, other: date) -> None:
    days = DateSpan(min(one, other), max(one, other))
    assert printed_around(days).contains(days)

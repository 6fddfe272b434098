"""The days that a question names: asked about, or only in the name of what is asked about."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dates import DateSpan
from rag.windows import admits, falls_on, read_window

TODAY = date(2024, 5, 15)  # a Wednesday


def _days(text: str, today: date | None = TODAY, newest: date | None = None) -> str:
    span = read_window(text, today, newest).span
    if span is None:
        return ""
    first = "" if span.start == date.min else str(span.start)
    return f"{first}/{'' if span.end == date.max else span.end}"


@given(st.text() | st.text(alphabet="in 2022 before May 3 the last of since between and 0000 February 30 "))
def test_no_question_is_too_odd_for_a_window(text: str) -> None:
    for today in (None, TODAY, date.min, date.max):
        read_window(text, today, date.max)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Where did Juno Hale travel in 2022?", "2022-01-01/2022-12-31"),
        ("Who met Okoro on 3 May 2023?", "2023-05-03/2023-05-03"),
        ("What did Okoro sign before May 2022?", "/2022-04-30"),
        ("What did Okoro sign after 2022?", "2023-01-01/"),
        ("What did Okoro sign since March 2021?", "2021-03-01/"),
        ("What did Okoro sign by the end of 2022?", "/2022-12-31"),
        ("Did prices rise between 2021 and 2023?", "2021-01-01/2023-12-31"),
        ("Did prices rise from May to July 2022?", "2022-05-01/2022-07-31"),
        ("What was opened in the spring of 2023?", "2023-03-01/2023-05-31"),
        ("Where did Hale go last October?", "2023-10-01/2023-10-31"),
        ("Where has Hale gone in the past two weeks?", "2024-05-01/2024-05-15"),
    ],
)
def test_a_date_with_its_preposition_opens_the_days_asked_about(text: str, days: str) -> None:
    assert _days(text) == days


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("What did the February 4 statement say?", ["XXXX-02-04"]),
        ("Who planned the October 7 attack?", ["XXXX-10-07"]),
        ("Who won the 2022 Harbour Cup?", ["2022"]),
        ("Who won Harbour Cup 2022?", ["2022"]),
        ("What was Hale's May 2023 visit about?", ["2023-05"]),
        ("Why did the Lusaka talks of 5 February 2023 fail?", ["2023-02-05"]),
        ("When were prices last above the 5.4% of December 2021?", ["2021-12"]),
        ("Who wrote the memo on Norland's role in 9/11?", ["2001-09-11"]),
    ],
)
def test_a_date_in_the_name_of_the_subject_is_no_window(text: str, values: list[str]) -> None:
    window = read_window(text, TODAY)
    assert (window.span, window.yearless) == (None, "")
    assert [named.value for named in window.subject] == values


@pytest.mark.parametrize(
    "text",
    [
        "What happened on February 30?",
        "What happened on 30 February 2023?",
        "What happened in the year 0?",
        "What happened on 0000-01-01?",
        "12345 67 890",
        "Did prices rise in 2021, or in June 2023?",
    ],
)
def test_what_is_no_date_or_two_windows_opens_none(text: str) -> None:
    assert read_window(text, None, TODAY).span is None


def test_without_a_today_relative_words_count_from_the_newest_day_and_say_so() -> None:
    asked = "Where did Hale go last October?"
    assert _days(asked, None) == ""
    assert _days(asked, None, TODAY) == "2023-10-01/2023-10-31"
    assert read_window(asked, None, TODAY).relative
    assert not read_window(asked, TODAY).relative
    assert not read_window("Where did Hale go in October 2023?", None, TODAY).relative


def test_a_day_without_a_year_is_one_of_any_year_unless_today_is_known() -> None:
    asked = "Who met Okoro on 4 February?"
    assert read_window(asked, None, TODAY).yearless == "XXXX-02-04"
    assert _days(asked, None, TODAY) == ""
    assert _days(asked) == "2024-02-04/2024-02-04"


@pytest.mark.parametrize(
    ("yearless", "start", "end", "touches"),
    [
        ("XXXX-02-04", date(2022, 2, 4), date(2022, 2, 4), True),
        ("XXXX-02-04", date(2022, 2, 3), date(2022, 2, 5), True),
        ("XXXX-02-04", date(2022, 2, 5), date(2022, 2, 5), False),
        ("XXXX-02-04", date(2022, 1, 1), date(2022, 12, 31), False),
        ("XXXX-02", date(2022, 2, 1), date(2022, 2, 28), True),
        ("XXXX-02", date(2022, 3, 1), date(2022, 3, 1), False),
        ("XXXX-10-17/XXXX-10-18", date(2023, 10, 18), date(2023, 10, 18), True),
    ],
)
def test_a_span_touches_a_day_of_no_year_only_if_it_is_about_as_exact(
    yearless: str, start: date, end: date, touches: bool
) -> None:
    assert falls_on(yearless, DateSpan(start, end), "") is touches


def test_where_no_days_are_asked_about_any_time_will_do() -> None:
    assert admits(None, "", None, "XXXX-05-03")
    assert not admits(DateSpan.day(TODAY), "", None, "XXXX-05-15")
    assert admits(None, "XXXX-05-03", None, "XXXX-05-03/XXXX-05-05")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Who resigned in 2022 and 2023?", date(2022, 1, 1), date(2023, 12, 31)),
        ("Who resigned in May or June 2022?", date(2022, 5, 1), date(2022, 6, 30)),
        ("Who resigned after 2020 but before May 2022?", date(2021, 1, 1), date(2022, 4, 30)),
    ],
)
def test_several_windows_make_one(text: str, first: date, last: date) -> None:
    assert read_window(text, None).span == DateSpan(first, last)


@pytest.mark.parametrize(
    "words", ["on February 30", "in year 0", "on 31 April 2022", "on 2022-02-30", "in 0000"]
)
def test_a_day_of_no_calendar_is_said_to_be_unread(words: str) -> None:
    window = read_window(f"When did Hale visit Oslo {words}?", None)
    assert (window.span, window.yearless, window.unread) == (None, "", True)


@pytest.mark.parametrize("words", ["on February 3", "in 2022", "on 30 April 2022", "on 2022-02-28", "in May"])
def test_a_day_that_is_read_is_not_unread(words: str) -> None:
    assert not read_window(f"When did Hale visit Oslo {words}?", None).unread


def test_today_itself_fixes_no_day_where_it_is_not_known() -> None:
    assert _days("How does Hale look back today on the strike?", None, TODAY) == ""
    assert read_window("How does Hale look back today on the strike?", TODAY).span

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

Value = Callable[..., str]
Read = Callable[..., list[tuple[str, str]]]


@pytest.mark.parametrize(
    "words",
    [
        "4 February 2022",
        "04 February 2022",
        "4th February, 2022",
        "4th of February 2022",
        "February 4, 2022",
        "February 4th, 2022",
        "Feb. 4, 2022",
        "FEBRUARY 4, 2022",
        "february 4, 2022",
        "Friday, Feb. 4, 2022",
        "Friday 4 February 2022",
        "2022-02-04",
        "2022/02/04",
        "4-Feb-2022",
    ],
)
def test_a_full_date_is_read_in_every_newspaper_form(words: str, read: Read) -> None:
    assert read(f"It was signed on {words}.", None) == [(words, "2022-02-04")]


@pytest.mark.parametrize("words", ["31/12/2022", "12/31/2022", "31.12.2022"])
def test_slashes_are_a_date_where_one_order_is_possible(words: str, value: Value) -> None:
    assert value(words) == "2022-12-31"


@pytest.mark.parametrize(
    "text",
    [
        "30 February 2022",
        "February 30",
        "Feb. 30, 2022",
        "29 February 2023",
        "April 31",
        "1 January 0000",
        "January 0000",
        "year 0",
        "2022-13-45",
        "05/06/2023",
        "12 345 2023 1999",
        "2023",
        "17",
        "10-12",
        "1,984 people",
        "$2022",
        "2000 people",
        "No. 1984",
        "٤ فبراير ٢٠٢٢",
    ],
)
def test_what_no_calendar_has_and_bare_numbers_are_no_dates(text: str, read: Read) -> None:
    assert read(text) == []


def test_a_month_with_its_year_is_a_month(value: Value) -> None:
    assert value("in February 2022") == "2022-02"
    assert value("in Feb. 2022") == "2022-02"
    assert value("in early February, 2022") == "2022-02"
    assert value("since 2/2022") == "2022-02"


def test_a_date_without_a_year_stays_open_without_a_publication_date(value: Value) -> None:
    assert value("on March 20", None) == "XXXX-03-20"
    assert value("In March they met.", None) == "XXXX-03"


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("They met on March 20.", date(2023, 10, 16), "2023-03-20"),
        ("They will meet on March 20.", date(2023, 10, 16), "2024-03-20"),
        ("The court will rule on January 5.", date(2023, 12, 20), "2024-01-05"),
        ("The court ruled on December 20.", date(2024, 1, 5), "2023-12-20"),
        ("He was elected in November.", date(2024, 2, 1), "2023-11"),
        ("The vote is due in November.", date(2024, 2, 1), "2024-11"),
        ("The summit, on October 20, is in Rome.", date(2023, 10, 16), "2023-10-20"),
    ],
)
def test_the_year_is_the_nearest_that_fits_the_tense(
    text: str, published: date, expected: str, value: Value
) -> None:
    assert value(text, published) == expected


def test_a_weekday_beside_a_date_decides_its_year(value: Value) -> None:
    assert value("Friday, Feb. 4") == "2022-02-04"


def test_a_leap_day_is_given_a_leap_year(value: Value) -> None:
    assert value("They met on February 29.") == "2024-02-29"
    assert value("They met on February 29.", date(2022, 5, 1)) in ("2020-02-29", "2024-02-29")


@pytest.mark.parametrize(
    "text",
    [
        "They may go.",
        "Theresa May spoke.",
        "Mr. March left.",
        "They march on.",
        "May I ask?",
        "Mae and Jan sang.",
    ],
)
def test_names_and_verbs_that_look_like_months_are_left_alone(text: str, read: Read) -> None:
    assert read(text) == []


def test_may_and_march_are_months_where_a_month_would_stand(value: Value) -> None:
    assert value("They met in May.") == "2023-05"
    assert value("since March") == "2023-03"


def test_june_last_year_takes_its_year_from_the_publication(value: Value) -> None:
    assert value("in June last year") == "2022-06"
    assert value("in June last year", None) == "XXXX-06"


def test_the_attacks_of_11_september_have_their_own_year(value: Value) -> None:
    assert value("after 9/11") == "2001-09-11"
    assert value("the Sept. 11 attacks") == "2001-09-11"

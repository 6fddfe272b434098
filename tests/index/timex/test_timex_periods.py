from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from index.timex.holidays import HOLIDAYS, easter, holiday, yearless

Value = Callable[..., str]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in 1991", "1991"),
        ("the 2020 campaign", "2020"),
        ("early 2022", "2022"),
        ("mid-1996", "1996"),
        ("the end of 1994", "1994"),
        ("in the year 2050", "2050"),
        ("the year two thousand", "2000"),
        ("nineteen ninety-six", "1996"),
        ("fiscal 2023", "2023"),
        ("the 1990s", "199"),
        ("the early 1980s", "198"),
        ("the '80s", "198"),
        ("the late nineties", "199"),
        ("the 20th century", "19"),
        ("the twenty-first century", "20"),
        ("the third quarter of 1984", "1984-Q3"),
        ("third-quarter profit", "2023-Q3"),
        ("the 2022 second quarter", "2022-Q2"),
        ("next year's first quarter", "2024-Q1"),
        ("Q3 2022", "2022-Q3"),
        ("the second half of 2022", "2022-H2"),
        ("the first half of last year", "2022-H1"),
        ("the spring of 1998", "1998-SP"),
        ("summer 2021", "2021-SU"),
        ("It rained in the spring.", "2023-SP"),
        ("Christmas 2022", "2022-12-25"),
        ("Thanksgiving 2023", "2023-11-23"),
        ("last Thanksgiving", "2022-11-24"),
        ("Easter 2024", "2024-03-31"),
        ("Good Friday 2024", "2024-03-29"),
        ("New Year’s Eve 2021", "2021-12-31"),
        ("The shops will close on Christmas Day.", "2023-12-25"),
        ("by year-end", "2023-12-31"),
        ("the fiscal year", "2023"),
    ],
)
def test_a_period_of_the_calendar_has_its_value(text: str, expected: str, value: Value) -> None:
    assert value(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("the third quarter", "XXXX-Q3"), ("last Christmas", "XXXX-12-25"), ("at Easter", "XXXX-XX-XX")],
)
def test_without_a_publication_date_the_year_stays_open(text: str, expected: str, value: Value) -> None:
    assert value(text, None) == expected


@pytest.mark.parametrize(
    "text",
    ["the Winter Olympics", "Prices fall.", "a Boeing 2000", "1990-based", "the 1980 men"],
)
def test_what_only_looks_like_a_period_is_none(text: str, value: Value) -> None:
    assert value(text) == ""


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [(1961, 4, 2), (1998, 4, 12), (2000, 4, 23), (2008, 3, 23), (2019, 4, 21), (2024, 3, 31), (2038, 4, 25)],
)
def test_easter_falls_where_the_church_says(year: int, month: int, day: int) -> None:
    assert easter(year) == date(year, month, day)


def test_every_holiday_has_a_day_in_every_year() -> None:
    for name in HOLIDAYS:
        for year in range(1900, 2100):
            found = holiday(name, year)
            assert found is not None
            assert found.year == year


def test_no_holiday_is_invented_outside_the_gregorian_calendar() -> None:
    assert holiday("Christmas", 0) is None
    assert holiday("Easter", 10_000) is None
    assert holiday("Easter", 1066) is None


def test_a_movable_feast_has_no_day_without_a_year() -> None:
    assert yearless("Christmas  Eve") == "XXXX-12-24"
    assert yearless("Easter") == "XXXX-XX-XX"

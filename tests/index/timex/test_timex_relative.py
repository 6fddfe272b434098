from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

Value = Callable[..., str]


@pytest.mark.parametrize(
    ("text", "expected", "unresolved"),
    [
        ("today", "2023-10-16", "PRESENT_REF"),
        ("yesterday", "2023-10-15", "XXXX-XX-XX"),
        ("tomorrow", "2023-10-17", "XXXX-XX-XX"),
        ("the day before yesterday", "2023-10-14", "XXXX-XX-XX"),
        ("the day after tomorrow", "2023-10-18", "XXXX-XX-XX"),
        ("tonight", "2023-10-16TNI", "XXXX-XX-XXTNI"),
        ("last night", "2023-10-15TNI", "XXXX-XX-XXTNI"),
        ("this morning", "2023-10-16TMO", "XXXX-XX-XXTMO"),
        ("yesterday evening", "2023-10-15TEV", "XXXX-XX-XXTEV"),
        ("this week", "2023-W42", "XXXX-WXX"),
        ("last week", "2023-W41", "XXXX-WXX"),
        ("next week", "2023-W43", "XXXX-WXX"),
        ("last weekend", "2023-W41-WE", "XXXX-WXX-WE"),
        ("this past weekend", "2023-W41-WE", "XXXX-WXX-WE"),
        ("the prior month", "2023-09", "XXXX-XX"),
        ("next fiscal year", "2024", "XXXX"),
        ("this month", "2023-10", "XXXX-XX"),
        ("earlier this month", "2023-10", "XXXX-XX"),
        ("late last month", "2023-09", "XXXX-XX"),
        ("early next month", "2023-11", "XXXX-XX"),
        ("last year", "2022", "XXXX"),
        ("later this year", "2023", "XXXX"),
        ("next year", "2024", "XXXX"),
        ("last quarter", "2023-Q3", "XXXX-QX"),
        ("this decade", "202", "XXX"),
        ("last century", "19", "XX"),
        ("two weeks ago", "2023-W40", "XXXX-WXX"),
        ("three days ago", "2023-10-13", "XXXX-XX-XX"),
        ("six months ago", "2023-04", "XXXX-XX"),
        ("twenty-five years ago", "1998", "XXXX"),
        ("several years ago", "PAST_REF", "PAST_REF"),
        ("two decades ago", "2003", "XXXX"),
        ("a fortnight ago", "2023-W40", "XXXX-WXX"),
        ("three days from now", "2023-10-19", "XXXX-XX-XX"),
        ("last October", "2022-10", "XXXX-10"),
        ("last September", "2023-09", "XXXX-09"),
        ("next March", "2024-03", "XXXX-03"),
        ("this December", "2023-12", "XXXX-12"),
        ("last spring", "2023-SP", "XXXX-SP"),
        ("this winter", "2023-WI", "XXXX-WI"),
    ],
)
def test_a_relative_time_is_told_from_the_publication_and_stays_open_without_it(
    text: str, expected: str, unresolved: str, value: Value
) -> None:
    assert value(text) == expected
    assert value(text, None) == unresolved


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met on Friday.", "2023-10-13"),
        ("The ministers said Monday", "2023-10-16"),
        ("They will meet on Friday.", "2023-10-20"),
        ("They are to meet on Friday.", "2023-10-20"),
        ("A meeting is scheduled for Friday.", "2023-10-20"),
        ("The talks are to be held on Friday.", "2023-10-20"),
        ("On Friday he meets the king.", "2023-10-20"),
        ("He arrives on Tuesday.", "2023-10-17"),
        ("The vote expected on Tuesday", "2023-10-17"),
        ("Friday’s vote", "2023-10-13"),
        ("since Thursday", "2023-10-12"),
        ("until Thursday", "2023-10-19"),
        ("as soon as Tuesday", "2023-10-17"),
        ("last Friday", "2023-10-13"),
        ("last Monday", "2023-10-09"),
        ("next Friday", "2023-10-20"),
        ("next Monday", "2023-10-23"),
        ("this coming Friday", "2023-10-20"),
        ("He left on Friday night.", "2023-10-13TNI"),
    ],
)
def test_tense_decides_the_week_of_a_weekday(text: str, expected: str, value: Value) -> None:
    assert value(text) == expected


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        (
            "Prime Minister Doe was in Kyiv, which he visited without prior notice on Tuesday to meet "
            "President Roe.",
            date(2023, 3, 22),
            "2023-03-21",
        ),
        ("He flies home on Friday.", date(2019, 6, 6), "2019-06-07"),
        ("The minister leaves on Saturday.", date(2019, 6, 6), "2019-06-08"),
        ("Putin meets Xi on Friday", date(2019, 6, 6), "2019-06-07"),
        ("Putin meets Xi on Friday", date(2019, 6, 9), "2019-06-07"),
        ("Putin meets Xi on Friday", date(2019, 6, 7), "2019-06-07"),
        ("Polls close on 3 March", date(2019, 6, 6), "2019-03-03"),
        ("Fair opens 3 January", date(2019, 6, 6), "2019-01-03"),
    ],
)
def test_the_verb_of_the_clause_decides_the_week(
    text: str, published: date, expected: str, value: Value
) -> None:
    assert value(text, published) == expected


def test_a_weekday_without_a_publication_date_keeps_its_name(value: Value) -> None:
    assert value("They met on Friday.", None) == "XXXX-WXX-5"


def test_in_three_days_is_a_day_ahead_or_a_length_behind(value: Value) -> None:
    assert value("He will return in three days.") == "2023-10-19"
    assert value("He won the race in three days.") == "P3D"


def test_the_ends_of_the_calendar_are_no_error(value: Value) -> None:
    assert value("next year", date(9999, 12, 31)) == "XXXX"
    assert value("last year", date(1, 1, 1)) == "XXXX"
    assert value("tomorrow", date(9999, 12, 31)) == "XXXX-XX-XX"
    assert value("900 years ago", date(800, 1, 1)) == "XXXX"


def test_a_newspaper_called_today_is_no_day(value: Value) -> None:
    assert value("USA TODAY reported") == ""

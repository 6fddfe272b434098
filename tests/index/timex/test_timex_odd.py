"""Dates that no calendar has, and forms that a reader found told wrongly."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Read = Callable[..., list[tuple[str, str]]]


@pytest.mark.parametrize(
    "text",
    [
        "Founded on 3 May 44 BC, the town is old.",
        "It was built in 2000 BC.",
        "The calendar ends on December 31, 9999.",
        "It came on January 32, 2022.",
        "It came on 32 January 2022.",
        "They met last February 30.",
    ],
)
def test_what_no_calendar_has_is_no_date_in_part_either(read: Read, text: str) -> None:
    assert [v for _, v in read(text)] == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They were married on the second Sunday in May 2022.", "2022-05-08"),
        ("They were married on the second Sunday in May.", "2023-05-14"),
        ("The fair was held on the last Friday of March.", "2023-03-31"),
        ("His funeral is on Friday.", "2023-10-20"),
        ("The race takes place Saturday.", "2023-10-21"),
        ("The vote is on Sunday.", "2023-10-22"),
        ("Nobody had expected her to resign on Tuesday.", "2023-10-10"),
        ("He left a week ago Friday.", "2023-10-06"),
        ("He left a year ago Friday.", "XXXX-WXX-5"),
        ("The hearing will be Friday week.", "2023-10-27"),
        ("The hearing will be on Monday next.", "2023-10-23"),
        ("Sales rose against this month last year.", "2022-10"),
        ("Profits in FY2022 rose.", "2022"),
        ("Profits in H1 2022 rose.", "2022-H1"),
        ("Signed on Mar 4 '22 in Oslo.", "2022-03-04"),
        ("They met last March 3.", "2023-03-03"),
    ],
)
def test_a_form_is_read_as_it_is_meant(read: Read, text: str, value: str) -> None:
    assert [v for _, v in read(text)] == [value]


def test_later_than_planned_is_a_length(read: Read) -> None:
    assert read("The bridge opened a year later than planned.") == [("a year later", "P1Y")]

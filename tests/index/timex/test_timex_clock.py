from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from index.timex import tag

Read = Callable[..., list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("at 10:35 a.m.", "10:35 a.m.", "2023-10-16T10:35"),
        ("at 9am", "9am", "2023-10-16T09:00"),
        ("at 12 p.m.", "12 p.m.", "2023-10-16T12:00"),
        ("at 12:30 a.m.", "12:30 a.m.", "2023-10-16T00:30"),
        ("at 14:30", "14:30", "2023-10-16T14:30"),
        ("at 0735 GMT", "0735 GMT", "2023-10-16T07:35"),
        ("at 1600 hours", "1600 hours", "2023-10-16T16:00"),
        ("at 12 noon", "12 noon", "2023-10-16T12:00"),
        ("at noon", "noon", "2023-10-16T12:00"),
        ("at 4 in the morning", "4 in the morning", "2023-10-16T04:00"),
        ("He left on the morning of January 7.", "the morning of January 7", "2023-01-07TMO"),
        ("He left at 10 p.m. Wednesday.", "10 p.m. Wednesday", "2023-10-11T22:00"),
        ("He left on Wednesday at 10 p.m.", "Wednesday at 10 p.m.", "2023-10-11T22:00"),
        ("until 5 p.m. EST Nov. 9", "5 p.m. EST Nov. 9", "2023-11-09T17:00"),
        ("on Feb. 4, 2022, at 9:30 a.m.", "Feb. 4, 2022, at 9:30 a.m.", "2022-02-04T09:30"),
    ],
)
def test_a_time_of_day_is_joined_to_its_day(text: str, words: str, expected: str, read: Read) -> None:
    assert read(text) == [(words, expected)]


def test_a_time_of_day_belongs_to_the_day_named_near_it(read: Read) -> None:
    assert read("On 4 February 2022 they met; talks began at 10 a.m. sharp.")[1] == (
        "10 a.m.",
        "2022-02-04T10:00",
    )


def test_without_any_day_the_day_stays_open() -> None:
    (timex,) = tag("at 14:30", None)
    assert (timex.type, timex.value, timex.span) == ("TIME", "XXXX-XX-XXT14:30", None)


def test_a_time_has_the_span_of_its_day() -> None:
    (timex,) = tag("at noon on 4 February 2022", None)
    assert timex.span is not None
    assert timex.span.start == timex.span.end == date(2022, 2, 4)


@pytest.mark.parametrize("text", ["a 3:2 win", "25:61", "Matthew 5:3-12", "13 p.m."])
def test_scores_and_verses_are_no_times(text: str, read: Read) -> None:
    assert read(text) == []

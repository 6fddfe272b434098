"""Where "end" and "start" are verbs, the time behind them stands by itself; else they belong to it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Read = Callable[..., list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("The war would end in 2022.", "2022"),
        ("It may end in June 2022.", "June 2022"),
        ("She hopes to end 2022 with a win.", "2022"),
        ("The fair will start next month.", "next month"),
        ("The end in 2022 of the old league was quiet.", "2022"),
        ("Rents rise beginning January 1.", "January 1"),
    ],
)
def test_a_verb_before_a_time_is_no_part_of_it(text: str, time: str, read: Read) -> None:
    assert [words for words, _ in read(text)] == [time]


@pytest.mark.parametrize(
    "time",
    ["the end of 2022", "end of 2022", "end-2022", "end 2022", "the start of next year", "late in 2022"],
)
def test_a_noun_before_a_time_belongs_to_it(time: str, read: Read) -> None:
    assert [words for words, _ in read(f"The work is to be done by {time}.")] == [time]


@pytest.mark.parametrize("year", ["the trend-2022 show", "weekend-2022", "Agenda-2022"])
def test_a_year_behind_another_word_and_a_hyphen_is_none(year: str, read: Read) -> None:
    assert read(f"They came to {year}.") == []

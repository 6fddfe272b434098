from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from index.timex import tag
from index.timex.numbers import count_of

Value = Callable[..., str]
Read = Callable[..., list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("for three years", "P3Y"),
        ("an eight-year war", "P8Y"),
        ("for 2 1/2 years", "P2Y6M"),
        ("for three and a half years", "P3Y6M"),
        ("for a year and a half", "P1Y6M"),
        ("for an hour", "PT1H"),
        ("for half an hour", "PT30M"),
        ("for two decades", "P20Y"),
        ("half a century", "P50Y"),
        ("for a fortnight", "P2W"),
        ("over the past two months", "P2M"),
        ("over the past decade", "P10Y"),
        ("the next few days", "PXD"),
        ("in recent years", "PXY"),
        ("for weeks", "PXW"),
        ("two to three weeks", "P2W"),
        ("a half-hour talk", "PT30M"),
        ("a weeklong visit", "P1W"),
        ("a year-long boycott", "P1Y"),
        ("a decades-long battle", "PXY"),
        ("eight trading days", "P8D"),
        ("twenty-four hours", "PT24H"),
        ("one hundred days", "P100D"),
        ("the year ended March 31, 2023", "P1Y"),
    ],
)
def test_a_length_of_time_has_its_value(text: str, expected: str, read: Read) -> None:
    assert read(text)[0][1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("every Monday", "XXXX-WXX-1"),
        ("each Friday night", "XXXX-WXX-5TNI"),
        ("on Mondays", "XXXX-WXX-1"),
        ("every year", "P1Y"),
        ("every two weeks", "P2W"),
        ("every other day", "P2D"),
        ("every March", "XXXX-03"),
        ("every morning", "XXXX-XX-XXTMO"),
        ("twice a week", "P1W"),
        ("$33 million a year", "P1Y"),
        ("four flights a day", "P1D"),
        ("a daily paper", "P1D"),
        ("It meets weekly.", "P1W"),
    ],
)
def test_what_recurs_is_a_set(text: str, expected: str) -> None:
    (timex,) = tag(text, date(2023, 10, 16))
    assert (timex.type, timex.value, timex.span) == ("SET", expected, None)


@pytest.mark.parametrize(
    "text", ["a 44-year-old man", "aged 44 years of age", "60 miles per hour", "shop hours", "the News Daily"]
)
def test_ages_speeds_and_names_are_no_durations(text: str, value: Value) -> None:
    assert value(text) == ""


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("three", 3),
        ("twenty-four", 24),
        ("a hundred", 100),
        ("two hundred", 200),
        ("1,500", 1500),
        ("2½", 2.5),
        ("a couple of", 2),
        ("half a", 0.5),
        ("two and a half", 2.5),
        ("several", None),
    ],
)
def test_counts_are_read_in_words_and_figures(words: str, count: float | None) -> None:
    assert count_of(words) == count


@pytest.mark.parametrize("record", ["the first visit", "the biggest fall", "the only flight"])
def test_a_record_in_so_many_years_looks_back_and_is_no_date_to_come(record: str) -> None:
    text = f"She will hail {record} of its kind in 17 years."
    assert [(x.type, x.value) for x in tag(text, date(2024, 1, 20))] == [("DURATION", "P17Y")]

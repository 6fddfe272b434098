"""Dates and numbers as the page shows them."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dates import DateSpan, TimeValue
from index.info import ArchiveInfo
from index.published import parse_date
from ui import words

TODAY = date(2024, 5, 17)
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


def _on(day: date) -> TimeValue:
    return TimeValue(str(day), str(day), DateSpan.day(day))


def _dated(text: str) -> TimeValue:
    found = parse_date(text)
    assert found is not None
    return found


def _holding(**fields: object) -> ArchiveInfo:
    counts: dict[str, object] = {"articles": 0, "passages": 0, "outlets": {}, "undated": 0}
    unknown: dict[str, object] = {"from_date": None, "to_date": None}
    about: dict[str, object] = {"path": "", "model": "", "schema": 1, "sequence": 1}
    return ArchiveInfo(**(about | counts | unknown | fields))  # type: ignore[arg-type]  # names of its fields


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-1, ""),
        (-400, ""),
        (0, "today"),
        (1, "yesterday"),
        (2, "2 days ago"),
        (13, "13 days ago"),
        (14, "2 weeks ago"),
        (20, "2 weeks ago"),
        (21, "3 weeks ago"),
        (59, "8 weeks ago"),
    ],
)
def test_a_young_article_has_its_age_in_days_and_weeks(days: int, said: str) -> None:
    assert words.age(_on(TODAY - timedelta(days)), TODAY) == said


@pytest.mark.parametrize(
    ("published", "said"),
    [
        ("2024-03-18", "8 weeks ago"),
        ("2024-03-17", "2 months ago"),
        ("2022-05-18", "23 months ago"),
        ("2022-05-17", "2 years ago"),
        ("2021-05-18", "2 years ago"),
        ("2021-05-17", "3 years ago"),
        ("1924-05-17", "100 years ago"),
    ],
)
def test_an_old_article_has_its_age_in_full_months_and_years(published: str, said: str) -> None:
    assert words.age(_dated(published), TODAY) == said


@pytest.mark.parametrize(
    ("published", "today", "said"),
    [
        ("2024-04", "2024-04-30", "today"),
        ("2024-04", "2024-05-01", "yesterday"),
        ("2024-04", "2024-05-17", "2 weeks ago"),
        ("2024-05", "2024-05-17", ""),
        ("2023", "2024-05-17", "4 months ago"),
        ("2022", "2024-12-31", "2 years ago"),
        ("2024", "2024-05-17", ""),
    ],
)
def test_a_date_known_to_the_month_or_the_year_counts_from_its_last_day(
    published: str, today: str, said: str
) -> None:
    assert words.age(_dated(published), date.fromisoformat(today)) == said


def test_without_a_date_there_is_no_age_and_the_line_says_that_there_is_none() -> None:
    worded = TimeValue("last spring", "XXXX-SP", None)
    for unknown in (None, worded):
        assert words.age(unknown, TODAY) == ""
        assert words.day(unknown) == "no publication date"


@given(published=DAYS, today=DAYS)
def test_an_age_is_never_larger_than_the_time_that_passed(published: date, today: date) -> None:
    said = words.age(_on(published), today)
    if published > today:
        assert said == ""
    elif (today - published).days < 2:
        assert said in ("today", "yesterday")
    else:
        number, unit, ago = said.split()
        assert ago == "ago"
        assert int(number) >= 2, "only ever told in the plural"
        assert _later(published, int(number), unit) <= today
        assert _later(published, int(number) + 1, unit) > today


def _later(day: date, number: int, unit: str) -> date:
    """The day so many units after another; the first of the next month where that month is shorter."""
    if unit in ("days", "weeks"):
        return day + timedelta(days=number * (7 if unit == "weeks" else 1))
    months = day.month - 1 + number * (12 if unit == "years" else 1)
    year, month = day.year + months // 12, months % 12 + 1
    last = calendar.monthrange(year, month)[1]
    return date(year, month, day.day) if day.day <= last else date(year, month, last) + timedelta(1)


@pytest.mark.parametrize(
    ("published", "said"),
    [
        ("2022-02-04", "4 Feb 2022"),
        ("2022-05-04", "4 May 2022"),
        ("2023-09-30", "30 Sep 2023"),
        ("2022-02", "Feb 2022"),
        ("2023", "2023"),
    ],
)
def test_a_publication_date_is_shown_in_short_at_its_own_precision(published: str, said: str) -> None:
    assert words.day(_dated(published)) == said


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2023-10-17", "2023-10-18", "17-18 Oct 2023"),
        ("2023-01-01", "2023-01-01", "1 Jan 2023"),
        ("2023-12-01", "2023-12-31", "Dec 2023"),
    ],
)
def test_a_span_is_shown_with_its_months_shortened(start: str, end: str, said: str) -> None:
    shown = words.short(DateSpan(date.fromisoformat(start), date.fromisoformat(end)))
    assert shown.replace("–", "-") == said


@given(DAYS)
def test_no_month_is_left_in_full(day: date) -> None:
    shown = words.short(DateSpan.day(day))
    assert shown == f"{day.day} {calendar.month_abbr[day.month]} {day.year}"


@pytest.mark.parametrize(
    ("number", "noun", "said"),
    [
        (0, "article", "0 articles"),
        (1, "article", "1 article"),
        (2, "article", "2 articles"),
        (2530, "article", "2,530 articles"),
        (1, "copy", "1 copy"),
        (3, "copy", "3 copies"),
        (1_000_000, "copy", "1,000,000 copies"),
    ],
)
def test_a_noun_agrees_with_its_number(number: int, noun: str, said: str) -> None:
    assert words.counted(number, noun) == said


def test_what_was_searched_is_told_with_the_days_that_it_covers() -> None:
    held = _holding(articles=44, from_date=date(2022, 2, 3), to_date=date(2024, 5, 17))
    assert words.searched(held) == "44 articles, published 3 Feb 2022 to 17 May 2024"
    assert words.searched(_holding(articles=1)) == "1 article without publication dates"
    assert words.searched(_holding()) == "no articles"

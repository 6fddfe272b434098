"""Years that an article leaves out: inferred only where no other year will do, and with the reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Article
from index.dates import DateSpan, TimeValue
from rag.inferred import COPY, NOTHING_KNOWN, WEEKDAY, Origin
from rag.resolve import resolve
from rag.story import Story

WRITTEN_2023 = TimeValue("2023", "2023", DateSpan(date(2023, 1, 1), date(2023, 12, 31)))
NEWEST = date(2024, 6, 1)
Make = Callable[..., Article]


def _times(article: Article, origin: Origin = NOTHING_KNOWN) -> list[tuple[str, str]]:
    story = Story(article, frozenset(), origin)
    return [(t.value, story.inferred(t)) for t in story.times]


def test_within_a_year_of_publication_a_weekday_leaves_one_year(article: Make) -> None:
    told = replace(article("Hale resigned. It was on Friday, October 20, they say."), published=WRITTEN_2023)
    assert _times(told) == [("2023-10-20", WEEKDAY)]


def test_a_weekday_that_fits_no_year_near_publication_infers_nothing(article: Make) -> None:
    told = replace(article("The vote is on Monday, October 18, they say."), published=WRITTEN_2023)
    assert _times(told) == [("XXXX-10-18", "")]


def test_without_a_weekday_a_bound_forces_nothing(article: Make) -> None:
    told = replace(
        article("Hale will speak on Oct. 17-18.", published=None),
        published_from="on or after 26 September 2023 (inferred from the text)",
    )
    assert _times(told, Origin(None, NEWEST)) == [("XXXX-10-17/XXXX-10-18", "")]


def test_an_undated_article_needs_its_bound_and_the_archives_last_day(article: Make) -> None:
    plain = article("Hale will speak on Tuesday, October 17.", published=None)
    bound = replace(plain, published_from="on or after 26 September 2023 (inferred from the text)")
    assert _times(bound, Origin(None, NEWEST)) == [("2023-10-17", WEEKDAY)]
    assert _times(bound) == [("XXXX-10-17", "")]
    assert _times(plain, Origin(None, NEWEST)) == [("XXXX-10-17", "")]
    assert _times(bound, Origin(None, date(2035, 1, 1))) == [("XXXX-10-17", "")]


def test_a_dated_copy_lends_its_year_but_no_relative_day(article: Make) -> None:
    told = article("Hale spoke on 17 October. She left on Friday.", published=None)
    first, second = _times(told, Origin(date(2023, 10, 21), None))
    assert first == ("2023-10-17", COPY)
    assert second[1] == ""


@pytest.mark.parametrize(
    ("published", "text", "values"),
    [
        (WRITTEN_2023, "Hale spoke today.", [None]),
        (WRITTEN_2023, "Hale spoke on Friday.", [None]),
        (WRITTEN_2023, "Hale spoke last year.", ["2022"]),
        (
            TimeValue("May 2023", "2023-05", DateSpan(date(2023, 5, 1), date(2023, 5, 31))),
            "Hale left in March.",
            ["2023-03"],
        ),
        (
            TimeValue("May 2023", "2023-05", DateSpan(date(2023, 5, 1), date(2023, 5, 31))),
            "Hale left yesterday.",
            [None],
        ),
        (
            TimeValue("3 May", "2023-05-03", DateSpan.day(date(2023, 5, 3))),
            "Hale left yesterday.",
            ["2023-05-02"],
        ),
    ],
)
def test_a_month_or_a_year_of_publication_resolves_only_what_all_its_days_agree_on(
    article: Make, published: TimeValue, text: str, values: list[str | None]
) -> None:
    times = resolve(replace(article(text), published=published))
    assert [t.value if t.span else None for t in times] == values


@given(st.dates(), st.sampled_from(["Monday, February 29", "Friday, October 20", "Oct. 17-18", "Feb. 30"]))
def test_no_day_of_publication_is_too_odd(article: Make, day: date, words: str) -> None:
    for published in (DateSpan.day(day), DateSpan(date.min, day), DateSpan(day, date.max)):
        told = replace(article(f"Hale spoke on {words}."), published=TimeValue("", "", published))
        for time in Story(told).times:
            assert time.span is None or time.span.start <= time.span.end

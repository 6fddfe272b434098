"""The forms that newspapers use, and the value that TIMEX3 gives to each, one line a form."""

from __future__ import annotations

from datetime import date

import pytest

from index.timex import tag

THURSDAY = date(2013, 3, 21)


def _values(text: str) -> str:
    return " ".join(timex.value for timex in tag(text, THURSDAY))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The company said on Friday that it lost money.", "2013-03-15"),
        ("The board will meet on Friday.", "2013-03-22"),
        ("He was arrested Thursday.", "2013-03-21"),
        ("She died late Tuesday.", "2013-03-19"),
        ("The king arrived Wednesday night.", "2013-03-20TNI"),
        ("The talks resume Monday morning.", "2013-03-25TMO"),
        ("Last night the house burned.", "2013-03-20TNI"),
        ("The storm struck overnight.", "2013-03-20TNI"),
        ("He will fly overnight.", "2013-03-21TNI"),
        ("It was an overnight success.", ""),
        ("By early evening the town was quiet.", "2013-03-21TEV"),
        ("this Sunday", "2013-03-24"),
        ("He won this Sunday.", "2013-03-17"),
        ("Monday last week", "2013-03-11"),
        ("Tuesday of last week", "2013-03-12"),
        ("Friday of this week", "2013-03-22"),
        ("Details: 8 p.m. Saturday. The hall", "2013-03-23T20:00"),
        ("He fell at 9:15 p.m. Tuesday night.", "2013-03-19T21:15"),
        ("the week of March 4", "2013-W10"),
        ("the month of January", "2013-01"),
        ("from June to August 2012", "2012-06/2012-08"),
        ("on May 9 and June 12, 2010", "2010-05-09 2010-06-12"),
        ("in November and February 2012", "2011-11 2012-02"),
        ("3/15/13", "2013-03-15"),
        ("in March and in May", "2013-03 2013-05"),
        ("open Monday through Friday", "2013-03-18 2013-03-22"),
        ("from Saturday to Monday", "2013-03-16 2013-03-18"),
        ("from Sept. 14 to Thursday", "2012-09-14 2013-03-21"),
        ("In January, a week after the vote, a bomb went off.", "2013-01 P1W"),
        ("In November, a month after the vote, a bomb exploded.", "2012-11 P1M"),
        ("It began as previously planned Saturday night.", "2013-03-16TNI"),
        ("Use the code at checkout through Saturday.", "2013-03-23"),
    ],
)
def test_days_and_months(text: str, values: str) -> None:
    assert _values(text) == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("last week", "2013-W11"),
        ("over the last year", "P1Y"),
        ("in the last month", "P1M"),
        ("in the past year", "P1Y"),
        ("over the past decade", "P10Y"),
        ("in the next decade", "P10Y"),
        ("the last week of the campaign", ""),
        ("the current quarter", "2013-Q1"),
        ("the third quarter of 2012 and the 2011 quarter", "2012-Q3 2011-Q3"),
        ("In the third quarter of 2012 it earned more than in the same period last year.", "2012-Q3 2011-Q3"),
        ("Sales rose in February 2012 from a year earlier.", "2012-02 2011-02"),
        ("third-period sales in 2012", "2012-Q3 2012"),
        ("the 1980s and 90s", "198 199"),
        ("the early 90s", "199"),
        ("highs in the 70s", ""),
        ("by year's end", "2013-12-31"),
        ("in the year 79", ""),
        ("the current year", "2013"),
        ("this quarter", "2013-Q1"),
        ("last quarter", "2012-Q4"),
        ("the final quarter of 2012", "2012-Q4"),
        ("the first and second quarters", "2013-Q1 2013-Q2"),
        ("1Q 2013", "2013-Q1"),
        ("the first half of the fiscal year", "2013-H1"),
        ("the fiscal year 2014", "2014"),
        ("the 2012 fiscal year", "2012"),
        ("the 2012 school year", "2012"),
        ("the end of the decade", "201"),
        ("the end of the century", "20"),
        ("the mid-to-late 1980s", "198"),
        ("since at least 1982", "1982"),
        ("around 1990", "1990"),
        ("Introduced: 1982 by a rival", "1982"),
        ("for the year ended Dec. 31", "P1Y 2012-12-31"),
        ("the week ending March 15", "P1W 2013-03-15"),
        ("Martin Luther King Jr. Day", "2013-01-21"),
        ("the Lunar New Year", ""),
        ("Orthodox Easter", ""),
    ],
)
def test_periods(text: str, values: str) -> None:
    assert _values(text) == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("two weeks ago", "2013-W10"),
        ("half a century ago", "1963"),
        ("a half-century ago", "1963"),
        ("a quarter-century ago", "1988"),
        ("two centuries ago", "1813"),
        ("years ago", "PAST_REF"),
        ("centuries ago", "PAST_REF"),
        ("a long time ago", "PAST_REF"),
        ("the other day", "PAST_REF"),
        ("He will one day be king.", "FUTURE_REF"),
        ("It took one day.", "P1D"),
        ("for more than half a century", "P50Y"),
        ("a quarter of a century", "P25Y"),
        ("for centuries", "PXY"),
        ("two-and-a-half years", "P2Y6M"),
        ("10+ years of war", "P10Y"),
        ("hours later", "PTXH"),
        ("just minutes before the vote", "PTXM"),
        ("in the early hours of Tuesday", "2013-03-19"),
        ("a second dose", ""),
        ("for a second.", "PT1S"),
        ("children aged 5 years", ""),
        ("a quarter of all voters", ""),
        ("In three years it will be over.", "2016"),
        ("It won three titles in six years.", "P6Y"),
        ("The strike comes a day after the vote.", "P1D"),
        ("weeks following weeks of protest", "PXW PXW"),
        ("In 2002 he won. Two years later he lost.", "2002 2004"),
        ("Two years later he lost.", "XXXX"),
        ("In 1968 he ran. That March he withdrew.", "1968 1968-03"),
        ("In 1998 he ran. In October of that year he won.", "1998 1998-10"),
        ("On March 3 he fled. The next morning he came back.", "2013-03-03 2013-03-04TMO"),
        ("In 2001 he left. The following spring he came back.", "2001 2002-SP"),
        ("that fall was hard", ""),
    ],
)
def test_lengths_and_distances(text: str, values: str) -> None:
    assert _values(text) == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("once a week", "P1W"),
        ("twice a year", "P1Y"),
        ("three times per month", "P1M"),
        ("two days a week", "P1W"),
        ("24 hours a day", "P1D"),
        ("$300 a week", "P1W"),
        ("every summer", "XXXX-SU"),
        ("every weekend", "XXXX-WXX-WE"),
        ("open on weekends", "XXXX-WXX-WE"),
        ("each quarter", "P1Q"),
        ("a half-yearly report", ""),
        ("every other week", "P2W"),
        ("each Sunday morning", "XXXX-WXX-7TMO"),
    ],
)
def test_how_often(text: str, values: str) -> None:
    assert _values(text) == values


@pytest.mark.parametrize(
    "text",
    [
        'the host of "Today" on "This Week"',
        "the Person of the Year",
        "the album of the year",
        "the best day of the week",
        "the star of Saturday Night Live",
        "the film High Noon",
        "a march on this march",
        "See https://example.org/news/2012/03/04/april-5-2011 and www.example.org/2010/01/02.",
    ],
)
def test_names_and_addresses_are_no_times(text: str) -> None:
    assert _values(text) == ""

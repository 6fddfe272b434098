from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from index.dates import DateSpan
from index.timex import tag

Value = Callable[..., str]
Read = Callable[..., list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("October 17-18", "XXXX-10-17/XXXX-10-18"),
        ("Oct. 17–18", "XXXX-10-17/XXXX-10-18"),
        ("17-18 October", "XXXX-10-17/XXXX-10-18"),
        ("May 7 to 10", "XXXX-05-07/XXXX-05-10"),
        ("May 16 and 17", "XXXX-05-16/XXXX-05-17"),
        ("Oct. 30 - Nov. 2", "XXXX-10-30/XXXX-11-02"),
        ("December 30 - January 2", "XXXX-12-30/XXXX-01-02"),
        ("Oct. 17–18, 2023", "2023-10-17/2023-10-18"),
        ("5-7 June 2019", "2019-06-05/2019-06-07"),
        ("20 to 22 March 2023", "2023-03-20/2023-03-22"),
        ("31 August to 3 September 2025", "2025-08-31/2025-09-03"),
        ("30 December 2022 to 2 January 2023", "2022-12-30/2023-01-02"),
        ("1 January 2000 to 1 January 2001", "2000-01-01/2001-01-01"),
        ("December 30 - January 2, 2023", "2022-12-30/2023-01-02"),
        ("Monday, Oct. 16 to Wednesday, Oct. 18, 2023", "2023-10-16/2023-10-18"),
        ("January-March 2022", "2022-01/2022-03"),
        ("November 2021 to March 2022", "2021-11/2022-03"),
        ("November to March 2022", "2021-11/2022-03"),
        ("2019-2021", "2019/2021"),
        ("1985-87", "1985/1987"),
    ],
)
def test_a_run_of_days_is_one_expression(words: str, expected: str, read: Read) -> None:
    assert read(f"The forum, {words}, was long.", None) == [(words, expected)]


def test_its_span_covers_it() -> None:
    text = "The forum of October 17-18 in Beijing"
    (timex,) = tag(text, date(2023, 10, 16))
    assert timex.span == DateSpan(date(2023, 10, 17), date(2023, 10, 18))
    assert tag(text, None)[0].span is None


def test_between_makes_a_range_of_distant_days(value: Value, read: Read) -> None:
    assert value("between May 16 and 19, 2024") == "2024-05-16/2024-05-19"
    assert value("between May 16 and June 3, 2024") == "2024-05-16/2024-06-03"
    assert [found for _, found in read("on May 9 and June 12, 2024")] == ["2024-05-09", "2024-06-12"]


@pytest.mark.parametrize(
    "text", ["18-17 October 2022", "February 30-31", "2021-2019", "3 May to 3 May", "score of 10-12"]
)
def test_a_range_that_runs_backwards_or_nowhere_is_none(text: str, read: Read) -> None:
    assert all("/" not in value for _, value in read(text))

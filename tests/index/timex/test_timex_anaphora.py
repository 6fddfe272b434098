from __future__ import annotations

from collections.abc import Callable

import pytest

Read = Callable[..., list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met on 4 February 2022. The next day he left.", "2022-02-05"),
        ("They met on 4 February 2022. The following week he left.", "2022-W06"),
        ("They met on 4 February 2022. Two days later he left.", "2022-02-06"),
        ("They met on 4 February 2022. Three weeks later war broke out.", "2022-W08"),
        ("It fell in 1991. Two years earlier it stood.", "1989"),
        ("It opened in 2008 and closed that year.", "2008"),
        ("It opened on 8 August 2008 and closed that same month.", "2008-08"),
        ("It opened on 8 August 2008. Earlier that day it rained.", "2008-08-08"),
        ("It opened on 8 August 2008. That night it rained.", "2008-08-08TNI"),
        ("It sold 300 in 2019, down from 450 the year before.", "2018"),
        ("It won the third quarter of 2022 and lost a year earlier.", "2021-Q3"),
        ("Profit fell in the third quarter of 2022. The quarter was poor.", "2022-Q3"),
    ],
)
@pytest.mark.parametrize("published", [True, False])
def test_a_time_is_told_from_the_date_that_the_text_has_named(
    text: str, expected: str, published: bool, read: Read
) -> None:
    found = read(text) if published else read(text, None)
    assert found[-1][1] == expected


def test_a_shift_is_not_shifted_again(read: Read) -> None:
    text = "Profit in the third quarter was 5, from 4 a year earlier. Sales were 9, from 8 a year earlier."
    assert [value for _, value in read(text)] == ["2023-Q3", "2022-Q3", "2022-Q3"]


def test_without_a_date_in_the_text_it_stays_open(read: Read) -> None:
    assert read("It rained that day.", None) == [("that day", "XXXX-XX-XX")]

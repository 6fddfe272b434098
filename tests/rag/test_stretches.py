"""Two dates that are the ends of one stretch are one time."""

from __future__ import annotations

from datetime import date

import pytest

from index.timex import tag
from rag.stretches import stretches


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("From 1940 to 1945 the mill stood still.", ["1940/1945"]),
        ("Work went on from April 2019 to February 2022.", ["2019-04/2022-02"]),
        ("It grew between 2021 and 2023.", ["2021/2023"]),
        ("It grew in 2021 and 2023.", ["2021", "2023"]),
        ("It went from 2023 to 1990 in value.", ["2023", "1990"]),
    ],
)
def test_from_and_to_make_one_stretch(text: str, values: list[str]) -> None:
    assert [t.value for t in stretches(text, tag(text, date(2024, 5, 15)))] == values

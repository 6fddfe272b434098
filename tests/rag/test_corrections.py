"""What a newspaper takes back is told from what it puts right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from index.dates import DateSpan
from rag.corrections import correction_of, is_notice, withdraws
from rag.story import Story

Read = Callable[..., Story]
MAY_16, MAY_17 = (DateSpan.day(date(2024, 5, day)) for day in (16, 17))


@pytest.mark.parametrize(
    ("text", "taken_back"),
    [
        ("An earlier version of this article said that Hale spoke on 16 May.", ["16 May"]),
        ("This newspaper wrongly reported that Hale spoke on 16 May.", ["16 May"]),
        ("Correction: Hale spoke on 17 May, not 16 May.", ["16 May"]),
        ("This article has been corrected to say that Hale spoke on 17 May.", []),
        ("An earlier version said Hale spoke on 16 May; it was on 17 May.", ["16 May"]),
        ("Officials said that Hale spoke on 16 May.", []),
    ],
)
def test_only_the_day_that_was_wrong_is_taken_back(story: Read, text: str, taken_back: list[str]) -> None:
    told = story(text, published="2024-05-20")
    (sentence,) = told.sentences
    found = [text[t.start : t.end].rstrip(".") for t in sentence.times if withdraws(sentence, t)]
    assert found == taken_back


def test_a_correction_of_something_else_puts_no_day_right(story: Read) -> None:
    told = story(
        "Hale spoke on 17 May. A crowd of 300 listened.\n\n"
        "Correction: An earlier version of this article gave the crowd as 3,000.",
        published="2024-05-20",
    )
    assert is_notice(told.sentences[-1])
    assert correction_of(told, MAY_17) is None


def test_the_sentence_that_gives_the_right_day_is_found(story: Read) -> None:
    told = story(
        "Hale spoke on 17 May.\n\nAn earlier version of this article said that Hale spoke on 16 May.",
        published="2024-05-20",
    )
    found = correction_of(told, MAY_17)
    assert found is not None
    assert found.text == "Hale spoke on 17 May."
    assert correction_of(told, MAY_16) is None

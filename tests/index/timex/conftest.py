from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from index.timex import tag

MONDAY = date(2023, 10, 16)

Read = Callable[..., list[tuple[str, str]]]


@pytest.fixture
def read() -> Read:
    """The words and values found in a text, published on Monday 16 October 2023 unless told otherwise."""

    def found(text: str, published: date | None = MONDAY) -> list[tuple[str, str]]:
        return [(text[timex.start : timex.end], timex.value) for timex in tag(text, published)]

    return found


@pytest.fixture
def value(read: Read) -> Callable[..., str]:
    """The value of the only expression in a text; "" where there is none."""

    def only(text: str, published: date | None = MONDAY) -> str:
        found = read(text, published)
        assert len(found) < 2, found
        return found[0][1] if found else ""

    return only

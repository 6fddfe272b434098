"""Two dates that are the ends of one stretch: "from April 2019 to February 2022"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.dates import DateSpan
from index.timex import Timex

_RANGE = re.compile(
    r"\b(?:between\s+\|\s+and|from\s+\|\s+(?:to|until|till|through))\s+(?:the\s+)?$", re.IGNORECASE
)
_BEFORE = 12  # characters that hold "between the "


def stretches(text: str, times: Sequence[Timex]) -> list[Timex]:
    """The times of a text, those that "from … to" or "between … and" joins made one; order is kept."""
    joined: list[Timex] = []
    for time in times:
        before = joined[-1] if joined else None
        if before and before.span and time.span and _is_run(text, before, time):
            span = DateSpan(before.span.start, time.span.end)
            joined[-1] = replace(before, end=time.end, value=f"{before.value}/{time.value}", span=span)
        else:
            joined.append(time)
    return joined


def _is_run(text: str, one: Timex, other: Timex) -> bool:
    dates = one.type == other.type == "DATE" and "/" not in one.value + other.value
    apart = other.start - one.end
    if not (dates and 0 < apart <= _BEFORE and one.span and other.span and one.span.start <= other.span.end):
        return False
    lead = text[max(0, one.start - _BEFORE) : one.start].removesuffix("the ")
    return bool(_RANGE.search(f"{lead}|{text[one.end : other.start]}"))

"""The line that opens an agency's story with its place and date: "MOSCOW, Oct 16 (Reuters) -"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from index.timex.lexicon import MONTH, month_number

_LINES, _LONGEST = 6, 200
_DATE = rf"(?P<name>{MONTH})\s(?P<day>\d{{1,2}})|(?P<day_>\d{{1,2}})\s(?P<name_>{MONTH})"
_DATELINE = re.compile(
    rf"[A-Z][A-Z.'’-]{{2,}}(?:[ /-][A-Z][A-Z.'’-]+){{0,4}}(?:,\s[A-Z][\w.]{{1,15}}(?:\s[A-Z]\w+)?)?,?\s"
    rf"(?:[(]?)(?:{_DATE})(?:,?\s(?P<year>\d{{4}}))?[)]?,?\s?"
    r"(?:\([^()]{2,40}\)\s?|/[^/]{2,40}/\s?)?(?:--?|–|—|:)\s"
    r"(?![a-z])"  # a sentence begins there: "WHO DECLARED, March 11, 2020 - a pandemic" goes on
)


class Dateline(NamedTuple):
    """The date of a dateline as worded, its month, day, and year if it gives one."""

    text: str
    month: int
    day: int
    year: int | None


def from_dateline(lines: Sequence[str]) -> Dateline | None:
    """That of the first of the opening lines that has one; the place stands in capitals."""
    for line in lines[:_LINES]:
        if match := _DATELINE.match(line[:_LONGEST]):
            name, day = match["name"] or match["name_"], match["day"] or match["day_"]
            start = match.start("name") if match["name"] else match.start("day_")
            end = match.end("year") if match["year"] else max(match.end("day"), match.end("name_"))
            text = line[start:end]
            return Dateline(text, month_number(name), int(day), int(match["year"]) if match["year"] else None)
    return None

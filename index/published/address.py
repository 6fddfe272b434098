"""The date in an address: /2023/10/16/slug, /2023/oct/16/slug, /slug-2023-10-16, /2023/10/slug.

A path that ends with the date is that of a day's list, not of an article; a date in the middle of a slug
is part of a headline ("vote-on-2024-11-05-what-to-know") and says when something else is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from index.dates import TimeValue
from index.published.wording import time_value
from index.timex.lexicon import MONTHS

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_MONTH = r"(?P<month>\d{1,2}|[a-z]{3,9})"
_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"/{_YEAR}/{_MONTH}/(?P<day>\d{{1,2}})(?=/)",
        rf"/{_YEAR}[-_]{_MONTH}[-_](?P<day>\d{{1,2}})(?=[-_/])",
        rf"[-_/]{_YEAR}(?P<mark>[-_])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}})(?=(?:\.\w{{2,5}})?/?\Z)",
        rf"/{_YEAR}(?P<month>\d\d)(?P<day>\d\d)(?=/|[-_][a-z])",
        rf"[-_]{_YEAR}(?P<month>\d\d)(?P<day>\d\d)(?=(?:\.\w{{2,5}})?/?\Z)",
        rf"/{_YEAR}[/-](?P<month>\d\d)(?=/)",
    )
)
_HOST = re.compile(r"\A[a-z]+://[^/?#]*", re.IGNORECASE)
_ENDING = re.compile(r"(?:index|default)?\.\w{2,5}/?\Z", re.IGNORECASE)
_SLUG = re.compile(r"[a-z]|\d{4}", re.IGNORECASE)
_LONGEST = 500


def from_address(url: str) -> Iterator[TimeValue]:
    """The dates that an address states, the fullest first."""
    path = unquote(re.split("[?#]", _HOST.sub("", url[:_LONGEST]), maxsplit=1)[0])
    for form in _FORMS:
        for match in form.finditer(path):
            if value := _value(match, path):
                yield value


def _value(match: re.Match[str], path: str) -> TimeValue | None:
    parts = match.groupdict()
    month = parts["month"]
    number = int(month) if month.isdigit() else MONTHS.get(month.lower())
    if number is None or not _has_slug(path, match):
        return None
    day = parts.get("day")
    return time_value(match.group().strip("/-_"), int(parts["year"]), number, int(day) if day else None)


def _has_slug(path: str, match: re.Match[str]) -> bool:
    """Whether the path names an article too: behind the date, or in front of it in the same part."""
    part = path[: match.start() + 1].rpartition("/")[2] + path[match.end() :]
    return _SLUG.search(_ENDING.sub("", part)) is not None

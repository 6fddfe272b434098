"""The date in an address: /2023/10/16/slug, /2023/oct/16/slug, /slug-2023-10-16, /2023/10/slug.

A path that ends with the date is that of a day's list, not of an article; a date in the middle of a slug
is part of a headline ("vote-on-2024-11-05-what-to-know") and says when something else is. One at its end
may be that too, so anything else that the page states goes before it. Of a copy in a web archive the
address of the original counts, which stands within its own.
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
        rf"/{_YEAR}(?P<month>\d\d)(?P<day>\d\d)(?=/|[-_][a-z])",
        rf"/{_YEAR}[/-](?P<month>\d\d)(?=/)",
    )
)
_ENDS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"[-_/]{_YEAR}(?P<mark>[-_])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}})(?=(?:\.\w{{2,5}})?/?\Z)",
        rf"[-_]{_YEAR}(?P<month>\d\d)(?P<day>\d\d)(?=(?:\.\w{{2,5}})?/?\Z)",
    )
)
_FIRST_WEB_PAGE = 1993
_ARCHIVES = re.compile(
    r"\A(?:[a-z]+://)?(?:web\.archive\.org|archive\.(?:ph|today|is|li|md|vn|fo|org)|(?:www\.)?webcitation\.org"
    r"|webcache\.googleusercontent\.com|perma\.cc)(?=[:/])",
    re.IGNORECASE,
)
_INNER = re.compile(r"[/=:](https?(?::/{1,2}|%3A%2F%2F).+)", re.IGNORECASE)
_INNER_BARE = re.compile(r"/(?:web/)?\d{4,14}(?:[a-z]{2}_)?/((?:[\w-]+\.)+[a-z]{2,}/.*)", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"/(?:events?|calendar|agenda|whats-on|what-s-on|listings?|uploads|wp-content|images|assets|static|on-this-day)/",
    re.IGNORECASE,
)
"""Parts of a site where dates are those of events or of files."""
_EVENT = re.compile(
    r"(?:\b|_)(?:obituar\w+|obit|born|birthday|anniversary|guide|schedule|fixtures?|preview|tickets?|festival|concert"
    r"|eclipse|webinar|conference|meeting|fair|election|deadline|events?|calendar|agenda|horoscope)(?:\b|_)",
    re.IGNORECASE,
)
_HOST = re.compile(r"\A[a-z]+:/{1,2}[^/?#]*", re.IGNORECASE)
_ENDING = re.compile(r"(?:index|default)?\.\w{2,5}/?\Z", re.IGNORECASE)
_SLUG = re.compile(r"[a-z]|\d{4}", re.IGNORECASE)
_LONGEST = 500


def from_address(url: str) -> Iterator[TimeValue]:
    """The dates that an address states in front of its slug, the fullest first."""
    path = _path(url)
    yield from (value for form in _FORMS for match in form.finditer(path) if (value := _value(match, path)))


def from_end_of_address(url: str) -> Iterator[TimeValue]:
    """The date at the end of its slug, if nothing there says that it is that of an event."""
    path = _path(url)
    if _EVENT.search(path.rpartition("/")[2] or path):
        return
    for form in _ENDS:
        for match in form.finditer(path):
            if int(match["year"]) >= _FIRST_WEB_PAGE and (value := _value(match, path)):
                yield value


def _path(url: str) -> str:
    """The path of the original page; "" where that is not known, or no place for articles."""
    url = url.strip()[:_LONGEST]
    if inner := _INNER.search(url):
        url = unquote(inner[1])
    elif _ARCHIVES.match(url):
        bare = _INNER_BARE.search(url)
        url = f"https://{bare[1]}" if bare else ""
    path = unquote(re.split("[?#]", _HOST.sub("", url), maxsplit=1)[0])
    return "" if _ELSEWHERE.search(path) else path


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

"""When an article was published, from all that came with it, the surest source first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any

from index.clean.canonical import paragraphs
from index.dates import TimeValue
from index.published.address import from_address, from_end_of_address
from index.published.bound import in_words, latest_past
from index.published.byline import Stated, from_lines, is_author
from index.published.dateline import Dateline, from_dateline
from index.published.fields import from_fields
from index.published.linked import from_json_ld
from index.published.outline import Line, Outline, outline, tells
from index.published.page import from_meta_tags, from_microdata, from_time_tags
from index.published.plausible import is_plausible
from index.published.roles import Role, role_of
from index.published.tongues import PUBLISHED
from index.published.wording import parse_date, sure_part, time_value
from index.timex.words import describe_value

FIELD, PAGE, URL, BYLINE, DATELINE = "field", "page metadata", "url", "byline", "dateline"
_Plausible = Callable[[TimeValue], bool]
_UTC = re.compile(r"(?<!\d)(\d\d):\d\d(?::\d\d(?:[.,]\d{1,9})?)?\s?(?:Z|UTC|GMT|\+00:?00)\Z")


def find_published(
    meta: Mapping[str, str], html: str | None, url: str, text: str = "", *, today: date | None = None
) -> tuple[TimeValue | None, str]:
    """When an article was published, and how that was found.

    ``meta`` holds the fields that came with it, ``html`` its page, ``text`` its text before cleaning.
    The second value names the source that counts, in this order: "field" (somebody stated it for this
    text), "page metadata" (JSON-LD of the article, meta tags, microdata, time tags: made for machines),
    "url" (never changed afterwards), "byline" (may be that of a later version), "dateline" (the day of
    writing), and last "url" again for a date at the end of a slug, which may be that of an event. A source
    that gives a month or a year is refined by a later one that gives a day in it.

    Where nothing states it, the value is None and the second value says what the text gives away:
    "on or after 26 September 2023 (inferred from the text)", "11 May of an unknown year (dateline)"; "" if
    that is nothing. What is marked or worded as the day of a change, a comment, an event or another story
    is passed over, and so is a date of which that is likely. With ``today``, later days than tomorrow are
    passed over in all but the fields, and later days than today in what the text gives away.
    """
    plausible = partial(is_plausible, today=today)
    page = outline(html) if html else None
    lines = [*paragraphs(text)] if text else []
    opening = from_dateline(lines)
    stated = [line for line in _of_lines(page, lines) if plausible(line.value)]
    found = [
        (value, how)
        for value, how in _statements(meta, html or "", url, page, stated, opening, plausible)
        if value is not None
    ]
    if not found:
        return None, _given_away(lines, opening, today)
    return _in_its_own_zone(*_refined(found, opening), stated)


def _statements(
    meta: Mapping[str, str],
    html: str,
    url: str,
    page: Outline | None,
    lines: list[Stated],
    opening: Dateline | None,
    plausible: _Plausible,
) -> Iterator[tuple[TimeValue | None, str]]:
    yield from_fields(meta, is_plausible), FIELD
    if page is not None:
        yield _first(_of_page(page, html, url, plausible), plausible), PAGE
    yield _first(from_address(url), plausible), URL
    yield next((line.value for line in lines), None), BYLINE
    if opening and opening.year:
        yield (
            _first([time_value(opening.text, opening.year, opening.month, opening.day)], plausible),
            DATELINE,
        )
    yield _first(from_end_of_address(url), plausible), URL


def _first(values: Iterator[TimeValue] | list[TimeValue | None], plausible: _Plausible) -> TimeValue | None:
    return next((value for value in values if value and plausible(value)), None)


def _of_page(page: Outline, html: str, url: str, plausible: _Plausible) -> Iterator[TimeValue]:
    title = "" if page.title is None else "".join(page.title.itertext())
    stated = list(from_json_ld(html, url, title))
    yield from (value for text in stated if (value := parse_date(text)))
    if value := from_meta_tags(page, plausible):
        yield value
    yield from from_microdata(page)
    yield from from_time_tags(page)
    yield from (value for text in stated if (value := sure_part(text)))


def _of_lines(page: Outline | None, lines: list[str]) -> Iterator[Stated]:
    """Of a text the first line is the headline, and its head goes down to the first that tells something."""
    if page is not None:
        found = page.lines
        above, head, foot = (_texts(part, page) for part in (found.above, found.head, found.foot))
        if page.title is None:
            above, head = above + head[:1], head[1:]
        yield from from_lines(above, head, foot, lines)
        return
    opened = next((place for place, line in enumerate(lines) if tells(line)), len(lines))
    foot = lines[-4:] if len(lines) > opened + 4 else []
    last = next((place for place, line in enumerate(foot) if tells(line)), -1)
    yield from from_lines(lines[:1], lines[1 : opened + 1][:20], foot[last + 1 :], lines)


def _texts(lines: list[Line], page: Outline) -> list[str]:
    """The lines but those that their markup names as the day of something else, and bare cells of a table."""
    return [
        line.text
        for line in lines
        if PUBLISHED.search(line.text) or is_author(line.text) or not _is_elsewhere(line.element, page)
    ]


def _is_elsewhere(element: Any, page: Outline) -> bool:
    cell = next((above for above in (element, *element.iterancestors()) if above.tag in ("td", "th")), None)
    return (cell is not None and cell not in page.around) or role_of(element) is Role.OTHERWISE


def _refined(found: list[tuple[TimeValue, str]], opening: Dateline | None) -> tuple[TimeValue, str]:
    """The first statement, or a later and finer one that lies within it."""
    first, how = found[0]
    if first.span is None or first.span.days == 1:
        return first, how
    for value, source in found[1:]:
        if value.span and value.span.days < first.span.days and first.span.contains(value.span):
            return value, source
    if opening and not opening.year:
        value_ = time_value(opening.text, first.span.start.year, opening.month, opening.day)
        if value_ and value_.span and first.span.contains(value_.span):
            return value_, DATELINE
    return first, how


def _in_its_own_zone(value: TimeValue, how: str, lines: list[Stated]) -> tuple[TimeValue, str]:
    """The day that readers saw, where the metadata is in UTC and it is the next or the last day there."""
    byline = next((line.value for line in lines if line.named), None)
    clock = _UTC.search(value.text)
    if how != PAGE or clock is None or byline is None or not (byline.span and value.span):
        return value, how
    hour, apart = int(clock[1]), byline.span.start - value.span.start
    west, east = timedelta(days=-1), timedelta(days=1)
    if byline.span.days == 1 and ((apart == west and hour < 12) or (apart == east and hour >= 10)):
        return byline, BYLINE
    return value, how


def _given_away(lines: list[str], opening: Dateline | None, today: date | None) -> str:
    """What the text says of its age, in words."""
    said = []
    if opening:
        said.append(
            f"{describe_value(f'XXXX-{opening.month:02d}-{opening.day:02d}')} of an unknown year (dateline)"
        )
    if span := latest_past(lines, today):
        said.append(f"{in_words(span)} (inferred from the text)")
    return ", ".join(said)

"""When was this published? Only what a source states counts; what is unknown stays unknown."""

from __future__ import annotations

import html as markup
import re
from collections.abc import Callable, Iterator, Mapping

from index.dates import TimeValue
from index.timex.lexicon import MONTH, WEEKDAY_ANY, month_number
from index.timex.spans import make_date, span_of

_LONGEST = 80
_CLOCK = (
    r"(?:(?:T|,?\s{1,2}(?:at\s|-\s|[|]\s)?)(?:[01]?\d|2[0-4])(?:[:.]?[0-5]\d(?:[:.]?[0-5]\d(?:[.,]\d{1,9})?)?)?"
    r"(?:\s?[ap]\.?m\.?)?(?:\s?(?:Z|UTC|GMT|[A-Z]{2,4}|[+-]\d\d:?(?:\d\d)?)){0,2}(?:\s?\([A-Z]{2,5}\))?)?"
)
_YEAR, _DAY = r"(?P<year>\d{4})", r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_NAME = rf"(?P<name>{MONTH})"
_FORMS = tuple(
    re.compile(pattern + _CLOCK, re.IGNORECASE)
    for pattern in (
        rf"{_YEAR}(?P<mark>[-/.])(?P<month>\d\d)(?P=mark)(?P<day>\d\d)",
        rf"{_YEAR}(?P<month>\d\d)(?P<day>\d\d)",
        rf"{_YEAR}-(?P<month>\d\d)",
        _YEAR,
        rf"(?:{WEEKDAY_ANY},?\s)?(?:the\s)?{_DAY}(?:\sof)?[\s-]{_NAME},?[\s-]{_YEAR}",
        rf"(?:{WEEKDAY_ANY},?\s)?{_NAME}\s{_DAY},?\s{_YEAR}",
        rf"{_NAME},?\s{_YEAR}",
    )
)
_SLASHES = re.compile(
    rf"(?P<one>\d{{1,2}})(?P<mark>[/.])(?P<two>\d{{1,2}})(?P=mark){_YEAR}{_CLOCK}", re.IGNORECASE
)

_FIELDS = (
    "published datepublished publishedat publishedon publishedtime publisheddate publishdate publishtime "
    "pubdate publicationdate articlepublishedtime ogpublishedtime date dcdate dctermsdate dctermscreated "
    "sailthrudate parselypubdate issued posted dateposted created createdat createdon datecreated "
    "dcdateissued"
).split()
"""Names under which sources state it, without marks and case, the surest first."""

_META = re.compile(r"<meta\b([^<>]{1,2000})>", re.IGNORECASE)
_CHANGED = re.compile(r"modif|update|revis|expir|lastmod|changed", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([\w:-]{2,20})\s?=\s?(?:\"([^\"]{0,400})\"|'([^']{0,400})'|([^\s\"'>]{1,400}))")
_JSON_LD = re.compile(r"\"date(Published|Created)\"\s{0,4}:\s{0,4}\"([^\"]{4,60})\"")
_TIME_TAG = re.compile(r"<time\b([^<>]{1,1000})>", re.IGNORECASE)
_URL_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)([/_-])(\d{1,2}|[a-z]{3})\2(\d{1,2})(?!\d)", re.IGNORECASE)
_URL_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")
_URL_MONTH = re.compile(r"/((?:19|20)\d\d)[/-](\d\d)/")


def parse_date(text: str) -> TimeValue | None:
    """The date that a text states, to the day, month or year that it gives.

    ISO 8601, RFC 2822 and the forms newspapers use ("16 October 2023", "Oct. 16, 2023"), with or
    without a time of day; the calendar day is kept as written whatever the time zone. Figures with
    slashes count where only one order of day and month is possible. Everything else is None.
    """
    words = " ".join(text.split()) if len(text) <= 4 * _LONGEST else ""
    if not 4 <= len(words) <= _LONGEST or not words.isascii():
        return None
    for form in _FORMS:
        if match := form.fullmatch(words):
            return _stated(words, match.groupdict())
    if match := _SLASHES.fullmatch(words):
        return _by_elimination(words, int(match["year"]), int(match["one"]), int(match["two"]))
    return None


def _stated(text: str, parts: Mapping[str, str | None]) -> TimeValue | None:
    name, month, day = parts.get("name"), parts.get("month"), parts.get("day")
    number = month_number(name) if name else int(month) if month else None
    return _time_value(text, int(parts["year"] or 0), number, int(day) if day else None)


def _time_value(text: str, year: int, month: int | None, day: int | None) -> TimeValue | None:
    value = "-".join([f"{year:04d}", *(f"{part:02d}" for part in (month, day) if part is not None)])
    span = span_of(value)
    return TimeValue(text, value, span) if span else None


def _by_elimination(text: str, year: int, one: int, two: int) -> TimeValue | None:
    days = {day for day in (make_date(year, one, two), make_date(year, two, one)) if day}
    if len(days) != 1:
        return None
    day = days.pop()
    return _time_value(text, day.year, day.month, day.day)


def find_published(meta: Mapping[str, str], html: str | None, url: str) -> tuple[TimeValue | None, str]:
    """When an article was published and how that was found.

    ``meta`` holds the fields that came with it, ``html`` its page. The second value is "field",
    "page metadata", "url", or "" with None. A page states it in its metadata, JSON-LD or a time
    tag; dates in its body are never taken, nor is today's.
    """
    found = _from_fields(meta)
    if found:
        return found, "field"
    if html and (found := _from_page(html)):
        return found, "page metadata"
    found = _from_url(url)
    return (found, "url") if found else (None, "")


def _from_fields(fields: Mapping[str, str]) -> TimeValue | None:
    named = {re.sub(r"[^a-z]", "", name.lower()): value for name, value in fields.items()}
    values = (parse_date(named[name]) for name in _FIELDS if name in named)
    return next((value for value in values if value), None)


def _from_page(page: str) -> TimeValue | None:
    sources: tuple[Callable[[str], TimeValue | None], ...] = (
        _from_meta_tags,
        _from_json_ld,
        _from_time_tags,
        _from_htmldate,
    )
    return next((found for source in sources if (found := source(page))), None)


def _attributes(tag: str) -> dict[str, str]:
    return {name.lower(): markup.unescape(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(tag)}


def _from_meta_tags(page: str) -> TimeValue | None:
    fields: dict[str, str] = {}
    for tag in _META.findall(page):
        attributes = _attributes(tag)
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        fields.setdefault(name, attributes.get("content", ""))
    return _from_fields(fields)


def _from_json_ld(page: str) -> TimeValue | None:
    stated = sorted(_JSON_LD.findall(page), key=lambda pair: pair[0] != "Published")
    return next((found for _, text in stated if (found := parse_date(text))), None)


def _from_time_tags(page: str) -> TimeValue | None:
    """The time tag marked as the publication, else the first of the page."""
    tags = [_attributes(tag) | {"tag": tag} for tag in _TIME_TAG.findall(page)]
    marked = [tag for tag in tags if re.search(r"(?i)publi|pubdate|posted|entry-date", tag["tag"])]
    return next((found for tag in marked + tags[:1] if (found := parse_date(tag.get("datetime", "")))), None)


def _from_htmldate(page: str) -> TimeValue | None:
    """What htmldate makes of the metadata alone: it never sees the body, where it would guess."""
    from htmldate import find_date

    kept = "".join(f"<meta{tag}>" for tag in _META.findall(page) if not _CHANGED.search(tag))
    if not kept:
        return None
    day = find_date(
        f"<html><head>{kept}</head><body></body></html>",
        extensive_search=False,
        original_date=True,
        min_date="1600-01-01",
        max_date="2999-12-31",
    )
    return parse_date(day) if day else None


def _from_url(url: str) -> TimeValue | None:
    return next(_days_in(url), None)


def _days_in(url: str) -> Iterator[TimeValue]:
    for match in _URL_DAY.finditer(url):
        year, _, month, day = match.groups()
        number = int(month) if month.isdigit() else _month_in_url(month)
        if number and (found := _time_value(match.group(), int(year), number, int(day))):
            yield found
    for form in (_URL_COMPACT, _URL_MONTH):
        for match in form.finditer(url):
            numbers = [int(number) for number in match.groups()]
            if found := _time_value(
                match.group().strip("/"), numbers[0], numbers[1], numbers[2] if numbers[2:] else None
            ):
                yield found


def _month_in_url(word: str) -> int:
    try:
        return month_number(word)
    except KeyError:
        return 0

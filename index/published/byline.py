"""Dates in the lines around an article: "Published 16 October 2023", "By Ana Ruiz | 16 October 2023"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from index.clean.canonical import ENDS_SENTENCE
from index.dates import TimeValue
from index.published.outline import tells
from index.published.tongues import OTHERWISE, PUBLISHED, month_of
from index.published.wording import parse_date, sure_part, time_value

_OF = r"(?:\s(?:of|de|del|di))?"
_FORMS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<![\d/.:])(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?{_OF}[\s-](?P<name>[^\W\d_]{{3,10}})\.?,?{_OF}[\s-](?P<year>\d{{4}})(?!\d)",
        r"\b(?P<name>[^\W\d_]{3,10})\.?\s(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s(?P<year>\d{4})(?!\d)",
        r"(?<![\d/.-])\d{4}(?P<mark>[-/.])\d{1,2}(?P=mark)\d{1,2}(?!\d)",
        r"(?<![\d/.-])\d{1,2}(?P<mark>[/.])\d{1,2}(?P=mark)\d{4}(?!\d)",
        r"\b(?P<name>[^\W\d_]{3,10})\.?,?\s(?P<year>\d{4})(?!\d)",
    )
)
_MONTH_ONLY = _FORMS[-1]
_LONGEST, _MOST_WORDS, _NEAR = 300, 16, 60
_DAY_FIRST = re.compile(r"\bUhr\b")
_AUTHOR = re.compile(r"\A\W*(by|von|par|por|di|door|words:?|story:?|text:?)\s[^\W\d_]", re.IGNORECASE)
_PARTED = re.compile(r"[|·•—–/,]|\s-\s")
_IN_FRONT = re.compile(
    r"(.*[^\w\s'’\"”-])?\W*((this )?(article|story|post)( was)? ?)?(first |originally |date )?", re.IGNORECASE
)
_CLOCK = re.compile(
    r"\d{1,2}[:.h]\d\d(:\d\d)?( ?[ap]\.?m\b\.?)?|\b(\d{1,2} ?)?[ap]\.?m\b\.?|\d+[ -]min(ute)?s?( read)?"
    r"|\b(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?\b\.?"
    r"|\b(uhr|gmt|utc|[bcempi]s?t|[ce]est|ist|h|at|on|à|um|il|em|el|le|a las)\b",
    re.IGNORECASE,
)
_SMALL = frozenset(
    "by and for in at on the of staff reporter correspondent editor writer read min de del von par".split()
)


class _Found(NamedTuple):
    start: int
    end: int
    value: TimeValue
    whole: bool
    """Down to the day."""


def from_lines(head: Sequence[str], foot: Sequence[str], everything: Sequence[str]) -> Iterator[TimeValue]:
    """The dates that the lines around an article state, those that say "published" first.

    ``head`` are the lines at its headline, ``foot`` those below its end, ``everything`` all its lines: where
    several of those are nothing but a date, they head the parts of a chronology.
    """
    lines = [line for line in head if len(line) <= _LONGEST]
    yield from (value for line in [*lines, *foot] if not tells(line) for value in _published(line))
    opened = next((place for place, line in enumerate(lines) if tells(line)), len(lines))
    if sum(map(_is_date, everything)) <= 1:
        yield from (value for line in lines[:opened] for value in _bare(line))
    yield from (value for line in lines[opened:] if _AUTHOR.match(line) for value in _bare(line))


def _published(line: str) -> Iterator[TimeValue]:
    """Dates behind a word for publishing, with no date and no other word of that kind between.

    The word stands in front or behind a name: a report that was "published on 3 May" is another's.
    """
    end = 0
    for found in _dates(line):
        before = line[end : found.start]
        labels = [*PUBLISHED.finditer(before), *OTHERWISE.finditer(before)]
        last = max(labels, key=lambda label: label.start(), default=None)
        if last and PUBLISHED.fullmatch(last.group()) and _is_label(before, last, line):
            yield found.value
        end = found.end


def _is_label(before: str, label: re.Match[str], line: str) -> bool:
    near = len(before) - label.end() <= _NEAR
    return near and bool(_IN_FRONT.fullmatch(before[: label.start()]) or _AUTHOR.match(line))


def _bare(line: str) -> Iterator[TimeValue]:
    """The first date of a line that is nothing but a date, or names and a date."""
    found = next((found for found in _dates(line) if found.whole), None)
    if found is None or len(line.split()) > _MOST_WORDS or OTHERWISE.search(line):
        return
    rest = _CLOCK.sub(" ", f"{line[: found.start]} | {line[found.end :]}")
    words = re.findall(r"[^\W\d_][\w.'’-]*", rest)
    named = len(words) <= 10 and all(word[0].isupper() or word in _SMALL for word in words)
    parted = _AUTHOR.match(line) or _PARTED.search(line) or not words
    if named and parted and not ENDS_SENTENCE.search(rest.rstrip(" |")):
        yield found.value


def _is_date(line: str) -> bool:
    return len(line) <= 40 and any(
        not line[: found.start].strip() and not line[found.end :].strip(" .:") for found in _dates(line)
    )


def _dates(line: str) -> list[_Found]:
    """The dates of a line in order, none inside another."""
    found: list[_Found] = []
    for form in _FORMS:
        for match in form.finditer(line[:_LONGEST]):
            value = _value(match, line)
            if value and not any(other.start < match.end() and match.start() < other.end for other in found):
                found.append(_Found(match.start(), match.end(), value, form is not _MONTH_ONLY))
    return sorted(found)


def _value(match: re.Match[str], line: str) -> TimeValue | None:
    parts = match.groupdict()
    text = match.group()
    if "name" not in parts:
        return _figures(text, parts["mark"] == "." and bool(_DAY_FIRST.search(line)))
    month = month_of(parts["name"])
    day = int(parts["day"]) if parts.get("day") else None
    return time_value(text, int(parts["year"]), month, day) if month else None


def _figures(text: str, day_first: bool) -> TimeValue | None:
    """Figures as they are, or as German clocks ("11:20 Uhr") beside them say that they are meant."""
    if day_first:
        day, month, year = map(int, text.split("."))
        return time_value(text, year, month, day)
    return parse_date(text) or sure_part(text)

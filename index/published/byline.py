"""Dates in the lines around an article: "Published 16 October 2023", "By Ana Ruiz | 16 October 2023".

A date near a headline may be that of a match, a birth or a picture. It counts behind a word for publishing,
in a line that names the author, or alone; where another word may explain it, it does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from index.clean.canonical import ENDS_SENTENCE
from index.dates import TimeValue
from index.published.figures import LONGEST, dates_of
from index.published.outline import tells
from index.published.tongues import CHANGED, OTHERWISE, PUBLISHED, month_of

_MOST_WORDS = 16
_AUTHOR = re.compile(
    r"\A\W*(?i:(?:(?:written|reported|article|story) )?by|von|par|por|di|door|words:?|story:?|text:?)\s+"
    r"(?P<name>[^\W\d_]+)"
)
_PARTS = re.compile(r"[|·•—–/]|\s-\s")
_SEGMENT_ENDS = re.compile(r"[|·•—–/(;]|\s-\s|\.\s")
_IN_FRONT = re.compile(
    r"(?:.*(?:[|·•—–/(;]|\s-|[.!?])|(?P<names>[^|]*,))?\W*(?:(?:this )?(?:article|story|post)(?: was)? ?)?"
    r"(?:first |originally )?",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"[\s,|–-]*:?[\s,|–-]*(?:by (?:[^\W\d_][\w.'’-]* ?){1,6},?)?[\s,|–-]*"
    r"(?:(?:on|at|online|le|el|em|am|il|op|den|um|à|a)[\s,]*){0,2}",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"\b\d{1,2}[:.h]\d\d(:\d\d)?( ?[ap]\.?m\b\.?)?|\b(\d{1,2} ?)?[ap]\.?m\b\.?|\d+[ -]min(ute)?s?( read)?"
    r"|\b\d+ (comments?|shares?|views?)\b"
    r"|\b(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?\b\.?"
    r"|\b(uhr|gmt|utc|[bcempi]s?t|[cew]es?t|ist|h|at|on|à|às|um|il|em|el|le|a las)\b",
    re.IGNORECASE,
)
_SMALL = frozenset(
    "by and for in at on of the de del von par staff reporter correspondent editor writer read min".split()
)
_FACTS = re.compile(
    r"\W*(venue|where|when|time|place|location|address|tickets?|admission|doors|dates?|director|cast|starring"
    r"|running time|genre|developer|platforms?|isbn|pages|price|rating|case|docket|organi[sz]er|contact)\s?:",
    re.IGNORECASE,
)
_DATE_LABEL = re.compile(r"\W*(publication )?date\s?:\s?", re.IGNORECASE)
_HEADERS = re.compile(r"\W*(author|byline|by|headline|title|section|source|publication|newspaper)\s?:", re.I)
_PRINTED = re.compile(r"\W*\d{1,2}/\d{1,2}/\d{4}, \d{1,2}:\d\d")
"""How browsers head what they print, with the time of printing."""


class Stated(NamedTuple):
    """A date; ``named`` where its line says that it is that of the publication, or who the author is."""

    value: TimeValue
    named: bool


def from_lines(
    above: Sequence[str], head: Sequence[str], foot: Sequence[str], everything: Sequence[str]
) -> Iterator[Stated]:
    """The dates that the lines around an article state, those that say "published" first.

    ``above`` are the headline and the lines above it: a date without a word for publishing may be that of
    the event, or of the day on which the page was saved. ``head`` are the lines below it, ``foot`` those
    below its end, ``everything`` all its lines: where several are nothing but a date, they head the parts
    of a chronology.
    """
    lines = [line for line in head if len(line) <= LONGEST]
    labelled = [line for line in [*above, *lines] if not tells(line)]
    yield from (Stated(value, True) for line in labelled for value in _published(line))
    yield from (Stated(value, True) for value in _of_header([*above, *lines]))
    opened = next((place for place, line in enumerate(lines) if tells(line)), len(lines))
    if sum(map(_is_date, everything)) <= 1 and not any(map(_FACTS.match, lines)):
        yield from (Stated(value, is_author(line)) for line in lines[:opened] for value in _bare(line))
    yield from (Stated(value, True) for line in lines[opened:] if is_author(line) for value in _bare(line))
    last = next((line for line in foot if not (ENDS_SENTENCE.search(line) and len(line.split()) >= 6)), "")
    if len({value.value for line in foot for value in _published(line)}) == 1:
        yield from (Stated(value, False) for value in _at_foot(last))


def _published(line: str) -> Iterator[TimeValue]:
    """Dates behind a word for publishing, with nothing but an author between, and nothing told behind.

    The word stands in front or behind a name: a report that was "published on 3 May" is another's.
    """
    if "©" in line or len(line) > LONGEST:
        return
    found = dates_of(line)
    starts = [0, *(date.end for date in found)]
    ends = [*(date.start for date in found[1:]), len(line)]
    for date, start, end in zip(found, starts, ends, strict=False):
        before = line[start : date.start]
        labels = [*PUBLISHED.finditer(before)]
        if not labels or OTHERWISE.search(before, labels[-1].start()):
            continue
        lead = _LEADS.fullmatch(_CLOCK.sub(" ", before[labels[-1].end() :]).strip())
        if lead and _is_label(before, labels[-1], line) and _tells_nothing(line[date.end : end]):
            yield date.value


def _is_label(before: str, label: re.Match[str], line: str) -> bool:
    front = _IN_FRONT.fullmatch(before[: label.start()])
    if front is None:
        return is_author(line) and are_names(before[: label.start()])
    return front["names"] is None or (label.group()[0].isupper() and are_names(front["names"]))


def _tells_nothing(rest: str) -> bool:
    """Whether nothing but names stand behind a date, up to the end of its part of the line."""
    for word in (OTHERWISE, PUBLISHED, _SEGMENT_ENDS):
        rest = word.split(f"{rest} ", maxsplit=1)[0]
    return are_names(rest) and not re.search(r"\d", _CLOCK.sub(" ", rest))


def _at_foot(line: str) -> Iterator[TimeValue]:
    """What closes an article; comments are "posted" there."""
    if not re.search(r"\bposted\b", line, re.IGNORECASE):
        yield from _published(line)


def _of_header(lines: Sequence[str]) -> Iterator[TimeValue]:
    """ "Date: 16 October 2023" beside the other fields of an article, as archives of papers write them."""
    if any(map(_HEADERS.match, lines)) and not any(_FACTS.match(line) for line in lines if not _dated(line)):
        yield from (value for line in lines if (value := _dated(line)))


def _dated(line: str) -> TimeValue | None:
    label = _DATE_LABEL.match(line)
    found = dates_of(line) if label else []
    alone = label and len(found) == 1 and found[0].start <= label.end() + 12
    return found[0].value if alone and not _CLOCK.sub("", line[found[0].end :]).strip(" .,") else None


def _bare(line: str) -> Iterator[TimeValue]:
    """The date of a line that is nothing but a date, or names and a date."""
    stated = _before_changes(line)
    found = [date for date in dates_of(stated) if date.whole]
    if len(found) != 1 or OTHERWISE.search(stated) or _PRINTED.match(line):
        return
    sides = stated[: found[0].start], stated[found[0].end :]
    if is_byline(" | ".join(sides), parted=any(map(_PARTS.search, sides))):
        yield found[0].value


def _before_changes(line: str) -> str:
    """The line up to the words for a later change: "3 May 2023 (updated 9 June 2023)"."""
    change = CHANGED.search(line)
    behind = change and re.search(r"\d", line[change.end() :])
    return line[: change.start()].rstrip(" (|,·•—–-") if change and behind else line


def is_byline(rest: str, *, parted: bool) -> bool:
    """Whether what stands beside a date is nothing, or the author's name and the like.

    Names without a "by" must be ``parted`` from the date by a stroke or a dot: behind a comma they may be
    those of a place or an event.
    """
    words = re.findall(r"[^\W\d_][\w.'’-]*", _CLOCK.sub(" ", rest))
    if len(rest.split()) > _MOST_WORDS or len(words) > 10 or ENDS_SENTENCE.search(rest.rstrip(" |")):
        return False
    return not words or (
        are_names(rest) and (is_author(rest) or (parted and ":" not in _CLOCK.sub("", rest)))
    )


def are_names(words: str) -> bool:
    """Whether all words are names: capital letters, but for the small words between them."""
    found = re.findall(r"[^\W\d_][\w.'’-]*", _CLOCK.sub(" ", words))
    return all(word[0].isupper() or word in _SMALL for word in found)


def is_author(line: str) -> bool:
    """Whether a line begins with "by" and a name, not with "by March"."""
    match = _AUTHOR.match(line)
    return match is not None and not month_of(match["name"]) and not _CLOCK.fullmatch(match["name"])


def _is_date(line: str) -> bool:
    return len(line) <= 40 and any(
        not line[: found.start].strip() and not line[found.end :].strip(" .:") for found in dates_of(line)
    )

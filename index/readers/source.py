"""What reading a file gives: an article as it came, or the reason why there is none."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from index.clean import clean, clean_line
from index.dates import TimeValue
from index.errors import ReadError

_TITLE_LENGTH = 120
_SEARCHED = 20_000
"""Characters at the start of a text in which a title is looked for."""
_LONGEST_LINE = 1_000
"""How much of a line is looked at: furniture is shorter, and so is a title."""


@dataclass(frozen=True, slots=True)
class Source:
    """One article as a file gives it: ``text`` is decoded and without markup, but not cleaned.

    ``raw`` is all the text of the page that it was taken from, where that is more.
    ``row`` is the line (JSON lines) or the place (a JSON array, a feed) in a file of several articles,
    counted from 1, ``place`` the words for it in a message ("line 7"); ``row_id`` the id that the row
    gives itself, ``key`` a name that is no id: that of a feed's entry or of a zip archive's member.
    """

    text: str
    title: str
    path: str
    published: TimeValue | None = None
    published_from: str = ""
    outlet: str = ""
    author: str = ""
    url: str = ""
    row_id: str = ""
    row: int | None = None
    key: str = ""
    place: str = ""
    raw: str = ""

    @property
    def site(self) -> str:
        """Whose page furniture it may carry: its outlet, else "//" and the host of its address, else ""."""
        if self.outlet:
            return clean_line(self.outlet)
        try:
            host = urlsplit(self.url).hostname
        except ValueError:
            host = None
        return f"//{host}" if host else ""

    @property
    def within(self) -> str:
        """What tells it from the others of its file, also when these move; "" where there are none."""
        if self.key or self.row_id:
            return self.key or f"id:{self.row_id}"
        return "" if self.row is None else f"row:{self.row}"


@dataclass(frozen=True, slots=True)
class Failure:
    """A file or a row that gave no article; ``code`` is the ``code`` of its ``ReadError``."""

    path: str
    code: str
    message: str


def failed(path: Path, error: ReadError, place: str = "") -> Failure:
    """The failure that ``error`` is, for the file at ``path`` or for the ``place`` in it."""
    return Failure(shown(path), error.code, f"{place}: {error}" if place else str(error))


def shown(path: Path) -> str:
    """The path as text that can be stored and printed, whatever bytes the file's name has."""
    return os.fsencode(path).decode("utf-8", "replace")


def first_line(text: str) -> str:
    """A title for a text that has none: its first line that says something, cut at a word."""
    for raw in text[:_SEARCHED].splitlines():
        line = clean_line(raw[:_LONGEST_LINE])
        if sum(map(str.isalpha, line)) >= 2 and clean(line):
            return shorten(line)
    return ""


def shorten(line: str) -> str:
    """At most 120 characters of the line, ending with a word and "…" where something is left out."""
    if len(line) <= _TITLE_LENGTH:
        return line
    head = line[:_TITLE_LENGTH]
    return (head.rsplit(" ", 1)[0] if " " in head else head[:-1]).rstrip(" ,;:–—-") + "…"

"""News feeds (RSS and Atom) saved as files: an article an entry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from index.clean import clean_line
from index.errors import Empty, Malformed, ReadError
from index.published import find_published
from index.readers.encoding import decode
from index.readers.markup import text_of
from index.readers.source import Failure, Source, failed, first_line, shorten, shown

_CLOSED = re.compile(r"</(?:\w+:)?(?:rss|feed|rdf)\s*>", re.IGNORECASE)
_AS_UTF_8 = {"content-type": "application/xml; charset=utf-8"}
_REMEDY = "Save the feed again."


def read_feed(data: bytes, path: Path) -> Iterator[Source | Failure]:
    """The entries of a feed; one that is cut short gives those that it has, and a failure."""
    import feedparser

    text = decode(data)
    # From a stream: anything else it would take for an address to fetch or a file to open.
    stream = BytesIO(text.encode("utf-8", "replace"))
    feed = feedparser.parse(
        stream, response_headers=_AS_UTF_8, sanitize_html=False, resolve_relative_uris=False
    )
    if not feed.version:
        raise Malformed(f"{path.name} is no feed that can be read.", _REMEDY)
    if not feed.entries:
        raise Empty(f"{path.name} holds 0 entries.", _REMEDY)
    for number, entry in enumerate(feed.entries, 1):
        try:
            yield _source(entry, feed, path, number)
        except ReadError as error:
            yield failed(path, error, f"entry {number}")
    if not _CLOSED.search(text):
        message = f"{path.name} ends before the feed does: its last entry may be cut."
        yield failed(path, Malformed(message, _REMEDY))


def _source(entry: Mapping[str, Any], feed: Mapping[str, Any], path: Path, number: int) -> Source:
    place = f"entry {number}"
    text = _longest(entry, place)
    if not text.strip():
        raise Empty("no text.", "Give the feed with its articles' text.")
    link = clean_line(_words(entry.get("link")))
    url = link if link.startswith(("http://", "https://")) else ""  # else it is a name of the entry
    published, published_from = find_published(
        {"published": _published(entry, feed)}, None, url, text, today=date.today()
    )
    title = clean_line(text_of(_words(entry.get("title")), place))
    name = clean_line(_words(entry.get("id"))) or link
    return Source(
        text=text,
        title=shorten(title) if title else first_line(text),
        path=shown(path),
        published=published,
        published_from=published_from,
        outlet=_outlet(entry, feed),
        author=_authors(entry),
        url=url,
        row=number,
        key=f"entry:{name}" if name else "",
        place=place,
    )


def _longest(entry: Mapping[str, Any], place: str) -> str:
    """The text of the article: whichever of its contents and its summary says most."""
    values = [_words(content.get("value")) for content in entry.get("content", ())]
    values.append(_words(entry.get("summary")))
    return max((text_of(value, place) for value in values), key=len)


def _published(entry: Mapping[str, Any], feed: Mapping[str, Any]) -> str:
    """The date of publication. feedparser calls that of RSS 1.0 (``dc:date``) the one of an update."""
    early = str(feed.get("version", "")).startswith(("rss09", "rss10"))
    return _words(entry.get("published")) or (_words(entry.get("updated")) if early else "")


def _outlet(entry: Mapping[str, Any], feed: Mapping[str, Any]) -> str:
    """Where the entry first stood, for a feed that gathers those of others; else the feed's own title."""
    origin = entry.get("source")
    named = _words(origin.get("title")) if isinstance(origin, Mapping) else ""
    return clean_line(text_of(named or _words(feed["feed"].get("title")), "the feed"))


def _authors(entry: Mapping[str, Any]) -> str:
    names = (clean_line(_words(author.get("name"))) for author in entry.get("authors", ()))
    return ", ".join(dict.fromkeys(filter(None, names)))


def _words(value: object) -> str:
    return value if isinstance(value, str) else ""

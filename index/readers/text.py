"""Plain text: the whole file is the article, its first line the title."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from index.published import find_published
from index.readers.encoding import decode
from index.readers.source import Source, first_line, shown


def read_text(data: bytes, path: Path) -> Source:
    """The article of a plain text file."""
    text = decode(data)
    published, published_from = find_published({}, None, "", text, today=date.today())
    return Source(
        text=text,
        title=first_line(text),
        path=shown(path),
        published=published,
        published_from=published_from,
    )

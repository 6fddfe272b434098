"""Plain text: the whole file is the article, its first line the title."""

from __future__ import annotations

from pathlib import Path

from index.readers.encoding import decode
from index.readers.source import Source, first_line, shown


def read_text(data: bytes, path: Path) -> Source:
    """The article of a plain text file."""
    text = decode(data)
    return Source(text=text, title=first_line(text), path=shown(path))

"""Files into articles: `discover` finds the files, `read` gives what is in one."""

from __future__ import annotations

import stat
import zlib
from collections.abc import Iterator
from pathlib import Path

from index.errors import Empty, ReadError, TooLarge, Unsupported
from index.readers.detect import HEAD, detect
from index.readers.encoding import looks_wide
from index.readers.html import read_html
from index.readers.jsonl import read_json, read_jsonl
from index.readers.markdown import read_markdown
from index.readers.source import Failure, Source, shown
from index.readers.text import read_text
from index.readers.walk import discover, unavailable

__all__ = ["Failure", "Source", "discover", "read"]

_LIMIT = 10_000_000
_HTML_LIMIT = 2_000_000
_ONE_ARTICLE = {"text": read_text, "markdown": read_markdown, "html": read_html}


def read(path: Path) -> Iterator[Source | Failure]:
    """The articles of one file, and a ``Failure`` for everything in it that gave none."""
    try:
        yield from _read(path)
    except ReadError as error:
        yield Failure(shown(path), error.code, str(error))
    except OSError as error:
        yield unavailable(path, error)


def _read(path: Path) -> Iterator[Source | Failure]:
    if not stat.S_ISREG(path.stat().st_mode):
        raise Unsupported(f"{path.name} is no regular file.", "Name files or folders of articles.")
    with path.open("rb") as file:
        head = file.read(HEAD)
        if not head.strip():
            raise Empty(
                f"{path.name} is empty ({path.stat().st_size} bytes).", "Fetch it again or remove it."
            )
        gzipped = head.startswith(b"\x1f\x8b")
        kind = detect(_unzipped(head, path.name) if gzipped else head, path.name)
        file.seek(0)
        if kind == "jsonl" and looks_wide(head):
            raise Unsupported(f"{path.name} holds JSON lines in UTF-16 or UTF-32.", "Save it as UTF-8.")
        if kind == "jsonl":
            yield from read_jsonl(file, path, gzipped=gzipped)
            return
        if gzipped:
            raise Unsupported(
                f"{path.name} is compressed.", "Unpack it first: only JSON lines are read from gzip."
            )
        data = file.read(_LIMIT + 1)
    _check_size(path, len(data), _HTML_LIMIT if kind == "html" else _LIMIT)
    if kind == "json":
        yield from read_json(data, path)
        return
    source = _ONE_ARTICLE[kind](data, path)
    if not source.text.strip():
        raise Empty(f"{path.name} holds no text ({len(data)} bytes).", "Fetch it again or remove it.")
    yield source


def _check_size(path: Path, size: int, limit: int) -> None:
    if size > limit:
        size = max(size, path.stat().st_size)
        message = f"{path.name} has {size / 1e6:.1f} MB, the limit is {limit / 1e6:g} MB."
        raise TooLarge(message, "Split it into its articles, or give them as JSON lines.")


def _unzipped(head: bytes, name: str) -> bytes:
    try:
        return zlib.decompressobj(wbits=31).decompress(head, HEAD)
    except zlib.error as error:
        raise Unsupported(
            f"{name} looks like gzip but cannot be unpacked ({error}).", "Fetch it again."
        ) from error

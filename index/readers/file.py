"""One file into its articles, in this process: what it is, and who reads it."""

from __future__ import annotations

import errno
import os
import stat
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO

from index.errors import Empty, Malformed, ReadError, TooLarge, Unsupported
from index.readers import limits
from index.readers.detect import HEAD, ZIP, detect
from index.readers.encoding import looks_wide
from index.readers.feed import read_feed
from index.readers.garbled import garbled
from index.readers.html import read_html
from index.readers.jsonl import read_json, read_jsonl
from index.readers.markdown import read_markdown
from index.readers.pdf import read_pdf
from index.readers.source import Failure, Source, failed
from index.readers.text import read_text
from index.readers.walk import unavailable
from index.readers.zipped import read_packed, read_zip

Found = Iterator[Source | Failure]

_ONE = {"text": read_text, "markdown": read_markdown, "html": read_html, "pdf": read_pdf}
_MANY = {"json": read_json, "feed": read_feed, "zip": read_packed}


def read(path: Path, *, after: int = 0, enter: Callable[[int, str], None] | None = None) -> Found:
    """The articles of one file, and a ``Failure`` for everything in it that gave none.

    Nothing here bounds the time or the memory that a parser takes: `sandbox.Sandbox` does. ``after``
    and ``enter`` are for zip archives, see `zipped.read_zip`.
    """

    def found() -> Found:
        # Without waiting for the other end of a pipe.
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise Unsupported(f"{path.name} is no regular file.", "Name files or folders of articles.")
            if file.peek(4).startswith(ZIP):
                yield from read_zip(file, path, _member, after=after, enter=enter)
            else:
                yield from _read(file, path)

    return _or_failure(found(), path)


def _member(file: IO[bytes], path: Path) -> Found:
    return _or_failure(_read(file, path, packed=True), path)


def _or_failure(found: Found, path: Path) -> Found:
    """What is found, and whatever ends it as the failure that it is."""
    try:
        yield from found
    except ReadError as error:
        yield failed(path, error)
    except MemoryError:
        message = f"{path.name} takes more than {limits.MEMORY_BYTES / 1e9:.1f} GB of memory to read."
        yield failed(path, TooLarge(message, "Split it, or convert it to plain text."))
    except Exception as error:  # noqa: BLE001 - on damaged files parsers fail in ways that they do not list
        # Damaged offsets have a parser seek to where no file can have anything.
        if isinstance(error, OSError) and error.errno not in (None, errno.EINVAL):
            yield unavailable(path, error)
            return
        why = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        yield failed(path, Malformed(f"{path.name} is damaged ({why}).", "Fetch it or save it again."))


def _read(file: IO[bytes], path: Path, *, packed: bool = False) -> Found:
    """``packed``: the file is a member of an archive, and so must not be one itself."""
    head = file.read(HEAD)
    if not head.strip():
        raise Empty(f"{path.name} is empty ({len(head)} bytes read).", "Fetch it again or remove it.")
    gzipped = head.startswith(b"\x1f\x8b")
    if gzipped and packed:
        raise Unsupported(f"{path.name} is an archive within an archive.", "Unpack it and give the folder.")
    kind = detect(_unzipped(head, path.name) if gzipped else head, path.name)
    file.seek(0)
    if kind == "jsonl":
        if looks_wide(head):
            raise Unsupported(f"{path.name} holds JSON lines in UTF-16 or UTF-32.", "Save it as UTF-8.")
        yield from _legible(read_jsonl(file, path, gzipped=gzipped), path)
    elif gzipped:
        raise Unsupported(
            f"{path.name} is compressed.", "Unpack it first: only JSON lines are read from gzip."
        )
    else:
        data = _whole(file, path.name, limits.PAGE_BYTES if kind == "html" else limits.FILE_BYTES)
        yield from _legible(_MANY[kind](data, path) if kind in _MANY else [_one(kind, data, path)], path)


def _legible(found: Iterable[Source | Failure], path: Path) -> Found:
    """What is found, less what was read in an encoding that is not its own."""
    for item in found:
        if isinstance(item, Source) and garbled(item.text):
            error = Malformed(f"the encoding of {path.name} cannot be made out.", "Save it as UTF-8.")
            yield failed(path, error, item.place)
        else:
            yield item


def _one(kind: str, data: bytes, path: Path) -> Source:
    source = _ONE[kind](data, path)
    if not source.text.strip():
        raise Empty(f"{path.name} holds no text ({len(data)} bytes).", "Fetch it again or remove it.")
    return source


def _whole(file: IO[bytes], name: str, limit: int) -> bytes:
    data = file.read(limit + 1)
    if len(data) <= limit:
        return data
    size = file.seek(0, os.SEEK_END)
    message = f"{name} has {size / 1e6:.1f} MB, the limit is {limit / 1e6:g} MB."
    raise TooLarge(message, "Split it into its articles, or give them as JSON lines.")


def _unzipped(head: bytes, name: str) -> bytes:
    try:
        return zlib.decompressobj(wbits=31).decompress(head, HEAD)
    except zlib.error as error:
        raise Unsupported(
            f"{name} looks like gzip but cannot be unpacked ({error}).", "Fetch it again."
        ) from error

"""Which files to read: those that are named, and those in the folders that are named."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from index.errors import Empty, Unavailable, Unsupported
from index.readers.source import Failure, failed, shown

SUFFIXES = (
    ".txt",
    ".text",
    ".md",
    ".markdown",
    ".html",
    ".htm",
    ".jsonl",
    ".ndjson",
    ".jsonl.gz",
    ".ndjson.gz",
    ".json",
    ".pdf",
    ".docx",
    ".rss",
    ".atom",
    ".xml",
    ".zip",
)
"""What is read in a folder and in a zip archive; a file that is named is read by what it holds."""


def discover(paths: Sequence[str | Path]) -> Iterator[Path | Failure]:
    """The files to read, sorted within each folder, each once.

    Hidden files and folders are passed over; whatever else is not read is a ``Failure``.
    """
    seen: set[str] = set()
    for path in map(Path, paths):
        for entry in _found_at(path):
            place = os.path.abspath(entry) if isinstance(entry, Path) else ""  # noqa: PTH100
            if place and place in seen:
                continue
            seen.add(place)
            yield entry


def _found_at(path: Path) -> Iterator[Path | Failure]:
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        yield unavailable(path, error)
        return
    if stat.S_ISDIR(mode):
        yield from _folder(path)
    else:
        yield _named(path)


def unavailable(path: Path, error: OSError | ValueError) -> Failure:
    """What to say of a path that the system would not open (ValueError: a name that none can have)."""
    reason = (getattr(error, "strerror", None) or str(error)).lower()
    remedy = "Check its name and its permissions, and try again."
    return failed(path, Unavailable(f"{shown(path)} cannot be read: {reason}.", remedy))


def _named(path: Path) -> Path | Failure:
    """The file, unless it is gone or nothing that can be read to an end (a pipe, a socket)."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        return unavailable(path, error)
    if stat.S_ISREG(mode):
        return path
    return failed(path, Unsupported(f"{path.name} is no regular file.", "Name files or folders of articles."))


def _folder(folder: Path) -> Iterator[Path | Failure]:
    errors: list[OSError] = []
    files = 0
    for place, folders, names in os.walk(folder, onerror=errors.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (_link(Path(place, name)) for name in folders if Path(place, name).is_symlink())
        for name in sorted(names):
            if not name.startswith("."):
                files += 1
                yield _found(Path(place, name), folder)
    for error in errors:
        yield unavailable(Path(os.fsdecode(error.filename or folder)), error)
    if not files and not errors:
        yield failed(
            folder,
            Empty(
                f"{shown(folder)} holds no files (0 found).", f"Put articles there: {', '.join(SUFFIXES)}."
            ),
        )


def _link(path: Path) -> Failure:
    """A linked folder is not entered: links may lead in a circle, or out of the folder."""
    return failed(path, Unsupported(f"{path.name} is a link to a folder.", "Name that folder itself."))


def _found(path: Path, folder: Path) -> Path | Failure:
    """A file met in a folder: one to read, or why it is not."""
    if path.is_symlink() and not path.resolve().is_relative_to(folder.resolve()):
        return failed(
            path,
            Unsupported(f"{path.name} is a link to a place outside the folder.", "Name that place itself."),
        )
    if not path.name.lower().endswith(SUFFIXES):
        kind = path.suffix or "no suffix"
        remedy = (
            f"In folders {', '.join(SUFFIXES)} are read. Name the file itself to have it read all the same."
        )
        return failed(path, Unsupported(f"{path.name} is not of a kind that is read ({kind}).", remedy))
    return _named(path)

"""Zip archives: each member is read as a file of its own, a Word document as the one file it is."""

from __future__ import annotations

import re
import stat
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile, ZipInfo

from index.errors import Empty, Malformed, ReadError, TooLarge, Unsupported
from index.readers import limits
from index.readers.docx import DOCUMENT, read_docx
from index.readers.source import Failure, Source, failed, shown
from index.readers.walk import SUFFIXES

Reader = Callable[[IO[bytes], Path], Iterator[Source | Failure]]
"""What reads an open file; the path is for its name."""

_REMEDY = "Unpack it and give the folder."
_ENCRYPTED = 0x1
_SEPARATORS = re.compile(r"[/\\]")


def read_zip(
    file: IO[bytes],
    path: Path,
    read_member: Reader,
    *,
    after: int = 0,
    enter: Callable[[int, str], None] | None = None,
) -> Iterator[Source | Failure]:
    """The articles of a zip archive, which keep the archive's path; or the one of a Word document.

    ``enter`` is called with the number (from 1) and name of each member before it is read; the
    first ``after`` members are passed over, for a reader that goes on where another one ended.
    """
    with _opened(file, path) as archive:
        if DOCUMENT in archive.namelist():
            yield read_docx(archive, path)
            return
        for number, member in enumerate(_members(archive, path), 1):
            if number <= after:
                continue
            if enter:
                enter(number, member.filename)
            yield from _read(archive, member, path, read_member)


def read_packed(data: bytes, path: Path) -> Iterator[Source | Failure]:
    """A zip archive within another: only a Word document is read."""
    with _opened(BytesIO(data), path) as archive:
        if DOCUMENT not in archive.namelist():
            raise Unsupported(f"{path.name} is an archive within an archive.", _REMEDY)
        yield read_docx(archive, path)


def _opened(file: IO[bytes], path: Path) -> ZipFile:
    try:
        return ZipFile(file)
    except (BadZipFile, ValueError, NotImplementedError) as error:
        why = str(error).rstrip(".") or "damaged"
        raise Malformed(
            f"{path.name} is no zip archive that can be read ({why}).", "Fetch it again."
        ) from error


def _members(archive: ZipFile, path: Path) -> list[ZipInfo]:
    """The files in it that are not hidden, none of them opened yet."""
    every = archive.infolist()
    names = {info.filename for info in every}
    if names & {"[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"}:
        raise Unsupported(f"{path.name} is a spreadsheet, a book or the like.", "Save it as text or DOCX.")
    unpacked = sum(info.file_size for info in every)
    if len(every) > limits.ZIP_MEMBERS or unpacked > limits.ZIP_BYTES:
        raise TooLarge(
            f"{path.name} has {len(every)} members of {unpacked / 1e6:.0f} MB in all; the limits are "
            f"{limits.ZIP_MEMBERS} and {limits.ZIP_BYTES / 1e6:.0f} MB.",
            _REMEDY,
        )
    members = [info for info in every if not info.is_dir() and not _is_hidden(info.filename)]
    if not members:
        raise Empty(f"{path.name} holds no files ({len(every)} members).", "Fetch it again or remove it.")
    return members


def _is_hidden(name: str) -> bool:
    parts = [part for part in _SEPARATORS.split(name) if part not in ("", ".", "..")]
    return any(part.startswith(".") or part == "__MACOSX" for part in parts)


def _read(archive: ZipFile, member: ZipInfo, path: Path, read_member: Reader) -> Iterator[Source | Failure]:
    name = member.filename
    try:
        _check(member)
        with archive.open(member) as file:
            for found in read_member(file, Path(name)):
                yield _placed(found, name, path)
    except ReadError as error:
        yield failed(path, error, name)
    except (BadZipFile, EOFError, ValueError, NotImplementedError, RuntimeError, OSError) as error:
        yield failed(path, Malformed(f"it cannot be unpacked ({error}).", "Make the archive again."), name)


def _check(member: ZipInfo) -> None:
    """Refuse what a folder would not have, before anything of it is read."""
    name, kind = member.filename, stat.S_IFMT(member.external_attr >> 16)
    if name.startswith(("/", "\\")) or re.match(r"[A-Za-z]:", name) or ".." in _SEPARATORS.split(name):
        raise Unsupported("its name leads out of the archive.", _REMEDY)
    if kind not in (0, stat.S_IFREG):
        raise Unsupported("it is a link or another kind of file without content.", "Name the file itself.")
    if member.flag_bits & _ENCRYPTED:
        raise Unsupported("it is encrypted.", "Make the archive again without a password.")
    if not name.lower().endswith(SUFFIXES):
        raise Unsupported(
            f"it is not of a kind that is read ({Path(name).suffix or 'no suffix'}).",
            "In archives the same kinds are read as in folders.",
        )


def _placed(found: Source | Failure, name: str, path: Path) -> Source | Failure:
    """What was found in a member, told as of the archive."""
    if isinstance(found, Failure):
        return Failure(shown(path), found.code, f"{name}: {found.message}")
    within = found.within
    return replace(
        found,
        path=shown(path),
        key=f"member:{name}/{within}" if within else f"member:{name}",
        place=f"{name}, {found.place}" if found.place else name,
    )

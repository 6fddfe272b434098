"""What a folder must hold: the SHA-256 of every file and the versions of the libraries that read them."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

from index.errors import Damaged

FORMAT = 2
MANIFEST = "manifest.json"
LOCK = "lock"

_REMEDY = "Run `dateline doctor --repair`: what is searched is rebuilt from the journal, nothing is lost."


def write_manifest(folder: Path, sequence: int, model_sha256: str, count: int, *, store: bool = True) -> str:
    """Note what ``folder`` holds of ``count`` passages; the SHA-256 of the note itself.

    ``store``: whether it has a vector store of its own, or has none because exact search is better there.
    """
    manifest = {
        "format": FORMAT,
        "sequence": sequence,
        "model_sha256": model_sha256,
        "passages": count,
        "store": store,
        "versions": {name: version(name) for name in ("chromadb", "tantivy")},
        "files": {file.relative_to(folder).as_posix(): file_sha256(file) for file in _files(folder)},
        "bytes": {file.relative_to(folder).as_posix(): file.stat().st_size for file in _files(folder)},
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    return file_sha256(folder / MANIFEST)


def checked_manifest(folder: Path, manifest_sha256: str, *, exact: bool) -> dict[str, Any]:
    """The manifest once every file that will be opened is known to be what was published.

    ``exact`` leaves Chroma's files out. Raises `Damaged` with the file that is not.
    """
    manifest = _manifest(folder, manifest_sha256)
    for name, sha256 in manifest["files"].items():
        if not (exact and name.startswith("chroma/")):
            _check(folder / name, sha256)
    for library in ("tantivy",) if exact else ("tantivy", "chromadb"):
        _check_version(folder, library, manifest["versions"][library])
    return manifest


def faults(folder: Path, manifest_sha256: str, done: Callable[[int, int], None]) -> list[Damaged]:
    """All that `checked_manifest` may raise; ``done`` is told how many files were read, and of how many."""
    found: list[Damaged] = []
    try:
        manifest = _manifest(folder, manifest_sha256)
    except Damaged as fault:
        return [fault]
    checks: list[Callable[[], None]] = [
        *(partial(_check, folder / name, sha256) for name, sha256 in manifest["files"].items()),
        *(partial(_check_version, folder, *item) for item in manifest["versions"].items()),
    ]
    for number, check in enumerate(checks, 1):
        try:
            check()
        except Damaged as fault:
            found.append(fault)
        done(number, len(checks))
    return found


def outlined_manifest(folder: Path, manifest_sha256: str) -> dict[str, Any]:
    """The manifest once every file is known to be there at its length, and written by these libraries."""
    manifest = _manifest(folder, manifest_sha256)
    for name, size in manifest["bytes"].items():
        file = folder / name
        if not file.is_file() or file.stat().st_size != size:
            raise damaged(file, f"{file.parent.name}/{file.name} is missing or not of {size} bytes.")
    for library, built_with in manifest["versions"].items():
        _check_version(folder, library, built_with)
    return manifest


def _manifest(folder: Path, manifest_sha256: str) -> dict[str, Any]:
    _check(folder / MANIFEST, manifest_sha256)
    manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    if manifest["format"] != FORMAT:
        raise damaged(folder, f"What is searched has format {manifest['format']}; here it is {FORMAT}.")
    return manifest


def damaged(file: Path, message: str) -> Damaged:
    """The error for a file of what is searched: all of it can be built anew."""
    return Damaged(message, _REMEDY, str(file))


def file_sha256(file: Path) -> str:
    """Of the file's bytes, in hexadecimal."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def flush(folder: Path) -> None:
    """Have the disk keep all that ``folder`` holds, and the folder's own name."""
    for path in (*folder.rglob("*"), folder, folder.parent):
        fsync(path)


def fsync(path: Path) -> None:
    """Have the disk keep a file's bytes, or a folder's names."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _check(file: Path, sha256: str) -> None:
    if not file.is_file():
        raise damaged(file, f"{file.parent.name}/{file.name} is missing from what is searched.")
    try:
        found = file_sha256(file)
    except OSError as error:
        why = f"{file.parent.name}/{file.name} cannot be read: {error.strerror}."
        raise damaged(file, why) from error
    if found != sha256:
        raise damaged(file, f"{file.parent.name}/{file.name} is not what was published: it is damaged.")


def _check_version(folder: Path, library: str, built_with: str) -> None:
    if version(library) != built_with:
        raise damaged(
            folder, f"What is searched was written by {library} {built_with}; here is {version(library)}."
        )


def _files(folder: Path) -> Iterator[Path]:
    """The files that hold data; libraries' lock files hold none."""
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file.suffix != ".lock" and file.name != LOCK:
            yield file

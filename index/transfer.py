"""An archive as one file: a copy of its journal, from which all else is built again without embedding."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

from index import ledger
from index.disk import is_full
from index.draft import sha256
from index.errors import Damaged, Malformed, Unavailable, UsageError
from index.journal import FILE, Journal, is_whole
from index.manifest import fsync

UNFINISHED = f"{FILE}.unfinished"


def export(journal: Journal, file: Path) -> int:
    """Write one state of the journal to ``file``, which must not be there yet; its size in bytes."""
    if file.exists():
        raise UsageError(f"{file} is there already.", "Name another file, or remove it first.")
    unfinished = file.with_name(f"{file.name}.unfinished")
    try:
        unfinished.unlink(missing_ok=True)
        unfinished.touch()  # says what is wrong with the folder; an empty file is written into
        journal.copy_to(unfinished)
        fsync(unfinished)
        unfinished.rename(file)
        fsync(file.parent)
    except OSError as error:
        if is_full(error):
            raise
        why = error.strerror or type(error).__name__
        raise UsageError(
            f"{file} cannot be written: {why}.", "Name a file in a folder that can be."
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return file.stat().st_size


def restore(file: Path, root: Path) -> None:
    """Make ``file`` the journal of the new archive in ``root``, once it has proved sound.

    Raises `Malformed` for a file that is no export, or holds anything that an export does not,
    `Damaged` for one whose content is not whole. ``root`` holds no archive then.
    """
    if (root / FILE).exists():
        raise UsageError(f"{root} holds an archive already.", "Name a new folder with --archive.")
    copy = root / UNFINISHED
    try:
        shutil.copyfile(file, copy)
    except OSError as error:
        if is_full(error):
            copy.unlink(missing_ok=True)
            raise
        why = error.strerror or type(error).__name__
        raise Unavailable(
            f"{file} cannot be read: {why}.", "Name a file that `dateline export` made."
        ) from error
    try:
        _prove(copy, file)
        fsync(copy)
        copy.rename(root / FILE)
        fsync(root)
    finally:
        for name in (UNFINISHED, f"{UNFINISHED}-wal", f"{UNFINISHED}-shm"):
            (root / name).unlink(missing_ok=True)


def _prove(copy: Path, file: Path) -> None:
    try:
        journal = Journal.open(copy)
    except Damaged as error:
        raise Malformed(
            f"{file} is no export of Dateline.", "Name a file that `dateline export` made."
        ) from error
    try:
        with journal.reading() as db:
            _prove_content(db, file)
        with journal.writing(None) as change:
            ledger.forget_setting(change, ledger.ARCHIVE_ID)  # what stands on a server is another archive's
    finally:
        journal.close()


def _prove_content(db: sqlite3.Connection, file: Path) -> None:
    """The tables are ours and no others (no trigger or view runs), and what they hold is whole."""
    if not is_whole(db):
        raise Malformed(f"{file} holds tables that no export has.", "Export the archive again.")
    problems = [str(row[0]) for row in db.execute("PRAGMA integrity_check(1)") if row[0] != "ok"]
    problems += [f"{row[0]} points nowhere" for row in db.execute("PRAGMA foreign_key_check")]
    problems += [f"article {id_} was changed" for id_, stored, text in _texts(db) if sha256(text) != stored]
    if problems:
        more = f" and {len(problems) - 1:,} more" if len(problems) > 1 else ""
        raise Damaged(f"{file} is damaged: {problems[0]}{more}.", "Export the archive again.", str(file))


def _texts(db: sqlite3.Connection) -> sqlite3.Cursor:
    return db.execute("SELECT id, sha256, text FROM articles")

"""A journal read where nothing can be written: on a full disk, a read-only one, in another person's folder.

Even to read its file SQLite wants to make another beside it. Where it cannot, the file is read as one that
does not change. That is safe only while it is so: nothing may wait in its log, and the write lock is held
(shared with other readers) for as long as it is read.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.lock import LOCK

UNWRITABLE = {
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_READONLY,
}
"""What SQLite says where it cannot write, in the low byte of its code."""


def is_unwritable(error: sqlite3.Error) -> bool:
    """Whether SQLite could not write what it needs."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in UNWRITABLE


@contextmanager
def unchanging(file: Path, why: sqlite3.Error) -> Iterator[sqlite3.Connection]:
    """A connection to ``file`` as it is; raises ``why`` where something may change it."""
    with _without_writer(file.parent) as alone:
        if not alone or _has_log(file):
            raise why
        uri = f"{file.absolute().as_uri()}?mode=ro&immutable=1"
        db = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
        try:
            yield db
        finally:
            db.close()


@contextmanager
def _without_writer(root: Path) -> Iterator[bool]:
    """Whether nobody writes to the archive, nor can until the end of the block."""
    try:
        lock = os.open(root / LOCK, os.O_RDONLY)
    except FileNotFoundError:
        yield _is_read_only(root)  # else its owner may make it and write
        return
    except OSError:
        yield False
        return
    try:
        yield _is_shared(lock)
    finally:
        os.close(lock)


def _is_read_only(folder: Path) -> bool:
    try:
        return bool(os.statvfs(folder).f_flag & os.ST_RDONLY)
    except OSError:
        return False  # it was removed meanwhile


def _is_shared(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _has_log(file: Path) -> bool:
    try:
        return file.with_name(f"{file.name}-wal").stat().st_size > 0
    except FileNotFoundError:
        return False

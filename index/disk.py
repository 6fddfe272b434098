"""A full disk, however it is reported."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import DiskFull

_SIGNS = ("os error 28", "No space left", "Errno 28", "disk is full")
_LEAST_FREE = 1_000_000


def disk_full(path: Path) -> DiskFull:
    """The error for it."""
    return DiskFull(
        f"The disk with {path} is full; nothing that was indexed before is lost.",
        "Free some space and run the same command again.",
    )


def is_full(error: BaseException) -> bool:
    """Whether the system says so."""
    return isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)


def has_no_room(folder: Path) -> bool:
    """Whether next to nothing is free on its disk; a folder that is gone says nothing of it."""
    try:
        return shutil.disk_usage(folder).free < _LEAST_FREE
    except OSError:
        return False


@contextmanager
def full_disk_told(path: Path) -> Iterator[None]:
    """Raises `DiskFull` for what the system says of the disk with ``path``."""
    try:
        yield
    except OSError as error:
        if is_full(error):
            raise disk_full(path) from error
        raise


@contextmanager
def full_disk_noticed(folder: Path) -> Iterator[None]:
    """Libraries that write into ``folder`` report a full disk each in its way, or only what came of it.

    Raises the system's own error where they say so, or where next to nothing is free.
    """
    try:
        yield
    except Exception as error:
        said = any(sign in str(error) for sign in _SIGNS)
        if is_full(error) or not (said or has_no_room(folder)):
            raise
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder)) from error

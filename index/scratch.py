"""Folders for private copies: each lives as long as its reader, and is swept away after a crash."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

SCRATCH = "copies"
"""The folder of the copies, in the archive's."""

_PREFIX = "chroma-"
_LOCK = "lock"
_ABANDONED_SECONDS = 3600.0
_FICLONE = 0x40049409
_NO_REFLINK = {errno.EOPNOTSUPP, errno.EXDEV, errno.EINVAL, errno.ENOTTY, errno.ENOSYS, errno.EPERM}


def private_home(scratch: Path) -> tuple[Path, int]:
    """A folder and the lock that says that its reader lives; folders of dead readers are removed first."""
    if scratch.is_file():
        scratch.unlink()
    scratch.mkdir(exist_ok=True)
    for gone in abandoned(scratch):
        shutil.rmtree(gone, ignore_errors=True)  # another process may sweep as well
    while True:
        home = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=scratch))
        lock = os.open(home / _LOCK, os.O_CREAT | os.O_RDWR, 0o600)
        fcntl.flock(lock, fcntl.LOCK_EX)
        if (home / _LOCK).exists():
            return home, lock
        os.close(lock)  # swept away before it was locked


def discard(home: Path, lock: int) -> None:
    """Remove the folder and let go of its lock."""
    shutil.rmtree(home, ignore_errors=True)
    os.close(lock)


def abandoned(scratch: Path) -> Iterator[Path]:
    """The copies whose reader is gone: nobody holds their lock, nor can until the next is asked for."""
    for home in sorted(scratch.glob(f"{_PREFIX}*")):
        lock = None
        try:
            if home.is_symlink() or home.stat().st_uid != os.getuid():
                continue
            if (home / _LOCK).exists():
                lock = os.open(home / _LOCK, os.O_RDWR)
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            elif time.time() - home.stat().st_mtime < _ABANDONED_SECONDS:
                continue  # its owner may be about to make the lock
            yield home
        except OSError:
            continue  # it is held, or another process sweeps as well
        finally:
            if lock is not None:
                os.close(lock)


def copy_folder(source: Path, target: Path) -> None:
    """Copy a folder, sharing its blocks where the file system can."""
    shutil.copytree(source, target, copy_function=_clone)


def _clone(source: str, target: str) -> None:
    with Path(source).open("rb") as old, Path(target).open("wb") as new:
        try:
            fcntl.ioctl(new.fileno(), _FICLONE, old.fileno())
        except OSError as error:
            if error.errno not in _NO_REFLINK:
                raise
            shutil.copyfileobj(old, new, 1 << 20)

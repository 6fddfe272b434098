"""One writer at a time: a lock that dies with the process that holds it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from index.disk import is_full
from index.errors import ArchiveError, Locked

LOCK = "write.lock"
HOLDER = "write.pid"


@contextmanager
def write_lock(root: Path) -> Iterator[None]:
    """Hold the archive for writing, or raise `Locked` at once with the holder's pid.

    The lock is the system's (flock), so a killed writer leaves none behind; the pid stands in a
    file of its own because it only serves the message, and a full disk may have no room for it.
    """
    lock = FileLock(root / LOCK)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        raise _locked(root) from None
    except OSError as error:
        if is_full(error):
            raise
        why = error.strerror or type(error).__name__
        raise ArchiveError(
            f"The archive {root} cannot be written to: {why}.", "Check the folder's permissions and its disk."
        ) from error
    try:
        holder = root / HOLDER
        with suppress(OSError):
            holder.write_text(f"{os.getpid()}\n", encoding="ascii")
        try:
            yield
        finally:
            with suppress(OSError):
                holder.unlink(missing_ok=True)
    finally:
        lock.release()


def _locked(root: Path) -> Locked:
    pid = _holder(root)
    by = f" by process {pid}" if pid else ""
    return Locked(f"The archive {root} is being written to{by}.", "Wait until that is done, or stop it.", pid)


def _holder(root: Path) -> int | None:
    try:
        return int((root / HOLDER).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None

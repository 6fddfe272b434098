"""Which generation is in use, who holds it, and which nobody needs any more.

A reader holds the generation that it reads with a shared lock. What another has followed is removed by
whoever lets go of it last or, after a crash, by the next writer.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from index.errors import Damaged, Missing
from index.manifest import LOCK, damaged, fsync
from index.scratch import SCRATCH, abandoned

CURRENT = "CURRENT"
GENERATIONS = "generations"


def current(root: Path) -> str | None:
    """The name of the generation in use; None before the first one."""
    pointer = _pointer(root)
    return pointer[0] if pointer else None


def point(root: Path, name: str, manifest_sha256: str) -> None:
    """Make a generation the one in use."""
    unfinished = root / f"{CURRENT}.unfinished"
    for path in (root / CURRENT, unfinished):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
    unfinished.write_text(f"{name} {manifest_sha256}\n", encoding="utf-8")
    fsync(unfinished)
    unfinished.replace(root / CURRENT)
    fsync(root)


def new_folder(root: Path, name: str) -> Path:
    """An empty folder for a generation."""
    generations = root / GENERATIONS
    if generations.exists() and not generations.is_dir():
        generations.unlink()
    folder = generations / name
    folder.mkdir(parents=True)
    return folder


def hold_current(root: Path) -> tuple[Path, str, int]:
    """The current generation's folder, its manifest's SHA-256, and a lock that keeps it there.

    Raises `Missing` before the first `publish`, and `Damaged` where it is not there.
    """
    pointer = _pointer(root)
    while pointer is not None:
        folder = root / GENERATIONS / pointer[0]
        lock = _hold(folder)
        if lock is not None:
            return folder, pointer[1], lock
        # Either a writer has just replaced it, or it is gone without a successor.
        before, pointer = pointer, _pointer(root)
        if before == pointer:
            raise damaged(folder, f"The generation {folder.name} is not there, though {CURRENT} names it.")
    raise Missing(f"Nothing has been indexed in {root} yet.", "Run `dateline add PATH` first.")


def let_go(folder: Path, lock: int) -> None:
    """Give back what `hold_current` gave; the last one removes what another has followed."""
    try:
        if current(folder.parent.parent) != folder.name:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)
    except (BlockingIOError, Damaged):
        pass  # another reader holds it, or which one is current cannot be told
    finally:
        os.close(lock)


def sweep(root: Path) -> None:
    """Remove the generations and private copies that nobody holds; the caller holds the archive's lock."""
    try:
        name = current(root)
    except Damaged:
        return  # any of them may be the one in use
    for gone in (*unheld(root, name), *abandoned(root / SCRATCH)):
        shutil.rmtree(gone, ignore_errors=True)


def unheld(root: Path, name: str | None) -> Iterator[Path]:
    """Every generation but one that no reader holds, nor can until the next is asked for."""
    for folder in sorted((root / GENERATIONS).glob("*/")):
        if folder.name == name:
            continue
        made = 0 if (folder / LOCK).exists() else os.O_CREAT
        try:
            lock = os.open(folder / LOCK, os.O_RDONLY | made, 0o600)
        except FileNotFoundError:
            continue  # its last reader has just removed it
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield folder
        except BlockingIOError:
            continue
        finally:
            os.close(lock)


def _pointer(root: Path) -> tuple[str, str] | None:
    """The current generation's name and its manifest's SHA-256."""
    try:
        words = (root / CURRENT).read_text(encoding="utf-8").split()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except UnicodeDecodeError:
        words = []
    except OSError as error:
        raise damaged(root / CURRENT, f"{CURRENT} cannot be read: {error.strerror}.") from error
    if len(words) != 2 or "/" in words[0]:
        raise damaged(root / CURRENT, f"{CURRENT} does not name a generation.")
    return words[0], words[1]


def _hold(folder: Path) -> int | None:
    """A shared lock on the generation; None when a writer has removed it."""
    try:
        lock = os.open(folder / LOCK, os.O_RDONLY)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise damaged(folder, f"The generation {folder.name} cannot be opened: {error.strerror}.") from error
    fcntl.flock(lock, fcntl.LOCK_SH)
    if (folder / LOCK).exists():
        return lock
    os.close(lock)
    return None

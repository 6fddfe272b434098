"""What interrupted runs left behind: harmless, but it takes room."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from index.doctor.finding import Finding, counted, mendable, named
from index.errors import Damaged
from index.pointer import GENERATIONS, current, unheld
from index.scratch import SCRATCH, abandoned

_UNFINISHED = "*.unfinished*"


def leftovers(root: Path) -> list[Finding]:
    """Folders and files that nothing needs and nobody holds; the caller holds the archive's lock."""
    found = list(_found(root))
    if not found:
        return []
    size = sum(_size(path) for path in found)
    names = named([str(path.relative_to(root)) for path in found])
    message = f"{counted(len(found), 'leftover')} of interrupted runs ({size / 1e6:.1f} MB): {names}."
    return [mendable("leftovers", message)]


def remove_leftovers(root: Path) -> int:
    """Remove them; how many there were."""
    number = 0
    for path in _found(root):
        number += 1
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    return number


def _found(root: Path) -> Iterator[Path]:
    """One after the other; each stays unheld until the next is asked for."""
    try:
        name = current(root)
    except Damaged:
        pass  # any of them may be the current one: the repair of the pointer removes the others
    else:
        yield from unheld(root, name)
    yield from (path for path in sorted((root / GENERATIONS).glob("*")) if not path.is_dir())
    yield from abandoned(root / SCRATCH)
    yield from sorted(root.glob(_UNFINISHED))
    yield from sorted((root / "model").glob(_UNFINISHED))


def _size(path: Path) -> int:
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file())

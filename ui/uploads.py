"""Files that come in through the page: kept beside the archive, indexed, and reported file by file."""

from __future__ import annotations

import errno
import logging
import queue
import shutil
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from index.errors import DatelineError, DiskFull
from index.manifest import file_sha256
from index.progress import STAGES
from index.report import SyncReport
from ui.problems import UNFORESEEN, Problem, problem
from ui.shelf import Shelf
from ui.words import counted

_log = logging.getLogger(__name__)

FOLDER = "uploads"
MOST_FILES = 200
MOST_BYTES = 25_000_000
"""Of one file. What is larger is added with the command line, where it need not travel."""
_REASONS = 5
_NAME = 120
_WAIT = 0.2  # seconds between two looks at how far the indexing is


@dataclass(frozen=True, slots=True)
class File:
    """One uploaded file and what became of it."""

    name: str
    state: Literal["waiting", "reading", "read", "failed"] = "waiting"
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Upload:
    """How far an upload is: ``count`` of ``total`` in its present stage, then ``done`` with a summary."""

    files: tuple[File, ...]
    stage: str = "Reading files"
    count: int = 0
    total: int = 0
    done: bool = False
    report: SyncReport | None = None
    summary: str = ""
    problem: Problem | None = None


def take_in(shelf: Shelf, files: Sequence[Path]) -> Iterator[Upload]:
    """Index ``files`` into the page's own archive; the state at every step, the last one done.

    Every file is first copied into the archive's folder, under its content's hash, so that the article
    has a place that stays, and two files of one name never replace each other.
    """
    if len(files) > MOST_FILES:
        few = f"At most {MOST_FILES} files are taken at once, these are {len(files):,}."
        yield Upload((), problem=Problem(few, "Add a folder on the command line: dateline add FOLDER."))
        return
    large = [path for path in files if _size(path) > MOST_BYTES]
    refused = tuple(File(path.name, "failed", (_too_large(path),)) for path in large)
    for state in _taken_in(shelf, [path for path in files if path not in large]):
        yield replace(state, files=(*state.files, *refused), summary=_summary(state, len(refused)))


def _too_large(path: Path) -> str:
    size, most = _size(path) / 1e6, MOST_BYTES / 1e6
    return f"It has {size:.1f} MB, the page takes {most:g} MB a file. On the command line: dateline add FILE."


def _size(path: Path) -> int:
    """In bytes; 0 for a file that has gone, of which copying it says more."""
    return path.stat().st_size if path.exists() else 0


def _taken_in(shelf: Shelf, files: Sequence[Path]) -> Iterator[Upload]:
    state = Upload(tuple(File(path.name) for path in files), total=len(files))
    yield state
    try:
        kept = _kept(shelf, files)
        outcome: list[SyncReport | BaseException] = []
        steps: queue.SimpleQueue[tuple[str, int, int]] = queue.SimpleQueue()
        worker = threading.Thread(target=_index, args=(shelf, kept, steps, outcome), daemon=True)
        worker.start()
        while worker.is_alive():
            worker.join(_WAIT)
            if moved := _latest(steps):
                state = _at(state, *moved)
                yield state
        if isinstance(outcome[0], BaseException):
            raise outcome[0]
        yield _reported(state, kept, outcome[0])
    except DatelineError as error:
        yield replace(state, problem=problem(error))
    except Exception:  # noqa: BLE001 - logged, and the page goes on
        _log.exception("An upload could not be indexed")
        yield replace(state, problem=UNFORESEEN)


def _kept(shelf: Shelf, files: Sequence[Path]) -> list[Path]:
    """Copies of the files in the archive's folder; the archive is made where there is none."""
    folder = shelf.ready() / FOLDER
    kept = []
    for file in files:
        place = folder / file_sha256(file)[:16] / file.name[-_NAME:]
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, place)
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
            raise DiskFull(f"The disk with {folder} is full.", "Free some space and try again.") from error
        kept.append(place)
    return kept


def _index(
    shelf: Shelf,
    files: Sequence[Path],
    steps: queue.SimpleQueue[tuple[str, int, int]],
    outcome: list[SyncReport | BaseException],
) -> None:
    def tell(stage: str, done: int, total: int) -> None:
        steps.put((stage, done, total))

    try:
        outcome.append(shelf.add(files, tell))
    except BaseException as error:  # noqa: BLE001 - raised again where the page is told
        outcome.append(error)


def _latest(steps: queue.SimpleQueue[tuple[str, int, int]]) -> tuple[str, int, int] | None:
    """The newest of the steps that have come in, if any."""
    latest = None
    while not steps.empty():
        latest = steps.get()
    return latest


def _at(state: Upload, stage: str, done: int, total: int) -> Upload:
    """The same upload further on; files are read in the order in which they were given.

    Some of a large upload is embedded before all of it is read: that says nothing of the files.
    """
    files = state.files
    if stage == "read":
        files = tuple(_file_at(file, place, done) for place, file in enumerate(files))
    elif stage == "publish":
        files = tuple(replace(file, state="read") for file in files)
    return replace(state, stage=STAGES.get(stage, stage), count=done, total=total, files=files)


def _file_at(file: File, place: int, done: int) -> File:
    return replace(file, state="read" if place < done else "reading" if place == done else "waiting")


def _reported(state: Upload, kept: Sequence[Path], report: SyncReport) -> Upload:
    """What the run did, and for each file why something of it could not be read."""
    reasons: dict[str, list[str]] = {}
    for path, _, message in report.failed:
        reasons.setdefault(Path(path).parent.name, []).append(message)
    files = tuple(
        _judged(file, reasons.get(place.parent.name, []))
        for file, place in zip(state.files, kept, strict=True)
    )
    return replace(state, files=files, done=True, report=report)


def _summary(state: Upload, refused: int) -> str:
    """What became of all of it in a line, files that were ``refused`` beforehand too; "" before the end."""
    report = state.report
    if report is None:
        return ""
    failed = refused + sum(file.state == "failed" for file in state.files)
    parts = [
        f"{counted(report.added, 'article')} added",
        f"{report.updated:,} replaced" if report.updated else "",
        f"{report.unchanged:,} already there" if report.unchanged else "",
        f"{counted(failed, 'file')} not read" if failed else "",
    ]
    return ", ".join(filter(None, parts))


def _judged(file: File, reasons: Sequence[str]) -> File:
    if not reasons:
        return replace(file, state="read")
    more = len(reasons) - _REASONS
    said = (*reasons[:_REASONS], *([f"and {more:,} more rows"] if more > 0 else []))
    return replace(file, state="failed", reasons=said)

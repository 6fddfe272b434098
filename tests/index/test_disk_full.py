"""A full disk: a clear error, the old answers go on, and with space again the same command goes through."""

from __future__ import annotations

import errno
import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from evals.benchmarks.crashes.child import Reader
from index import building, generation
from index.archive import Archive
from index.doctor.visit import visit
from index.embedder import Embedder
from index.errors import DiskFull
from index.journal import Journal

BYTES = 6_000_000
RAIN = {"id": "rain", "title": "Rain", "text": "The river rose by two metres."}


@pytest.fixture(autouse=True)
def _read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """No second process for each run."""
    monkeypatch.setattr("index.sync.Sandbox", Reader)


@pytest.fixture
def rows(folder: Path) -> Callable[[int], Path]:
    """A file with so many articles more than one."""

    def write(more: int) -> Path:
        articles = [RAIN] + [
            {
                "id": f"a{n}",
                "title": f"Report {n}",
                "text": f"Snow fell on pass {n}. " + (f"{n:x}" * 15 + " ") * 60,
            }
            for n in range(more)
        ]
        file = folder / "rows.jsonl"
        file.write_text("\n".join(map(json.dumps, articles)), encoding="utf-8")
        return file

    return write


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on a disk of a few megabytes, where the machine allows to mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={BYTES}", "tmpfs", str(disk)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("a disk can be mounted only by root")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


def fill(disk: Path, left: int) -> Path:
    """Leave only so many bytes free."""
    ballast = disk / "ballast"
    ballast.write_bytes(b"\0" * (shutil.disk_usage(disk).free - left))
    return ballast


def index(archive: Archive, file: Path) -> None:
    archive.sync([file])
    archive.merge()


@pytest.mark.parametrize(
    ("left", "exact"),
    [
        (0, True),
        (200_000, False),
        (1_400_000, False),
        *(
            pytest.param(*more, marks=pytest.mark.long)
            for more in ((0, False), (50_000, True), (700_000, True))
        ),
    ],
)
def test_a_full_disk_is_told_and_nothing_is_lost(
    small_disk: Path, rows: Callable[[int], Path], word_embedder: Embedder, left: int, exact: bool
) -> None:
    root = small_disk / "archive"
    with Archive.open(root, create=True, exact=exact, embedder=word_embedder) as archive:
        archive.sync([rows(0)])
        before = archive.search("river")
        ballast = fill(small_disk, left)
        with pytest.raises(DiskFull, match="Free some space"):
            index(archive, rows(300))
        assert archive.search("river", 1)[0].article == before[0].article
        with Archive.open(root, embedder=word_embedder) as another:
            assert another.search("river", 1)[0].article == before[0].article
        ballast.unlink()
        index(archive, rows(30))
    found = visit(root, embedder=word_embedder)
    assert found.findings == ()
    assert found.articles >= 31


def test_a_full_disk_takes_no_export_and_leaves_none(
    small_disk: Path, archive: Archive, rows: Callable[[int], Path], tmp_path: Path
) -> None:
    archive.sync([rows(20)])
    fill(small_disk, 30_000)
    with pytest.raises(DiskFull):
        archive.export(small_disk / "exported")
    archive.export(tmp_path / "exported")
    with pytest.raises(DiskFull):
        Archive.restore(tmp_path / "exported", small_disk / "archive")
    assert [path.name for path in small_disk.rglob("*") if path.is_file() and path.stat().st_size] == [
        "ballast"
    ]


def test_a_journal_without_room_keeps_what_it_had(
    archive: Archive, rows: Callable[[int], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.sync([rows(1)])
    connect = Journal._connect

    def bounded(journal: Journal, mode: str) -> Any:
        db = connect(journal, mode)
        db.execute(f"PRAGMA max_page_count = {db.execute('PRAGMA page_count').fetchone()[0]}")
        return db

    archive._journal.close()
    monkeypatch.setattr(Journal, "_connect", bounded)
    with pytest.raises(DiskFull):
        archive.sync([rows(30)])
    assert archive.info().articles == 2
    archive._journal.close()
    monkeypatch.undo()
    assert archive.sync([rows(30)]).added == 29


SAID = [
    OSError(errno.ENOSPC, "No space left on device"),
    shutil.Error([("a", "b", "[Errno 28] No space left on device")]),
    ValueError("Failed to write: No space left on device (os error 28)"),
    RuntimeError("Query error: (code: 13) database or disk is full"),
]
STEPS = ("build_words", "build_collection", "verify", "flush")


@pytest.mark.parametrize(("step", "error"), list(zip(STEPS, SAID, strict=True)))
def test_however_a_library_says_it_a_generation_without_room_is_a_full_disk(
    archive: Archive,
    rows: Callable[[int], Path],
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    error: Exception,
) -> None:
    def fail(*_: Any) -> None:
        raise error

    archive.sync([rows(1)])
    before = generation.current(archive.path)
    archive.sync([rows(2)])
    monkeypatch.setattr(building, step, fail)
    with pytest.raises(DiskFull):
        archive.merge()
    assert generation.current(archive.path) == before
    assert len(list((archive.path / "generations").iterdir())) == 1
    monkeypatch.undo()
    assert archive.merge()


def test_without_room_for_a_private_copy_every_vector_is_looked_at(
    archive: Archive, rows: Callable[[int], Path], word_embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.sync([rows(3)])
    full = OSError(errno.ENOSPC, "No space left on device")
    expected = archive.search("snow on the pass")
    with Archive.open(archive.path, embedder=word_embedder) as another:
        assert another.search("snow on the pass") == expected
        monkeypatch.setattr("index.chroma.PrivateCopy.nearest", lambda *_: (_ for _ in ()).throw(full))
        assert another.search("snow on the pass") == expected
    monkeypatch.setattr("index.scratch._clone", lambda *_: (_ for _ in ()).throw(full))
    with Archive.open(archive.path, embedder=word_embedder) as another:
        assert another.search("snow on the pass") == expected

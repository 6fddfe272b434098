"""What stands in an archive's way: folders for files, files for folders, and nothing that may be written."""

from __future__ import annotations

import json
import shutil
import signal
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from evals.benchmarks.crashes.child import Child, Reader
from evals.benchmarks.crashes.embedder import WordVectors
from index import ledger
from index.archive import Archive
from index.doctor.visit import visit
from index.errors import ArchiveError, Damaged, Locked, Missing
from index.journal import FILE, Journal
from index.lock import LOCK, write_lock
from index.pointer import current


def rows(folder: Path, articles: int) -> Path:
    file = folder / "rows.jsonl"
    found = [{"id": f"a{n}", "title": f"Report {n}", "text": f"The river {n} rose."} for n in range(articles)]
    file.write_text("\n".join(map(json.dumps, found)), encoding="utf-8")
    return file


def opened(root: Path, *, exact: bool = False) -> Archive:
    return Archive.open(root, exact=exact, embedder=WordVectors())


def answer(root: Path, *, exact: bool = False) -> list[tuple[str, float]]:
    with opened(root, exact=exact) as archive:
        return [(hit.passage.id, hit.score) for hit in archive.search("the river 3 rose", 5)]


@pytest.fixture(autouse=True)
def _read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.sync.Sandbox", Reader)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("sound")
    with Archive.open(home / "archive", create=True, exact=True, embedder=WordVectors()) as archive:
        archive.sync([rows(home, 9)])
    return home / "archive"


@pytest.fixture
def root(sound: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sound, tmp_path / "archive"))


def to_folder(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.mkdir()


def to_file(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    path.write_text("in the way", encoding="utf-8")


OBSTACLES: dict[str, Callable[[Path], None]] = {
    "CURRENT": to_folder,
    "CURRENT.unfinished": to_folder,
    "write.pid": to_folder,
    "generations": to_file,
    "copies": to_file,
    "generations/*": to_file,
    "generations/*/words": to_file,
    "generations/*/chroma": to_file,
    "generations/*/lock": to_folder,
    "generations/*/vectors.npy": to_folder,
}


@pytest.mark.parametrize("name", OBSTACLES)
def test_what_stands_in_the_way_of_what_is_searched_is_told_and_mended(root: Path, name: str) -> None:
    before = answer(root)
    path = next(root.glob(name), root / name)
    OBSTACLES[name](path)
    with suppress(Damaged):
        assert answer(root) == before
    assert visit(root, repair=True, embedder=WordVectors()).sound
    assert answer(root) == before
    with opened(root) as archive:
        archive.remove("a1")
        assert archive.merge()


def test_a_lock_that_is_none_is_told(root: Path) -> None:
    (root / LOCK).unlink(missing_ok=True)
    (root / LOCK).mkdir()
    assert answer(root)
    with pytest.raises(ArchiveError, match="cannot be written to"):
        visit(root, embedder=WordVectors())


def unwritable(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a read-only disk: nothing can be made beside the journal, nor anywhere else."""
    connect: Callable[..., sqlite3.Connection] = sqlite3.connect

    def refused(address: str, **options: Any) -> sqlite3.Connection:
        if "immutable" in address or str(root) not in address:
            return connect(address, **options)
        error = sqlite3.OperationalError("unable to open database file")
        error.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
        raise error

    def forbidden(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(sqlite3, "connect", refused)
    monkeypatch.setattr("index.chroma.private_home", forbidden)


def test_an_archive_that_cannot_be_written_answers_as_before(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = answer(root)
    unwritable(root, monkeypatch)
    assert answer(root) == answer(root, exact=True) == before
    with opened(root) as archive:
        assert archive.info().articles == 9
        assert archive.export(tmp_path / "exported") > 0
        with pytest.raises(ArchiveError, match="cannot be used"):
            archive.remove("a1")


def test_it_is_not_read_as_unchanging_while_another_may_change_it(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unwritable(root, monkeypatch)
    with write_lock(root), pytest.raises(ArchiveError, match="cannot be used"):
        answer(root)
    (root / f"{FILE}-wal").write_bytes(b"not yet in the journal")
    with pytest.raises(ArchiveError, match="cannot be used"):
        answer(root)


def test_nobody_can_begin_to_write_while_it_is_read_as_unchanging(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unwritable(root, monkeypatch)
    journal = Journal.open(root / FILE)
    with journal.reading(), pytest.raises(Locked), write_lock(root):
        pass
    with write_lock(root):
        pass


def test_an_archive_that_was_removed_while_its_journal_was_idle_is_missing(root: Path) -> None:
    journal = Journal.open(root / FILE)
    journal.close()
    shutil.rmtree(root)
    with pytest.raises(Missing, match="no journal"), journal.reading():
        pass


def test_what_a_killed_reader_held_is_removed_by_the_next_add(root: Path, tmp_path: Path) -> None:
    def hold(tell: Callable[[str], None]) -> None:
        archive = opened(root)
        archive.search("river")
        tell("held")
        signal.pause()

    reader = Child(hold)
    reader.hear(60, enough=1)
    with opened(root, exact=True) as archive:
        archive.remove("a1")
        archive.merge()
        assert len(list((root / "generations").iterdir())) == 2
        reader.kill()
        reader.end()
        archive.sync([rows(tmp_path, 3)])
    assert [folder.name for folder in (root / "generations").iterdir()] == [current(root)]
    assert not list((root / "copies").iterdir())


def test_an_import_is_another_archive_to_a_vector_server(root: Path, tmp_path: Path) -> None:
    journal = Journal.open(root / FILE)
    own = ledger.archive_id(journal)
    journal.close()
    with opened(root, exact=True) as archive:
        archive.export(tmp_path / "exported")
    Archive.restore(tmp_path / "exported", tmp_path / "other", embedder=WordVectors()).close()
    other = Journal.open(tmp_path / "other" / FILE)
    assert ledger.archive_id(other) != own
    other.close()


def test_a_graph_with_gaps_is_left_out_and_exact_search_answers(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(root, exact=True) as archive, monkeypatch.context() as patched:
        archive.remove("a1")
        found = iter([False] + [True] * 100)
        patched.setattr("index.building._is_found", lambda *_: next(found))
        assert archive.merge()
        assert not list((root / "generations").glob("*/chroma"))
        assert not archive.merge()  # it is as it should be
    assert answer(root) == answer(root, exact=True)
    assert visit(root, embedder=WordVectors()).sound

"""The archives that a page reads: opened once, let go of when they go away, made when asked for."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from index import Archive
from index.errors import ArchiveError, Missing
from index.report import SyncReport
from ui import shelf as shelf_room
from ui.shelf import Name, Shelf

NAMES: tuple[Name, ...] = ("own", "sample")


@pytest.fixture
def shelf(sample_path: Path, tmp_path: Path) -> Iterator[Shelf]:
    """A copy of the sample articles as the page's own archive, and no sample beside it."""
    shutil.copytree(sample_path, tmp_path / "own")
    made = Shelf(tmp_path / "own", tmp_path / "sample")
    yield made
    made.close()


@pytest.fixture
def bridges(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two articles, which take the place of those that come with the package."""
    folder = tmp_path / "bridges"
    folder.mkdir()
    for name in ("north", "south"):
        text = f"The {name} bridge reopened on 4 May 2021. Traffic was light that morning.\n"
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    monkeypatch.setattr(shelf_room, "sample_articles", lambda: folder)
    return folder


@pytest.fixture
def syncs(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The archives that were written to."""
    written: list[Path] = []
    sync = Archive.sync

    def noted(archive: Archive, paths: Sequence[str | Path], **options: Any) -> SyncReport:
        written.append(archive.path)
        return sync(archive, paths, **options)

    monkeypatch.setattr(Archive, "sync", noted)
    return written


def test_an_archive_is_opened_once(shelf: Shelf) -> None:
    first = shelf.archive("own")
    assert first.info().articles > 30
    assert shelf.archive("own") is first


def test_many_threads_get_the_same_archive(shelf: Shelf) -> None:
    ready = threading.Barrier(8)

    def get(_: int) -> Archive:
        ready.wait()
        return shelf.archive("own")

    with ThreadPoolExecutor(8) as threads:
        assert len({id(archive) for archive in threads.map(get, range(8))}) == 1


def test_an_archive_that_is_not_there_is_missing_and_nothing_is_made(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "own", tmp_path / "sample")
    for name in NAMES:
        with pytest.raises(Missing):
            shelf.archive(name)
        assert not shelf.holds_articles(name)
    assert not list(tmp_path.iterdir())


def test_an_archive_without_articles_holds_none(empty: Path, tmp_path: Path) -> None:
    shelf = Shelf(empty, tmp_path / "sample")
    assert not shelf.holds_articles("own")
    shelf.close()


def test_a_folder_of_something_else_is_an_error_of_the_archive_and_not_of_the_reader(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "photo.jpg").touch()
    shelf = Shelf(tmp_path / "own", tmp_path / "sample")
    with pytest.raises(ArchiveError, match="is no archive"):
        shelf.archive("own")
    with pytest.raises(ArchiveError, match="is no archive"):
        shelf.ready()


def test_an_archive_removed_while_it_is_open_is_missing_the_next_time(shelf: Shelf, tmp_path: Path) -> None:
    opened = shelf.archive("own")
    shutil.rmtree(tmp_path / "own")
    with pytest.raises(Missing):
        shelf.archive("own")
    assert not shelf.holds_articles("own")
    with pytest.raises(ArchiveError):
        opened.info()


def test_an_archive_that_comes_back_is_read_anew(shelf: Shelf, tmp_path: Path, empty: Path) -> None:
    before = shelf.archive("own")
    (tmp_path / "own").rename(tmp_path / "away")
    with pytest.raises(Missing):
        shelf.archive("own")
    shutil.copytree(empty, tmp_path / "own")
    assert shelf.archive("own").info().articles == 0
    shutil.rmtree(tmp_path / "own")
    (tmp_path / "away").rename(tmp_path / "own")
    after = shelf.archive("own")
    assert after is not before
    assert after.search("Who visited Beijing?", 1)


def test_another_archive_in_its_place_is_read_without_a_gap(
    shelf: Shelf, tmp_path: Path, empty: Path
) -> None:
    assert shelf.holds_articles("own")
    (tmp_path / "own").rename(tmp_path / "away")
    empty.rename(tmp_path / "own")
    assert shelf.archive("own").info().articles == 0


def test_what_another_process_adds_is_seen(shelf: Shelf, tmp_path: Path, bridges: Path) -> None:
    before = shelf.archive("own").info().articles
    with Archive.open(tmp_path / "own") as other:
        other.sync([bridges])
    assert shelf.archive("own").info().articles == before + 2


def test_the_sample_is_made_once_when_two_ask_for_it_at_once(
    make_empty: Callable[[Path], Path], tmp_path: Path, bridges: Path, syncs: list[Path]
) -> None:
    shelf = Shelf(tmp_path / "own", make_empty(tmp_path / "sample"))
    ready = threading.Barrier(2)

    def make(_: int) -> bool:
        ready.wait()
        shelf.make_sample()
        return shelf.holds_articles("sample")

    with ThreadPoolExecutor(2) as threads:
        assert list(threads.map(make, range(2))) == [True, True]
    assert syncs == [tmp_path / "sample"]
    assert shelf.archive("sample").info().articles == 2
    shelf.make_sample()
    assert len(syncs) == 1
    assert not (tmp_path / "own").exists()
    shelf.close()


def test_the_page_can_add_to_its_own_archive_alone(empty: Path, tmp_path: Path, bridges: Path) -> None:
    shelf = Shelf(empty, tmp_path / "sample")
    stages: list[str] = []
    report = shelf.add([bridges / "north.txt"], lambda stage, done, total: stages.append(stage))
    assert (report.added, report.articles) == (1, 1)
    assert list(dict.fromkeys(stages)) == ["read", "embed", "publish"]
    assert not (tmp_path / "sample").exists()
    shelf.close()


def test_the_pages_own_archive_is_made_when_it_is_first_needed(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "deep" / "own", tmp_path / "sample")
    assert shelf.ready() == tmp_path / "deep" / "own"
    assert shelf.archive("own").info().articles == 0
    shelf.close()


def test_after_closing_an_archive_is_opened_again_when_it_is_asked_for(shelf: Shelf) -> None:
    before = shelf.archive("own")
    shelf.close()
    after = shelf.archive("own")
    assert after is not before
    assert after.info().articles > 30
    shelf.close()
    shelf.close()

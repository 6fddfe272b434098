"""Files that come in through the page: each is kept, read or told why it was not."""

from __future__ import annotations

import errno
import json
import logging
import queue
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import pytest

from index import Archive
from index.errors import DiskFull, Missing
from index.lock import write_lock
from index.progress import Progress
from index.report import SyncReport
from ui import render, uploads
from ui.shelf import Shelf
from ui.uploads import FOLDER, MOST_FILES, Upload, take_in

ORDER: dict[str, int] = {"waiting": 0, "reading": 1, "read": 2, "failed": 2}


@pytest.fixture(autouse=True)
def _often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looks at how far the indexing is as often as can be."""
    monkeypatch.setattr("ui.uploads._WAIT", 0.01)


@pytest.fixture
def shelf(empty: Path, tmp_path: Path) -> Iterator[Shelf]:
    """An archive without articles as the page's own."""
    made = Shelf(empty, tmp_path / "sample")
    yield made
    made.close()


@pytest.fixture
def came(tmp_path: Path) -> Path:
    """The folder in which uploaded files arrive."""
    folder = tmp_path / "came"
    folder.mkdir()
    return folder


def _write(path: Path, about: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    text = f"The {about} bridge reopened on 4 May 2021. Traffic was light that morning.\n"
    path.write_text(text, encoding="utf-8")
    return path


def _states(upload: Upload) -> list[str]:
    return [file.state for file in upload.files]


def _check_order(steps: Sequence[Upload]) -> None:
    """Nothing goes back, and only the last says what came of it."""
    for before, after in pairwise(steps):
        for file, later in zip(before.files, after.files, strict=True):
            assert ORDER[file.state] <= ORDER[later.state]
    assert not any(step.done or step.problem for step in steps[:-1])
    assert steps[-1].done != bool(steps[-1].problem)


def test_good_files_are_read_and_bad_ones_are_told_apart(shelf: Shelf, came: Path) -> None:
    rows = [{"text": f"The {n} tunnel opened on 5 May 2021, the city said.", "title": n} for n in ("A", "B")]
    files = [
        _write(came / "north.txt", "north"),
        came / "picture.txt",
        _write(came / "south.md", "south"),
        came / "tunnels.jsonl",
        came / "empty.html",
    ]
    files[1].write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\x08\6\0\0\0")
    lines = [*map(json.dumps, rows), "{broken"]
    files[3].write_text("\n".join(lines), encoding="utf-8")
    files[4].touch()
    steps = list(take_in(shelf, files))
    _check_order(steps)
    last = steps[-1]
    assert last.done
    assert last.summary == "4 articles added, 3 files not read"
    assert [file.name for file in last.files] == [file.name for file in files]
    assert _states(last) == ["read", "failed", "read", "failed", "failed"]
    assert [len(file.reasons) for file in last.files] == [0, 1, 0, 1, 1]
    assert "line 3: no valid JSON" in last.files[3].reasons[0]
    assert "empty.html is empty" in last.files[4].reasons[0]
    assert shelf.archive("own").info().articles == 4


def test_no_report_names_a_place_on_the_disk(shelf: Shelf, came: Path, tmp_path: Path) -> None:
    file = came / "page.html"
    file.write_bytes(b"%PDF-1.7\n\0\0\0")
    for step in take_in(shelf, [file, _write(came / "north.txt", "north")]):
        assert str(tmp_path) not in render.upload(step)


def test_the_first_step_names_the_files_and_the_last_what_came_of_them(shelf: Shelf, came: Path) -> None:
    files = [_write(came / f"{n}.txt", str(n)) for n in range(3)]
    first, *_, last = take_in(shelf, files)
    assert (_states(first), first.total, first.stage) == (["waiting"] * 3, 3, "Reading files")
    assert (_states(last), last.summary) == (["read"] * 3, "3 articles added")


def test_two_files_of_one_name_and_different_content_are_both_kept(shelf: Shelf, came: Path) -> None:
    files = [_write(came / place / "bridge.txt", place) for place in ("north", "south")]
    *_, last = take_in(shelf, files)
    assert last.summary == "2 articles added"
    articles = list(shelf.archive("own").articles())
    assert sorted(article.text.split()[1] for article in articles) == ["north", "south"]
    for article in articles:
        assert article.path.endswith("/bridge.txt")
        assert Path(article.path).is_relative_to(shelf.archive("own").path / FOLDER)
        assert Path(article.path).read_text(encoding="utf-8").strip() == article.text


def test_what_came_before_is_already_there(shelf: Shelf, came: Path) -> None:
    files = [_write(came / "north.txt", "north"), _write(came / "south.txt", "south")]
    list(take_in(shelf, files[:1]))
    *_, last = take_in(shelf, files)
    assert last.summary == "1 article added, 1 already there"
    *_, last = take_in(shelf, files)
    assert last.summary == "0 articles added, 2 already there"
    assert _states(last) == ["read", "read"]
    assert shelf.archive("own").info().articles == 2


def test_the_same_file_twice_in_one_upload_is_one_article(shelf: Shelf, came: Path) -> None:
    file = _write(came / "north.txt", "north")
    *_, last = take_in(shelf, [file, file])
    assert (last.done, _states(last)) == (True, ["read", "read"])
    assert shelf.archive("own").info().articles == 1


def test_a_file_of_any_name_is_kept_inside_the_archive(shelf: Shelf, came: Path) -> None:
    names = [
        *("<img src=x onerror=alert(1)>.txt", "new\nline.txt", "-rf.txt", "..txt", "%2e%2e%2fetc.txt"),
        *("Überschrift „neu“.txt", "新闻.txt", "n" * 251 + ".txt", "{{ name }}.txt", "C:\\a.txt"),
    ]
    *_, last = take_in(shelf, [_write(came / name, str(n)) for n, name in enumerate(names)])
    assert (last.problem, set(_states(last))) == (None, {"read"})
    kept = {article.text.split()[1]: Path(article.path) for article in shelf.archive("own").articles()}
    assert len(kept) == len(names)
    for n, name in enumerate(names):
        assert kept[str(n)].parent.parent == shelf.archive("own").path / FOLDER
        assert name.endswith(kept[str(n)].name)


def test_a_file_with_many_bad_rows_gives_a_few_reasons_and_counts_the_rest(shelf: Shelf, came: Path) -> None:
    file = came / "rows.jsonl"
    file.write_text('{"no": 1}\n' * 100, encoding="utf-8")
    *_, last = take_in(shelf, [file])
    assert last.summary == "0 articles added, 1 file not read"
    assert len(last.files[0].reasons) == 6
    assert last.files[0].reasons[-1] == "and 95 more rows"


def test_a_file_over_the_limit_is_told_with_what_to_do_and_the_others_are_taken(
    shelf: Shelf, came: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "MOST_BYTES", 1_000)
    large = came / "large.txt"
    large.write_text("news " * 1_000, encoding="utf-8")
    steps = list(take_in(shelf, [large, _write(came / "north.txt", "north")]))
    assert {_states(step)[-1] for step in steps} == {"failed"}
    assert steps[-1].summary == "1 article added, 1 file not read"
    assert steps[-1].files[-1].name == "large.txt"
    assert "dateline add" in steps[-1].files[-1].reasons[0]
    assert not list((shelf.ready() / FOLDER).rglob("large.txt"))


def test_too_many_files_are_not_begun(tmp_path: Path, came: Path) -> None:
    shelf = Shelf(tmp_path / "own", tmp_path / "sample")
    (step,) = take_in(shelf, [came / f"{n}.txt" for n in range(MOST_FILES + 1)])
    assert step.problem is not None
    assert step.problem.message == "At most 200 files are taken at once, these are 201."
    assert "dateline add FOLDER" in step.problem.remedy
    assert (step.files, (tmp_path / "own").exists()) == ((), False)


def test_while_another_writes_the_upload_says_to_try_again_and_then_goes_through(
    shelf: Shelf, came: Path, empty: Path
) -> None:
    files = [_write(came / "north.txt", "north")]
    with write_lock(empty):
        steps = list(take_in(shelf, files))
    _check_order(steps)
    assert steps[-1].problem is not None
    assert steps[-1].problem.message == "Somebody else is adding articles to this archive right now."
    *_, last = take_in(shelf, files)
    assert last.summary == "1 article added"


def test_a_full_disk_is_told_as_such(shelf: Shelf, came: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = _write(came / "north.txt", "north")

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(came))

    monkeypatch.setattr("ui.uploads.shutil.copyfile", full)
    *_, copying = take_in(shelf, [file])
    monkeypatch.undo()
    monkeypatch.setattr(Archive, "sync", _raising(DiskFull(f"The disk with {came} is full.", "Free space.")))
    *_, indexing = take_in(shelf, [file])
    for last in (copying, indexing):
        assert last.problem is not None
        assert last.problem.message == "The disk that holds the archive is full."
        assert str(came) not in render.upload(last)


def _raising(error: Exception) -> Any:
    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


def test_what_nobody_foresaw_is_logged_and_told_without_details(
    shelf: Shelf, came: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    file = _write(came / "north.txt", "north")
    monkeypatch.setattr(Archive, "sync", _raising(RuntimeError(f"no such table in {came}")))
    *_, last = take_in(shelf, [file])
    assert last.problem is not None
    assert last.problem.message == "Something went wrong that should not have."
    assert str(came) not in render.upload(last)
    (record,) = [record for record in caplog.records if record.name == "ui.uploads"]
    assert record.levelno == logging.ERROR
    assert str(came) in str(record.exc_info)


def test_a_file_that_went_away_meanwhile_is_a_problem_and_no_crash(shelf: Shelf, came: Path) -> None:
    steps = list(take_in(shelf, [came / "gone.txt"]))
    _check_order(steps)
    assert steps[-1].problem is not None
    assert str(came) not in render.upload(steps[-1])


def test_an_archive_that_cannot_be_made_is_a_problem_without_its_path(tmp_path: Path, came: Path) -> None:
    (tmp_path / "file").touch()
    shelf = Shelf(tmp_path / "file" / "own", tmp_path / "sample")
    *_, last = take_in(shelf, [_write(came / "north.txt", "north")])
    assert last.problem is not None
    assert str(tmp_path) not in render.upload(last)


class _InStep:
    """A shelf whose archive goes through the given stages, each once the one before it was shown."""

    def __init__(self, folder: Path, stages: Sequence[tuple[str, int, int]]) -> None:
        self._folder = folder
        self._stages = stages
        self.shown: queue.SimpleQueue[tuple[int, int]] = queue.SimpleQueue()

    def ready(self) -> Path:
        return self._folder

    def add(self, files: Sequence[Path], progress: Progress) -> SyncReport:
        for stage, done, total in self._stages:
            progress(stage, done, total)
            while self.shown.get() != (done, total):
                pass
        return SyncReport(added=len(files))


def test_no_file_goes_back_when_reading_goes_on_after_some_was_embedded(tmp_path: Path, came: Path) -> None:
    stages = [
        *(("read", 0, 3), ("read", 1, 3), ("embed", 32, 64), ("embed", 64, 65), ("read", 2, 3)),
        *(("embed", 65, 66), ("read", 3, 3), ("publish", 1, 2), ("publish", 2, 2)),
    ]
    shelf = _InStep(tmp_path, stages)
    taken = take_in(cast(Shelf, shelf), [_write(came / f"{n}.txt", str(n)) for n in range(3)])
    steps = [next(taken)]
    for step in taken:
        steps.append(step)
        shelf.shown.put((step.count, step.total))
    _check_order(steps)
    assert [(step.count, step.total) for step in steps[1:-1]] == [(done, total) for _, done, total in stages]
    assert [_states(step) for step in steps[1:4]] == [
        ["reading", "waiting", "waiting"],
        ["read", "reading", "waiting"],
        ["read", "reading", "waiting"],
    ]
    assert _states(steps[-2]) == ["read"] * 3
    assert [step.stage for step in steps[1:4]] == ["Reading files", "Reading files", "Embedding passages"]


def test_the_archive_is_not_shown_as_missing_after_an_upload(tmp_path: Path, came: Path, empty: Path) -> None:
    shelf = Shelf(tmp_path / "new", tmp_path / "sample")
    with pytest.raises(Missing):
        shelf.archive("own")
    empty.rename(tmp_path / "new")
    list(take_in(shelf, [_write(came / "north.txt", "north")]))
    assert shelf.holds_articles("own")
    shelf.close()

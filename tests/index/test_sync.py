"""Sync: what is added, replaced, kept and removed, and that a second run changes nothing."""

from __future__ import annotations

import gzip
import json
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.archive import Archive
from index.errors import Locked
from index.lock import write_lock
from index.report import SyncReport

RAIN = "Heavy rain fell on the valley on Monday. The river rose by two metres, the mayor said."
SNOW = "Snow closed the mountain pass on Friday. Forty drivers spent the night in their cars."
VOTE = "Parliament voted for the budget on Thursday. The opposition left the chamber before the count."


class Embedding(Protocol):
    embedded: list[str]
    fails: BaseException | None


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def _rows(path: Path, *rows: dict[str, object] | str) -> Path:
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    return _write(path, "\n".join(lines) + "\n")


def _counts(report: SyncReport) -> tuple[int, int, int, int]:
    return report.added, report.updated, report.unchanged, report.removed


def _state(archive: Archive) -> dict[str, str]:
    return {article.id: article.text for article in archive.articles()}


def test_a_second_run_changes_nothing_and_publishes_nothing(
    archive: Archive, folder: Path, word_embedder: Embedding, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(folder / "rain.txt", RAIN)
    _rows(folder / "more.jsonl", {"id": "s", "text": SNOW}, {"text": VOTE})
    first = archive.sync([folder])
    assert (_counts(first), first.articles, first.failed) == ((3, 0, 0, 0), 3, [])
    state, sequence, embedded = _state(archive), archive.info().sequence, len(word_embedder.embedded)

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("nothing changed")

    monkeypatch.setattr("index.publish.build", refuse)
    second = archive.sync([folder])
    assert _counts(second) == (0, 0, 3, 0)
    assert (_state(archive), archive.info().sequence) == (state, sequence)
    assert len(word_embedder.embedded) == embedded


def test_a_file_whose_bytes_are_known_is_not_read(
    archive: Archive, folder: Path, monkeypatch: pytest.MonkeyPatch, unpublished: list[int]
) -> None:
    _write(folder / "rain.txt", RAIN)
    archive.sync([folder])

    def refuse(_: object, path: Path) -> None:
        raise AssertionError(f"{path} was read")

    monkeypatch.setattr("index.sync.Sandbox.read", refuse)
    assert _counts(archive.sync([folder])) == (0, 0, 1, 0)


def test_a_touched_file_with_the_same_articles_is_unchanged(
    archive: Archive, folder: Path, unpublished: list[int]
) -> None:
    file = _rows(folder / "a.jsonl", {"id": "r", "text": RAIN})
    archive.sync([folder])
    sequence = archive.info().sequence
    _write(file, file.read_text(encoding="utf-8") + "\n\n")
    assert _counts(archive.sync([folder])) == (0, 0, 1, 0)
    assert archive.info().sequence == sequence


def test_a_changed_file_is_replaced_under_the_same_id(
    archive: Archive, folder: Path, unpublished: list[int]
) -> None:
    file = _write(folder / "a.txt", RAIN)
    archive.sync([folder])
    (before,) = archive.articles()
    _write(file, SNOW)
    report = archive.sync([folder])
    (after,) = archive.articles()
    assert _counts(report) == (0, 1, 0, 0)
    assert (after.id, after.text) == (before.id, SNOW)
    assert report.passages == 1


def test_an_article_is_not_lost_when_its_new_version_cannot_be_embedded(
    archive: Archive, folder: Path, word_embedder: Embedding, unpublished: list[int]
) -> None:
    file = _write(folder / "a.txt", RAIN)
    archive.sync([folder])
    _write(file, SNOW)
    word_embedder.fails = RuntimeError("no memory")
    with pytest.raises(RuntimeError, match="no memory"):
        archive.sync([folder])
    assert list(_state(archive).values()) == [RAIN]
    word_embedder.fails = None
    assert _counts(archive.sync([folder])) == (0, 1, 0, 0)


def test_a_file_that_now_fails_keeps_its_article(
    archive: Archive, folder: Path, unpublished: list[int]
) -> None:
    file = _write(folder / "a.txt", RAIN)
    archive.sync([folder])
    file.write_bytes(b"")
    report = archive.sync([folder], prune=True)
    assert [(Path(path).name, code) for path, code, _ in report.failed] == [("a.txt", "empty")]
    assert list(_state(archive).values()) == [RAIN]
    assert archive.sync([folder]).failed == report.failed


def test_bad_files_are_rows_of_the_report_and_the_rest_goes_in(
    archive: Archive, folder: Path, unpublished: list[int]
) -> None:
    _write(folder / "good.txt", RAIN)
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "latin.txt").write_bytes(
        "Der Präsident über die Grenzöffnung in Köln: „schön“.".encode("cp1252")
    )
    good: list[dict[str, object] | str] = [
        {"id": f"row{number}", "text": f"{SNOW} {number}"} for number in range(6)
    ]
    _rows(folder / "rows.jsonl", *good, '{"text": ', {"id": "row7", "text": VOTE})
    report = archive.sync([folder, folder / "gone.txt"])
    failed = {Path(path).name: (code, message) for path, code, message in report.failed}
    assert set(failed) == {"empty.txt", "binary.txt", "rows.jsonl", "gone.txt"}
    assert failed["empty.txt"][0] == "empty"
    assert failed["gone.txt"][0] == "unavailable"
    assert failed["rows.jsonl"][0] == "malformed"
    assert "line 7" in failed["rows.jsonl"][1]
    assert report.added == report.articles == 9
    assert any("Köln" in text for text in _state(archive).values())


@pytest.mark.parametrize(("name", "place"), [("rows.jsonl", "line 3: "), ("rows.json", "row 2: ")])
def test_a_row_of_furniture_alone_is_named_as_the_reader_names_it(
    name: str, place: str, archive: Archive, folder: Path, unpublished: list[int]
) -> None:
    rows = [json.dumps({"text": RAIN}), json.dumps({"text": "READ MORE"})]
    _write(folder / name, "\n\n".join(rows) if name == "rows.jsonl" else f"[{','.join(rows)}]")
    ((_, code, message),) = archive.sync([folder]).failed
    assert (code, message[: len(place)]) == ("empty", place)
    again = archive.sync([folder])
    assert (again.unchanged, len(again.failed)) == (1, 1), "a file that is not read whole is read again"


def test_an_empty_folder_is_a_row_of_its_own_and_is_not_pruned(
    archive: Archive, folder: Path, unpublished: list[int]
) -> None:
    file = _write(folder / "a.txt", RAIN)
    archive.sync([folder])
    file.unlink()
    report = archive.sync([folder], prune=True)
    assert [(path, code) for path, code, _ in report.failed] == [(str(folder), "empty")]
    assert (_counts(report), report.articles) == ((0, 0, 0, 0), 1)


def test_a_rows_id_is_kept_and_the_same_id_elsewhere_gets_a_number(
    archive: Archive, folder: Path, unpublished: list[int]
) -> None:
    _rows(folder / "a.jsonl", {"id": "x", "text": RAIN}, {"id": "x", "text": SNOW})
    with gzip.open(folder / "b.jsonl.gz", "wt", encoding="utf-8") as stream:
        stream.write(json.dumps({"id": "x", "text": VOTE}) + "\n")
    archive.sync([folder])
    assert _state(archive) == {"x": RAIN, "x-2": SNOW, "x-3": VOTE}
    assert _counts(archive.sync([folder / "b.jsonl.gz", folder / "a.jsonl"])) == (0, 0, 3, 0)


def test_a_row_with_an_id_is_followed_when_it_moves_in_its_file(
    archive: Archive, folder: Path, unpublished: list[int]
) -> None:
    file = _rows(folder / "a.jsonl", {"id": "r", "text": RAIN}, {"id": "s", "text": SNOW})
    archive.sync([folder])
    _rows(file, {"id": "v", "text": VOTE}, {"id": "s", "text": SNOW}, {"id": "r", "text": RAIN})
    assert _counts(archive.sync([folder])) == (1, 0, 2, 0)


def test_ids_depend_on_the_path_alone(
    open_archive: Callable[[], Archive], folder: Path, monkeypatch: pytest.MonkeyPatch, unpublished: list[int]
) -> None:
    _write(folder / "a.txt", RAIN)
    archive = open_archive()
    archive.sync([folder])
    (before,) = archive.articles()
    archive.remove(before.id)
    monkeypatch.chdir(folder)
    assert _counts(archive.sync(["../articles/a.txt"])) == (1, 0, 0, 0)
    (after,) = archive.articles()
    assert (after.id, after.path) == (before.id, str(folder / "a.txt"))


def test_prune_removes_what_left_the_folder_and_nothing_else(
    archive: Archive, folder: Path, tmp_path: Path, unpublished: list[int]
) -> None:
    gone = _write(folder / "gone.txt", RAIN)
    rows = _rows(folder / "rows.jsonl", {"id": "r", "text": SNOW}, {"id": "v", "text": VOTE})
    _write(tmp_path / "elsewhere" / "kept.txt", f"{VOTE} Elsewhere.")
    archive.sync([folder, tmp_path / "elsewhere"])
    gone.unlink()
    _rows(rows, {"id": "r", "text": SNOW})
    assert _counts(archive.sync([folder])) == (0, 0, 1, 0)
    assert _counts(archive.sync([folder], prune=True)) == (0, 0, 1, 2)
    assert sorted(_state(archive).values()) == [f"{VOTE} Elsewhere.", SNOW]


def test_prune_keeps_what_a_subfolder_that_cannot_be_read_held(
    archive: Archive, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(folder / "rain.txt", RAIN)
    _write(folder / "sub" / "snow.txt", SNOW)
    archive.sync([folder])
    scan = os.scandir

    def locked(place: str) -> object:
        if str(place).endswith("sub"):
            raise PermissionError(13, "Permission denied", str(place))
        return scan(place)

    monkeypatch.setattr(os, "scandir", locked)
    report = archive.sync([folder], prune=True)
    assert [(Path(path).name, code) for path, code, _ in report.failed] == [("sub", "unavailable")]
    assert (report.removed, report.articles) == (0, 2)


def test_a_linked_folder_is_reported_and_not_entered(archive: Archive, folder: Path) -> None:
    _write(folder / "rain.txt", RAIN)
    _write(folder.parent / "elsewhere" / "snow.txt", SNOW)
    (folder / "link").symlink_to(folder.parent / "elsewhere")
    report = archive.sync([folder])
    assert [(Path(path).name, code) for path, code, _ in report.failed] == [("link", "unsupported")]
    assert report.articles == 1


def test_prune_keeps_what_a_folder_that_is_not_there_held(
    archive: Archive, folder: Path, unpublished: list[int]
) -> None:
    _write(folder / "a.txt", RAIN)
    archive.sync([folder])
    folder.rename(folder.with_name("unmounted"))
    report = archive.sync([folder], prune=True)
    assert (report.removed, [code for _, code, _ in report.failed]) == (0, ["unavailable"])
    assert report.articles == 1


def test_a_moved_file_and_a_copy_are_not_embedded_again(
    archive: Archive, folder: Path, word_embedder: Embedding, unpublished: list[int]
) -> None:
    file = _write(folder / "a.txt", RAIN)
    archive.sync([folder])
    file.rename(folder / "b.txt")
    _write(folder / "c.txt", RAIN)
    assert _counts(archive.sync([folder], prune=True)) == (2, 0, 0, 1)
    assert len(word_embedder.embedded) == 1


def test_copies_are_all_kept_and_grouped_under_the_earliest(
    archive: Archive, folder: Path, unpublished: list[int]
) -> None:
    _rows(
        folder / "a.jsonl",
        {"id": "undated", "text": RAIN},
        {"id": "late", "text": RAIN, "published": "2023-05-02"},
        {"id": "early", "text": RAIN.upper(), "published": "2023-05-01"},
        {"id": "other", "text": SNOW, "published": "2023-04-01"},
    )
    archive.sync([folder])
    groups = {article.id: article.copy_group for article in archive.articles()}
    assert groups == {"undated": "early", "late": "early", "early": "early", "other": "other"}
    assert [copy.id for copy in archive.copies(archive.article("late"))] == ["early", "undated"]


def test_a_group_that_loses_its_face_gets_another(
    archive: Archive, folder: Path, unpublished: list[int]
) -> None:
    rows: list[dict[str, object]] = [
        {"id": name, "text": text, "published": f"2023-05-0{day}"}
        for day, (name, text) in enumerate([("a", RAIN), ("b", RAIN), ("c", f"{RAIN} Again.")], start=1)
    ]
    _rows(folder / "a.jsonl", *rows)
    archive.sync([folder])
    assert {article.copy_group for article in archive.articles()} == {"a"}
    archive.remove("a")
    assert {article.copy_group for article in archive.articles()} == {"b"}
    archive.set_published("c", "2023-01-01")
    assert {article.copy_group for article in archive.articles()} == {"c"}
    rows[2]["text"] = VOTE
    _rows(folder / "a.jsonl", *rows[1:])
    archive.sync([folder])
    assert {article.id: article.copy_group for article in archive.articles()} == {"b": "b", "c": "c"}


def test_what_an_interrupted_run_committed_is_kept_and_the_next_goes_on(
    archive: Archive, folder: Path, word_embedder: Embedding, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.sync.BATCH_ARTICLES", 1)
    for name, text in zip("abc", (RAIN, SNOW, VOTE), strict=True):
        _write(folder / f"{name}.txt", text)

    def stop_at_second(stage: str, done: int, total: int) -> None:
        if stage == "read" and done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        archive.sync([folder], progress=stop_at_second)
    assert archive.info().articles == 2
    report = archive.sync([folder])
    assert _counts(report) == (1, 0, 2, 0)
    assert len(word_embedder.embedded) == 3
    assert archive.search("snow on the mountain pass", k=1)[0].article.text == SNOW


def test_what_the_first_run_commits_can_be_asked_for_at_once(
    archive: Archive, folder: Path, word_embedder: Embedding, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is committed before questions can be embedded; a run that is killed has published nothing."""
    held: list[int] = []
    monkeypatch.setattr(word_embedder, "prepare", lambda: held.append(archive.info().articles))
    monkeypatch.setattr("index.sync.publish", _killed)
    (folder / "a.txt").write_text("It rained all day in Kent.", encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        archive.sync([folder])
    assert held == [0]
    assert archive.search("rain in Kent")[0].article.text == "It rained all day in Kent."


def test_in_an_empty_archive_no_question_is_embedded(
    archive: Archive, word_embedder: Embedding, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(word_embedder, "questions", lambda _: pytest.fail("embedded"))
    assert archive.search("rain") == []


def test_progress_counts_files_and_passages(archive: Archive, folder: Path, unpublished: list[int]) -> None:
    for name, text in zip("abc", (RAIN, SNOW, VOTE), strict=True):
        _write(folder / f"{name}.txt", text)
    seen: list[tuple[str, int, int]] = []
    archive.sync([folder], progress=lambda *step: seen.append(step))
    assert ("read", 0, 3) in seen
    assert ("read", 3, 3) in seen


def test_another_way_of_cutting_updates_every_article(
    open_archive: Callable[[], Archive],
    folder: Path,
    tmp_path: Path,
    word_embedder: Embedding,
    unpublished: list[int],
) -> None:
    from index.draft import Recipe

    _write(folder / "a.txt", " ".join(f"{RAIN} {number}." for number in range(30)))
    open_archive().sync([folder])
    with Archive.open(tmp_path / "archive", embedder=word_embedder, recipe=Recipe(50, 0)) as archive:  # type: ignore[arg-type]
        before = archive.info().passages
        report = archive.sync([folder])
    assert _counts(report) == (0, 1, 0, 0)
    assert report.passages > before
    assert _counts(open_archive().sync([folder])) == (0, 0, 1, 0)


def test_a_second_writer_is_locked_out_at_once(archive: Archive, folder: Path) -> None:
    _write(folder / "a.txt", RAIN)
    with write_lock(archive.path), pytest.raises(Locked):
        archive.sync([folder])
    assert archive.info().articles == 0


def test_searches_go_on_while_an_archive_grows(
    archive: Archive, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.sync.BATCH_ARTICLES", 2)
    _write(folder / "a.txt", RAIN)
    archive.sync([folder])
    for number in range(8):
        _write(folder / f"{number}.txt", f"{SNOW} {VOTE} {number}.")
    writer = threading.Thread(target=archive.sync, args=([folder],))
    writer.start()
    while writer.is_alive():
        for hit in archive.search("river rose by two metres"):
            assert hit.text == hit.article.text[hit.passage.start : hit.passage.end]
    writer.join()
    assert archive.search("river rose by two metres", k=1)[0].article.text == RAIN


names = st.sampled_from(["a.txt", "b.txt", "c.txt", "deep/d.txt"])
contents = st.lists(st.sampled_from([RAIN, SNOW, VOTE]), min_size=1, max_size=3).map("\n\n".join)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(versions=st.lists(st.dictionaries(names, contents, max_size=4), min_size=1, max_size=3))
def test_the_archive_holds_what_the_folder_holds_and_syncing_again_changes_nothing(
    versions: list[dict[str, str]],
    archive: Archive,
    tmp_path_factory: pytest.TempPathFactory,
    unpublished: list[int],
) -> None:
    folder = tmp_path_factory.mktemp("articles")
    held: dict[str, str] = {}
    for version in versions:
        version["kept.txt"] = VOTE  # an empty folder is another story
        for name in held.keys() - version.keys():
            (folder / name).unlink()
        for name, text in version.items():
            _write(folder / name, text)
        report = archive.sync([folder], prune=True)
        assert report.added == len(version.keys() - held.keys())
        assert report.removed == len(held.keys() - version.keys())
        held = version
        sequence = archive.info().sequence
        assert _counts(archive.sync([folder], prune=True)) == (0, 0, len(held), 0)
        assert archive.info().sequence == sequence
        ours = [article for article in archive.articles() if Path(article.path).is_relative_to(folder)]
        assert {Path(one.path).relative_to(folder).as_posix(): one.text for one in ours} == held


def _killed(*_: object, **__: object) -> bool:
    raise KeyboardInterrupt

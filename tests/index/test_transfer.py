"""An archive as one file: what goes out comes in again, and what is not whole stays out."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from evals.benchmarks.crashes.embedder import WordVectors
from index import Archive
from index.errors import Damaged, Malformed, Unavailable, UsageError
from index.publish import publish

Opener = Callable[[], Archive]


def _fill(archive: Archive, folder: Path) -> None:
    for name, text in (("rain", "It rained all day in Kent."), ("sun", "The sun shone on Dover on Friday.")):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    assert archive.sync([folder]).added == 2


@pytest.fixture
def exported(archive: Archive, folder: Path, tmp_path: Path) -> Path:
    _fill(archive, folder)
    file = tmp_path / "archive.dateline"
    archive.export(file)
    return file


def test_an_imported_archive_answers_as_the_exported_one_did(
    archive: Archive, exported: Path, tmp_path: Path, word_embedder: Any
) -> None:
    first = next(archive.articles())
    archive.set_published(first.id, "2023-05-04")
    archive.export(tmp_path / "again.dateline")
    with Archive.restore(tmp_path / "again.dateline", tmp_path / "new", embedder=word_embedder) as made:
        assert list(made.articles()) == list(archive.articles())
        assert made.article(first.id).published_from == archive.article(first.id).published_from
        for question in ("rain in Kent", "sun Dover"):
            assert made.search(question) == archive.search(question)
        assert made.info().passages == archive.info().passages


def test_nothing_is_embedded_again(exported: Path, tmp_path: Path, word_embedder: Any) -> None:
    embedded = len(word_embedder.embedded)
    Archive.restore(exported, tmp_path / "new", embedder=word_embedder).close()
    assert len(word_embedder.embedded) == embedded > 0


def test_a_correction_outlives_the_move_and_the_next_add(
    archive: Archive, exported: Path, folder: Path, tmp_path: Path, word_embedder: Any
) -> None:
    first = next(archive.articles())
    archive.set_published(first.id, "2023-05-04")
    archive.export(tmp_path / "again.dateline")
    with Archive.restore(tmp_path / "again.dateline", tmp_path / "new", embedder=word_embedder) as made:
        assert made.sync([folder]).unchanged == 2
        assert made.article(first.id).published == archive.article(first.id).published


def test_a_file_that_is_there_is_not_written_over(archive: Archive, exported: Path) -> None:
    before = exported.read_bytes()
    with pytest.raises(UsageError, match="is there already"):
        archive.export(exported)
    assert exported.read_bytes() == before


def test_an_archive_that_is_there_is_not_written_over(
    archive: Archive, exported: Path, word_embedder: Any
) -> None:
    with pytest.raises(UsageError, match="holds an archive already"):
        Archive.restore(exported, archive.path, embedder=word_embedder)
    assert archive.info().articles == 2


def test_a_folder_that_cannot_be_written_to_is_said(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written"):
        archive.export(tmp_path / "nowhere" / "archive.dateline")


def test_a_file_that_is_not_there_leaves_no_archive(tmp_path: Path, word_embedder: Any) -> None:
    with pytest.raises(Unavailable, match="cannot be read"):
        Archive.restore(tmp_path / "none", tmp_path / "new", embedder=word_embedder)
    assert not (tmp_path / "new" / "journal.sqlite").exists()


def test_another_file_is_no_export(tmp_path: Path, word_embedder: Any) -> None:
    (tmp_path / "other").write_text("not a database", encoding="utf-8")
    with pytest.raises(Malformed, match="no export of Dateline"):
        Archive.restore(tmp_path / "other", tmp_path / "new", embedder=word_embedder)


def test_a_trigger_that_somebody_put_in_never_runs(
    exported: Path, tmp_path: Path, word_embedder: Any
) -> None:
    db = sqlite3.connect(exported)
    db.execute("CREATE TRIGGER late AFTER INSERT ON changes BEGIN DELETE FROM articles; END")
    db.commit()
    db.close()
    with pytest.raises(Malformed, match="tables that no export has"):
        Archive.restore(exported, tmp_path / "new", embedder=word_embedder)
    assert not (tmp_path / "new" / "journal.sqlite").exists()


def test_an_article_that_was_changed_in_the_file_is_found_out(
    exported: Path, tmp_path: Path, word_embedder: Any
) -> None:
    db = sqlite3.connect(exported)
    db.execute("UPDATE articles SET text = replace(text, 'rained', 'snowed')")
    db.commit()
    db.close()
    with pytest.raises(Damaged, match="was changed"):
        Archive.restore(exported, tmp_path / "new", embedder=word_embedder)


def test_after_a_failed_import_the_folder_takes_another(
    exported: Path, tmp_path: Path, word_embedder: Any
) -> None:
    (tmp_path / "other").write_text("not a database", encoding="utf-8")
    with pytest.raises(Malformed):
        Archive.restore(tmp_path / "other", tmp_path / "new", embedder=word_embedder)
    with Archive.restore(exported, tmp_path / "new", embedder=word_embedder) as made:
        assert made.info().articles == 2


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, list[str]]:
    """An export, and the texts in it."""
    root = tmp_path_factory.mktemp("whole")
    (root / "articles").mkdir()
    with Archive.open(root / "archive", create=True, exact=True, embedder=WordVectors()) as archive:
        _fill(archive, root / "articles")
        archive.export(root / "file")
        return (root / "file").read_bytes(), [article.text for article in archive.articles()]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.floats(0, 1), bit=st.integers(0, 7))
@example(place=0.03125, bit=7)  # in the schema: SQLite's own message is then no UTF-8
def test_a_flipped_bit_is_found_or_changes_no_article(
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    whole: tuple[bytes, list[str]],
    place: float,
    bit: int,
) -> None:
    root, (content, texts) = tmp_path_factory.mktemp("flip"), whole
    flipped = bytearray(content)
    flipped[int(place * (len(flipped) - 1))] ^= 1 << bit
    (root / "file").write_bytes(flipped)
    monkeypatch.setattr("index.archive.publish", _without_store)
    try:
        made = Archive.restore(root / "file", root / "new", embedder=WordVectors())
    except Exception as error:  # noqa: BLE001 - judged in the next line
        assert hasattr(error, "remedy"), repr(error)  # noqa: PT017
        return
    with made:
        assert [article.text for article in made.articles()] == texts


def _without_store(*arguments: Any, **options: Any) -> bool:
    return publish(*arguments, **options | {"store": False})

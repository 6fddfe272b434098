"""Archives of every earlier version open; those of a later one, or of another model, say what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from evals.benchmarks.crashes.embedder import WordVectors
from index import journal, reembed
from index.archive import Archive
from index.doctor.visit import visit
from index.errors import EmbeddingMismatch, TooNew
from index.journal import FILE, Journal, newest_version, schema_version
from index.progress import Progress

JOURNALS = sorted((Path(__file__).parent / "journals").glob("*.sql"))
"""One for each version that was ever released, as `sqlite3 .dump` writes it."""


class Backwards(WordVectors):
    """Another model: its vectors are not comparable."""

    name = "words backwards"
    sha256 = "1" * 64

    def questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return super().questions(texts)[:, ::-1]


class Stopped(Backwards):
    """Embeds so many times before somebody presses Ctrl-C."""

    def __init__(self, times: int) -> None:
        self.left = times

    def passages(self, texts: Sequence[str], progress: Progress | None) -> NDArray[np.float32]:
        if not self.left:
            raise KeyboardInterrupt
        self.left -= 1
        return super().passages(texts, progress)


@pytest.fixture
def made(tmp_path: Path) -> Callable[[Path], Path]:
    """Makes an archive of a dump."""

    def make(dump: Path) -> Path:
        root = tmp_path / "archive"
        root.mkdir()
        with sqlite3.connect(root / FILE) as db:
            db.executescript(dump.read_text(encoding="utf-8"))
        db.close()
        return root

    return make


def test_every_version_has_its_fixture() -> None:
    assert [int(dump.stem) for dump in JOURNALS] == list(range(1, newest_version() + 1))


@pytest.mark.parametrize("dump", JOURNALS, ids=lambda dump: dump.stem)
def test_an_archive_of_every_version_opens_whole_and_is_searched(
    dump: Path, made: Callable[[Path], Path], folder: Path
) -> None:
    root = made(dump)
    with Archive.open(root, embedder=WordVectors()) as archive:
        assert [article.id for article in archive.articles()] == ["rain", "snow"]
        assert archive.search("the river rose", 1)[0].article.outlet == "Northline"
        assert archive.article("snow").published_from == "set by hand"
        assert archive.info().schema == newest_version()
        (folder / "more.txt").write_text("Hail fell on the harbour on Friday.", encoding="utf-8")
        assert archive.sync([folder]).added == 1
        assert archive.merge() is False
        assert archive.search("hail", 1)[0].article.title == "Hail fell on the harbour on Friday."
    assert visit(root, embedder=WordVectors()).findings == ()


@pytest.fixture
def next_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A migration to come: a column, and a table filled from another."""
    script = tmp_path / f"{newest_version() + 1:04d}.sql"
    script.write_text(
        "ALTER TABLE articles ADD COLUMN language TEXT;\n"
        "CREATE TABLE outlets (name TEXT PRIMARY KEY) STRICT;\n"
        "INSERT INTO outlets SELECT DISTINCT outlet FROM articles;\n"
    )
    scripts = journal._scripts()
    monkeypatch.setattr(journal, "_scripts", lambda: [*scripts, script])
    return script


@pytest.mark.usefixtures("next_version")
def test_a_migration_keeps_what_is_there(made: Callable[[Path], Path]) -> None:
    root = made(JOURNALS[-1])
    with Archive.open(root, exact=True, embedder=WordVectors()) as archive:
        assert archive.search("the river rose", 1)[0].article.id == "rain"
    assert visit(root, embedder=WordVectors()).findings == ()
    with sqlite3.connect(root / FILE) as db:
        assert schema_version(db) == len(JOURNALS) + 1
        assert db.execute("SELECT count(*) FROM outlets").fetchone() == (2,)
    db.close()


def test_a_migration_that_fails_changes_nothing(
    made: Callable[[Path], Path], next_version: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = made(JOURNALS[-1])
    next_version.write_text(next_version.read_text() + "DROP TABLE nowhere;\n")
    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        Archive.open(root, exact=True, embedder=WordVectors())
    monkeypatch.undo()
    with Archive.open(root, exact=True, embedder=WordVectors()) as archive:
        assert archive.info().schema == len(JOURNALS)


def test_what_a_later_version_migrated_is_refused_with_what_to_install(
    made: Callable[[Path], Path], next_version: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = made(JOURNALS[-1])
    Journal.open(root / FILE).close()
    monkeypatch.undo()
    with pytest.raises(TooNew, match="pip install --upgrade dateline"):
        Archive.open(root, exact=True, embedder=WordVectors())


def test_another_embedding_model_is_refused_with_the_command_that_embeds_again(
    made: Callable[[Path], Path],
) -> None:
    root, other = made(JOURNALS[-1]), Backwards()
    with pytest.raises(EmbeddingMismatch, match="embedded with words") as caught:
        Archive.open(root, exact=True, embedder=other)
    assert "dateline re-embed" in caught.value.remedy
    assert Archive.re_embed(root, embedder=other) == 2
    with Archive.open(root, exact=True, embedder=other) as archive:
        assert archive.search("the river rose", 1)[0].article.id == "rain"
        assert archive.article("snow").published_from == "set by hand"
    assert visit(root, embedder=other).findings == ()
    with pytest.raises(EmbeddingMismatch):
        Archive.open(root, exact=True, embedder=WordVectors())


def test_a_reader_that_is_open_while_all_is_embedded_again_does_not_mix_the_models(
    made: Callable[[Path], Path],
) -> None:
    root = made(JOURNALS[-1])
    with Archive.open(root, exact=True, embedder=WordVectors()) as reader:
        reader.merge()
        assert reader.search("the river rose", 1)[0].article.id == "rain"
        Archive.re_embed(root, embedder=Backwards())
        with pytest.raises(EmbeddingMismatch):
            reader.search("the river rose")


def test_what_an_interrupted_run_embedded_is_kept_and_the_model_before_answers(
    made: Callable[[Path], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = made(JOURNALS[-1])
    with Archive.open(root, exact=True, embedder=WordVectors()) as archive:
        archive.merge()
    with monkeypatch.context() as patched:
        patched.setattr(reembed, "BATCH", 1)
        with pytest.raises(KeyboardInterrupt):
            Archive.re_embed(root, embedder=Stopped(1))
    with Archive.open(root, exact=True, embedder=WordVectors()) as archive:
        assert archive.search("the river rose", 1)[0].article.id == "rain"
    assert visit(root, embedder=WordVectors()).findings == ()
    assert Archive.re_embed(root, embedder=Backwards()) == 1


def test_a_generation_of_the_model_before_is_not_searched(
    made: Callable[[Path], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = made(JOURNALS[-1])
    with Archive.open(root, exact=True, embedder=WordVectors()) as archive:
        archive.merge()
    monkeypatch.setattr("index.archive.publish", lambda *_, **__: False)  # killed before it
    Archive.re_embed(root, embedder=Backwards())
    with Archive.open(root, exact=True, embedder=Backwards()) as archive:
        hit = archive.search("the river rose", 1)[0]
        assert (hit.article.id, "dense" in hit.found_by) == ("rain", True)
        assert len(archive.search("the river rose by two metres and snow fell")) == 2

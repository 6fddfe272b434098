"""Publishing: when what is searched is built anew, and what every add sees to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from index import generation
from index.archive import Archive
from index.embedder import Embedder

RAIN = "Heavy rain fell on the valley on Monday. The river rose by two metres, the mayor said."


@pytest.fixture
def rain(folder: Path) -> Path:
    file = folder / "rain.txt"
    file.write_text(RAIN, encoding="utf-8")
    return file


@pytest.fixture
def prepared(word_embedder: Embedder, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Holds one item for every time that the embedder was told to prepare."""
    calls: list[str] = []
    monkeypatch.setattr(word_embedder, "prepare", lambda: calls.append("prepare"))
    return calls


def test_an_add_that_changes_nothing_still_prepares_the_embedder_for_questions(
    archive: Archive, rain: Path, prepared: list[str]
) -> None:
    archive.sync([rain])
    prepared.clear()
    archive.sync([rain])
    assert prepared == ["prepare"]


def test_an_archive_that_never_held_anything_publishes_and_prepares_nothing(
    archive: Archive, folder: Path, prepared: list[str]
) -> None:
    archive.sync([folder])
    assert generation.current(archive.path) is None
    assert prepared == []


def test_what_is_searched_is_empty_once_the_last_article_is_removed(
    archive: Archive, rain: Path, folder: Path
) -> None:
    archive.sync([folder])
    (article,) = archive.articles()
    archive.remove(article.id)
    rain.unlink()
    archive.sync([folder])
    assert archive.search("river rose") == []
    assert archive.search("river rose", until="2023") == []
    assert archive.idf(["river"])["river"] > 0


def test_an_emptied_archive_is_published_once_and_can_be_filled_again(
    open_archive: Callable[[], Archive], rain: Path
) -> None:
    archive = open_archive()
    archive.sync([rain])
    (article,) = archive.articles()
    archive.remove(article.id)
    archive.sync([rain.parent / "gone.txt"])
    emptied = generation.current(archive.path)
    archive.sync([rain.parent / "gone.txt"])
    assert generation.current(archive.path) == emptied
    archive.sync([rain])
    assert open_archive().search("river rose", k=1)[0].article.text == RAIN


def test_an_add_that_changes_nothing_does_not_open_what_is_searched(
    archive: Archive, rain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.sync([rain])
    monkeypatch.setattr(generation, "Generation", lambda *_: pytest.fail("opened the generation"))
    archive.sync([rain])


@pytest.mark.parametrize("name", ["ids.json", "vectors.npy", "chroma/chroma.sqlite3"])
def test_an_add_that_changes_nothing_builds_a_damaged_generation_anew(
    archive: Archive, rain: Path, name: str
) -> None:
    archive.sync([rain])
    before = generation.current(archive.path)
    (archive.path / "generations" / str(before) / name).write_bytes(b"damaged")
    archive.sync([rain])
    assert generation.current(archive.path) != before
    published = generation.published(archive.path)
    assert published is not None
    assert published.sequence == archive.info().sequence

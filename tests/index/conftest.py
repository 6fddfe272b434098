"""What the tests of the archive share: an embedder without a model, and archives made with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from evals.benchmarks.crashes.embedder import WordVectors
from index.archive import Archive
from index.progress import Progress


class WordEmbedder(WordVectors):
    """Counts what it embeds."""

    def __init__(self) -> None:
        self.embedded: list[str] = []
        self.fails: BaseException | None = None

    def passages(self, texts: Sequence[str], progress: Progress | None) -> NDArray[np.float32]:
        if self.fails is not None:
            raise self.fails
        self.embedded.extend(texts)
        return super().passages(texts, progress)


@pytest.fixture
def word_embedder() -> WordEmbedder:
    return WordEmbedder()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder for articles."""
    made = tmp_path / "articles"
    made.mkdir()
    return made


@pytest.fixture
def open_archive(tmp_path: Path, word_embedder: WordEmbedder) -> Iterator[Callable[[], Archive]]:
    """Opens the test's archive, as often as wanted."""
    opened: list[Archive] = []

    def opener() -> Archive:
        archive = Archive.open(tmp_path / "archive", create=True, exact=True, embedder=word_embedder)
        opened.append(archive)
        return archive

    yield opener
    for archive in opened:
        archive.close()


@pytest.fixture
def archive(open_archive: Callable[[], Archive]) -> Archive:
    return open_archive()


@pytest.fixture
def unpublished(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Leaves publishing out, where a test is about the journal; holds one item a call."""
    calls: list[int] = []

    def note(*_: object, **__: object) -> bool:
        calls.append(len(calls))
        return False

    monkeypatch.setattr("index.sync.publish", note)
    return calls

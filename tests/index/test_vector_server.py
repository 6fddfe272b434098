"""Vectors on a Chroma server: it answers as the exact search does, and may be away, empty or wrong."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from evals.benchmarks.crashes.child import Reader
from evals.benchmarks.crashes.embedder import WordVectors
from index.archive import Archive
from index.chroma import COLLECTION, fill
from index.doctor.visit import visit
from index.embedder import Embedder
from index.errors import ServerAway
from index.generation import current
from index.server import Server
from tests.vector_server import UNUSED, Chroma

TOPICS = ("river flood", "snow pass", "budget vote", "harbour strike", "heron island")
QUESTIONS = ("the flood at the river", "snow", "who voted?", "heron")


class Backwards(WordVectors):
    """Another model."""

    sha256 = "1" * 64

    def questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return super().questions(texts)[:, ::-1]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that stays up."""
    server = Chroma(tmp_path_factory.mktemp("server"))
    server.start()
    yield server.url
    server.stop()


@pytest.fixture
def articles(folder: Path) -> Path:
    rows = [
        {
            "id": f"a{n}",
            "title": TOPICS[n % 5],
            "text": f"The {TOPICS[n % 5]} was seen on day {n} by {n} people.",
        }
        for n in range(80)
    ]
    (folder / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return folder


@pytest.fixture
def opener(
    tmp_path: Path, word_embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Archive]]:
    monkeypatch.setattr("index.served._AGAIN_SECONDS", 0.0)
    monkeypatch.setattr("index.sync.Sandbox", Reader)
    opened: list[Archive] = []

    def open_(vectors: str | None = None, *, exact: bool = False) -> Archive:
        folder = tmp_path / "archive"
        archive = Archive.open(folder, create=True, exact=exact, embedder=word_embedder, vectors=vectors)
        opened.append(archive)
        return archive

    yield open_
    for archive in opened:
        archive.close()


def answers(archive: Archive) -> list[tuple[str, float]]:
    return [(hit.passage.id, hit.score) for question in QUESTIONS for hit in archive.search(question, 20)]


@contextmanager
def client(url: str) -> Iterator[Any]:
    with closing(Server(url)) as server, server.answering() as connected:
        yield connected


def harmed(url: str, archive: Archive, harm: Callable[[Any], None]) -> None:
    with client(url) as connected:
        name = f"{COLLECTION}-{current(archive.path)}"
        harm(connected.get_collection(name, embedding_function=None))


def test_the_server_holds_the_vectors_and_answers_as_the_exact_search_does(
    running: str, articles: Path, opener: Callable[..., Archive]
) -> None:
    archive = opener(vectors=running)
    archive.sync([articles])
    assert archive.unsent is None
    assert not list((archive.path / "generations").glob("*/chroma"))
    assert answers(archive) == answers(opener(exact=True))
    assert archive.away is None


def test_the_server_goes_and_comes_empty_and_answers_stay_the_same(
    chroma: Chroma, articles: Path, opener: Callable[..., Archive]
) -> None:
    archive = opener(vectors=chroma.url)
    archive.sync([articles])
    before = answers(archive)

    chroma.stop()
    assert answers(archive) == before
    assert isinstance(archive.away, ServerAway)
    assert chroma.url in archive.away.message
    (articles / "more.txt").write_text("A zeppelin landed in the harbour.", encoding="utf-8")
    assert archive.sync([articles]).added == 1
    assert archive.unsent is not None
    assert archive.search("zeppelin", 1)[0].article.text == "A zeppelin landed in the harbour."

    chroma.start()
    archive.remove(archive.search("zeppelin", 1)[0].article.id)
    assert answers(archive) == before
    assert archive.away is None

    chroma.stop()
    chroma.start("empty")
    assert answers(archive) == before
    assert archive.away is not None
    assert "does not hold what is searched" in archive.away.message
    archive.sync([articles / "rows.jsonl"])
    assert answers(archive) == before
    assert (archive.away, archive.unsent) == (None, None)


def one_less(collection: Any) -> None:
    collection.delete(ids=collection.get(limit=1)["ids"])


def another_id(collection: Any) -> None:
    first = collection.get(limit=1, include=["embeddings"])
    collection.delete(ids=first["ids"])
    collection.add(ids=["stranger"], embeddings=first["embeddings"])


def others_vectors(collection: Any) -> None:
    held = collection.get(include=["embeddings"])
    collection.update(ids=held["ids"], embeddings=held["embeddings"][::-1])


@pytest.mark.parametrize("harm", [one_less, another_id, others_vectors])
def test_a_wrong_collection_is_not_believed_and_the_next_add_or_the_doctor_writes_it_anew(
    running: str,
    articles: Path,
    opener: Callable[..., Archive],
    word_embedder: Embedder,
    harm: Callable[[Any], None],
) -> None:
    opener(vectors=running).sync([articles])
    archive = opener(vectors=running)
    before = answers(opener(exact=True))

    harmed(running, archive, harm)
    assert answers(archive) == before
    assert archive.away is not None
    archive.sync([articles])
    assert answers(archive) == before
    assert archive.away is None

    harmed(running, archive, harm)
    found = visit(archive.path, vectors=running, embedder=word_embedder)
    assert [finding.code for finding in found.findings] == ["server_wrong"]
    mended = visit(archive.path, vectors=running, embedder=word_embedder, repair=True)
    assert mended.sound
    assert mended.mended == ("Sent the vectors to the vector server anew.",)
    assert answers(opener(vectors=running)) == before


def test_the_doctor_builds_a_served_archive_anew_and_says_when_the_server_is_away(
    running: str, articles: Path, opener: Callable[..., Archive], word_embedder: Embedder
) -> None:
    archive = opener(vectors=running)
    archive.sync([articles])
    before = answers(archive)
    assert visit(archive.path, embedder=word_embedder).sound  # it has no vector store of its own
    archive.close()
    next((archive.path / "generations").glob("*/ids.json")).unlink()
    mended = visit(archive.path, vectors=running, embedder=word_embedder, repair=True)
    assert mended.sound
    assert not list((archive.path / "generations").glob("*/chroma"))
    again = opener(vectors=running)
    assert answers(again) == before
    assert again.away is None
    found = visit(archive.path, vectors=UNUSED, embedder=word_embedder, repair=True)
    assert [(finding.code, finding.mendable) for finding in found.findings] == [("server_away", False)]


def test_a_server_that_dies_while_it_is_written_to_costs_nothing(
    chroma: Chroma, articles: Path, opener: Callable[..., Archive], monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*arguments: Any) -> None:
        chroma.stop()
        fill(*arguments)

    archive = opener(vectors=chroma.url)
    with monkeypatch.context() as patched:
        patched.setattr("index.server.fill", die)
        assert archive.sync([articles]).added == 80
    assert archive.unsent is not None
    before = answers(archive)
    assert before == answers(opener(exact=True))
    chroma.start()
    archive.sync([articles])
    assert archive.unsent is None
    assert answers(archive) == before
    assert archive.away is None


def test_a_new_generation_takes_the_place_of_the_old_one_and_other_archives_stay(
    running: str, articles: Path, opener: Callable[..., Archive], tmp_path: Path, word_embedder: Embedder
) -> None:
    def collections() -> set[str]:
        with client(running) as connected:
            return {collection.name for collection in connected.list_collections()}

    before = collections()
    with Archive.open(tmp_path / "other", create=True, embedder=word_embedder, vectors=running) as other:
        other.sync([articles])
    archive = opener(vectors=running)
    archive.sync([articles])
    assert len(collections() - before) == 2
    (articles / "more.txt").write_text("A zeppelin landed in the harbour.", encoding="utf-8")
    archive.sync([articles])
    assert archive.merge() is True
    assert len(collections() - before) == 2
    assert archive.search("zeppelin", 1)[0].article.text == "A zeppelin landed in the harbour."


def test_an_import_and_a_new_model_go_to_the_server_too(
    running: str, articles: Path, opener: Callable[..., Archive], tmp_path: Path, word_embedder: Embedder
) -> None:
    archive = opener()
    archive.sync([articles])
    archive.export(tmp_path / "file")
    root = tmp_path / "new"
    with Archive.restore(tmp_path / "file", root, embedder=word_embedder, vectors=running) as made:
        assert answers(made) == answers(archive)
        assert made.away is None
    assert Archive.re_embed(root, embedder=Backwards(), vectors=running) > 0
    with Archive.open(root, embedder=Backwards(), vectors=running) as made:
        assert made.search("heron", 1)[0].article.title == "heron island"
        assert made.away is None
    assert not list((root / "generations").glob("*/chroma"))


def test_without_a_server_the_vectors_come_back_beside_the_archive(
    running: str, articles: Path, opener: Callable[..., Archive]
) -> None:
    opener(vectors=running).sync([articles])
    archive = opener()
    before = answers(archive)
    archive.sync([articles])
    assert list((archive.path / "generations").glob("*/chroma"))
    assert answers(archive) == before


@pytest.mark.parametrize("reply", [b"HTTP/1.1 500 Oh\r\n\r\n", b"garbage\r\n\r\n", b""])
def test_a_server_that_talks_nonsense_is_away(reply: bytes) -> None:
    import threading

    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()

        def answer() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.recv(4096)
                connection.sendall(reply)

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        with pytest.raises(ServerAway, match="cannot be used"):
            Server(f"http://127.0.0.1:{listening.getsockname()[1]}").fault(
                "passages", [], np.zeros((0, 3), dtype=np.float32)
            )
        thread.join(5)

"""Vectors on a Chroma server: it answers as the exact search does, and may be away, empty or wrong."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from index.archive import Archive
from index.chroma import Server
from index.embedder import Embedder
from index.errors import ServerAway

TOPICS = ("river flood", "snow pass", "budget vote", "harbour strike", "heron island")
QUESTIONS = ("the flood at the river", "snow", "who voted?", "heron")


class Chroma:
    """A `chroma run` of the test, on a port of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def start(self, data: str = "data") -> None:
        program = Path(sys.executable).with_name("chroma")
        where = ["--path", str(self._folder / data), "--host", "127.0.0.1", "--port", str(self.port)]
        self._process = subprocess.Popen(
            [program, "run", *where], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            try:
                httpx.get(f"{self.url}/api/v2/heartbeat", timeout=1).raise_for_status()
            except httpx.HTTPError:
                time.sleep(0.05)
            else:
                return
        pytest.fail("chroma run did not come up")

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait(10)
            self._process = None


@pytest.fixture
def chroma(tmp_path: Path) -> Iterator[Chroma]:
    server = Chroma(tmp_path / "server")
    server.start()
    yield server
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


def test_the_server_holds_the_vectors_and_answers_as_the_exact_search_does(
    chroma: Chroma, articles: Path, opener: Callable[..., Archive]
) -> None:
    archive = opener(vectors=chroma.url)
    archive.sync([articles])
    assert archive.away is None
    assert not list((archive.path / "generations").glob("*/chroma"))
    assert answers(archive) == answers(opener(exact=True))
    assert archive.away is None


def test_while_the_server_is_away_searches_are_exact_and_say_so(
    chroma: Chroma, articles: Path, opener: Callable[..., Archive]
) -> None:
    archive = opener(vectors=chroma.url)
    archive.sync([articles])
    before = answers(archive)
    chroma.stop()
    assert answers(archive) == before
    assert isinstance(archive.away, ServerAway)
    assert chroma.url in archive.away.message
    chroma.start()
    assert answers(archive) == before
    assert archive.away is None


def test_an_empty_or_wrong_server_is_not_believed_and_filled_by_the_next_add(
    chroma: Chroma, articles: Path, opener: Callable[..., Archive]
) -> None:
    archive = opener(vectors=chroma.url)
    archive.sync([articles])
    before = answers(archive)
    chroma.stop()
    chroma.start("empty")
    assert answers(archive) == before
    assert archive.away is not None
    assert "does not hold it" in archive.away.message
    archive.sync([articles])
    assert answers(archive) == before
    assert archive.away is None


def test_articles_are_added_while_the_server_is_away_and_sent_later(
    chroma: Chroma, articles: Path, opener: Callable[..., Archive]
) -> None:
    chroma.stop()
    archive = opener(vectors=chroma.url)
    assert archive.sync([articles]).added == 80
    assert archive.away is not None
    assert archive.search("heron", 1)[0].article.title == "heron island"
    chroma.start()
    assert archive.sync([articles]).unchanged == 80
    assert archive.search("heron", 1)[0].article.title == "heron island"
    assert archive.away is None


def test_a_new_generation_takes_the_place_of_the_old_one_and_other_archives_stay(
    chroma: Chroma, articles: Path, opener: Callable[..., Archive], tmp_path: Path, word_embedder: Embedder
) -> None:
    with Archive.open(tmp_path / "other", create=True, embedder=word_embedder, vectors=chroma.url) as other:
        other.sync([articles])
    archive = opener(vectors=chroma.url)
    archive.sync([articles])
    (articles / "more.txt").write_text("A zeppelin landed in the harbour.", encoding="utf-8")
    archive.sync([articles])
    assert archive.merge() is True
    with Server(chroma.url)._answering() as client:
        assert len(client.list_collections()) == 2
    assert archive.search("zeppelin", 1)[0].article.text == "A zeppelin landed in the harbour."


def test_without_a_server_the_vectors_come_back_beside_the_archive(
    chroma: Chroma, articles: Path, opener: Callable[..., Archive]
) -> None:
    opener(vectors=chroma.url).sync([articles])
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
            Server(f"http://127.0.0.1:{listening.getsockname()[1]}").holds("passages")
        thread.join(5)

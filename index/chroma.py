"""The vector store: a Chroma collection, in a folder or on a server. Chroma is imported only here.

In a folder it is built once and read from private copies: opening a collection writes to its files, so
the folder that was checked is never opened. What is kept on a server: `index.server`.
"""

from __future__ import annotations

import time
import weakref
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from index.scratch import copy_folder, discard, private_home

if TYPE_CHECKING:
    from chromadb.api import ClientAPI as ClientAPI
    from chromadb.api.collection_configuration import HNSWConfiguration
    from chromadb.api.models.Collection import Collection as Collection
    from chromadb.config import Settings

STORE = "chroma"
"""Its folder in a generation."""
COLLECTION = "passages"
BATCH = 5_000
SELF_QUERIES = 64

_OVERFETCH = 12
"""So many candidates for each wanted: of 153 questions to 35,900 news passages this proposed all of the 125
nearest for each, 8 for all but one, 4 for all but 15. Which are found should not depend on the graph."""
_LEAST = 64
_LEAST_BATCH = 2
SAME = 0.999
"""The cosine from which on two vectors are taken for one: rounded on their way, or of the same text."""


class Neighbours(Protocol):
    """An open collection; rows are those of the generation that it was made from."""

    def nearest(self, query: NDArray[np.float32], k: int) -> NDArray[np.intp]:
        """Rows among which the ``k`` nearest to ``query`` are, in no order; more than ``k`` of them."""


def build_collection(
    folder: Path,
    ids: Sequence[str],
    vectors: NDArray[np.float32],
    done: Callable[[int], None] = lambda _: None,
) -> None:
    """Write a collection of ``vectors`` under ``ids`` into a new ``folder``; ``done`` is told the count."""
    client = _client(folder)
    try:
        fill(client, COLLECTION, ids, vectors, done)
    finally:
        _close(client, folder)


def fill(
    client: ClientAPI,
    name: str,
    ids: Sequence[str],
    vectors: NDArray[np.float32],
    done: Callable[[int], None],
    metadata: dict[str, str] | None = None,
) -> None:
    """Make the collection ``name`` of ``vectors`` under ``ids``; ``done`` is told the count."""
    batches = max(1, -(-len(ids) // BATCH))
    collection = client.create_collection(
        name,
        embedding_function=None,
        configuration={"hnsw": _hnsw(len(ids) // batches)},
        metadata=metadata,
    )
    for rows in np.array_split(np.arange(len(ids)), batches):
        if rows.size:
            collection.add(ids=[ids[row] for row in rows], embeddings=vectors[rows])
        done(int(rows[-1]) + 1 if rows.size else 0)


class PrivateCopy:
    """A private copy of the collection in ``folder``, held open; ``scratch`` is where the copy goes.

    ``ids`` are those of the collection, in the order of their rows.
    """

    def __init__(self, folder: Path, ids: Sequence[str], scratch: Path) -> None:
        self._rows = {id_: row for row, id_ in enumerate(ids)}
        home, lock = private_home(scratch)
        client = None
        try:
            copy_folder(folder, home / "collection")
            client = _client(home / "collection")
            self._collection = client.get_collection(COLLECTION, embedding_function=None)
        except BaseException:
            _discard(client, home, lock)
            raise
        self._finalizer = weakref.finalize(self, _discard, client, home, lock)

    def ids(self) -> set[str]:
        """The ids that the collection holds."""
        return set(self._collection.get(include=[])["ids"])

    def nearest(self, query: NDArray[np.float32], k: int) -> NDArray[np.intp]:
        """Rows among which the ``k`` nearest to ``query`` are, in no order; more than ``k`` of them."""
        return nearest_rows(self._collection, self._rows, query[np.newaxis], k)[0]

    def nearest_to_each(self, queries: NDArray[np.float32], k: int) -> list[NDArray[np.intp]]:
        """The same for each row of ``queries``."""
        return nearest_rows(self._collection, self._rows, queries, k)

    def close(self) -> None:
        """Close the collection and remove the copy."""
        self._finalizer()


def nearest_rows(
    collection: Collection, rows: dict[str, int], queries: NDArray[np.float32], k: int
) -> list[NDArray[np.intp]]:
    """As `Neighbours.nearest`, for each of the queries; ``rows`` by id.

    Raises `KeyError` where the collection holds another id.
    """
    if not rows or not len(queries):
        return [np.zeros(0, dtype=np.intp)] * len(queries)
    wanted = min(max(k * _OVERFETCH, _LEAST), len(rows))
    found = collection.query(query_embeddings=queries, n_results=wanted, include=[])
    return [np.array([rows[id_] for id_ in ids], dtype=np.intp) for ids in found["ids"]]


def not_found(collection: Collection, ids: Sequence[str], vectors: NDArray[np.float32], most: int) -> int:
    """Of at most ``most`` of the vectors, evenly drawn, how many do not find themselves, or their like."""
    some = range(0, len(ids), max(1, -(-len(ids) // most)))
    if not some:
        return 0
    rows = {id_: row for row, id_ in enumerate(ids)}
    found = collection.query(query_embeddings=vectors[list(some)], n_results=1, include=[])["ids"]
    best = [vectors[rows[near[0]]] if near and near[0] in rows else None for near in found]
    return sum(
        other is None or float(vectors[row] @ other) < SAME for row, other in zip(some, best, strict=True)
    )


def connect(url: str, seconds: float) -> ClientAPI:
    """A client of the Chroma server at ``url``, which has answered within so many seconds."""
    import chromadb
    import httpx

    # The client itself would wait for ever.
    httpx.get(f"{url}/api/v2/heartbeat", timeout=seconds).raise_for_status()
    at = urlsplit(url)
    port = at.port or (443 if at.scheme == "https" else 80)
    return chromadb.HttpClient(at.hostname or "", port, at.scheme == "https", settings=_settings())


def disconnect(client: ClientAPI) -> None:
    """Close the connections of a client that `connect` made."""
    opened: Any = client
    for each in (opened, opened._admin_client):
        each._server._session.close()  # `close` leaves it open
    opened.close()


def server_errors() -> tuple[type[Exception], ...]:
    """What a server that is away, or talks nonsense, or holds other ids, makes of a call."""
    import httpx
    from chromadb.errors import ChromaError

    # RuntimeError: another thread has just found the server away, and closed the client.
    return httpx.HTTPError, httpx.InvalidURL, ChromaError, ValueError, OSError, KeyError, RuntimeError


def _hnsw(batch: int) -> HNSWConfiguration:
    return {
        "space": "cosine",
        # Wider than Chroma's defaults: on 34,353 news passages the 50 nearest are found to 99.9 %
        # where the defaults (16, 100, 100) find 98.9 %, for 60 % more time to build.
        "max_neighbors": 32,
        "ef_construction": 200,
        "ef_search": 200,
        # Each batch is written out as it comes. What stays below the threshold stays in a log that
        # every first query would work off again: 4 s for 4,000 vectors.
        "batch_size": max(batch, _LEAST_BATCH),
        "sync_threshold": max(batch, _LEAST_BATCH),
    }


def _client(folder: Path) -> ClientAPI:
    import chromadb

    return chromadb.PersistentClient(str(folder), settings=_settings())


def _settings() -> Settings:
    """Its own for each client, which writes into it."""
    return _fresh_settings().model_copy()


@cache
def _fresh_settings() -> Settings:
    """Once a process: it takes longer to look for them in the environment than to open a collection."""
    from chromadb.config import Settings

    # No .env of the folder that one happens to stand in.
    return Settings(_env_file=None, anonymized_telemetry=False)  # type: ignore[call-arg]


def _close(client: ClientAPI, folder: Path) -> None:
    """Close and wait until nothing in ``folder`` is open: SQLite connections close in the background."""
    client.close()  # type: ignore[attr-defined]
    deadline = time.monotonic() + 5
    while _open_files(folder) and time.monotonic() < deadline:
        time.sleep(0.005)


def _open_files(folder: Path) -> bool:
    links = []
    for link in Path("/proc/self/fd").glob("*"):
        try:
            links.append(link.readlink())
        except OSError:
            continue  # closed between the two looks
    return any(file.is_relative_to(folder.resolve()) for file in links)


def _discard(client: ClientAPI | None, home: Path, lock: int) -> None:
    if client is not None:
        _close(client, home / "collection")
    discard(home, lock)

"""A Chroma server that keeps vectors: a collection a generation, named after it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.chroma import (
    SELF_QUERIES,
    Neighbours,
    connect,
    disconnect,
    fill,
    nearest_rows,
    not_found,
    server_errors,
)
from index.errors import ServerAway

if TYPE_CHECKING:
    from index.chroma import ClientAPI, Collection

_PATIENCE_SECONDS = 5.0
"""How long the server may take for one answer; writing a batch may take ten times that."""
_PROBES = 16
"""Passages that a collection has to find before it is searched."""
_ANEW = "The next `dateline add` writes it anew, and so does `dateline doctor --repair`."


class Server:
    """A Chroma server (`chroma run`), at an address such as ``http://127.0.0.1:8000``.

    Every call raises `ServerAway` when it does not answer, or answers with an error.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self._client: ClientAPI | None = None

    def put(
        self,
        name: str,
        owner: str,
        ids: Sequence[str],
        vectors: NDArray[np.float32],
        done: Callable[[int], None] = lambda _: None,
    ) -> None:
        """Write a collection of ``vectors`` under ``ids``, in place of one of that name."""
        with self.answering(10 * _PATIENCE_SECONDS) as client:
            if name in _names(client):
                client.delete_collection(name)
            fill(client, name, ids, vectors, done, {"archive": owner})

    def fault(self, name: str, ids: Sequence[str], vectors: NDArray[np.float32]) -> str:
        """What is wrong with the collection of that name, whose rows should be these; "" for nothing."""
        with self.answering() as client:
            if name not in _names(client):
                return f"The vector server {self.url} does not hold what is searched."
            collection = client.get_collection(name, embedding_function=None)
            held = set(collection.get(include=[])["ids"])
            if held != set(ids):
                there = len(held.intersection(ids))
                return f"The vector server {self.url} holds {there:,} of the {len(ids):,} passages."
            missed = not_found(collection, ids, vectors, SELF_QUERIES)
        return f"The vector server {self.url} does not find {missed} of its own passages." if missed else ""

    def remove_others(self, owner: str, name: str) -> None:
        """Remove every collection of the same owner but one."""
        with self.answering() as client:
            for collection in client.list_collections():
                if collection.name != name and (collection.metadata or {}).get("archive") == owner:
                    client.delete_collection(collection.name)

    def neighbours(self, name: str, ids: Sequence[str], vectors: NDArray[np.float32]) -> Neighbours:
        """The collection of that name, whose rows are these; `ServerAway` where it is seen not to be."""
        with self.answering() as client:
            if name not in _names(client):
                raise ServerAway(f"The vector server {self.url} does not hold what is searched.", _ANEW)
            collection = client.get_collection(name, embedding_function=None)
            count = collection.count()
            if count != len(ids) or not_found(collection, ids, vectors, _PROBES):
                raise ServerAway(
                    f"The vector server {self.url} does not hold what it should: {count:,} vectors "
                    f"for {len(ids):,} passages, or not theirs.",
                    _ANEW,
                )
            return _Remote(self, collection, ids)

    def close(self) -> None:
        """Close its connections; the next call makes new ones."""
        client, self._client = self._client, None
        if client is not None:
            disconnect(client)

    @contextmanager
    def answering(self, seconds: float = _PATIENCE_SECONDS) -> Iterator[ClientAPI]:
        """The connection, for calls each of which may take so long."""
        import httpx

        try:
            client = self._client = self._client or connect(self.url, _PATIENCE_SECONDS)
            client._server._session.timeout = httpx.Timeout(seconds)  # type: ignore[attr-defined]  # none else
            yield client
        except server_errors() as error:
            self.close()
            raise ServerAway(
                f"The vector server {self.url} cannot be used ({type(error).__name__}: {error}).",
                "Start it (`chroma run`), or leave --vectors out.",
            ) from error


class _Remote:
    """A collection on a server."""

    def __init__(self, server: Server, collection: Collection, ids: Sequence[str]) -> None:
        self._server = server
        self._collection = collection
        self._rows = {id_: row for row, id_ in enumerate(ids)}

    def nearest(self, query: NDArray[np.float32], k: int) -> NDArray[np.intp]:
        with self._server.answering():
            return nearest_rows(self._collection, self._rows, query[np.newaxis], k)[0]


def _names(client: ClientAPI) -> set[str]:
    return {collection.name for collection in client.list_collections()}

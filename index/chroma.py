"""The vector store: a Chroma collection, in a folder or on a server. Chroma is imported only here.

In a folder it is built once and read from private copies: opening a collection writes to its files, so
the folder that was checked is never opened. On a server a collection is named after its generation.
"""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import tempfile
import time
import weakref
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from index.errors import ServerAway

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.collection_configuration import HNSWConfiguration
    from chromadb.api.models.Collection import Collection

COLLECTION = "passages"
BATCH = 5_000
SELF_QUERIES = 64

_OVERFETCH = 4
_LEAST = 64
_LEAST_BATCH = 2
_PREFIX = "chroma-"
_LOCK = "lock"
_FICLONE = 0x40049409
_NO_REFLINK = {errno.EOPNOTSUPP, errno.EXDEV, errno.EINVAL, errno.ENOTTY, errno.ENOSYS, errno.EPERM}
_ABANDONED_SECONDS = 3600.0
_PATIENCE_SECONDS = 5.0
"""How long the server may take for one answer; writing a batch may take ten times that."""


class Neighbours(Protocol):
    """An open collection; rows are those of the generation that it was made from."""

    def ids(self) -> set[str]:
        """The ids that the collection holds."""

    def nearest(self, query: NDArray[np.float32], k: int) -> NDArray[np.intp]:
        """Rows among which the ``k`` nearest to ``query`` are, in no order; more than ``k`` of them."""

    def close(self) -> None:
        """Let go of it."""


def build_collection(
    folder: Path,
    ids: Sequence[str],
    vectors: NDArray[np.float32],
    done: Callable[[int], None] = lambda _: None,
) -> None:
    """Write a collection of ``vectors`` under ``ids`` into a new ``folder``; ``done`` is told the count."""
    client = _client(folder)
    try:
        _fill(client, COLLECTION, ids, vectors, done)
    finally:
        _close(client, folder)


def _fill(
    client: ClientAPI,
    name: str,
    ids: Sequence[str],
    vectors: NDArray[np.float32],
    done: Callable[[int], None],
    metadata: dict[str, str] | None = None,
) -> None:
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


class Server:
    """A Chroma server (`chroma run`), at an address such as ``http://127.0.0.1:8000``.

    Every call raises `ServerAway` when it does not answer, or answers with an error.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self._client: ClientAPI | None = None

    def holds(self, name: str) -> int | None:
        """How many passages the collection of that name holds; None where there is none."""
        with self._answering() as client:
            if name not in {collection.name for collection in client.list_collections()}:
                return None
            return client.get_collection(name, embedding_function=None).count()

    def put(
        self,
        name: str,
        owner: str,
        ids: Sequence[str],
        vectors: NDArray[np.float32],
        done: Callable[[int], None] = lambda _: None,
    ) -> None:
        """Write a collection of ``vectors`` under ``ids``, in place of one of that name."""
        with self._answering(10 * _PATIENCE_SECONDS) as client:
            if name in {collection.name for collection in client.list_collections()}:
                client.delete_collection(name)
            _fill(client, name, ids, vectors, done, {"archive": owner})

    def verify(self, name: str, ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """Raise `ServerAway` unless the collection holds these ids and finds a sample of them."""
        opened = self.neighbours(name, ids)
        lost = set(ids) - opened.ids()
        sample = range(0, len(ids), max(1, -(-len(ids) // SELF_QUERIES)))
        missed = [ids[row] for row in sample if row not in opened.nearest(vectors[row], 1)]
        if lost or missed:
            raise ServerAway(
                f"The vector server {self.url} lost {len(lost)} and does not find {len(missed)} passages.",
                "Run `dateline add` again, or leave --vectors out.",
            )

    def remove_others(self, owner: str, name: str) -> None:
        """Remove every collection of the same owner but one."""
        with self._answering() as client:
            for collection in client.list_collections():
                if collection.name != name and (collection.metadata or {}).get("archive") == owner:
                    client.delete_collection(collection.name)

    def neighbours(self, name: str, ids: Sequence[str]) -> Neighbours:
        """The collection of that name, whose rows are ``ids``; `ServerAway` where it is not that."""
        count = self.holds(name)
        if count != len(ids):
            found = "does not hold it" if count is None else f"holds {count} of its {len(ids)} passages"
            raise ServerAway(
                f"The vector server {self.url} {found}.", "The next `dateline add` writes it anew."
            )
        with self._answering() as client:
            return _Remote(self, client.get_collection(name, embedding_function=None), ids)

    @contextmanager
    def _answering(self, seconds: float = _PATIENCE_SECONDS) -> Iterator[ClientAPI]:
        import httpx
        from chromadb.errors import ChromaError

        try:
            client = self._client = self._client or self._connected()
            client._server._session.timeout = httpx.Timeout(seconds)  # type: ignore[attr-defined]  # none else
            yield client
        except (httpx.HTTPError, ChromaError, ValueError, OSError) as error:
            self._client = None
            raise ServerAway(
                f"The vector server {self.url} cannot be used ({type(error).__name__}: {error}).",
                "Start it (`chroma run`), or leave --vectors out.",
            ) from error

    def _connected(self) -> ClientAPI:
        import chromadb
        import httpx
        from chromadb.config import Settings

        # The client itself would wait for ever.
        httpx.get(f"{self.url}/api/v2/heartbeat", timeout=_PATIENCE_SECONDS).raise_for_status()
        at = urlsplit(self.url)
        settings = Settings(_env_file=None, anonymized_telemetry=False)  # type: ignore[call-arg]
        port = at.port or (443 if at.scheme == "https" else 80)
        return chromadb.HttpClient(at.hostname or "", port, at.scheme == "https", settings=settings)


class _Remote:
    """A collection on a server."""

    def __init__(self, server: Server, collection: Collection, ids: Sequence[str]) -> None:
        self._server = server
        self._collection = collection
        self._rows = {id_: row for row, id_ in enumerate(ids)}

    def ids(self) -> set[str]:
        with self._server._answering():
            return set(self._collection.get(include=[])["ids"])

    def nearest(self, query: NDArray[np.float32], k: int) -> NDArray[np.intp]:
        with self._server._answering():
            return _nearest(self._collection, self._rows, query, k)

    def close(self) -> None:
        pass


class PrivateCopy:
    """A private copy of the collection in ``folder``, held open; ``scratch`` is where the copy goes.

    ``ids`` are those of the collection, in the order of their rows.
    """

    def __init__(self, folder: Path, ids: Sequence[str], scratch: Path) -> None:
        self._rows = {id_: row for row, id_ in enumerate(ids)}
        home, lock = _private_home(scratch)
        client = None
        try:
            shutil.copytree(folder, home / "collection", copy_function=_clone)
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
        return _nearest(self._collection, self._rows, query, k)

    def close(self) -> None:
        """Close the collection and remove the copy."""
        self._finalizer()


def _nearest(
    collection: Collection, rows: dict[str, int], query: NDArray[np.float32], k: int
) -> NDArray[np.intp]:
    if not rows:
        return np.zeros(0, dtype=np.intp)
    wanted = min(max(k * _OVERFETCH, _LEAST), len(rows))
    found = collection.query(query_embeddings=query[np.newaxis], n_results=wanted, include=[])
    return np.array([rows[id_] for id_ in found["ids"][0]], dtype=np.intp)


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
    from chromadb.config import Settings

    # No .env of the folder that one happens to stand in.
    settings = Settings(_env_file=None, anonymized_telemetry=False)  # type: ignore[call-arg]
    return chromadb.PersistentClient(str(folder), settings=settings)


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


def _private_home(scratch: Path) -> tuple[Path, int]:
    """A folder and the lock that says that its reader lives; folders of dead readers are removed first."""
    scratch.mkdir(exist_ok=True)
    sweep(scratch)
    while True:
        home = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=scratch))
        lock = os.open(home / _LOCK, os.O_CREAT | os.O_RDWR, 0o600)
        fcntl.flock(lock, fcntl.LOCK_EX)
        if (home / _LOCK).exists():
            return home, lock
        os.close(lock)  # swept away before it was locked


def _clone(source: str, target: str) -> None:
    """Copy a file, sharing its blocks where the file system can."""
    with Path(source).open("rb") as old, Path(target).open("wb") as new:
        try:
            fcntl.ioctl(new.fileno(), _FICLONE, old.fileno())
        except OSError as error:
            if error.errno not in _NO_REFLINK:
                raise
            shutil.copyfileobj(old, new, 1 << 20)


def sweep(scratch: Path) -> None:
    """Remove the copies whose reader is gone."""
    for home in abandoned(scratch):
        shutil.rmtree(home, ignore_errors=True)  # another process may sweep as well


def abandoned(scratch: Path) -> Iterator[Path]:
    """The copies whose reader is gone: nobody holds their lock, nor can until the next is asked for."""
    for home in sorted(scratch.glob(f"{_PREFIX}*")):
        lock = None
        try:
            if home.is_symlink() or home.stat().st_uid != os.getuid():
                continue
            if (home / _LOCK).exists():
                lock = os.open(home / _LOCK, os.O_RDWR)
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            elif time.time() - home.stat().st_mtime < _ABANDONED_SECONDS:
                continue  # its owner may be about to make the lock
            yield home
        except OSError:
            continue  # it is held, or another process sweeps as well
        finally:
            if lock is not None:
                os.close(lock)


def _discard(client: ClientAPI | None, home: Path, lock: int) -> None:
    if client is not None:
        _close(client, home / "collection")
    shutil.rmtree(home, ignore_errors=True)
    os.close(lock)

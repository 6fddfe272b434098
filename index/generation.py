"""What is searched: a generation, built aside from the journal, checked, and swapped in whole.

    root/CURRENT                     the name of the generation in use and the SHA-256 of its manifest
    root/generations/NAME/           never changed once CURRENT has named it
        manifest.json                sequence, counts, versions, and the SHA-256 of every other file
        ids.json                     passage ids, one a row
        articles.npy, vectors.npy    the number of each row's article, and the vectors
        words/, chroma/              the searches
        lock                         held (shared) by every reader of this generation

A damaged file is found by its checksum before native code reads it. Nothing here is the only copy
of anything: the journal can publish the next generation without embedding again.
"""

from __future__ import annotations

import errno
import json
import os
import weakref
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.alike import Alike
from index.article import Entry as Entry
from index.bm25 import Weights
from index.building import publish as publish
from index.chroma import COLLECTION, STORE, PrivateCopy
from index.disk import full_disk_noticed, is_full
from index.errors import Damaged, Missing, ServerAway
from index.lexical import WordIndex
from index.manifest import checked_manifest, outlined_manifest
from index.pointer import current as current
from index.pointer import hold_current, let_go
from index.scratch import SCRATCH
from index.served import Served
from index.server import Server
from index.vectors import Scored, nearest, open_vectors, score

_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)


def open_generation(root: Path, *, exact: bool = False, server: Server | None = None) -> Generation:
    """Open the current generation once its files have been checked.

    Its vectors are searched through ``server``, else (but not with ``exact``) through a private copy of
    its collection where it has one.

    Raises `Missing` before the first `publish`, and `Damaged` with the file when one is not what
    was published, or was written by another version of the library that reads it.
    """
    folder, manifest_sha256, lock = hold_current(root)
    try:
        manifest = checked_manifest(folder, manifest_sha256, exact=exact or server is not None)
        scratch = None if exact or server or not (folder / STORE).is_dir() else root / SCRATCH
        return Generation(folder, manifest, scratch, lock, server)
    except BaseException:
        os.close(lock)
        raise


def published(root: Path) -> Published | None:
    """What the current generation is; None unless there is one whose files are there at their length.

    That is quick, and not all: `open_generation` checks every byte before it is used.
    """
    try:
        folder, manifest_sha256, lock = hold_current(root)
    except (Missing, Damaged):
        return None
    try:
        manifest = outlined_manifest(folder, manifest_sha256)
        store = manifest.get("store", (folder / STORE).is_dir())
        return Published(int(manifest["sequence"]), int(manifest["passages"]), store)
    except Damaged:
        return None
    finally:
        os.close(lock)


class Published(NamedTuple):
    """The state that a generation is of, its passages, and whether it was to have a vector store."""

    sequence: int
    passages: int
    store: bool


class Generation:
    """One immutable state of the searches; rows are those of the entries that were published."""

    def __init__(
        self,
        folder: Path,
        manifest: dict[str, Any],
        scratch: Path | None,
        lock: int,
        server: Server | None = None,
    ) -> None:
        self.name = folder.name
        self._folder = folder
        self.sequence: int = manifest["sequence"]
        self.model_sha256: str = manifest["model_sha256"]
        self.ids: list[str] = json.loads((folder / "ids.json").read_text(encoding="utf-8"))
        self.articles: NDArray[np.int64] = np.load(folder / "articles.npy", allow_pickle=False)
        self._vectors = open_vectors(folder / "vectors.npy")
        self._words = WordIndex(folder / "words")
        self._neighbours: PrivateCopy | Served | None = None
        if server is not None:
            self._neighbours = Served(server, f"{COLLECTION}-{self.name}", *self.stored)
        elif scratch is not None:
            self._neighbours = _private_copy(folder, self.ids, scratch)
        self._release = weakref.finalize(self, let_go, folder, lock)

    def dense(self, query: NDArray[np.float32], k: int, allowed: NDArray[np.bool_] | None = None) -> Scored:
        """The ``k`` nearest rows to a unit vector with their cosines, best first, ties by row.

        Chroma proposes and exact cosines decide; under a filter, or opened ``exact``, every row is
        looked at.
        """
        found = self._near(query, k) if allowed is None and k > 0 else None
        if found is None:
            return nearest(self._vectors, query, k, allowed)
        return score(self._vectors, query, found, k)

    def _near(self, query: NDArray[np.float32], k: int) -> NDArray[np.intp] | None:
        """The rows that the vector store proposes; None where it cannot be asked."""
        if self._neighbours is None:
            return None
        try:
            with full_disk_noticed(self._folder):
                found = self._neighbours.nearest(query, k)
        except OSError as error:
            if not is_full(error):  # Chroma writes even to read
                raise
            return None
        if found is not None and isinstance(self._neighbours, Served):
            found = self._alike.firsts[found]
        return None if found is None else self._alike.rows(found)

    @property
    def away(self) -> ServerAway | None:
        """Why the last search did not go through the vector server, where it should have."""
        return self._neighbours.away if isinstance(self._neighbours, Served) else None

    @cached_property
    def _alike(self) -> Alike:
        return Alike(self._vectors)

    @property
    def stored(self) -> tuple[list[str], NDArray[np.float32]]:
        """What a vector store holds of it: each vector once, under the id of its first row."""
        firsts = self._alike.firsts
        if len(firsts) == len(self.ids):
            return self.ids, self._vectors
        return [self.ids[row] for row in firsts], self._vectors[firsts]

    @property
    def vectors(self) -> NDArray[np.float32]:
        """Unit vectors, one a row; not to be written to."""
        return self._vectors

    def lexical(
        self,
        terms: Sequence[str],
        k: int,
        allowed: NDArray[np.bool_] | None = None,
        weights: Weights | None = None,
    ) -> Scored:
        """The ``k`` best rows by words, best first, ties by row; see `WordIndex.search`."""
        return self._words.search(terms, k, allowed, weights=weights)

    def frequency(self, field: str, term: str, rows: Sequence[int] | None = None) -> int:
        """In how many rows (of those given) a term stands in "title" or "text"."""
        return self._words.frequency(field, term, rows)

    def close(self) -> None:
        """Let go of the files; the last to do so removes a generation that another has followed."""
        if self._neighbours is not None:
            self._neighbours.close()
        self._release()


def _private_copy(folder: Path, ids: Sequence[str], scratch: Path) -> PrivateCopy | None:
    """The vector store; None where no copy of it can be written: the vectors themselves do."""
    try:
        with full_disk_noticed(folder):
            return PrivateCopy(folder / STORE, ids, scratch)
    except OSError as error:
        if not is_full(error) and error.errno not in _FORBIDDEN:
            raise
        return None

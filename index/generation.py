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

import fcntl
import json
import os
import secrets
import shutil
import weakref
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.chroma import COLLECTION, SELF_QUERIES, PrivateCopy, build_collection
from index.disk import full_disk_noticed, is_full
from index.errors import Damaged, Missing, ServerAway
from index.lexical import WordIndex, build_words
from index.manifest import LOCK, checked_manifest, damaged, flush, fsync, outlined_manifest, write_manifest
from index.progress import Progress
from index.served import Served
from index.server import Server
from index.vectors import Scored, nearest, open_vectors, score, write_vectors

CURRENT = "CURRENT"
GENERATIONS = "generations"

SCRATCH = "copies"
_STORE = "chroma"


@dataclass(frozen=True, slots=True)
class Entry:
    """One passage as it is searched; ``article`` is the number of its article in the journal."""

    passage_id: str
    article: int
    title: str
    text: str
    tokens: int


def publish(
    root: Path,
    entries: Sequence[Entry],
    vectors: NDArray[np.float32],
    *,
    sequence: int,
    model_sha256: str,
    progress: Progress | None = None,
    store: bool = True,
) -> None:
    """Make ``entries`` with their unit ``vectors`` (one a row) what is searched under ``root``.

    ``sequence`` is the state that they are of, entries in its order.

    Until the very end readers see the generation before, and so they do when this fails. Raises
    `Damaged` when the new one does not find what was put into it. One writer at a time: the caller
    holds the archive's lock.
    """
    if len(entries) != len(vectors):
        raise ValueError(f"{len(entries)} entries, {len(vectors)} vectors")
    name = f"{sequence:012d}-{secrets.token_hex(4)}"
    folder = root / GENERATIONS / name
    folder.mkdir(parents=True)
    try:
        with full_disk_noticed(root):
            _build(folder, entries, vectors, progress or _silent, store=store)
            verify(folder, root / SCRATCH)
            manifest = write_manifest(folder, sequence, model_sha256, len(entries))
            flush(folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    _point(root, f"{name} {manifest}\n")
    for old in unheld(root, name):
        shutil.rmtree(old)


def current(root: Path) -> str | None:
    """The name of the generation in use; None before the first `publish`."""
    pointer = _pointer(root)
    return pointer[0] if pointer else None


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
        scratch = None if exact or server or not (folder / _STORE).is_dir() else root / SCRATCH
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
        return Published(int(manifest["sequence"]), int(manifest["passages"]), (folder / _STORE).is_dir())
    except Damaged:
        return None
    finally:
        os.close(lock)


class Published(NamedTuple):
    """The state that a generation is of, how many passages it holds, and whether with a vector store."""

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
            self._neighbours = Served(server, f"{COLLECTION}-{self.name}", self.ids, self._vectors)
        elif scratch is not None:
            self._neighbours = _private_copy(folder, self.ids, scratch)
        self._release = weakref.finalize(self, _let_go, folder, lock)

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
                return self._neighbours.nearest(query, k)
        except OSError as error:
            if not is_full(error):  # Chroma writes even to read
                raise
            return None

    @property
    def away(self) -> ServerAway | None:
        """Why the last search did not go through the vector server, where it should have."""
        return self._neighbours.away if isinstance(self._neighbours, Served) else None

    @property
    def vectors(self) -> NDArray[np.float32]:
        """Unit vectors, one a row; not to be written to."""
        return self._vectors

    def lexical(self, terms: Sequence[str], k: int, allowed: NDArray[np.bool_] | None = None) -> Scored:
        """The ``k`` best rows by words with scores of this generation alone, best first, ties by row."""
        return self._words.search(terms, k, allowed)

    def frequency(self, field: str, term: str, rows: Sequence[int] | None = None) -> int:
        """In how many rows (of those given) a term stands in "title" or "text"."""
        return self._words.frequency(field, term, rows)

    def close(self) -> None:
        """Let go of the files; the last to do so removes a generation that another has followed."""
        if self._neighbours is not None:
            self._neighbours.close()
        self._release()


def _private_copy(folder: Path, ids: Sequence[str], scratch: Path) -> PrivateCopy | None:
    """The vector store; None where a full disk has no room for a copy of it: the vectors themselves do."""
    try:
        with full_disk_noticed(folder):
            return PrivateCopy(folder / _STORE, ids, scratch)
    except OSError as error:
        if not is_full(error):
            raise
        return None


def _build(
    folder: Path, entries: Sequence[Entry], vectors: NDArray[np.float32], progress: Progress, *, store: bool
) -> None:
    ids = [entry.passage_id for entry in entries]
    (folder / LOCK).touch()
    (folder / "ids.json").write_text(json.dumps(ids), encoding="utf-8")
    articles = np.array([entry.article for entry in entries], dtype=np.int64)
    np.save(folder / "articles.npy", articles, allow_pickle=False)
    write_vectors(folder / "vectors.npy", vectors)
    count = len(ids)
    steps = 2 * count if store else count
    texts = ((entry.title, entry.text) for entry in entries)
    build_words(folder / "words", texts, lambda done: progress("publish", done, steps))
    if store:
        build_collection(folder / _STORE, ids, vectors, lambda done: progress("publish", count + done, steps))


def verify(folder: Path, scratch: Path) -> None:
    """Counts, ids, and self-queries: what was written is what is found, through the files as they lie.

    Raises `Damaged`. The files are opened: their checksums come first. The copy of its vector store,
    where it has one, goes into ``scratch``.
    """
    ids = json.loads((folder / "ids.json").read_text(encoding="utf-8"))
    vectors = open_vectors(folder / "vectors.npy")
    words = len(WordIndex(folder / "words"))
    if not len(ids) == len(set(ids)) == len(vectors) == words:
        raise damaged(
            folder,
            f"Published {len(ids)} passages ({len(set(ids))} ids), {len(vectors)} vectors and {words} texts.",
        )
    if not (folder / _STORE).is_dir():
        return
    neighbours = PrivateCopy(folder / _STORE, ids, scratch)
    try:
        if neighbours.ids() != set(ids):
            raise damaged(folder / _STORE, f"The vector store does not hold the {len(ids)} ids given to it.")
        for row in range(0, len(ids), max(1, -(-len(ids) // SELF_QUERIES))):
            best = score(vectors, vectors[row], neighbours.nearest(vectors[row], 1), 1)
            if best != nearest(vectors, vectors[row], 1):
                raise damaged(folder / _STORE, f"The vector store does not find passage {ids[row]}.")
    finally:
        neighbours.close()


def _pointer(root: Path) -> tuple[str, str] | None:
    """The current generation's name and its manifest's SHA-256."""
    try:
        words = (root / CURRENT).read_text(encoding="utf-8").split()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except UnicodeDecodeError:
        words = []
    if len(words) != 2 or "/" in words[0]:
        raise damaged(root / CURRENT, f"{CURRENT} does not name a generation.")
    return words[0], words[1]


def _point(root: Path, pointer: str) -> None:
    unfinished = root / f"{CURRENT}.unfinished"
    unfinished.write_text(pointer, encoding="utf-8")
    fsync(unfinished)
    unfinished.replace(root / CURRENT)
    fsync(root)


def hold_current(root: Path) -> tuple[Path, str, int]:
    """The current generation's folder, its manifest's SHA-256, and a lock that keeps it there.

    Raises `Missing` before the first `publish`, and `Damaged` where it is not there.
    """
    pointer = _pointer(root)
    while pointer is not None:
        folder = root / GENERATIONS / pointer[0]
        lock = _hold(folder)
        if lock is not None:
            return folder, pointer[1], lock
        # Either a writer has just replaced it, or it is gone without a successor.
        before, pointer = pointer, _pointer(root)
        if before == pointer:
            raise damaged(folder, f"The generation {folder.name} is not there, though {CURRENT} names it.")
    raise Missing(f"Nothing has been indexed in {root} yet.", "Run `dateline add PATH` first.")


def _hold(folder: Path) -> int | None:
    """A shared lock on the generation; None when a writer has removed it."""
    try:
        lock = os.open(folder / LOCK, os.O_RDONLY)
    except FileNotFoundError:
        return None
    fcntl.flock(lock, fcntl.LOCK_SH)
    if (folder / LOCK).exists():
        return lock
    os.close(lock)
    return None


def _let_go(folder: Path, lock: int) -> None:
    try:
        if current(folder.parent.parent) != folder.name:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)
    except (BlockingIOError, Damaged):
        pass  # another reader holds it, or which one is current cannot be told
    finally:
        os.close(lock)


def unheld(root: Path, name: str | None) -> Iterator[Path]:
    """Every generation but one that no reader holds, nor can until the next is asked for."""
    for folder in sorted((root / GENERATIONS).glob("*/")):
        if folder.name == name:
            continue
        with (folder / LOCK).open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            yield folder


def _silent(stage: str, done: int, total: int) -> None:
    pass

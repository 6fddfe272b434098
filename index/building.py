"""Build a generation from what the journal holds: aside, checked, and swapped in whole."""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.alike import Alike
from index.article import Entry
from index.chroma import SAME, SELF_QUERIES, STORE, PrivateCopy, build_collection
from index.disk import full_disk_noticed
from index.lexical import WordIndex, build_words
from index.manifest import LOCK, damaged, flush, write_manifest
from index.pointer import new_folder, point, sweep
from index.progress import Progress, unseen
from index.scratch import SCRATCH
from index.vectors import nearest, open_vectors, score, write_vectors


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
    `Damaged` when the new one does not hold what was put into it; a vector store that does not find all of
    it is left out, and exact search answers. One writer at a time: the caller holds the archive's lock.
    """
    if len(entries) != len(vectors):
        raise ValueError(f"{len(entries)} entries, {len(vectors)} vectors")
    name = f"{sequence:012d}-{secrets.token_hex(4)}"
    folder = new_folder(root, name)
    try:
        with full_disk_noticed(root):
            _build(folder, entries, vectors, progress or unseen, store=store)
            if not verify(folder, root / SCRATCH):
                shutil.rmtree(folder / STORE)  # exact search finds them all
            manifest = write_manifest(folder, sequence, model_sha256, len(entries), store=store)
            flush(folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    point(root, name, manifest)
    sweep(root)


def verify(folder: Path, scratch: Path) -> bool:
    """Counts, ids, and self-queries: what was written is what is found, through the files as they lie.

    Raises `Damaged`; False where only the vector store does not find all that it holds: of many vectors at
    the same distance from each other its graph joins some to none. The files are opened: their checksums
    come first. The copy of the vector store, if any, goes into ``scratch``.
    """
    ids = json.loads((folder / "ids.json").read_text(encoding="utf-8"))
    vectors = open_vectors(folder / "vectors.npy")
    words = len(WordIndex(folder / "words"))
    if not len(ids) == len(set(ids)) == len(vectors) == words:
        raise damaged(
            folder,
            f"Published {len(ids)} passages ({len(set(ids))} ids), {len(vectors)} vectors and {words} texts.",
        )
    if not (folder / STORE).is_dir():
        return True
    given = {ids[row] for row in Alike(vectors).firsts}
    neighbours = PrivateCopy(folder / STORE, ids, scratch)
    try:
        if not given <= neighbours.ids() <= set(ids):
            raise damaged(folder / STORE, f"The vector store does not hold the {len(given)} ids given to it.")
        rows = list(range(0, len(ids), max(1, -(-len(ids) // SELF_QUERIES))))
        near = neighbours.nearest_to_each(vectors[rows], 1)
        return all(_is_found(vectors, row, found) for row, found in zip(rows, near, strict=True))
    finally:
        neighbours.close()


def _is_found(vectors: NDArray[np.float32], row: int, near: NDArray[np.intp]) -> bool:
    """Whether a passage finds itself, or its like, as exact search does."""
    found = score(vectors, vectors[row], near, 1)
    return bool(found) and found[0][1] >= SAME * nearest(vectors, vectors[row], 1)[0][1]


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
    alike = Alike(vectors) if store else None
    steps = count + len(alike.firsts) if alike else count
    texts = ((entry.title, entry.text) for entry in entries)
    build_words(folder / "words", texts, lambda done: progress("publish", done, steps))
    if alike:
        build_collection(
            folder / STORE,
            [ids[row] for row in alike.firsts],
            vectors[alike.firsts],
            lambda done: progress("publish", count + done, steps),
        )

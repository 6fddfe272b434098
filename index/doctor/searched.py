"""Is what is searched sound, and is it what the journal says?"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from index import ledger, mirror
from index.building import verify
from index.disk import full_disk_noticed
from index.doctor.finding import Finding, counted, mendable, named, of_articles
from index.errors import Damaged, Missing, ServerAway
from index.journal import sequence
from index.manifest import MANIFEST, faults
from index.pointer import hold_current
from index.progress import Progress
from index.publish import most_behind
from index.records import count_passages
from index.scratch import SCRATCH
from index.server import Server
from index.vectors import open_vectors

SERVER_AWAY, SERVER_WRONG = "server_away", "server_wrong"


def generation(
    root: Path, db: sqlite3.Connection, model_sha256: str, tell: Progress, *, compare: bool
) -> Iterator[Finding]:
    """The pointer, every file, and what is found through them; with ``compare`` also what they hold."""
    try:
        folder, manifest_sha256, lock = hold_current(root)
    except Missing:
        yield from _behind(0, count_passages(db))
        return
    except Damaged as fault:
        yield mendable("searched_lost", fault.message)
        return
    try:
        bad = faults(folder, manifest_sha256, lambda done, total: tell("check files", done, total))
        if bad:
            yield mendable("searched_damaged", f"{named([fault.message.rstrip('.') for fault in bad])}.")
            return
        unfit = list(_unfit(root, folder, db, model_sha256))
        yield from unfit
        if compare and not unfit:
            yield from _against_journal(folder, db, model_sha256)
    finally:
        os.close(lock)


def served(root: Path, server: Server) -> Iterator[Finding]:
    """Whether the vector server holds the generation, which is sound, and finds through it."""
    try:
        wrong = mirror.fault(root, server)
    except Missing:
        return
    except ServerAway as away:
        yield Finding(SERVER_AWAY, away.message, away.remedy, False)
        return
    if wrong:
        yield mendable(SERVER_WRONG, wrong)


def _unfit(root: Path, folder: Path, db: sqlite3.Connection, model_sha256: str) -> Iterator[Finding]:
    manifest, now = _manifest(folder), sequence(db)
    state = int(manifest["sequence"])
    if state > now:
        yield mendable(
            "searched_newer", f"What is searched is of change {state:,}, the journal only at {now:,}."
        )
    if manifest["model_sha256"] != model_sha256:
        yield mendable("searched_model", "What is searched was embedded with another model.")
    try:
        with full_disk_noticed(root):
            if not verify(folder, root / SCRATCH):
                yield mendable("searched_wrong", "The vector store does not find all that it holds.")
    except Damaged as fault:
        yield mendable("searched_wrong", fault.message)


def _against_journal(folder: Path, db: sqlite3.Connection, model_sha256: str) -> Iterator[Finding]:
    """Of the articles that are as they were: the same passages, with the same vectors."""
    state = int(_manifest(folder)["sequence"])
    ids = json.loads((folder / "ids.json").read_text(encoding="utf-8"))
    numbers, stored = np.load(folder / "articles.npy"), open_vectors(folder / "vectors.npy")
    entries, vectors = ledger.entries(db, model_sha256)
    kept = [n for (n,) in db.execute("SELECT number FROM articles WHERE sequence <= ?", (state,))]
    rows = np.flatnonzero(np.isin(numbers, kept))
    own = np.flatnonzero(np.isin([entry.article for entry in entries], kept))
    if [ids[row] for row in rows] != [entries[row].passage_id for row in own]:
        yield mendable("searched_differs", "What is searched are not the passages of the journal.")
        return
    differ = own[(stored[rows] != vectors[own]).any(axis=1)] if rows.size else own
    # The generation's are proved by its checksums: it is the journal that has changed.
    wrong = list(dict.fromkeys(entries[row].article for row in differ))
    yield from of_articles("vectors_changed", "Vectors are not those published", _ids(db, wrong))
    yield from _behind(len(ids), len(ids) - len(rows) + len(entries) - len(own))


def _behind(rows: int, number: int) -> Iterator[Finding]:
    if number > most_behind(rows):
        yield mendable(
            "searched_behind",
            f"{counted(number, 'passage')} came or went since what is searched was built: searches are slow.",
        )


def _ids(db: sqlite3.Connection, numbers: list[int]) -> list[str]:
    rows = db.execute(
        "SELECT id FROM articles WHERE number IN (SELECT value FROM json_each(?)) ORDER BY number",
        (json.dumps(numbers),),
    )
    return [id_ for (id_,) in rows]


def _manifest(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    return found

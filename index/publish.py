"""Build what is searched from the journal, when that is due."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from index import generation, ledger, records
from index.building import publish as build
from index.embedder import Embedder
from index.journal import Journal, passages_sequence
from index.pointer import sweep
from index.progress import Progress

MOST_BEHIND, SHARE_BEHIND = 1_000, 0.02
"""Passages that may have come or gone since: so many, or this share of the generation if that is more."""


def most_behind(rows: int) -> int:
    """How far a generation of so many rows may be behind, in passages."""
    return max(MOST_BEHIND, int(SHARE_BEHIND * rows))


def publish(
    journal: Journal,
    root: Path,
    embedder: Embedder,
    tell: Progress,
    *,
    most: Callable[[int], int] = most_behind,
    store: bool = True,
) -> bool:
    """Build a generation from the journal if one is due; whether it was done.

    What came or went since the last one is searched as it is, until it is more than ``most`` passages
    for a generation of so many rows. With ``store`` it has a vector
    store of its own; without, its vectors are kept elsewhere (`index.mirror`).
    """
    with journal.reading() as db:
        wanted = passages_sequence(db)
    if not wanted:
        return False
    # Also where nothing is published: a lost graph is exported by the next add, whatever that brings.
    embedder.prepare()
    built = _is_due(journal, generation.published(root), most, store=store)
    if built:
        with journal.reading() as db:
            entries, vectors = ledger.entries(db, embedder.sha256)
        build(
            root,
            entries,
            vectors,
            sequence=wanted,
            model_sha256=embedder.sha256,
            progress=tell,
            store=store,
        )
    else:
        sweep(root)
    return built


def _is_due(
    journal: Journal,
    published: generation.Published | None,
    most: Callable[[int], int],
    *,
    store: bool,
) -> bool:
    if published is None or (store and not published.store):
        return True
    with journal.reading() as db:
        return _behind(db, published) > most(published.passages)


def _behind(db: sqlite3.Connection, published: generation.Published) -> int:
    """The passages that came since, and those that went; what was only touched counts as both."""
    if published.sequence >= passages_sequence(db):
        return 0
    came = records.count_passages(db, published.sequence)
    went = published.passages + came - records.count_passages(db)
    return came + went

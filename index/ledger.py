"""What sync keeps so that no work is done twice: files read, vectors made, settings in force."""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from index.article import Entry
from index.journal import Change, Journal
from index.records import count_passages

MODEL_NAME = "model_name"
MODEL_SHA256 = "model_sha256"
PASSAGE_TOKENS = "passage_tokens"
PASSAGE_OVERLAP = "passage_overlap"
ARCHIVE_ID = "archive_id"


def setting(db: sqlite3.Connection, key: str) -> str | None:
    """What was stored under ``key``."""
    row = db.execute("SELECT value FROM settings WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else None


def put_setting(change: Change, key: str, value: str) -> None:
    """Store ``value`` under ``key``."""
    change.db.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (key, value))


def forget_setting(change: Change, key: str) -> None:
    """Drop what was stored under ``key``."""
    change.db.execute("DELETE FROM settings WHERE key = ?", (key,))


def archive_id(journal: Journal) -> str:
    """What tells this archive from others on a shared server; given when it is first asked for."""
    with journal.writing(None) as change:
        known = setting(change.db, ARCHIVE_ID)
        if known is None:
            known = secrets.token_hex(8)
            put_setting(change, ARCHIVE_ID, known)
    return known


def articles_read(db: sqlite3.Connection, path: str, sha256: str, recipe: str) -> int | None:
    """How many articles a file gave when it was read with these bytes; None if it must be read."""
    row = db.execute(
        "SELECT articles FROM files WHERE path = ? AND sha256 = ? AND recipe = ?", (path, sha256, recipe)
    ).fetchone()
    return int(row[0]) if row else None


def put_file(change: Change, path: str, sha256: str, recipe: str, articles: int) -> None:
    """Note that a file was read whole."""
    change.db.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", (path, sha256, recipe, articles))


def missing_vectors(db: sqlite3.Connection, model_sha256: str, wanted: Iterable[str]) -> set[str]:
    """Those of ``wanted`` (hashes of embedded texts) that the archive has no vector for."""
    missing = set(wanted)
    rows = db.execute(
        """SELECT embedded_sha256 FROM vectors
        WHERE model_sha256 = ? AND embedded_sha256 IN (SELECT value FROM json_each(?))""",
        (model_sha256, json.dumps(sorted(missing))),
    )
    return missing.difference(have for (have,) in rows)


def put_vectors(change: Change, model_sha256: str, keys: Sequence[str], vectors: NDArray[np.float32]) -> None:
    """Store the vectors, one a row, of the texts with the hashes ``keys``."""
    change.db.executemany(
        "INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)",
        [(key, model_sha256, row.astype("<f4").tobytes()) for key, row in zip(keys, vectors, strict=True)],
    )


def entries(
    db: sqlite3.Connection, model_sha256: str, since: int = 0
) -> tuple[list[Entry], NDArray[np.float32]]:
    """Every passage in the order of the archive, and their vectors, one a row.

    With ``since`` only those of articles that were written by a later change.
    """
    found: list[Entry] = []
    vectors: NDArray[np.float32] | None = None
    for fields, data in _passages_and_vectors(db, model_sha256, since):
        if vectors is None:
            count = count_passages(db, since)
            vectors = np.empty((count, len(data) // 4), dtype=np.float32)
        vectors[len(found)] = np.frombuffer(data, dtype="<f4")
        found.append(Entry(*fields))
    if vectors is None:
        return [], np.zeros((0, 0), dtype=np.float32)
    return found, vectors[: len(found)]


def searched(db: sqlite3.Connection, ids: Sequence[str]) -> Iterator[Entry]:
    """The passages with these ids, in no order."""
    rows = db.execute(
        """SELECT passages.id, article, title, substr(text, start + 1, "end" - start), tokens
        FROM passages JOIN articles ON number = article
        WHERE passages.id IN (SELECT value FROM json_each(?))""",
        (json.dumps(ids),),
    )
    return (Entry(*row) for row in rows)


def tidy(change: Change) -> None:
    """Drop the vectors and signatures of texts that are gone."""
    change.db.execute(
        "DELETE FROM vectors WHERE embedded_sha256 NOT IN (SELECT embedded_sha256 FROM passages)"
    )
    change.db.execute("DELETE FROM signatures WHERE words_sha256 NOT IN (SELECT words_sha256 FROM articles)")
    change.db.execute(
        """DELETE FROM likenesses WHERE one NOT IN (SELECT words_sha256 FROM articles)
        OR other NOT IN (SELECT words_sha256 FROM articles)"""
    )


def _passages_and_vectors(
    db: sqlite3.Connection, model_sha256: str, since: int
) -> Iterator[tuple[tuple[str, int, str, str, int], bytes]]:
    rows = db.execute(
        """SELECT passages.id, article, title, substr(text, start + 1, "end" - start),
            tokens, data
        FROM passages
        JOIN articles ON number = article
        JOIN vectors ON vectors.embedded_sha256 = passages.embedded_sha256 AND model_sha256 = :model
        WHERE sequence > :since
        ORDER BY article, start, "end" """,
        {"model": model_sha256, "since": since},
    )
    yield from (
        ((id_, embedded, title, text, tokens), data) for id_, embedded, title, text, tokens, data in rows
    )

"""The copy groups of the archive, kept in the journal as articles come, change and go.

Texts are told apart by their words: articles with the same words are copies at once, and near copies
are looked for among the new texts only. A group is named after its earliest published article.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from functools import cache

import numpy as np
from numpy.typing import NDArray

from index import copies
from index.journal import Change

NEAR_COPY = "near copy"


def group_new(change: Change, texts: dict[str, str]) -> None:
    """Look for copies of ``texts`` (hash of the words → text), just stored, and name the groups."""
    db, kind = change.db, copies.signature_kind()
    keys, known = _signatures(db, kind)
    new = {key: text for key, text in texts.items() if key not in set(keys)}
    cut = {key: copies.shingles(copies.words(text)) for key, text in new.items()}
    digests = copies.signatures(list(cut.values()))
    keys += list(new)

    @cache
    def shingles_of(row: int) -> frozenset[str]:
        return cut.get(keys[row]) or copies.shingles(copies.words(_text(db, keys[row])))

    db.executemany(
        "INSERT OR REPLACE INTO signatures VALUES (?, ?, ?)",
        [(key, kind, row.astype("<u4").tobytes()) for key, row in zip(new, digests, strict=True)],
    )
    db.executemany(
        "INSERT OR REPLACE INTO likenesses VALUES (?, ?, ?, ?)",
        [
            (*sorted((keys[one], keys[other])), NEAR_COPY, alike)
            for one, other, alike in copies.near_pairs(known, digests, shingles_of)
        ],
    )
    name_groups(change, texts)


def name_groups(change: Change, texts: Iterable[str]) -> None:
    """Give every group that one of ``texts`` (hashes of words) belongs to its name anew."""
    db = change.db
    for component in copies.components(texts, lambda text: _neighbours(db, text)):
        members = db.execute(
            """SELECT published_start IS NULL, published_start, number, id, copy_group FROM articles
            WHERE words_sha256 IN (SELECT value FROM json_each(?))""",
            (json.dumps(sorted(component)),),
        ).fetchall()
        if not members:
            continue
        *_, face, _ = min(members)
        stale = [(face, id_) for *_, id_, group in members if group != face]
        db.executemany("UPDATE articles SET copy_group = ? WHERE id = ?", stale)


def texts_of(db: sqlite3.Connection, ids: Iterable[str]) -> set[str]:
    """The texts that hang together with these articles', themselves included, as hashes of words."""
    rows = db.execute(
        """SELECT DISTINCT words_sha256 FROM articles WHERE id IN (SELECT value FROM json_each(?))""",
        (json.dumps(list(ids)),),
    ).fetchall()
    own = [text for (text,) in rows]
    return {*own, *(other for text in own for other in _neighbours(db, text))}


def _neighbours(db: sqlite3.Connection, text: str) -> list[str]:
    """Near copies that the archive still holds."""
    rows = db.execute(
        """SELECT other FROM likenesses WHERE one = :text AND relation = :relation
        UNION SELECT one FROM likenesses WHERE other = :text AND relation = :relation""",
        {"text": text, "relation": NEAR_COPY},
    )
    return [other for (other,) in rows.fetchall() if _held(db, other)]


def _held(db: sqlite3.Connection, text: str) -> bool:
    return db.execute("SELECT 1 FROM articles WHERE words_sha256 = ?", (text,)).fetchone() is not None


def _signatures(db: sqlite3.Connection, kind: str) -> tuple[list[str], NDArray[np.uint32]]:
    """The texts with a signature, and the signatures, one a row."""
    rows = db.execute(
        """SELECT words_sha256, digest FROM signatures WHERE kind = ?
        AND words_sha256 IN (SELECT words_sha256 FROM articles) ORDER BY words_sha256""",
        (kind,),
    ).fetchall()
    if not rows:
        return [], copies.signatures([])
    digests = np.frombuffer(b"".join(row[1] for row in rows), dtype="<u4").reshape(len(rows), -1)
    return [row[0] for row in rows], digests.astype(np.uint32)


def _text(db: sqlite3.Connection, key: str) -> str:
    row = db.execute("SELECT text FROM articles WHERE words_sha256 = ? LIMIT 1", (key,)).fetchone()
    return str(row[0])

"""The copy groups of the archive, kept in the journal as articles come, change and go.

Texts are told apart by their words: articles with the same words are copies at once, and near copies
are looked for among the new texts only. Each group has a face and is named after it: the earliest
published of its articles, else the fullest, else the first added. What is in a group is like its face;
which texts are together depends on the texts and their dates, not on the order in which they came.
(One exception: of a text with more than `copies.NEIGHBOURS` near copies not all are noted, so that
where such a flood is joined by noted pairs alone can depend on the order.)
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from index import copies
from index.copies import Wording
from index.journal import Change

NEAR_COPY = "near copy"

_BATCH = 200  # texts whose shingles are held at once


def group_new(change: Change, texts: dict[str, str]) -> None:
    """Look for copies of ``texts`` (hash of the words → text), just stored, and name the groups.

    Where the archive was compared in another way before, all of it is compared anew.
    """
    kind = copies.signature_kind()
    unseen = _unseen(change.db, kind, texts)
    for start in range(0, len(unseen), _BATCH):
        _compare(change.db, kind, unseen[start : start + _BATCH])
    name_groups(change, [*texts, *unseen])


def name_groups(change: Change, texts: Iterable[str]) -> None:
    """Gather and name anew whatever hangs together with one of ``texts`` (hashes of words)."""
    db, seeds = change.db, list(texts)
    _forget(db, [text for text in seeds if not _held(db, text)])
    for component in copies.components(seeds, lambda text: _neighbours(db, text)):
        members = _members(db, component)
        ordered = [text for text, _ in groupby(members, key=lambda member: member[0])]
        for group in map(set, copies.gather(ordered, _judge(db, component))):
            inside = [(id_, stored) for text, id_, stored in members if text in group]
            face = inside[0][0]
            stale = [(face, id_) for id_, stored in inside if stored != face]
            db.executemany("UPDATE articles SET copy_group = ? WHERE id = ?", stale)


def texts_of(db: sqlite3.Connection, ids: Iterable[str]) -> set[str]:
    """The texts that hang together with these articles', themselves included, as hashes of words."""
    rows = db.execute(
        """SELECT DISTINCT words_sha256 FROM articles WHERE id IN (SELECT value FROM json_each(?))""",
        (json.dumps(list(ids)),),
    ).fetchall()
    own = [text for (text,) in rows]
    return {*own, *(other for text in own for other in _neighbours(db, text))}


def _members(db: sqlite3.Connection, texts: Iterable[str]) -> list[tuple[str, str, str]]:
    """(text, id, stored group) of each article, text by text: what may be a face comes first."""
    rows = db.execute(
        """SELECT words_sha256, id, copy_group FROM articles
        JOIN (SELECT words_sha256 AS wording, min(coalesce(published_start, '~')) AS day,
                max(length(text)) AS size
            FROM articles WHERE words_sha256 IN (SELECT value FROM json_each(?)) GROUP BY words_sha256)
        ON words_sha256 = wording
        ORDER BY day, size DESC, words_sha256, published_start IS NULL, published_start, number""",
        (json.dumps(sorted(texts)),),
    )
    return [(text, id_, group) for text, id_, group in rows.fetchall()]


def _judge(db: sqlite3.Connection, component: set[str]) -> Callable[[str, str], bool]:
    """Says of two texts of a component whether they are copies.

    Of a small component all pairs are noted; in a larger one those that are missing are compared
    and noted as well.
    """
    noted = {(one, other) for one in component for other in _neighbours(db, one)}
    wording_of = cache(lambda text: copies.wording(_text(db, text)))

    def alike(one: str, other: str) -> bool:
        if (one, other) in noted or len(component) <= copies.NEIGHBOURS:
            return (one, other) in noted
        found = copies.likeness(wording_of(one), wording_of(other))
        if found:
            _note(db, [(one, other, found)])
        return found > 0

    return alike


def _unseen(db: sqlite3.Connection, kind: str, texts: Iterable[str]) -> list[str]:
    """The texts to compare: the new ones without a signature, or all when signatures are of another kind."""
    if db.execute("SELECT 1 FROM signatures WHERE kind != ?", (kind,)).fetchone():
        db.execute("DELETE FROM signatures")
        db.execute("DELETE FROM likenesses WHERE relation = ?", (NEAR_COPY,))
        rows = db.execute("SELECT DISTINCT words_sha256 FROM articles ORDER BY words_sha256").fetchall()
        return [text for (text,) in rows]
    rows = db.execute("SELECT words_sha256 FROM signatures").fetchall()
    seen = {text for (text,) in rows}
    return [text for text in texts if text not in seen]


def _compare(db: sqlite3.Connection, kind: str, new: Sequence[str]) -> None:
    """Note the signatures of ``new`` texts, and their likenesses to all that have one."""
    keys, known = _signatures(db, kind)
    cut = {text: copies.wording(_text(db, text)) for text in new}
    digests = copies.signatures(list(cut.values()))
    keys += new

    @cache
    def wording_of(row: int) -> Wording:
        return cut.get(keys[row]) or copies.wording(_text(db, keys[row]))

    db.executemany(
        "INSERT OR REPLACE INTO signatures VALUES (?, ?, ?)",
        [(text, kind, row.astype("<u4").tobytes()) for text, row in zip(new, digests, strict=True)],
    )
    pairs = copies.near_pairs(known, digests, wording_of)
    _note(db, ((keys[one], keys[other], alike) for one, other, alike in pairs))


def _note(db: sqlite3.Connection, pairs: Iterable[tuple[str, str, float]]) -> None:
    db.executemany(
        "INSERT OR REPLACE INTO likenesses VALUES (?, ?, ?, ?)",
        [(*sorted((one, other)), NEAR_COPY, alike) for one, other, alike in pairs],
    )


def _forget(db: sqlite3.Connection, gone: Sequence[str]) -> None:
    """Drop what was noted of texts that have left, so that they are compared again when they return."""
    db.executemany("DELETE FROM signatures WHERE words_sha256 = ?", [(text,) for text in gone])
    db.executemany("DELETE FROM likenesses WHERE one = ? OR other = ?", [(text, text) for text in gone])


def _neighbours(db: sqlite3.Connection, text: str) -> Iterator[str]:
    """Near copies that the archive still holds."""
    rows = db.execute(
        """SELECT other FROM likenesses WHERE one = :text AND relation = :relation
        UNION SELECT one FROM likenesses WHERE other = :text AND relation = :relation""",
        {"text": text, "relation": NEAR_COPY},
    )
    return (other for (other,) in rows.fetchall() if _held(db, other))


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

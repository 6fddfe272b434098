"""Is the journal sound? It is looked at row by row, beneath what the rest of Dateline takes for granted."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from index.doctor.finding import RESTORE, Finding, counted, mendable, of_articles
from index.draft import embedded_text, sha256
from index.journal import is_whole
from index.progress import Progress
from index.records import count_articles

VECTORS_BROKEN = "vectors_broken"

_NORM_TOLERANCE = 1e-3
_TOLD_EVERY = 500


def damage(db: sqlite3.Connection) -> list[Finding]:
    """What makes the tables themselves untrustworthy: nothing can be built from them then."""
    problems = [str(row[0]) for row in db.execute("PRAGMA integrity_check") if row[0] != "ok"]
    if problems:
        return [lost("journal_damaged", f"SQLite finds {counted(len(problems), 'fault')}: {problems[0]}.")]
    if not is_whole(db):
        return [lost("journal_tables", "The journal's tables are not those that Dateline made.")]
    first, last, count = db.execute("SELECT min(sequence), max(sequence), count(*) FROM changes").fetchone()
    unknown = [row for row in db.execute("PRAGMA foreign_key_check") if row[0] != "passages"]
    if count and (first, last) != (1, count):
        return [lost("changes_lost", f"{counted(last - count, 'change')} of {last:,} are missing.")]
    if unknown:
        return [lost("changes_lost", f"{counted(len(unknown), 'article')} came with changes not noted.")]
    return []


def lost(code: str, message: str) -> Finding:
    """Damage to the truth: only a copy has what is gone."""
    return Finding(code, message, RESTORE, False)


def articles(db: sqlite3.Connection, tell: Progress) -> Iterator[Finding]:
    """Texts against their hashes, sentences and passages against the texts."""
    changed, unordered, miscut, undatable = [], [], [], []
    total = count_articles(db)
    rows = db.execute(
        """SELECT number, id, title, text, sha256, sentences,
            published_start IS date(published_start) AND published_end IS date(published_end)
        FROM articles ORDER BY number"""
    )
    for done, (number, id_, title, text, digest, sentences, dated) in enumerate(rows, 1):
        if not dated:
            undatable.append(id_)
        if sha256(text) != digest:
            changed.append(id_)
        elif not _are_inside(text, sentences):
            unordered.append(id_)
        elif not _is_cut_right(db, number, id_, title, text, digest):
            miscut.append(id_)
        if done % _TOLD_EVERY == 0 or done == total:
            tell("check articles", done, total)
    yield from of_articles("text_changed", "The text is not what was stored", changed)
    yield from of_articles("date_wrong", "The day of publication is none", undatable)
    yield from of_articles("sentences_wrong", "Sentences lie outside the text", unordered)
    yield from of_articles("passages_wrong", "Passages are not those of the text", miscut)


def vectors(db: sqlite3.Connection, model_sha256: str, tell: Progress) -> Iterator[Finding]:
    """Each passage has a vector, and each vector the length of the others and unit norm."""
    total = int(db.execute("SELECT count(*) FROM vectors").fetchone()[0])
    lengths, wrong = Counter[int](), []
    rows = db.execute(
        "SELECT embedded_sha256, data FROM vectors WHERE model_sha256 = ? ORDER BY rowid", (model_sha256,)
    )
    for done, (key, data) in enumerate(rows, 1):
        lengths[len(data)] += 1
        if len(data) != lengths.most_common(1)[0][0] or not _is_unit(data):
            wrong.append(key)
        if done % _TOLD_EVERY == 0 or done == total:
            tell("check vectors", done, total)
    without = """SELECT DISTINCT articles.id FROM passages JOIN articles ON number = article
        LEFT JOIN vectors ON vectors.embedded_sha256 = passages.embedded_sha256 AND model_sha256 = ?
        WHERE data IS NULL ORDER BY number"""
    missing = [id_ for (id_,) in db.execute(without, (model_sha256,))]
    yield from of_articles(VECTORS_BROKEN, "Vectors are damaged", _articles_of(db, wrong))
    yield from of_articles("vectors_missing", "Passages have no vector", missing)


def orphans(db: sqlite3.Connection) -> Iterator[Finding]:
    """Rows that belong to nothing, and what was noted of files and groups that is not so."""
    for what, where in ORPHANS.items():
        number = db.execute(f"SELECT count(*) FROM {where}").fetchone()[0]  # noqa: S608 - our own words
        if number:
            yield mendable("orphans", f"Without an article: {counted(number, what)}.")
    short = len(files_short(db))
    if short:
        yield mendable(
            "files_short", f"{counted(short, 'file')} noted as read of which articles are missing."
        )
    nameless = len(nameless_groups(db))
    if nameless:
        yield mendable("groups_lost", f"{counted(nameless, 'article')} in a copy group that is not there.")


ORPHANS = {
    "passage": "passages WHERE article NOT IN (SELECT number FROM articles)",
    "vector": """vectors WHERE embedded_sha256 NOT IN (SELECT embedded_sha256 FROM passages)""",
    "signature": "signatures WHERE words_sha256 NOT IN (SELECT words_sha256 FROM articles)",
    "likeness": """likenesses WHERE one NOT IN (SELECT words_sha256 FROM articles)
        OR other NOT IN (SELECT words_sha256 FROM articles)""",
}
"""Rows that belong to nothing, by their noun: table and condition."""


def files_short(db: sqlite3.Connection) -> list[str]:
    """Files noted as read whole of which the archive has fewer articles than they gave."""
    rows = db.execute(
        """SELECT path FROM files WHERE articles > (SELECT count(*) FROM articles WHERE path = files.path)"""
    )
    return [path for (path,) in rows]


def nameless_groups(db: sqlite3.Connection) -> list[str]:
    """The texts (hashes of their words) of articles whose copy group is named after none."""
    rows = db.execute(
        "SELECT words_sha256 FROM articles WHERE copy_group NOT IN (SELECT id FROM articles) ORDER BY number"
    )
    return [text for (text,) in rows]


def _are_inside(text: str, blob: bytes) -> bool:
    """Whether sentences lie in the text one after the other, stripped."""
    if len(blob) % 8:
        return False
    offsets = np.frombuffer(blob, dtype="<u4").reshape(-1, 2).tolist()
    ends = [0, *(end for _, end in offsets)]
    return all(
        before <= start and _is_inside(text, start, end)
        for before, (start, end) in zip(ends, offsets, strict=False)
    )


def _is_cut_right(db: sqlite3.Connection, number: int, name: str, title: str, text: str, digest: str) -> bool:
    rows = db.execute(
        'SELECT id, start, "end", embedded_sha256 FROM passages WHERE article = ?', (number,)
    ).fetchall()
    return bool(rows) and all(
        _is_inside(text, start, end)
        and named == f"{name}:{digest[:8]}:{start}-{end}"
        and embedded == sha256(embedded_text(title, text[start:end]))
        for named, start, end, embedded in rows
    )


def _is_inside(text: str, start: int, end: int) -> bool:
    return 0 <= start < end <= len(text) and text[start:end] == text[start:end].strip()


def _is_unit(data: bytes) -> bool:
    vector = np.frombuffer(data, dtype="<f4").astype(np.float64) if len(data) % 4 == 0 else np.zeros(1)
    return bool(abs(np.sqrt((vector * vector).sum()) - 1) < _NORM_TOLERANCE)


def _articles_of(db: sqlite3.Connection, keys: Sequence[str]) -> list[str]:
    """The articles with passages whose embedded texts have these hashes."""
    found = dict.fromkeys(
        id_
        for key in keys
        for (id_,) in db.execute(
            """SELECT articles.id FROM passages JOIN articles ON number = article
            WHERE embedded_sha256 = ? ORDER BY number""",
            (key,),
        )
    )
    return list(found)

"""What the journal's tables hold, as values: the only place with the SQL of articles and passages.

Every function takes the connection of a transaction from `index.journal`.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from index import corrections
from index.article import Article, Offsets, Passage
from index.dates import DateSpan, TimeValue
from index.draft import Draft, sha256
from index.errors import UsageError
from index.journal import Change
from index.published import parse_date

_ARTICLE = """
    SELECT id, title, text, published_text, published_value, published_start, published_end, published_from,
        outlet, author, url, path, sha256, copy_group, sentences
    FROM articles """
_INSERT = """
    INSERT INTO articles (id, path, place, fingerprint, sequence, sha256, words_sha256, copy_group,
        published_text, published_value, published_start, published_end, published_from,
        outlet, author, url, title, sentences, text, raw, site)
    VALUES (:id, :path, :place, :fingerprint, :sequence, :sha256, :words_sha256, :id,
        :published_text, :published_value, :published_start, :published_end, :published_from,
        :outlet, :author, :url, :title, :sentences, :text, :raw, :site)"""
_REPLACE = """
    UPDATE articles SET fingerprint = :fingerprint, sequence = :sequence, sha256 = :sha256,
        words_sha256 = :words_sha256, published_text = :published_text, published_value = :published_value,
        published_start = :published_start, published_end = :published_end, published_from = :published_from,
        outlet = :outlet, author = :author, url = :url, title = :title, sentences = :sentences,
        text = :text, raw = :raw, site = :site
    WHERE id = :id"""
_REDATE = """
    UPDATE articles SET sequence = :sequence, published_text = :published_text,
        published_value = :published_value, published_start = :published_start,
        published_end = :published_end, published_from = :published_from
    WHERE id = :id"""
BY_HAND = "set by hand"


@dataclass(frozen=True, slots=True)
class Known:
    """What the archive already has at one place of a file."""

    id: str
    fingerprint: str


def article(db: sqlite3.Connection, id: str) -> Article | None:  # noqa: A002 - the domain's word
    """The article with this id."""
    row = db.execute(_ARTICLE + "WHERE id = ?", (id,)).fetchone()
    return _article(row) if row else None


def the_article(db: sqlite3.Connection, id: str) -> Article:  # noqa: A002
    """The article with this id; `UsageError` when there is none."""
    found = article(db, id)
    if found is None:
        raise UsageError(f"The archive has no article {id!r}.", "`dateline list` shows the ids.")
    return found


def articles(db: sqlite3.Connection, ids: Sequence[str] | None = None) -> Iterator[Article]:
    """The articles in the order added, all of them or those of ``ids``."""
    if ids is None:
        yield from map(_article, db.execute(_ARTICLE + "ORDER BY number"))
    else:
        some = "WHERE id IN (SELECT value FROM json_each(?)) ORDER BY number"
        yield from map(_article, db.execute(_ARTICLE + some, (json.dumps(ids),)))


def raw_text(db: sqlite3.Connection, id: str) -> str | None:  # noqa: A002
    """The article's text before cleaning."""
    row = db.execute("SELECT raw, text FROM articles WHERE id = ?", (id,)).fetchone()
    return _raw(*row) if row else None


def raw_texts_of(db: sqlite3.Connection, site: str, most: int) -> Iterator[tuple[str, str, str]]:
    """(path, place, text before cleaning) of the newest articles of a site."""
    rows = db.execute(
        "SELECT path, place, raw, text FROM articles WHERE site = ? ORDER BY number DESC LIMIT ?",
        (site, most),
    )
    yield from ((path, place, _raw(raw, text)) for path, place, raw, text in rows)


def _raw(raw: bytes | None, text: str) -> str:
    return zlib.decompress(raw).decode("utf-8") if raw is not None else text


def passages(db: sqlite3.Connection, ids: Sequence[str]) -> dict[str, Passage]:
    """The passages with these ids, by id."""
    rows = db.execute(
        """SELECT passages.id, articles.id, start, "end", tokens FROM passages
        JOIN articles ON number = article
        WHERE passages.id IN (SELECT value FROM json_each(?))""",
        (json.dumps(ids),),
    )
    return {row[0]: Passage(*row) for row in rows}


def mean_tokens(db: sqlite3.Connection) -> float:
    """The mean length of a passage; 1 where there is none."""
    return float(db.execute("SELECT coalesce(avg(tokens), 1.0) FROM passages").fetchone()[0])


def count_articles(db: sqlite3.Connection) -> int:
    """How many articles there are."""
    return int(db.execute("SELECT count(*) FROM articles").fetchone()[0])


def count_passages(db: sqlite3.Connection, since: int = 0) -> int:
    """How many passages there are; with ``since`` only in articles that were written by a later change."""
    if not since:
        return int(db.execute("SELECT count(*) FROM passages").fetchone()[0])
    counted = "SELECT count(*) FROM articles JOIN passages ON article = number WHERE sequence > ?"
    return int(db.execute(counted, (since,)).fetchone()[0])


def group(db: sqlite3.Connection, id: str) -> Iterator[Article]:  # noqa: A002
    """The copy group of an article, itself included, earliest published first."""
    members = """WHERE copy_group = (SELECT copy_group FROM articles WHERE id = ?)
        ORDER BY published_start IS NULL, published_start, number"""
    yield from map(_article, db.execute(_ARTICLE + members, (id,)))


def known(db: sqlite3.Connection, path: str) -> dict[str, Known]:
    """What is stored of a file, by place."""
    rows = db.execute("SELECT place, id, fingerprint FROM articles WHERE path = ?", (path,))
    return {place: Known(*rest) for place, *rest in rows}


def id_at(db: sqlite3.Connection, path: str, place: str) -> str | None:
    """The id of what is stored of one place of a file."""
    row = db.execute("SELECT id FROM articles WHERE path = ? AND place = ?", (path, place)).fetchone()
    return str(row[0]) if row else None


def places(db: sqlite3.Connection) -> Iterator[tuple[str, str, str]]:
    """(path, place, id) of every article."""
    yield from db.execute("SELECT path, place, id FROM articles ORDER BY number")


def put(change: Change, draft: Draft) -> str:
    """Store an article, in place of the one from the same source if there is one; its id."""
    corrected = corrections.find(change.db, draft)
    dated = (draft.published, draft.published_from) if corrected is None else (parse_date(corrected), BY_HAND)
    values = {**_columns(draft), **_published(*dated), "sequence": change.sequence}
    id_ = id_at(change.db, draft.path, draft.place)
    statement = _REPLACE if id_ else _INSERT
    id_ = id_ or _free_id(change.db, draft.wanted_id)
    change.db.execute(statement, {**values, "id": id_})
    (number,) = change.db.execute("SELECT number FROM articles WHERE id = ?", (id_,)).fetchone()
    change.db.execute("DELETE FROM passages WHERE article = ?", (number,))
    change.db.executemany(
        "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?)",
        [
            (
                passage_id(id_, draft, start, end),
                number,
                start,
                end,
                tokens,
                sha256(draft.embedded(start, end)),
            )
            for start, end, tokens in draft.passages
        ],
    )
    if corrected is not None:
        corrections.put(change, id_, corrected)
    return id_


def passage_id(article_id: str, draft: Draft, start: int, end: int) -> str:
    """Names the text too, so that an id never means another text after its article was replaced."""
    return f"{article_id}:{draft.sha256[:8]}:{start}-{end}"


def remove(change: Change, ids: Sequence[str]) -> None:
    """Take articles out, passages with them, and forget that their files were read."""
    these = (json.dumps(ids),)
    change.db.execute(
        """DELETE FROM files WHERE path IN
        (SELECT path FROM articles WHERE id IN (SELECT value FROM json_each(?)))""",
        these,
    )
    change.db.execute("DELETE FROM articles WHERE id IN (SELECT value FROM json_each(?))", these)


def set_published(change: Change, id: str, value: TimeValue) -> None:  # noqa: A002
    """Correct a publication date; the correction outlives reading the file again."""
    change.db.execute(_REDATE, {**_published(value, BY_HAND), "sequence": change.sequence, "id": id})
    corrections.put(change, id, value.text)


def _free_id(db: sqlite3.Connection, wanted: str) -> str:
    """``wanted``, with a number where another article has it."""
    taken, suffix = wanted, 1
    while db.execute("SELECT 1 FROM articles WHERE id = ?", (taken,)).fetchone():
        suffix += 1
        taken = f"{wanted}-{suffix}"
    return taken


def _columns(draft: Draft) -> dict[str, Any]:
    raw = draft.raw.encode("utf-8", "replace") if draft.raw != draft.text else None
    return {
        "path": draft.path,
        "place": draft.place,
        "fingerprint": draft.fingerprint,
        "sha256": draft.sha256,
        "words_sha256": draft.words_sha256,
        "outlet": draft.outlet,
        "author": draft.author,
        "url": draft.url,
        "site": draft.site,
        "title": draft.title,
        "sentences": np.array(draft.sentences, dtype="<u4").tobytes(),
        "text": draft.text,
        "raw": zlib.compress(raw) if raw is not None else None,
    }


def _published(value: TimeValue | None, how: str) -> dict[str, str | None]:
    span = value.span if value else None
    return {
        "published_text": value.text if value else None,
        "published_value": value.value if value else None,
        "published_start": span.start.isoformat() if span else None,
        "published_end": span.end.isoformat() if span else None,
        "published_from": how,
    }


def _article(row: tuple[Any, ...]) -> Article:
    id_, title, text, *published, how, outlet, author, url, path, digest, group, sentences = row
    return Article(
        id_,
        title,
        text,
        _time(*published),
        how,
        outlet,
        author,
        url,
        path,
        digest,
        group,
        _offsets(sentences),
    )


def _time(text: str | None, value: str | None, start: str | None, end: str | None) -> TimeValue | None:
    if text is None or value is None:
        return None
    span = DateSpan(date.fromisoformat(start), date.fromisoformat(end)) if start and end else None
    return TimeValue(text, value, span)


def _offsets(blob: bytes) -> tuple[Offsets, ...]:
    numbers = np.frombuffer(blob, dtype="<u4").tolist()
    return tuple(zip(numbers[::2], numbers[1::2], strict=True))

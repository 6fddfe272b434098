"""What a person set by hand: it outlives reading the file again, and follows an article that moves.

A correction belongs to an article, not to a place: another article that takes its file or its row gets none.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime

from index.copies import likeness, wording
from index.draft import Draft
from index.journal import Change

_SAME = 0.5
"""Share of its wording that an edited article has in common with what it was, at the least."""


def put(change: Change, id: str, published: str) -> None:  # noqa: A002 - the domain's word
    """Note that the article was published on the day in these words."""
    change.db.execute(
        """INSERT OR REPLACE INTO corrections (path, place, field, value, at, words_sha256)
        SELECT path, place, 'published', ?, ?, words_sha256 FROM articles WHERE id = ?""",
        (published, datetime.now(UTC).isoformat(timespec="seconds"), id),
    )


def find(db: sqlite3.Connection, draft: Draft) -> str | None:
    """The day that was set for the article that a draft is of, in words."""
    own = db.execute(
        "SELECT value, words_sha256 FROM corrections WHERE field = 'published' AND path = ? AND place = ?",
        (draft.path, draft.place),
    ).fetchone()
    if own and (own[1] == draft.words_sha256 or _is_edited(db, draft)):
        return str(own[0])
    # The same words elsewhere are a copy with a date of its own, unless they left their place.
    moved = db.execute(
        """SELECT value FROM corrections WHERE field = 'published' AND words_sha256 = :words
        AND (path = :path OR NOT EXISTS (
            SELECT 1 FROM articles WHERE articles.path = corrections.path
            AND articles.place = corrections.place AND articles.words_sha256 = corrections.words_sha256
        )) ORDER BY path <> :path, at DESC""",
        {"words": draft.words_sha256, "path": draft.path},
    ).fetchone()
    return str(moved[0]) if moved else None


def followers(db: sqlite3.Connection, gone: Sequence[str], since: int) -> list[tuple[str, str]]:
    """(id, day) of the articles that came after a change with the words of a corrected one that goes."""
    return [
        (str(id_), str(value))
        for id_, value in db.execute(
            """SELECT later.id, corrections.value FROM corrections
            JOIN articles AS old ON old.path = corrections.path AND old.place = corrections.place
            JOIN articles AS later ON later.words_sha256 = old.words_sha256
            WHERE field = 'published' AND old.id IN (SELECT value FROM json_each(:gone))
            AND later.id NOT IN (SELECT value FROM json_each(:gone)) AND later.sequence > :since""",
            {"gone": json.dumps(gone), "since": since},
        )
    ]


def _is_edited(db: sqlite3.Connection, draft: Draft) -> bool:
    """Whether what stands at the draft's place is an earlier version of it, or nothing does any more."""
    before = db.execute(
        "SELECT title, text FROM articles WHERE path = ? AND place = ?", (draft.path, draft.place)
    ).fetchone()
    if before is None or before[0] == draft.title:
        return True
    return likeness(wording(before[1]), wording(draft.text)) >= _SAME

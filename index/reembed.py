"""Another embedding model for an archive that is there: nothing is read or cut again."""

from __future__ import annotations

import sqlite3

from index import ledger
from index.draft import embedded_text
from index.embedder import Embedder
from index.journal import Journal, passages_changed
from index.progress import Progress

BATCH = 500


def re_embed(journal: Journal, embedder: Embedder, tell: Progress) -> int:
    """Give every passage a vector of ``embedder``, then make that the archive's model; how many it embedded.

    Until then the model before answers, and what an interrupted run embedded is kept. The caller holds
    the archive's lock.
    """
    with journal.reading() as db:
        wanted = _without(db, embedder.sha256)
    for done in range(0, len(wanted), BATCH):
        keys = wanted[done : done + BATCH]
        with journal.reading() as db:
            texts = [_text(db, key) for key in keys]
        vectors = embedder.passages(texts, None)
        with journal.writing(None) as change:
            ledger.put_vectors(change, embedder.sha256, keys, vectors)
        tell("embed", done + len(keys), len(wanted))
    _switch(journal, embedder)
    return len(wanted)


def _switch(journal: Journal, embedder: Embedder) -> None:
    with journal.reading() as db:
        if ledger.setting(db, ledger.MODEL_SHA256) == embedder.sha256:
            return
    with journal.writing("re-embed") as change:
        ledger.put_setting(change, ledger.MODEL_NAME, embedder.name)
        ledger.put_setting(change, ledger.MODEL_SHA256, embedder.sha256)
        change.db.execute("DELETE FROM vectors WHERE model_sha256 <> ?", (embedder.sha256,))
        # Every article counts as written anew: no row of the generation before is looked at again.
        change.db.execute("UPDATE articles SET sequence = ?", (change.sequence,))
        passages_changed(change)


def _without(db: sqlite3.Connection, model_sha256: str) -> list[str]:
    """The hashes of the embedded texts that have no vector of this model."""
    rows = db.execute(
        """SELECT DISTINCT embedded_sha256 FROM passages WHERE embedded_sha256 NOT IN
        (SELECT embedded_sha256 FROM vectors WHERE model_sha256 = ?) ORDER BY embedded_sha256""",
        (model_sha256,),
    )
    return [key for (key,) in rows]


def _text(db: sqlite3.Connection, key: str) -> str:
    title, text, start, end = db.execute(
        """SELECT title, text, start, "end" FROM passages JOIN articles ON number = article
        WHERE embedded_sha256 = ? LIMIT 1""",
        (key,),
    ).fetchone()
    return embedded_text(title, text[start:end])

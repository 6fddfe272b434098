"""Build what is searched from the journal."""

from __future__ import annotations

from pathlib import Path

from index import generation, ledger
from index.embedder import Embedder
from index.journal import Journal, passages_sequence
from index.progress import Progress


def publish(journal: Journal, root: Path, embedder: Embedder, tell: Progress) -> bool:
    """Build the search structures from the journal unless they are up to it; whether it was done.

    An archive that lost its last article is published too: nothing of it may be found any more.
    """
    with journal.reading() as db:
        wanted = passages_sequence(db)
    if not wanted:
        return False
    # Also where nothing is published: a lost graph is exported by the next add, whatever that brings.
    embedder.prepare()
    if generation.published(root) == wanted:
        return False
    with journal.reading() as db:
        entries, vectors = ledger.entries(db, embedder.sha256)
    generation.publish(root, entries, vectors, sequence=wanted, model_sha256=embedder.sha256, progress=tell)
    return True

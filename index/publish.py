"""Build what is searched from the journal."""

from __future__ import annotations

from pathlib import Path

from index import generation, ledger, records
from index.embedder import Embedder
from index.errors import Damaged, Missing
from index.journal import Journal, passages_sequence
from index.progress import Progress


def publish(journal: Journal, root: Path, embedder: Embedder, tell: Progress) -> bool:
    """Build the search structures from the journal unless they are up to it; whether it was done."""
    with journal.reading() as db:
        wanted = passages_sequence(db)
        if not records.count_passages(db) or _published(root) == wanted:
            return False
        entries, vectors = ledger.entries(db, embedder.sha256)
    embedder.prepare()
    generation.publish(root, entries, vectors, sequence=wanted, model_sha256=embedder.sha256, progress=tell)
    return True


def _published(root: Path) -> int:
    """The sequence of the generation in use; 0 where there is none that can be used."""
    try:
        # All of it, not only what an exact search opens: a damaged generation is built anew here.
        opened = generation.open_generation(root)
    except (Damaged, Missing):
        return 0
    try:
        return opened.sequence
    finally:
        opened.close()

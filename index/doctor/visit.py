"""The doctor's visit: everything is looked at, mended if that is wanted, and looked at again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from index import ledger, records
from index.disk import full_disk_told
from index.doctor import truth
from index.doctor.finding import Finding, mendable
from index.doctor.leftovers import leftovers
from index.doctor.mend import MODEL_UNKNOWN, QUESTIONS, mend
from index.doctor.searched import generation, served
from index.embedder import Embedder, ShippedEmbedder
from index.errors import Damaged, EmbeddingMismatch
from index.journal import FILE, Journal, sequence
from index.lock import write_lock
from index.opening import check_folder, check_model, folder_at
from index.progress import Progress, unseen
from index.server import Server

_MODEL = "model"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What is wrong now, and what was mended before that."""

    path: str
    articles: int
    passages: int
    sequence: int
    findings: tuple[Finding, ...] = ()
    mended: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings

    def to_dict(self) -> dict[str, Any]:
        """The same for JSON."""
        return {
            "path": self.path,
            "sound": self.sound,
            "articles": self.articles,
            "passages": self.passages,
            "sequence": self.sequence,
            "findings": [finding.to_dict() for finding in self.findings],
            "mended": list(self.mended),
        }


def visit(
    path: str | Path,
    *,
    repair: bool = False,
    embedder: Embedder | None = None,
    vectors: str | None = None,
    progress: Progress | None = None,
) -> Diagnosis:
    """Check everything in the archive at ``path``; with ``repair`` mend what can be, and check again.

    ``vectors`` is the address of the Chroma server that keeps the vectors, where one does. Raises
    `Missing` where there is no archive, `TooNew`, and `Locked` while another process writes: what is
    half written cannot be told from what is wrong.
    """
    root = folder_at(path)
    server = Server(vectors) if vectors else None
    doctor = _Doctor(root, embedder or ShippedEmbedder(root / _MODEL), server, progress or unseen)
    try:
        check_folder(root, create=False)
        with full_disk_told(root), write_lock(root):
            journal = Journal.open(root / FILE)
            try:
                return doctor.visit(journal, repair=repair)
            finally:
                journal.close()
                if server is not None:
                    server.close()
    except Damaged as fault:
        return Diagnosis(str(root), 0, 0, 0, (truth.lost("journal_damaged", fault.message),))


@dataclass(frozen=True, slots=True)
class _Doctor:
    root: Path
    embedder: Embedder
    server: Server | None
    tell: Progress

    def visit(self, journal: Journal, *, repair: bool) -> Diagnosis:
        found = self._examine(journal)
        mended: tuple[str, ...] = ()
        if repair and any(finding.mendable for finding in found):
            mended = tuple(mend(self.root, journal, self.embedder, found, self.tell, self.server))
            found = self._examine(journal)
        with journal.reading() as db:
            counts = records.count_articles(db), records.count_passages(db), sequence(db)
        return Diagnosis(str(self.root), *counts, tuple(found), mended)

    def _examine(self, journal: Journal) -> list[Finding]:
        with journal.reading() as db:
            # A text that a damaged page has made undecodable is to be named, not to end the visit.
            db.text_factory = lambda data: data.decode("utf-8", "replace")
            try:
                return truth.damage(db) or list(self._findings(db))
            finally:
                db.text_factory = str

    def _findings(self, db: sqlite3.Connection) -> Iterator[Finding]:
        yield from truth.articles(db, self.tell)
        yield from truth.orphans(db)
        yield from leftovers(self.root)
        models = {model for (model,) in db.execute("SELECT DISTINCT model_sha256 FROM vectors")}
        if not models:
            return
        model = ledger.setting(db, ledger.MODEL_SHA256) or self.embedder.sha256
        if ledger.setting(db, ledger.MODEL_SHA256) is None and models == {model}:
            yield mendable(MODEL_UNKNOWN, "Which model made the vectors is not noted.")
        wrong = list(truth.vectors(db, model, self.tell))
        yield from wrong
        yield from _questions(db, self.embedder)
        searched = list(generation(self.root, db, model, self.tell, compare=not wrong))
        yield from searched
        if self.server is not None and not searched:
            yield from served(self.root, self.server)


def _questions(db: sqlite3.Connection, embedder: Embedder) -> Iterator[Finding]:
    """Whether questions are embedded as the passages were."""
    try:
        check_model(db, embedder)
        vector = embedder.questions(["Is everything as it should be?"])
    except EmbeddingMismatch as fault:
        yield Finding("embedding_mismatch", fault.message, fault.remedy, False)
        return
    except Damaged as fault:
        yield mendable(QUESTIONS, fault.message)
        return
    stored = db.execute("SELECT length(data) / 4 FROM vectors LIMIT 1").fetchone()
    if (stored and vector.shape != (1, stored[0])) or abs(float(np.linalg.norm(vector)) - 1) > 1e-3:
        yield mendable(QUESTIONS, "The graph that embeds questions gives no vectors like those stored.")

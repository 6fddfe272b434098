"""Mend what the journal is enough for; nothing is embedded again."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

from index import grouping, ledger, mirror
from index.building import publish
from index.doctor.finding import Finding, counted
from index.doctor.leftovers import remove_leftovers
from index.doctor.truth import ORPHANS, VECTORS_BROKEN, files_short, nameless_groups
from index.embedder import Embedder
from index.errors import Damaged, ServerAway
from index.journal import Change, Journal, passages_sequence
from index.progress import Progress
from index.server import Server

QUESTIONS = "questions"
MODEL_UNKNOWN = "model_unknown"


def mend(
    root: Path,
    journal: Journal,
    embedder: Embedder,
    findings: Collection[Finding],
    tell: Progress,
    server: Server | None = None,
) -> Iterator[str]:
    """Mend what is mendable of ``findings``; says what was done as it is done.

    Vectors are kept on ``server``, where there is one.
    """
    codes = {finding.code for finding in findings}
    mendable = {finding.code for finding in findings if finding.mendable}
    if mendable & {"orphans", "files_short", "groups_lost"}:
        with journal.writing(None) as change:
            yield from _mend_rows(change)
    if MODEL_UNKNOWN in mendable:
        with journal.writing(None) as change:
            ledger.put_setting(change, ledger.MODEL_NAME, embedder.name)
            ledger.put_setting(change, ledger.MODEL_SHA256, embedder.sha256)
        yield f"Noted that {embedder.name} made the vectors."
    if QUESTIONS in mendable:
        embedder.prepare()
        yield "Exported the graph that embeds questions anew."
    number = remove_leftovers(root)
    if number:
        yield f"Removed {counted(number, 'leftover')}."
    if any(code.startswith("searched_") for code in mendable) and VECTORS_BROKEN not in codes:
        yield _rebuild(root, journal, tell, store=server is None)
    if server is not None:
        with suppress(ServerAway, Damaged):  # the next look finds that
            if mirror.mirror(journal, root, server, tell):
                yield "Sent the vectors to the vector server anew."


def _mend_rows(change: Change) -> Iterator[str]:
    db = change.db
    for what, where in ORPHANS.items():
        number = db.execute(f"DELETE FROM {where}").rowcount  # noqa: S608 - our own words
        if number:
            yield f"Dropped {counted(number, what)} that belonged to no article."
    short = files_short(db)
    db.executemany("DELETE FROM files WHERE path = ?", [(path,) for path in short])
    if short:
        yield f"{counted(len(short), 'file')} will be read again by the next `dateline add`."
    nameless = nameless_groups(db)
    if nameless:
        grouping.name_groups(change, nameless)
        yield f"Named the copy groups of {counted(len(nameless), 'article')} anew."


def _rebuild(root: Path, journal: Journal, tell: Progress, *, store: bool) -> str:
    with journal.reading() as db:
        state, model = passages_sequence(db), ledger.setting(db, ledger.MODEL_SHA256) or ""
        entries, vectors = ledger.entries(db, model)
    publish(root, entries, vectors, sequence=state, model_sha256=model, progress=tell, store=store)
    return f"Built what is searched anew: {counted(len(entries), 'passage')}."

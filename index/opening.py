"""Whether a folder is an archive that can be opened, and with what."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from index import ledger
from index.draft import Recipe
from index.embedder import Embedder
from index.errors import ArchiveError, Damaged, EmbeddingMismatch, Missing, UsageError
from index.journal import FILE, sequence
from index.lock import HOLDER, LOCK
from index.manifest import damaged
from index.pointer import CURRENT, GENERATIONS, current
from index.transfer import UNFINISHED

_DERIVED = (CURRENT, GENERATIONS)
_LEFT = {LOCK, HOLDER, UNFINISHED, f"{UNFINISHED}-wal", f"{UNFINISHED}-shm"}
"""What an interrupted run may leave in a folder that holds no archive yet."""


def folder_at(path: str | Path) -> Path:
    """The folder that is meant, absolute."""
    return Path(os.path.abspath(Path(path).expanduser()))  # noqa: PTH100 - ".." is resolved


def make_folder(root: Path) -> None:
    """Make the folder, unless it is there; `UsageError` where it cannot be."""
    try:
        root.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise UsageError(
            f"No archive can be made at {root}: {why}.", "Name a folder that can be written."
        ) from error


def check_folder(root: Path, *, create: bool) -> None:
    """Raise unless ``root`` is an archive or, with ``create``, may become one."""
    try:
        _check_folder(root, create=create)
    except PermissionError as error:
        raise ArchiveError(
            f"The folder {root} cannot be read: {error.strerror}.", "Check its permissions."
        ) from error


def _check_folder(root: Path, *, create: bool) -> None:
    if root.exists() and not root.is_dir():
        raise UsageError(f"{root} is a file; an archive is a folder.", "Name a folder with --archive.")
    held = {entry.name for entry in root.iterdir()} if root.is_dir() else set()
    journal = root / FILE
    if held.intersection(_DERIVED) and not (journal.is_file() and journal.stat().st_size):
        raise Damaged(
            f"The archive {root} has lost its journal.",
            "Restore journal.sqlite, or index into a new folder.",
            FILE,
        )
    if FILE in held:
        return
    if strangers := held - _LEFT:
        raise UsageError(
            f"{root} is no archive: it holds {len(strangers)} other files or folders.",
            "Name an archive, or a new folder, with --archive.",
        )
    if not create:
        raise Missing(f"There is no archive at {root}.", "Index something first: `dateline add PATH`.")


def check_model(db: sqlite3.Connection, embedder: Embedder) -> None:
    """Raise `EmbeddingMismatch` when what is stored was embedded with another model."""
    stored = ledger.setting(db, ledger.MODEL_SHA256)
    if stored is not None and stored != embedder.sha256:
        name = ledger.setting(db, ledger.MODEL_NAME)
        raise EmbeddingMismatch(
            f"The archive was embedded with {name} ({stored[:8]}…), "
            f"not with {embedder.name} ({embedder.sha256[:8]}…).",
            "Embed it again with `dateline re-embed`, or index into a new archive.",
        )


def check_state(root: Path, db: sqlite3.Connection) -> None:
    """Raise `Damaged` when the journal is older than what is searched: someone put back a copy of it.

    ``db`` must not have been read from in its transaction: the state that it sees is taken after the
    name of the generation, so that a writer who publishes meanwhile is not mistaken for that.
    """
    try:
        state = int((current(root) or "0").partition("-")[0])
    except (Damaged, ValueError):
        return  # what is searched says so itself when it is opened
    if state > sequence(db):
        raise damaged(
            root / CURRENT,
            f"The journal is at change {sequence(db):,}, what is searched already at {state:,}: "
            "an older copy of the journal was put in its place.",
        )


def stored_recipe(db: sqlite3.Connection) -> Recipe:
    """How the articles of this archive were cut last."""
    tokens, overlap = ledger.setting(db, ledger.PASSAGE_TOKENS), ledger.setting(db, ledger.PASSAGE_OVERLAP)
    return Recipe(int(tokens), int(overlap)) if tokens and overlap else Recipe()

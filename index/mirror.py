"""What a vector server holds of an archive: its current generation, and none before it."""

from __future__ import annotations

from pathlib import Path

from index import ledger
from index.chroma import COLLECTION
from index.errors import ServerAway
from index.generation import Generation, open_generation
from index.journal import Journal
from index.pointer import current
from index.progress import Progress
from index.server import Server


def mirror(journal: Journal, root: Path, server: Server, tell: Progress) -> bool:
    """Send the current generation where the server does not hold it whole; whether that was so.

    `ServerAway` when the server does not answer, or does not keep what it was sent. The caller holds the
    archive's lock.
    """
    if current(root) is None:
        return False
    owner = ledger.archive_id(journal)
    opened = open_generation(root, exact=True)
    try:
        sent = bool(_fault(opened, server))
        if sent:
            _send(opened, server, owner, tell)
        server.remove_others(owner, _name(opened))
        return sent
    finally:
        opened.close()


def fault(root: Path, server: Server) -> str:
    """What is wrong with what the server holds of the current generation; "" for nothing."""
    opened = open_generation(root, exact=True)
    try:
        return _fault(opened, server)
    finally:
        opened.close()


def _send(opened: Generation, server: Server, owner: str, tell: Progress) -> None:
    ids, vectors = opened.stored
    server.put(_name(opened), owner, ids, vectors, lambda done: tell("send", done, len(ids)))
    if wrong := _fault(opened, server):
        raise ServerAway(wrong, "Run `dateline add` again, or leave --vectors out.")


def _fault(opened: Generation, server: Server) -> str:
    return server.fault(_name(opened), *opened.stored)


def _name(opened: Generation) -> str:
    return f"{COLLECTION}-{opened.name}"

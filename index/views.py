"""The newest view, kept open and shared."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import ServerAway
from index.generation import Generation, current, open_generation
from index.journal import sequence
from index.server import Server
from index.tail import Known
from index.view import View


class Views:
    """The view of the newest state, shared by searches and renewed when the archive has moved on.

    A generation that another has followed is closed when the last search in it is over.
    """

    def __init__(self, root: Path, model_sha256: str, *, exact: bool, server: Server | None = None) -> None:
        self._server = server
        self._root = root
        self._model_sha256 = model_sha256
        self._exact = exact
        self._lock = threading.Lock()
        self._opened: Generation | None = None
        self._name: str | None = None
        self._view: View | None = None
        self._known: Known = {}
        self._readers: dict[int, int] = {}

    @contextmanager
    def at(self, db: sqlite3.Connection) -> Iterator[View]:
        """The view of the state that ``db`` sees.

        ``db`` must not have been read from in its transaction: the state that it sees is taken after
        the generation is named, and so is never older than it.
        """
        with self._lock:
            view, opened = self._current(db), self._opened
            key = id(opened)
            self._readers[key] = self._readers.get(key, 0) + 1
        try:
            yield view
        finally:
            with self._lock:
                self._readers[key] -= 1
                if opened is not None and opened is not self._opened:
                    self._close_unread(opened)

    @property
    def away(self) -> ServerAway | None:
        """Why searches do not go through the vector server, where they should."""
        opened = self._opened
        return opened.away if opened else None

    def close(self) -> None:
        """Close the generation once nobody searches in it."""
        with self._lock:
            opened, self._opened, self._name, self._view = self._opened, None, None, None
            if opened is not None:
                self._close_unread(opened)

    def _current(self, db: sqlite3.Connection) -> View:
        name = current(self._root)
        if name != self._name:
            opened = open_generation(self._root, exact=self._exact, server=self._server) if name else None
            before, self._opened = self._opened, opened
            self._name, self._view, self._known = name, None, {}
            if before is not None:
                self._close_unread(before)
        if self._view is None or self._view.sequence != sequence(db):
            self._view = View(self._opened, db, self._model_sha256, self._known)
        return self._view

    def _close_unread(self, opened: Generation) -> None:
        if not self._readers.get(id(opened)):
            self._readers.pop(id(opened), None)
            opened.close()

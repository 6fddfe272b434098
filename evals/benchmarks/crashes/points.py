"""Where a process may die: at each fsync, rename and commit. Nothing in the archive itself knows of this."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

Reached = Callable[[str], None]


@contextmanager
def watched(reached: Reached) -> Iterator[None]:
    """``reached`` is told the name of each point just before it is passed."""

    class Watched(sqlite3.Connection):
        def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
            if sql.startswith("BEGIN"):
                self.writes = sql == "BEGIN IMMEDIATE"
            if sql == "COMMIT" and self.writes:
                reached("commit")
            return super().execute(sql, *values)

    def watch(name: str) -> Any:
        real = getattr(os, name)

        def passed(*values: Any, **options: Any) -> Any:
            reached(name)
            return real(*values, **options)

        return patch.object(os, name, passed)

    connect = sqlite3.connect
    with (
        watch("fsync"),
        watch("replace"),
        watch("rename"),
        patch.object(sqlite3, "connect", lambda *v, **o: connect(*v, **{"factory": Watched} | o)),
    ):
        yield

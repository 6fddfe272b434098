"""A child process that can be killed, forked from one that has loaded everything and started nothing."""

from __future__ import annotations

import os
import select
import signal
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from index.draft import Recipe, draft
from index.lexical import analyse
from index.readers import Source, read

Tell = Callable[[str], None]

_HUNG = 200.0
"""Seconds after which a child is taken for hung: many times what it needs on a busy machine."""


def load() -> None:
    """Load what the children need, so that each is there at once; no thread is started by it."""
    import chromadb  # noqa: F401

    article = Source("It rained on Monday.\n\nIt snowed.", "Rain", "rows.jsonl")
    draft(article, "rows.jsonl", "", Recipe())
    analyse(article.text)


class Child:
    """Runs ``work`` in a process of its own; what it tells, line by line, arrives even when it is killed."""

    def __init__(self, work: Callable[[Tell], None]) -> None:
        self._hears, tells = os.pipe()
        self._left = b""
        self.lines: list[str] = []
        self.ended = False
        self.pid = os.fork()
        if not self.pid:
            _run(work, tells)
        os.close(tells)

    def kill(self) -> None:
        """Without a warning."""
        os.kill(self.pid, signal.SIGKILL)

    def hear(self, seconds: float, enough: int = 1 << 60) -> None:
        """Gather `lines` for so long, or until there are enough, or its end."""
        until = time.monotonic() + seconds
        while len(self.lines) < enough and (left := until - time.monotonic()) > 0:
            if not select.select([self._hears], [], [], left)[0]:
                return
            data = os.read(self._hears, 1 << 16)
            *lines, self._left = (self._left + data).split(b"\n")
            self.lines += [line.decode() for line in lines]
            if not data:
                self.ended = True
                return

    def end(self) -> int:
        """Wait for its end, gather the last `lines`; the exit status (negative: the signal)."""
        self.hear(_HUNG)
        if not self.ended:
            self.kill()
        _, status = os.waitpid(self.pid, 0)
        os.close(self._hears)
        return os.waitstatus_to_exitcode(status)


def _run(work: Callable[[Tell], None], tells: int) -> None:
    code = 1
    try:
        work(lambda line: (os.write(tells, f"{line}\n".encode()), None)[1])
        code = 0
    except BaseException:  # noqa: BLE001 - nothing may leave a forked process
        traceback.print_exc()
    finally:
        os._exit(code)


class Reader:
    """Reads files in this process, in place of `index.readers.sandbox`: no second process to start."""

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def read(self, path: Path) -> Iterator[Any]:
        """As the sandbox does."""
        return read(path)

"""The parent's end of a reading process: starts it, asks it, hears it, ends it.

A fresh interpreter that imports the same `index` as this one, and nothing of the program that runs
here: neither its main module nor the folder it happens to stand in.
"""

from __future__ import annotations

import atexit
import json
import os
import select
import subprocess
import sys
import time
from pathlib import Path

from index.errors import Unavailable
from index.readers.wire import Frame, Garbled, unpack

_START = "import sys; sys.path[:] = sys.argv[1:]; from index.readers.worker import main; main()"
_START_SECONDS = 60.0
_END_SECONDS = 5.0
_ROOT = str(Path(__file__).resolve().parents[2])
_BYTES = 1 << 18
_spare: list[Child] = []
"""At most one that waits for the next batch, for a while: starting takes longer than a small batch."""


class Stalled(Exception):
    """Nothing came within the time."""


class Ended(Exception):
    """The process is gone; ``code`` is its exit code, or less than 0 the signal that ended it."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class Child:
    """A reading process. For one thread at a time."""

    def __init__(self) -> None:
        """Raises `Unavailable` when it does not come up."""
        self.used = False  # whether it has read a file to its end
        self._heard = bytearray()
        try:
            self._process = _interpreter()
        except OSError as error:
            raise _no_start(error) from error
        try:
            self.hear(_START_SECONDS)
        except (Stalled, Ended, Garbled) as error:
            self.stop()
            raise _no_start(error) from error
        except BaseException:
            self.stop()
            raise

    @property
    def pid(self) -> int:
        return self._process.pid

    def ask(self, path: Path, after: int) -> None:
        """Have it read a file; of a zip archive what comes after the first members. Raises `Ended`."""
        request = json.dumps({"path": os.path.abspath(path), "after": after})  # noqa: PTH100 - keeps ".."
        assert self._process.stdin is not None  # noqa: S101 - a pipe, see above
        try:
            self._process.stdin.write(request.encode("ascii") + b"\n")
        except BrokenPipeError as error:
            raise Ended(self._code()) from error

    def hear(self, seconds: float) -> Frame:
        """The next frame. Raises `Stalled` after ``seconds``, `Ended`, or `Garbled`."""
        assert self._process.stdout is not None  # noqa: S101 - a pipe, see above
        until = time.monotonic() + seconds
        pipe = self._process.stdout.fileno()
        poll = select.poll()  # unlike select.select it takes any number of open files
        poll.register(pipe, select.POLLIN)
        while (frame := unpack(self._heard)) is None:
            left = until - time.monotonic()
            if left <= 0 or not poll.poll(left * 1000):
                raise Stalled
            data = os.read(pipe, _BYTES)
            if not data:
                raise Ended(self._code())
            self._heard += data
        return frame

    def _code(self) -> int:
        """How it ended; if it only says no more, it is ended."""
        try:
            return self._process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()

    def stop(self) -> None:
        """End it at once, whatever it does."""
        self._process.kill()
        self._process.wait()
        self._close()

    def forget(self) -> None:
        """Let go of it in a fork of this process, to which it does not belong."""
        self._process.returncode = 0
        self._close()

    def _close(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()


def _interpreter() -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - this interpreter, and no word of a file
        [sys.executable, "-P", "-W", "ignore", "-c", _START, *_import_path()],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        start_new_session=True,  # Ctrl-C is for this process, which then ends that one
    )


def _no_start(error: Exception) -> Unavailable:
    message = f"The process that reads files does not start ({error!r})."
    return Unavailable(message, "Run `python -m index.readers.worker` to see why.")


def spare_or_new() -> Child:
    """One that waits, or a new one. Raises `Unavailable`."""
    try:
        return _spare.pop()
    except IndexError:
        return Child()


def keep(child: Child) -> None:
    """Let it wait for the next batch; only one ever does."""
    if _spare:
        child.stop()
    else:
        _spare.append(child)


def _import_path() -> list[str]:
    """This process's, less the folder that it stands in, which may hold anything."""
    path = [entry for entry in sys.path if entry]
    return path if _ROOT in path else [_ROOT, *path]


def _stop_spare() -> None:
    while _spare:
        _spare.pop().stop()


def _forget_spare() -> None:
    while _spare:
        _spare.pop().forget()


atexit.register(_stop_spare)
os.register_at_fork(after_in_child=_forget_spare)

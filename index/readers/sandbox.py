"""Reads files in a child process with limits: a file that breaks its reader costs one failed row."""

from __future__ import annotations

import signal
from collections.abc import Generator, Iterator
from contextlib import closing
from pathlib import Path
from types import TracebackType

from index.errors import Malformed, ReadError, TimedOut, Unavailable
from index.readers import limits
from index.readers.child import Child, Ended, Stalled, keep, spare_or_new
from index.readers.source import Failure, Source, failed, shown
from index.readers.wire import Frame, Garbled, found_in, member_in

_LOSSES = 10
"""Members of one archive that may end a reading process before the rest of it is left."""
_REMEDY = "Save or print it anew, or convert it to plain text."
_SIGNALS = {number.value: number.name for number in signal.Signals}
_TIME_SIGNALS = (-signal.SIGPROF, -signal.SIGXCPU)
_FROM_OUTSIDE = (-signal.SIGKILL, -signal.SIGTERM, -signal.SIGINT, -signal.SIGHUP)


class Sandbox:
    """Reads one file after another as `index.readers.read` does, in one process for as long as it holds.

    A context manager, for one thread. The process starts with the first file, in a session of its own,
    and is replaced when a file broke it; ``seconds`` is what it may take until the next article.
    """

    def __init__(self, seconds: float = limits.SECONDS) -> None:
        self._seconds = seconds
        self._child: Child | None = None

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._child is not None:
            keep(self._child)
        self._child = None

    def read(self, path: Path) -> Iterator[Source | Failure]:
        """The articles of one file as they are found, and a ``Failure`` for what gave none.

        Raises `Unavailable` when no process can be started at all.
        """
        after, name, losses = 0, "", 0
        while True:
            try:
                with closing(self._frames(path, after)) as frames:
                    for frame in frames:
                        if "member" in frame:
                            after, name = member_in(frame)
                        else:
                            yield found_in(frame, shown(path))
                return
            except (Stalled, Ended, Garbled) as lost:
                losses += 1
                yield failed(path, self._reason(path.name, lost), name)
            if not name:
                return
            if losses == _LOSSES:
                message = f"{losses} of its members could not be read: what comes after {name} is left out."
                yield failed(path, Malformed(message, "Unpack it and give the folder."))
                return

    def _frames(self, path: Path, after: int) -> Generator[Frame, None, None]:
        """What a process says of the file; one that does not come to its end is ended."""
        child, frame = self._asked(path, after)
        try:
            while "done" not in frame:
                yield frame
                frame = child.hear(self._seconds)
        except BaseException:
            child.stop()
            raise
        if frame["done"] is True and self._child is None:
            self._child, child.used = child, True
        else:
            child.stop()

    def _asked(self, path: Path, after: int) -> tuple[Child, Frame]:
        """A process that was asked for the file, and the first that it said."""
        child, self._child = self._child or spare_or_new(), None
        try:
            return child, self._answer(child, path, after)
        except Ended:
            if not child.used:
                raise
        child = Child()  # what ended the other one may lie before this file: it waits only so long for one
        return child, self._answer(child, path, after)

    def _answer(self, child: Child, path: Path, after: int) -> Frame:
        try:
            child.ask(path, after)
            return child.hear(self._seconds)
        except BaseException:
            child.stop()
            raise

    def _reason(self, name: str, lost: Stalled | Ended | Garbled) -> ReadError:
        """What to say of a file whose reading process was lost."""
        if isinstance(lost, Stalled):
            return TimedOut(
                f"{name} took longer than the {self._seconds:g} s that an article may take.", _REMEDY
            )
        if isinstance(lost, Garbled):
            return Malformed(f"{name} made its reader talk nonsense ({lost}).", _REMEDY)
        if lost.code in _TIME_SIGNALS:
            return TimedOut(f"{name} took over {limits.CPU_SECONDS} s of processor time to read.", _REMEDY)
        how = _SIGNALS.get(-lost.code, f"exit code {lost.code}")
        if lost.code in _FROM_OUTSIDE:
            message = (
                f"The process that read {name} was ended from outside ({how}), perhaps for want of memory."
            )
            return Unavailable(message, "Try again.")
        return Malformed(f"{name} broke its reader ({how}).", _REMEDY)

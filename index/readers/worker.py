"""The reading process: reads the files that it is told of, one after another, within its limits.

Requests come as lines of JSON on its standard input, what is found goes as frames (see `wire`) to
its standard output; it ends when the input does, so it never outlives who started it. Started by
`child.Child`; by hand: ``echo '{"path": "FILE"}' | python -m index.readers.worker``.
"""

from __future__ import annotations

import json
import logging
import os
import resource
import select
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, NoReturn

from index.readers import limits
from index.readers.file import read
from index.readers.wire import Frame, found_frame, pack

_OUTSIDE = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "urllib.")
"""Audit events of what no parser has a reason to do."""


class NotAllowed(RuntimeError):
    """A parser tried to leave the process."""


def main() -> None:
    """Serve until there are no more requests, or until a fresh process is better."""
    frames = _own_output()
    _bound()
    sys.addaudithook(_stay_inside)
    with suppress(BrokenPipeError):
        _send(frames, {"ready": True})
        for count, request in enumerate(_requests(), 1):
            goes_on = count < limits.CHILD_FILES
            _serve(request, frames)
            goes_on = goes_on and _address_space() < limits.MEMORY_BYTES // 2
            _send(frames, {"done": goes_on})
            if not goes_on:
                break
    _leave()


def _own_output() -> IO[bytes]:
    """The standard output for frames alone: what a library prints goes where errors go."""
    frames = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    logging.disable(logging.CRITICAL)
    return frames


def _bound() -> None:
    for kind, most in ((resource.RLIMIT_AS, limits.MEMORY_BYTES), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(kind)
        with suppress(ValueError, OSError):  # macOS knows the limit but does not take it
            resource.setrlimit(kind, (most, most if hard == resource.RLIM_INFINITY else min(most, hard)))


def _stay_inside(event: str, _: object) -> None:
    if event.startswith(_OUTSIDE):
        raise NotAllowed(f"{event} while reading a file")


def _requests() -> Iterator[Frame]:
    """What is asked for, while the asking goes on."""
    source = sys.stdin.buffer
    while select.select([source], [], [], limits.CHILD_IDLE_SECONDS)[0]:
        line = source.readline()
        if not line:
            return
        yield json.loads(line)


def _serve(request: Frame, frames: IO[bytes]) -> None:
    def enter(number: int, name: str) -> None:
        _send(frames, {"member": [number, name]})

    _renew_time()
    for found in read(Path(request["path"]), after=request.get("after", 0), enter=enter):
        _send(frames, found_frame(found))


def _send(frames: IO[bytes], frame: Frame) -> None:
    frames.write(pack(frame))
    frames.flush()
    _renew_time()


def _renew_time() -> None:
    """Another span of processor time; the signal at its end is caught by nobody and ends the process."""
    signal.setitimer(signal.ITIMER_PROF, limits.CPU_SECONDS)


def _address_space() -> int:
    """Bytes in use, leaks of the files read so far among them; 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    except (OSError, ValueError):
        return 0
    return pages * resource.getpagesize()


def _leave() -> NoReturn:
    os._exit(0)  # nothing here is worth the time of an orderly end


if __name__ == "__main__":
    main()

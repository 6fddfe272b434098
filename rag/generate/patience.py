"""How long a model is waited for, how often it is asked again, and when it is left alone for a while."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from index.errors import ModelAway, ModelError, ModelTimedOut
from rag.generate.faults import told
from rag.generate.model import Deadline, Model, Prompt
from rag.stop import go_on

PAUSES = (0.5, 1.5)
"""Seconds before each further attempt, after an error that may pass."""
MOST_CHARACTERS = 12_000
"""Of one reply; a model that does not stop is cut off there."""
_FAILURES = 3
_REST = 60.0  # seconds for which a model that has failed so often is not asked
_GLANCE = 0.2  # seconds after which it is looked whether anybody still waits
_END = object()


@dataclass
class Breaker:
    """Counts failures in a row, by model; safe to use from several threads."""

    failures: dict[str, int] = field(default_factory=dict)
    rests: dict[str, float] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def check(self, name: str) -> None:
        """Raise `ModelAway` while the model is left alone."""
        with self.lock:
            left = self.rests.get(name, 0.0) - time.monotonic()
        if left > 0:
            raise ModelAway(
                f"{name} failed {_FAILURES} times in a row and is not asked for {left:.0f} more seconds.",
                "See whether its server is well.",
            )

    def note(self, name: str, *, failed: bool) -> None:
        """Count what came of asking."""
        with self.lock:
            self.failures[name] = self.failures.get(name, 0) + 1 if failed else 0
            if self.failures[name] >= _FAILURES:
                self.failures[name] = 0
                self.rests[name] = time.monotonic() + _REST


BREAKER = Breaker()
"""That of this process: a server that is down is down for all who ask."""


def patiently(model: Model, prompt: Prompt, deadline: Deadline, breaker: Breaker = BREAKER) -> Iterator[str]:
    """The model's reply in pieces, asked for again where the error may pass and nothing has come yet.

    Raises a `ModelError`, `ModelTimedOut` at the deadline whatever the model does, and `Stopped` once the
    answer is given up. Closing the iterator stops the model.
    """
    breaker.check(model.name)
    for pause in (*PAUSES, None):
        begun = False
        try:
            for piece in _watched(model, prompt, deadline):
                begun = True
                yield piece
        except (ModelAway, ModelTimedOut) as error:
            if begun or pause is None or pause >= deadline.left or isinstance(error, ModelTimedOut):
                breaker.note(model.name, failed=True)
                raise
            deadline.wait(pause)
        except ModelError:
            breaker.note(model.name, failed=False)  # it answers, if not as it should
            raise
        else:
            breaker.note(model.name, failed=False)
            return


def _watched(model: Model, prompt: Prompt, deadline: Deadline) -> Iterator[str]:
    """The pieces, read in a thread of their own, so that a reply that hangs can be left."""
    pieces: queue.SimpleQueue[object] = queue.SimpleQueue()
    stopped = threading.Event()
    reading = (model, prompt, deadline, pieces, stopped)
    threading.Thread(target=_read, args=reading, daemon=True, name="model").start()
    length = 0
    try:
        while length < MOST_CHARACTERS:
            piece = _next(pieces, model.name, deadline)
            if piece is _END:
                return
            if isinstance(piece, Exception):
                raise piece if isinstance(piece, ModelError) else told(piece, model.name) from piece
            length += len(str(piece))
            yield str(piece)
    finally:
        stopped.set()


def _next(pieces: queue.SimpleQueue[object], name: str, deadline: Deadline) -> object:
    while True:
        go_on(deadline.stop)
        left = deadline.left
        try:
            return pieces.get(timeout=min(left, _GLANCE))
        except queue.Empty:
            if left <= _GLANCE:
                raise ModelTimedOut(
                    f"{name} did not answer in time.", "Ask again, or allow more DATELINE_LLM_SECONDS."
                ) from None


def _read(
    model: Model,
    prompt: Prompt,
    deadline: Deadline,
    pieces: queue.SimpleQueue[object],
    stopped: threading.Event,
) -> None:
    """Pass on what the model says until it ends or nobody listens any more."""
    try:
        for piece in model.complete(prompt, deadline):
            if stopped.is_set():
                return
            pieces.put(piece)
        pieces.put(_END)
    except Exception as error:  # noqa: BLE001 - raised again where it is waited for
        pieces.put(error)

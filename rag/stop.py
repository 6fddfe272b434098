"""A question for whose answer nobody waits any more: it is given up at the next step."""

from __future__ import annotations

from threading import Event


class Stopped(Exception):
    """Leaves the pipeline when its answer is given up."""


def go_on(stop: Event | None) -> None:
    """Called between two steps. Raises `Stopped` once ``stop`` is set."""
    if stop is not None and stop.is_set():
        raise Stopped

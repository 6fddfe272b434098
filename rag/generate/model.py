"""What a language model is here: a prompt and a deadline in, text in pieces out."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Event
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Prompt:
    """What the model is told (``system``) and asked (``user``)."""

    system: str
    user: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment of the monotonic clock until which an answer is waited for, if it is not given up before.

    Once ``stop`` is set, nobody waits any more.
    """

    ends: float
    stop: Event | None = None

    @classmethod
    def within(cls, seconds: float, stop: Event | None = None) -> Deadline:
        """The moment so many seconds from now."""
        return cls(time.monotonic() + seconds, stop)

    def wait(self, seconds: float) -> None:
        """Rest for so long, or until nobody waits any more."""
        (self.stop or Event()).wait(seconds)

    @property
    def left(self) -> float:
        """Seconds that remain, never below 0."""
        return max(0.0, self.ends - time.monotonic())


class Model(Protocol):
    """Any language model; ``name`` tells it from others ("ollama:qwen3")."""

    @property
    def name(self) -> str:
        """What a person calls it."""
        ...

    def complete(self, prompt: Prompt, deadline: Deadline) -> Iterator[str]:
        """The answer in pieces as they come. Raises a `ModelError`."""
        ...

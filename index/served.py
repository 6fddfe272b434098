"""The collection on a vector server, as long as it answers; searches go on without it when it does not."""

from __future__ import annotations

import time
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.chroma import Neighbours
from index.errors import ServerAway
from index.server import Server

_AGAIN_SECONDS = 30.0
"""How long a server that did not answer is left alone."""


class Served:
    """The neighbours that a server knows of one generation, whose rows are ``ids`` and ``vectors``."""

    def __init__(self, server: Server, name: str, ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        self._server = server
        self._name = name
        self._ids = ids
        self._vectors = vectors
        self._opened: Neighbours | None = None
        self._again = 0.0
        self.away: ServerAway | None = None
        """Why the last question was not put to the server; None when it was."""

    def nearest(self, query: NDArray[np.float32], k: int) -> NDArray[np.intp] | None:
        """As `Neighbours.nearest`; None when the server does not answer, or does not hold the generation."""
        if self.away is not None and time.monotonic() < self._again:
            return None
        try:
            self._opened = self._opened or self._server.neighbours(self._name, self._ids, self._vectors)
            rows = self._opened.nearest(query, k)
        except ServerAway as away:
            self._opened, self.away = None, away
            self._again = time.monotonic() + _AGAIN_SECONDS
            return None
        self.away = None
        return rows

    def close(self) -> None:
        """Nothing is held open between questions."""

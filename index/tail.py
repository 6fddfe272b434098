"""The tail: passages that came after the last generation, searched as they are, row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from index.article import Entry
from index.bm25 import Counted
from index.lexical import analyse
from index.vectors import Scored, nearest

Known = dict[Entry, Counted]
"""What was counted already: a tail grows passage by passage, and each state has its own."""


class Tail:
    """``entries`` with their unit ``vectors``, one a row; what is counted is kept in ``known``."""

    def __init__(self, entries: Sequence[Entry], vectors: NDArray[np.float32], known: Known) -> None:
        self._entries = entries
        self._vectors = vectors
        self._known = known

    def __len__(self) -> int:
        return len(self._entries)

    def id(self, row: int) -> str:
        """Of the passage in this row."""
        return self._entries[row].passage_id

    def dense(self, query: NDArray[np.float32], k: int, allowed: NDArray[np.bool_] | None) -> Scored:
        """The ``k`` nearest rows (of the allowed ones) with their cosines, best first, ties by row."""
        return nearest(self._vectors, query, k, allowed)

    def matching(self, terms: Sequence[str], allowed: NDArray[np.bool_] | None) -> list[int]:
        """The rows (of the allowed ones) that hold any of the terms."""
        return [
            row
            for row, passage in enumerate(self.counted)
            if (allowed is None or allowed[row])
            and any(term in passage.text or term in passage.title for term in terms)
        ]

    def frequency(self, field: str, term: str) -> int:
        """In how many rows the term stands in the field."""
        return self._frequencies[field][term]

    @cached_property
    def counted(self) -> list[Counted]:
        """Each row as its words are counted."""
        for entry in self._entries:
            if entry not in self._known:
                words = Counter(analyse(entry.title)), Counter(analyse(entry.text))
                self._known[entry] = Counted(*words, entry.tokens)
        return [self._known[entry] for entry in self._entries]

    @cached_property
    def _frequencies(self) -> dict[str, Counter[str]]:
        found = {"title": Counter[str](), "text": Counter[str]()}
        for passage in self.counted:
            found["title"].update(passage.title.keys())
            found["text"].update(passage.text.keys())
        return found

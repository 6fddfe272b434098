"""What a search sees: the state of the journal, passage by passage, through a generation and its tail.

The generation may be older than the journal. What came since is the tail, searched as it is; what is gone
is left out. Scores depend on the state alone, so they are the same when a new generation takes the tail in.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from index import ledger, records
from index.bm25 import Bm25, Counted, Weights
from index.cards import Card, Window, cards_of, resolve_outlet
from index.generation import Generation
from index.journal import sequence
from index.lexical import analyse, terms_of
from index.occurrences import occurrences
from index.tail import Known, Tail
from index.vectors import Scored

_MORE = 25
"""Rows more than wanted that are asked of a generation: its own order is nearly the right one."""
_MORE_WORDS = 50
"""The same for words, where lengths are rounded; so many more as long as they hold one of the best."""


class View:
    """The passages of one state in the order of the archive: a place each, however it is stored.

    A passage stands in a row of the generation or, where it came later, of the tail. Rows of the
    generation whose passage is gone have no place, and are never found.
    """

    def __init__(
        self,
        opened: Generation | None,
        db: sqlite3.Connection,
        model_sha256: str,
        known: Known | None = None,
    ) -> None:
        self.sequence = sequence(db)
        self.cards = list(cards_of(db))
        built = opened.sequence if opened else 0
        entries, vectors = ledger.entries(db, model_sha256, built)
        self._generation, self._tail = opened, Tail(entries, vectors, {} if known is None else known)
        rows, articles = _live_rows(opened, self.cards)
        later = np.array([entry.article for entry in entries], dtype=np.int64)
        # All passages of an article are in one of the two, in order.
        order = np.argsort(np.concatenate((articles, later)), kind="stable")
        self._stored = np.concatenate((rows, -1 - np.arange(len(later))))[order]
        """For each place its row of the generation, or -1 - its row of the tail."""
        self._card_of = _numbers(self.cards).searchsorted(np.concatenate((articles, later))[order])
        self._in_generation = np.full(len(opened.ids) if opened else 0, -1, dtype=np.int64)
        self._in_generation[self._stored[self._stored >= 0]] = np.flatnonzero(self._stored >= 0)
        self._in_tail = np.flatnonzero(self._stored < 0)
        self._gone = np.flatnonzero(self._in_generation < 0).tolist()
        self._days = np.array([card.days for card in self.cards] or [(0, 0)], dtype=np.int64)
        self._mean_tokens = records.mean_tokens(db)

    def __len__(self) -> int:
        return len(self._stored)

    def id(self, place: int) -> str:
        """Of the passage that stands there."""
        row = int(self._stored[place])
        if row < 0 or self._generation is None:
            return self._tail.id(-1 - row)
        return self._generation.ids[row]

    def card(self, place: int) -> Card:
        """Of the article that a passage belongs to."""
        return self.cards[int(self._card_of[place])]

    def allowed(self, window: Window, outlets: Sequence[str]) -> NDArray[np.bool_] | None:
        """The places that may be found, as a mask; None for all of them."""
        if window.is_open and not outlets:
            return None
        first, last = self._days[:, 0], self._days[:, 1]
        fine = np.ones(len(self._days), dtype=np.bool_)
        if not window.is_open:
            fine &= last > 0
        if window.until is not None:
            fine &= last <= window.until.toordinal()
        if window.since is not None:
            fine &= first >= window.since.toordinal()
        if outlets:
            wanted = {resolve_outlet(outlet, self.cards) for outlet in outlets}
            fine &= np.array([card.outlet.casefold() in wanted for card in self.cards] or [False])
        mask: NDArray[np.bool_] = fine[self._card_of]
        return mask

    def dense(self, query: NDArray[np.float32], k: int, allowed: NDArray[np.bool_] | None = None) -> Scored:
        """The ``k`` places nearest to a unit vector with their cosines, best first, ties by place."""
        if k <= 0:
            return []
        found: Scored = []
        if self._generation is not None:
            rows = self._generation.dense(query, k + _MORE, self._rows_allowed(allowed))
            found += [(int(self._in_generation[row]), score) for row, score in rows]
        rows = self._tail.dense(query, k + _MORE, None if allowed is None else allowed[self._in_tail])
        found += [(int(self._in_tail[row]), score) for row, score in rows]
        return _best(found, k)

    def lexical(
        self, db: sqlite3.Connection, question: str, k: int, allowed: NDArray[np.bool_] | None = None
    ) -> Scored:
        """The ``k`` best places by words with their BM25 scores, best first, ties by place.

        ``db`` sees the state that the view is of.
        """
        terms = terms_of(question)
        if not terms or k <= 0:
            return []
        bm25 = Bm25(len(self), self._mean_tokens, self.frequency)
        weights = bm25.weights(terms)
        rows = self._tail.matching(terms, None if allowed is None else allowed[self._in_tail])
        best = self._scored(db, [int(self._in_tail[row]) for row in rows], bm25, weights)
        for places in self._proposals(weights, k, allowed):
            best = _best(best + self._scored(db, places, bm25, weights), k)
            if not {place for place, _ in best}.intersection(places[-_MORE_WORDS:]):
                break
        return _best(best, k)

    def _proposals(self, weights: Weights, k: int, allowed: NDArray[np.bool_] | None) -> Iterator[list[int]]:
        """Places in the generation, the likeliest first; the first time more than ``k``."""
        if self._generation is None:
            return
        terms, mask = [term for term, *_ in weights], self._rows_allowed(allowed)
        taken, depth, there = 0, k, True
        while there:
            depth += _MORE_WORDS
            rows = self._generation.lexical(terms, depth, mask, weights)
            yield [int(self._in_generation[row]) for row, _ in rows[taken:]]
            taken, there = len(rows), len(rows) == depth

    def _scored(self, db: sqlite3.Connection, places: Sequence[int], bm25: Bm25, weights: Weights) -> Scored:
        counted = self._count(db, places, [term for term, *_ in weights])
        return [(place, bm25.score(weights, passage)) for place, passage in counted]

    def frequency(self, field: str, term: str) -> int:
        """In how many passages a term stands in "title" or "text"."""
        found = self._tail.frequency(field, term)
        if self._generation is not None:
            found += self._generation.frequency(field, term)
            found -= self._generation.frequency(field, term, self._gone) if self._gone else 0
        return found

    def document_frequency(self, words: Sequence[str]) -> dict[str, int]:
        """In how many passages each word stands, in any of its forms; of several words, the rarest."""
        return {word: min((self.frequency("text", t) for t in analyse(word)), default=0) for word in words}

    def _rows_allowed(self, allowed: NDArray[np.bool_] | None) -> NDArray[np.bool_] | None:
        """The rows of the generation that may be found; None for all of them."""
        if allowed is None and not self._gone:
            return None
        live = self._in_generation >= 0
        return live if allowed is None else live & allowed[self._in_generation]

    def _count(
        self, db: sqlite3.Connection, places: Sequence[int], terms: Sequence[str]
    ) -> Iterator[tuple[int, Counted]]:
        """How often the terms stand in the passages at these places, in no order."""
        place_of = {}
        for place in places:
            row = int(self._stored[place])
            if row < 0:
                yield place, self._tail.counted[-1 - row]
            else:
                place_of[self.id(place)] = place
        for entry in ledger.searched(db, list(place_of)):
            title, text = occurrences(entry.title, terms), occurrences(entry.text, terms)
            yield place_of[entry.passage_id], Counted(title, text, entry.tokens)


def _live_rows(
    opened: Generation | None, cards: Sequence[Card]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The rows whose article is still as it was, and the numbers of their articles."""
    if opened is None:
        none = np.zeros(0, dtype=np.int64)
        return none, none
    kept = [card.number for card in cards if card.sequence <= opened.sequence]
    rows = np.flatnonzero(np.isin(opened.articles, kept))
    return rows, opened.articles[rows]


def _numbers(cards: Sequence[Card]) -> NDArray[np.int64]:
    return np.array([card.number for card in cards], dtype=np.int64)


def _best(found: Scored, k: int) -> Scored:
    return sorted(found, key=lambda hit: (-hit[1], hit[0]))[: max(k, 0)]

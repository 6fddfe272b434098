"""What a search sees: the state of the journal, passage by passage, through a generation and its tail.

The generation may be older than the journal. What came since is the tail, searched as it is; what is gone
is left out. Scores depend on the state alone, so they are the same when a new generation takes the tail in.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index import generation, ledger, records
from index.bm25 import Bm25, Counted, Weights
from index.errors import ServerAway, UsageError
from index.generation import Generation
from index.journal import sequence
from index.lexical import analyse, terms_of
from index.occurrences import occurrences
from index.server import Server
from index.tail import Known, Tail
from index.vectors import Scored

_MORE = 25
"""Rows more than wanted that are asked of a generation: its own order is nearly the right one."""
_MORE_WORDS = 50
"""The same for words, where lengths are rounded; so many more as long as they hold one of the best."""
_NAMED = 8  # outlets named in a message


@dataclass(frozen=True, slots=True)
class Window:
    """Publication days that a search may read: from ``since``, and nothing after ``until``."""

    since: date | None = None
    until: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether any day will do, and none too."""
        return self.since is None and self.until is None


@dataclass(frozen=True, slots=True)
class Card:
    """What a search asks of an article before it is loaded; ``days`` are ordinals, (0, 0) for no date.

    ``number`` is its place in the archive, ``sequence`` the change that last wrote it.
    """

    number: int
    sequence: int
    id: str
    group: str
    outlet: str
    days: tuple[int, int]


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
        self.cards = list(_cards(db))
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


class Views:
    """The view of the newest state, shared by searches and renewed when the archive has moved on.

    A generation that another has followed is closed when the last search in it is over.
    """

    def __init__(self, root: Path, model_sha256: str, *, exact: bool, server: Server | None = None) -> None:
        self._server = server
        self._root = root
        self._model_sha256 = model_sha256
        self._exact = exact
        self._lock = threading.Lock()
        self._opened: Generation | None = None
        self._name: str | None = None
        self._view: View | None = None
        self._known: Known = {}
        self._readers: dict[int, int] = {}

    @contextmanager
    def at(self, db: sqlite3.Connection) -> Iterator[View]:
        """The view of the state that ``db`` sees.

        ``db`` must not have been read from in its transaction: the state that it sees is taken after
        the generation is named, and so is never older than it.
        """
        with self._lock:
            view, opened = self._current(db), self._opened
            key = id(opened)
            self._readers[key] = self._readers.get(key, 0) + 1
        try:
            yield view
        finally:
            with self._lock:
                self._readers[key] -= 1
                if opened is not None and opened is not self._opened:
                    self._close_unread(opened)

    @property
    def away(self) -> ServerAway | None:
        """Why searches do not go through the vector server, where they should."""
        opened = self._opened
        return opened.away if opened else None

    def close(self) -> None:
        """Close the generation once nobody searches in it."""
        with self._lock:
            opened, self._opened, self._name, self._view = self._opened, None, None, None
            if opened is not None:
                self._close_unread(opened)

    def _current(self, db: sqlite3.Connection) -> View:
        name = generation.current(self._root)
        if name != self._name:
            opened = (
                generation.open_generation(self._root, exact=self._exact, server=self._server)
                if name
                else None
            )
            before, self._opened = self._opened, opened
            self._name, self._view, self._known = name, None, {}
            if before is not None:
                self._close_unread(before)
        if self._view is None or self._view.sequence != sequence(db):
            self._view = View(self._opened, db, self._model_sha256, self._known)
        return self._view

    def _close_unread(self, opened: Generation) -> None:
        if not self._readers.get(id(opened)):
            self._readers.pop(id(opened), None)
            opened.close()


def resolve_outlet(wanted: str, cards: Sequence[Card]) -> str:
    """The outlet that ``wanted`` names, case folded: exactly, or as the only one that contains it."""
    known = {card.outlet.casefold(): card.outlet for card in cards if card.outlet}
    folded = wanted.strip().casefold()
    partial = sorted(outlet for outlet in known if folded and folded in outlet)
    if folded in known:
        return folded
    if len(partial) == 1:
        return partial[0]
    if partial:
        raise UsageError(
            f"{wanted!r} may be any of {_list([known[outlet] for outlet in partial])}.",
            "Write the outlet's name in full.",
        )
    there = f"it has {_list(sorted(known.values()))}" if known else "its articles name none"
    raise UsageError(f"The archive has no outlet {wanted!r}; {there}.", "`dateline info` counts the outlets.")


def _list(outlets: Sequence[str]) -> str:
    more = f" and {len(outlets) - _NAMED} more" if len(outlets) > _NAMED else ""
    return ", ".join(outlets[:_NAMED]) + more


def _cards(db: sqlite3.Connection) -> Iterator[Card]:
    for number, written, id_, group, outlet, start, end in db.execute(
        """SELECT number, sequence, id, copy_group, outlet, published_start, published_end
        FROM articles ORDER BY number"""
    ):
        yield Card(number, written, id_, group, outlet, (_ordinal(start), _ordinal(end)))


def _ordinal(day: str | None) -> int:
    return date.fromisoformat(day).toordinal() if day else 0

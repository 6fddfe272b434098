"""What a search sees: one generation, row by row beside what the journal says of each passage.

The generation may be older than the journal (an interrupted sync, a removed article): a row whose
passage is gone is left out, so nothing that was removed is ever found.
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

from index import generation
from index.errors import UsageError
from index.generation import Generation
from index.journal import sequence

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
    """What a search asks of an article before it is loaded; ``days`` are ordinals, (0, 0) for no date."""

    id: str
    group: str
    outlet: str
    days: tuple[int, int]


class View:
    """Rows of one generation; read-only once made."""

    def __init__(self, opened: Generation, db: sqlite3.Connection) -> None:
        self.generation = opened
        self.sequence = sequence(db)
        self.cards, place = _cards(db)
        articles = dict(db.execute("SELECT id, article FROM passages"))
        self.rows = np.array([place.get(articles.get(id_, -1), -1) for id_ in opened.ids], dtype=np.int64)
        """The place of its article in ``cards`` for each row, -1 for a passage that is gone."""
        self._days = np.array([card.days for card in self.cards] or [(0, 0)], dtype=np.int64)

    def card(self, row: int) -> Card:
        """Of the article that a row belongs to."""
        return self.cards[int(self.rows[row])]

    def allowed(self, window: Window, outlets: Sequence[str]) -> NDArray[np.bool_] | None:
        """The rows that may be found, as a mask; None for all of them."""
        live = self.rows >= 0
        if window.is_open and not outlets:
            return None if live.all() else live
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
        mask: NDArray[np.bool_] = live & fine[self.rows]
        return mask


class Views:
    """The view of the newest state, shared by searches and renewed when the archive has moved on.

    A generation that another has followed is closed when the last search in it is over.
    """

    def __init__(self, root: Path, *, exact: bool) -> None:
        self._root = root
        self._exact = exact
        self._lock = threading.Lock()
        self._opened: Generation | None = None
        self._name: str | None = None
        self._view: View | None = None
        self._readers: dict[int, int] = {}

    @contextmanager
    def at(self, db: sqlite3.Connection) -> Iterator[View | None]:
        """The view of the state that ``db`` sees; None where no generation was ever published."""
        with self._lock:
            view = self._current(db)
            if view is not None:
                key = id(view.generation)
                self._readers[key] = self._readers.get(key, 0) + 1
        try:
            yield view
        finally:
            if view is not None:
                with self._lock:
                    self._readers[key] -= 1
                    if view.generation is not self._opened:
                        self._close_unread(view.generation)

    def close(self) -> None:
        """Close the generation once nobody searches in it."""
        with self._lock:
            opened, self._opened, self._name, self._view = self._opened, None, None, None
            if opened is not None:
                self._close_unread(opened)

    def _current(self, db: sqlite3.Connection) -> View | None:
        name = generation.current(self._root)
        if name is None:
            return None
        if name != self._name or self._opened is None:
            before, self._opened = self._opened, generation.open_generation(self._root, exact=self._exact)
            self._name, self._view = name, None
            if before is not None:
                self._close_unread(before)
        if self._view is None or self._view.sequence != sequence(db):
            self._view = View(self._opened, db)
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


def _cards(db: sqlite3.Connection) -> tuple[list[Card], dict[int, int]]:
    """The cards of all articles, and the place of each article's number among them."""
    cards: list[Card] = []
    place: dict[int, int] = {}
    for number, id_, group, outlet, start, end in db.execute(
        "SELECT number, id, copy_group, outlet, published_start, published_end FROM articles ORDER BY number"
    ):
        place[number] = len(cards)
        cards.append(Card(id_, group, outlet, (_ordinal(start), _ordinal(end))))
    return cards, place


def _ordinal(day: str | None) -> int:
    return date.fromisoformat(day).toordinal() if day else 0

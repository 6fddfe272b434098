"""What a search knows of the articles before it loads one, and the filters that ask for it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from index.errors import UsageError

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


def cards_of(db: sqlite3.Connection) -> Iterator[Card]:
    """A card of each article, in the order added."""
    for number, written, id_, group, outlet, start, end in db.execute(
        """SELECT number, sequence, id, copy_group, outlet, published_start, published_end
        FROM articles ORDER BY number"""
    ):
        yield Card(number, written, id_, group, outlet, (_ordinal(start), _ordinal(end)))


def _ordinal(day: str | None) -> int:
    return date.fromisoformat(day).toordinal() if day else 0

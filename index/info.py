"""What an archive holds, counted."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date
from typing import Any

from index.journal import schema_version, sequence
from index.ledger import MODEL_NAME, setting
from index.records import count_articles, count_passages


@dataclass(frozen=True, slots=True)
class ArchiveInfo:
    """What an archive holds; the dates are those of the earliest and latest publication."""

    path: str
    articles: int
    passages: int
    from_date: date | None
    to_date: date | None
    outlets: dict[str, int]
    undated: int
    model: str
    schema: int
    sequence: int
    newest: date | None = None  # the last day of publication that today has reached

    @classmethod
    def count(cls, db: sqlite3.Connection, path: str, model: str) -> ArchiveInfo:
        """Counted in the journal; ``model`` stands in where nothing was embedded yet."""
        first, last = _published_range(db)
        return cls(
            path=path,
            articles=count_articles(db),
            passages=count_passages(db),
            from_date=first,
            to_date=last,
            outlets=_outlets(db),
            undated=count_undated(db),
            model=setting(db, MODEL_NAME) or model,
            schema=schema_version(db),
            sequence=sequence(db),
            newest=_newest(db, last),
        )

    def to_dict(self) -> dict[str, Any]:
        """The same for JSON, dates as ISO strings."""
        return {
            "path": self.path,
            "articles": self.articles,
            "passages": self.passages,
            "from": self.from_date.isoformat() if self.from_date else None,
            "to": self.to_date.isoformat() if self.to_date else None,
            "outlets": self.outlets,
            "undated": self.undated,
            "model": self.model,
            "schema": self.schema,
            "sequence": self.sequence,
        }


def count_undated(db: sqlite3.Connection) -> int:
    """How many articles have no publication date."""
    return int(db.execute("SELECT count(*) FROM articles WHERE published_text IS NULL").fetchone()[0])


def _published_range(db: sqlite3.Connection) -> tuple[date | None, date | None]:
    """The first and the last day on which something was, or may have been, published."""
    first, last = db.execute("SELECT min(published_start), max(published_end) FROM articles").fetchone()
    return (date.fromisoformat(first), date.fromisoformat(last)) if first else (None, None)


def _newest(db: sqlite3.Connection, last: date | None) -> date | None:
    """The last day of publication, those left out that a mistaken date puts into the future."""
    today = date.today()
    if last is None or last <= today:
        return last
    found = db.execute(
        "SELECT max(published_end) FROM articles WHERE published_end <= ?", (today.isoformat(),)
    )
    day = found.fetchone()[0]
    return date.fromisoformat(day) if day else None


def _outlets(db: sqlite3.Connection) -> dict[str, int]:
    """Articles by outlet, most first; "" for those that name none."""
    return dict(
        db.execute("SELECT outlet, count(*) AS n FROM articles GROUP BY outlet ORDER BY n DESC, outlet")
    )

"""What one sync did."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class SyncReport:
    """Articles by what became of them, (path, code, message) of what could not be read, and the
    totals of the archive after the run."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    failed: list[tuple[str, str, str]] = field(default_factory=list)
    articles: int = 0
    passages: int = 0
    seconds: float = 0.0

    def to_dict(self) -> dict[str, Any]:
        """The same for JSON."""
        names = ("path", "code", "message")
        return {
            "added": self.added,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "removed": self.removed,
            "failed": [dict(zip(names, failure, strict=True)) for failure in self.failed],
            "articles": self.articles,
            "passages": self.passages,
            "seconds": round(self.seconds, 3),
        }

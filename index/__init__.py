"""Articles in, passages found: ``from index import Archive`` is the front door."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from index.archive import Archive

__all__ = ["Archive"]


def __getattr__(name: str) -> Any:
    # Loaded on first use, so that `index.dates` and the command line's help stay light.
    if name == "Archive":
        from index.archive import Archive

        return Archive
    raise AttributeError(f"module 'index' has no attribute {name!r}")

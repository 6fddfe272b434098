"""A turn of a conversation as a question that stands alone, by rules and from the turns before it."""

from __future__ import annotations

from rag.turns.antecedents import Unclear
from rag.turns.standalone import Understood, standalone

__all__ = ["Unclear", "Understood", "standalone"]

"""Dateline answers questions from a news archive, every claim with its quote."""

from rag.answer import Answer, Citation, Claim, Conflict, Delta, Event, Refusal
from rag.pipeline import aask, ask, ask_stream

__all__ = [
    "Answer",
    "Citation",
    "Claim",
    "Conflict",
    "Delta",
    "Event",
    "Refusal",
    "aask",
    "ask",
    "ask_stream",
]

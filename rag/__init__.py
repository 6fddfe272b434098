"""Dateline answers questions from a news archive, every claim with its quote."""

from rag.answer import Answer, Citation, Claim, Conflict, Delta, Event, Refusal, Step
from rag.pipeline import aask, ask, ask_stream

__all__ = [
    "Answer",
    "Citation",
    "Claim",
    "Conflict",
    "Delta",
    "Event",
    "Refusal",
    "Step",
    "aask",
    "ask",
    "ask_stream",
]

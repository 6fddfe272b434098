"""Framing sentences beside an answer: a closed list, no facts of their own."""

from __future__ import annotations

from collections.abc import Sequence

from index import Archive
from rag.compose import Draft
from rag.question import Question
from rag.retrieve import Scope

YEAR_NOT_STATED = "The year is not stated in these articles."
DAY_NOT_KNOWN = (
    "A relative date could not be resolved, because its article carries no publication date; "
    "its words are kept."
)
ONLY_ANNOUNCED = "No article in the archive reports that it took place."
SOME_ONLY_ANNOUNCED = (
    "Where only an announcement is cited, no article in the archive reports that it took place."
)


def notes_for(question: Question, drafts: Sequence[Draft], dropped: int = 0) -> tuple[str, ...]:
    """The notes that an answer needs: dates left open, plans without a report, claims that fell."""
    notes = []
    unplaced = [d.when for d in drafts if d.when and d.when.span is None]
    if any(w.value.startswith("XXXX-") and w.value[5:7].isdigit() for w in unplaced):
        notes.append(YEAR_NOT_STATED)
    if any(not w.value[5:7].isdigit() for w in unplaced):
        notes.append(DAY_NOT_KNOWN)
    planned = [d for d in drafts if d.status == "planned"]
    if planned and not question.ahead:
        told = [d for d in drafts if d.status != "unknown"]
        notes.append(ONLY_ANNOUNCED if planned == told else SOME_ONLY_ANNOUNCED)
    if dropped:
        notes.append(f"Statements dropped, because their quotes do not carry them: {dropped}.")
    return tuple(notes)


def left_out(archive: Archive, scope: Scope) -> tuple[str, ...]:
    """How many undated articles a date filter left out, in words."""
    count = archive.undated() if scope.dated else 0
    if not count:
        return ()
    return (
        f"{'1 article' if count == 1 else f'{count:,} articles'} without a publication date "
        f"{'was' if count == 1 else 'were'} left out.",
    )

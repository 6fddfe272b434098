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


def notes_for(archive: Archive, scope: Scope, question: Question, drafts: Sequence[Draft]) -> tuple[str, ...]:
    """The notes that an answer needs: dates left open, plans without a report, articles left out."""
    notes = []
    unplaced = [d.when for d in drafts if d.when and d.when.span is None]
    if any(w.value.startswith("XXXX-") and w.value[5:7].isdigit() for w in unplaced):
        notes.append(YEAR_NOT_STATED)
    if any(not w.value[5:7].isdigit() for w in unplaced):
        notes.append(DAY_NOT_KNOWN)
    dated = [d for d in drafts if d.when]
    planned = [d for d in dated if d.status == "planned"]
    if planned and not question.ahead:
        notes.append(ONLY_ANNOUNCED if planned == dated else SOME_ONLY_ANNOUNCED)
    if scope.dated and (left := archive.undated()):
        notes.append(left_out(left))
    return tuple(notes)


def left_out(count: int) -> str:
    """How many undated articles a date filter left out, in words."""
    articles = "1 article" if count == 1 else f"{count:,} articles"
    return f"{articles} without a publication date {'was' if count == 1 else 'were'} left out."

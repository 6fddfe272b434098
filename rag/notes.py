"""Framing sentences beside an answer: a closed list, no facts of their own."""

from __future__ import annotations

from collections.abc import Sequence

from index import Archive
from rag.compose import Draft
from rag.retrieve import Scope

YEAR_NOT_STATED = "The year is not stated in these articles."
DAY_NOT_KNOWN = "A relative date could not be resolved, because its article carries no publication date; its words are kept."
ONLY_ANNOUNCED = "No article in the archive reports that it took place."
NEXT_STEP = "Add an article that reports it, or ask without the date filter."


def notes_for(archive: Archive, scope: Scope, drafts: Sequence[Draft]) -> tuple[str, ...]:
    notes = []
    unplaced = [d.when for d in drafts if d.when and d.when.span is None]
    if any(w.value.startswith("XXXX-") and w.value[5:7].isdigit() for w in unplaced):
        notes.append(YEAR_NOT_STATED)
    if any(not w.value[5:7].isdigit() for w in unplaced):
        notes.append(DAY_NOT_KNOWN)
    if any(d.status == "planned" for d in drafts if d.when):
        several = sum(d.when is not None for d in drafts) > 1
        notes.append(
            f"Where only an announcement is cited: {ONLY_ANNOUNCED[0].lower()}{ONLY_ANNOUNCED[1:]}"
            if several
            else ONLY_ANNOUNCED
        )
    if scope.dated and (left := archive.undated()):
        notes.append(left_out(left))
    return tuple(notes)


def left_out(count: int) -> str:
    articles = "1 article" if count == 1 else f"{count:,} articles"
    return f"{articles} without a publication date {'was' if count == 1 else 'were'} left out."

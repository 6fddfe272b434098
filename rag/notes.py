"""Framing sentences beside an answer: a closed list, no facts of their own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from index import Archive
from index.dates import DateSpan
from index.timex import describe
from rag import happening
from rag.compose import Draft
from rag.inferred import COPY, WEEKDAY
from rag.question import Question, asks_times
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

COUNTED_FROM = "An event that the question counts from was dated by the archive itself; it is cited too."
NOT_DATED = "The archive gives no date for an event that the question counts from; it sets no limit here."
NOT_READ = "A date in the question was not understood; it sets no limit."
DISPUTED = "The articles give different days for this."
CORRECTED = "A correction of an earlier report is preferred."
YEAR_BY_WEEKDAY = f"A year is inferred and not stated: {WEEKDAY}."
YEAR_BY_COPY = f"A year is inferred and not stated: {COPY}."
NOT_SERVED = "The vector server could not be used; every passage was compared instead."
PICKED = "Of those that the articles tell with a date; there may be others."


def not_answered(part: str) -> str:
    """One of several questions in one has no answer."""
    return f"The archive does not answer “{part}”."


def as_asked(day: date) -> str:
    """What "as of" in a question's words did."""
    return f"As the question asks, nothing published after {describe(DateSpan.day(day))} was read."


def counted_from_newest(day: date) -> str:
    """What "last week" was counted from where nobody has said which day is today."""
    last = describe(DateSpan.day(day))
    return f"Relative dates in the question count from {last}, the last day that the archive covers."


def notes_for(question: Question, drafts: Sequence[Draft], dropped: int = 0) -> tuple[str, ...]:
    """The notes that an answer needs: dates left open, plans without a report, claims that fell."""
    notes = []
    unplaced = [d.when for d in drafts if d.when and d.when.span is None]
    if any(w.value.startswith("XXXX-") and w.value[5:7].isdigit() for w in unplaced):
        notes.append(YEAR_NOT_STATED)
    if any(not w.value[5:7].isdigit() for w in unplaced):
        notes.append(DAY_NOT_KNOWN)
    planned = [d for d in drafts if d.status == "planned"]
    asked = question.of_events or question.listing or question.kind == "yes_no"
    if planned and asked and not question.ahead:
        told = [d for d in drafts if d.status != "unknown"]
        notes.append(ONLY_ANNOUNCED if planned == told else SOME_ONLY_ANNOUNCED)
    if any(d.disputed for d in drafts):
        notes.append(DISPUTED)
    if any(happening.CORRECTED in d.because for d in drafts):
        notes.append(CORRECTED)
    inferred = {d.inferred for d in drafts}
    notes += [note for why, note in ((WEEKDAY, YEAR_BY_WEEKDAY), (COPY, YEAR_BY_COPY)) if why in inferred]
    if drafts and (question.pick or asks_times(question)) and any(d.when for d in drafts):
        notes.append(PICKED)
    if dropped:
        notes.append(f"Statements dropped, because their quotes do not carry them: {dropped}.")
    return tuple(notes)


def more_claims(count: int) -> str:
    """What an answer leaves out for its length."""
    return f"{count:,} more {'is' if count == 1 else 'are'} left out for length."


def searched(archive: Archive) -> tuple[str, ...]:
    """How the archive was searched, where that is not as was asked for."""
    return (NOT_SERVED,) if archive.away else ()


def left_out(archive: Archive, scope: Scope) -> tuple[str, ...]:
    """How many undated articles a date filter left out, in words."""
    count = archive.undated() if scope.dated else 0
    if not count:
        return ()
    return (
        f"{'1 article' if count == 1 else f'{count:,} articles'} without a publication date "
        f"{'was' if count == 1 else 'were'} left out.",
    )

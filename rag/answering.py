"""One question to one open archive: understand, retrieve, weigh, compose, verify, cite."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from threading import Event

from index import Archive
from rag import refuse
from rag.answer import Answer, Care, Refusal
from rag.asking import Asking, take
from rag.cite import Citations
from rag.compose import Draft, from_events
from rag.conflicts import conflicts_of
from rag.drafts import drafts_for
from rag.evidence import Evidence, weigh
from rag.jointly import joined
from rag.lookup import find
from rag.moment import as_of_asked
from rag.notes import left_out, more_claims, notes_for, searched
from rag.ondays import asks_of_days, events_of_days, of_days
from rag.order import compared, in_order, undated
from rag.outlets import outlets_named
from rag.parts import Part, parts
from rag.retrieve import Found, Scope
from rag.stop import go_on
from rag.trace import steps_of
from rag.turns import standalone
from rag.turns.library import ArchiveLibrary
from rag.turns.past import History
from rag.verify import verify

MOST_CLAIMS = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as somebody asks it: its text in one line, the turns before it, what may be read.

    ``care`` is how sure an answer must be; ``listing`` asks for every event of a topic; once ``stop`` is
    set, the answer is given up at its next step (`rag.stop.Stopped`).
    """

    text: str
    scope: Scope
    history: History | None = None
    care: Care = "usual"
    listing: bool = False
    stop: Event | None = None


def answered(store: Archive, asked: Asked) -> tuple[Answer, Asking | None]:
    """Understand, retrieve, weigh, compose, verify, cite; at each step there may be nothing left.

    Beside the answer, how its question was taken; None where that was not one.
    """
    taken: Asking | None = None
    understood = standalone(asked.text, asked.history, ArchiveLibrary(store, asked.scope))
    if understood.unclear:
        answer = refused(asked.text, understood.text, refuse.ambiguous(understood.unclear))
    else:
        each = _asked_in(store, asked, understood.text)
        if len(each) > 1:
            told = [(part.asked, _part(store, asked, part)) for part in each]
            answer = joined(asked.text, understood.text, told)
        else:
            taken = _taken(store, asked, understood.text)
            answer = _answered(store, asked, understood.text, taken)
    return replace(answer, notes=(*answer.notes, *searched(store))), taken


def _asked_in(store: Archive, asked: Asked, whole: str) -> tuple[Part, ...]:
    """The questions in a question; only itself where its words narrow what may be read, for all of them."""
    each = parts(whole)
    if len(each) == 1:
        return each
    by_outlet, _ = outlets_named(store, whole, asked.scope)
    _, by_day = as_of_asked(whole, asked.scope)
    return each if by_outlet == by_day == asked.scope else (Part(whole),)


def _part(store: Archive, asked: Asked, part: Part) -> Answer:
    """What answers a part; with what it borrowed first, where it may be about something else."""
    answer = _answered(store, asked, part.searched, _taken(store, asked, part.searched))
    if answer.refusal and part.alone:
        by_itself = _answered(store, asked, part.asked, _taken(store, asked, part.asked))
        return answer if by_itself.refusal else by_itself
    return answer


def _taken(store: Archive, asked: Asked, whole: str) -> Asking:
    go_on(asked.stop)
    return take(store, whole, asked.scope)


def _answered(store: Archive, asked: Asked, whole: str, asking: Asking) -> Answer:
    go_on(asked.stop)
    text = asked.text
    if asks_of_days(asking.question):
        events = events_of_days(asking.question, of_days(store, asking.question, asking.scope))
        if events or not asking.question.names:
            told = _cited(store, text, whole, asking, from_events(asking.question, events))
            none = refuse.outside_window(store, asking.question, [], asking.scope)
            return told if told.claims else _without(store, text, whole, asking, none)
    if asking.question.empty:
        return refused(text, whole, refuse.UNCLEAR)
    pair = compared(asking.question.text)
    if pair and (ordered := in_order(store, pair, asking.scope)):
        return _cited(store, text, whole, asking, ordered)
    if pair and pair.surely and (missing := undated(store, pair, asking.scope)):
        near = find(store, asking.question, asking.scope)[1]
        return _without(store, text, whole, asking, refuse.not_dated(missing, near))
    question, found = find(
        store, replace(asking.question, listing=asked.listing, care=asked.care), asking.scope
    )
    asking = replace(asking, question=question)
    go_on(asked.stop)
    if not found:
        return _without(store, text, whole, asking, refuse.nothing_found(store, asking.scope))
    evidence = weigh(store, question, found)
    go_on(asked.stop)
    answer = _cited(store, text, whole, asking, drafts_for(question, evidence))
    if not answer.claims:
        return _without(store, text, whole, asking, _refusal(store, asking, found, evidence))
    return answer


def _cited(store: Archive, text: str, whole: str, asking: Asking, drafts: list[Draft]) -> Answer:
    """The drafts that their quotes carry as an answer; one without claims where none is left."""
    kept, dropped = verify(drafts)
    kept, more = kept[:MOST_CLAIMS], max(0, len(kept) - MOST_CLAIMS)
    context = verify(asking.context)[0] if kept else []
    cited = Citations(store, asking.scope)
    claims = cited.claims([*kept, *context])
    return Answer(
        question=text,
        understood_as=whole,
        text="\n".join(claim.text for claim in claims),
        claims=claims,
        citations=cited.all,
        timeline=cited.timeline(kept),
        conflicts=cited.conflicts(conflicts_of(asking.question, kept)),
        notes=(
            *asking.notes,
            *notes_for(asking.question, kept, len(dropped)),
            *((more_claims(more),) if more else ()),
            *left_out(store, asking.scope),
        ),
        trace=(*asking.trace, *steps_of(kept, dropped)),
    )


def _refusal(store: Archive, asking: Asking, found: Sequence[Found], evidence: Sequence[Evidence]) -> Refusal:
    """Nothing answers; where something would at other times, the refusal says so."""
    question = asking.question
    if question.window or question.yearless or question.subject:
        free = replace(question, window=None, yearless="", subject=())
        if refuse.beyond_coverage(store, question, asking.scope) or drafts_for(free, evidence):
            return refuse.outside_window(store, question, found, asking.scope)
    return refuse.not_in_archive(question, found)


def _without(store: Archive, text: str, whole: str, asking: Asking, refusal: Refusal) -> Answer:
    said = (*asking.notes, *left_out(store, asking.scope))
    return replace(refused(text, whole, refusal, said), trace=asking.trace)


def refused(text: str, whole: str, refusal: Refusal, notes: tuple[str, ...] = ()) -> Answer:
    """A refusal as an answer without claims; ``text`` is what was asked, ``whole`` how it was understood."""
    return Answer(question=text, understood_as=whole, text=refusal.message, notes=notes, refusal=refusal)

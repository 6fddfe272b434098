"""``ask``: a question in, a cited answer out."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from index import Archive
from index.errors import Missing, QuestionTooLong, UsageError
from rag import refuse
from rag.answer import Answer, Delta, Refusal
from rag.asking import Asking, take
from rag.cite import Citations
from rag.compose import Draft
from rag.conflicts import conflicts_of
from rag.drafts import drafts_for
from rag.evidence import Evidence, weigh
from rag.lookup import find
from rag.notes import left_out, more_claims, notes_for
from rag.order import compared, in_order, undated
from rag.retrieve import Found, Scope
from rag.trace import steps_of
from rag.turns import Understood
from rag.turns import standalone as stand_alone
from rag.turns.library import ArchiveLibrary
from rag.verify import verify

MOST_CHARACTERS = 2_000
MOST_CLAIMS = 50
History = Sequence[tuple[str, Answer | str]]


def ask(
    question: str,
    *,
    archive: Archive | str | Path | None = None,
    history: History | None = None,
    as_of: date | str | None = None,
    since: date | str | None = None,
    until: date | str | None = None,
    outlets: Sequence[str] | None = None,
    llm: object | None = None,
) -> Answer:
    """Answer a question from an archive: an ``Archive``, its folder, or None for the user's own.

    ``as_of``, ``since`` and ``until`` (dates or ISO strings) and ``outlets`` filter by publication;
    with ``as_of`` nothing published later is read. ``history`` holds earlier questions with their
    answers. What cannot be answered comes back as ``answer.refusal``. Raises ``QuestionTooLong``
    above 2,000 characters, ``UsageError`` for a filter that cannot be used, and ``ArchiveError``
    for an archive that is there but cannot be read.
    """
    return _ask(question, archive, history, as_of, since, until, outlets, llm)


def _ask(
    question: str,
    archive: Archive | str | Path | None = None,
    history: History | None = None,
    as_of: date | str | None = None,
    since: date | str | None = None,
    until: date | str | None = None,
    outlets: Sequence[str] | None = None,
    llm: object | None = None,
    *,
    listing: bool = False,
) -> Answer:
    started = time.perf_counter()
    _check(question, llm)
    scope = Scope.of(as_of=as_of, since=since, until=until, outlets=outlets)
    text = " ".join(question.split())
    try:
        with _opened(archive) as store:
            answer = _answer(
                store, text, stand_alone(text, history, ArchiveLibrary(store, scope)), scope, listing
            )
    except Missing as missing:
        answer = _refused(text, text, refuse.no_archive(missing.message, missing.remedy))
    took = (time.perf_counter() - started) * 1000
    return replace(answer, question=question, took_ms=round(took, 1))


def _answer(store: Archive, text: str, understood: Understood, scope: Scope, listing: bool) -> Answer:
    """Understand, retrieve, weigh, compose, verify, cite; at each step there may be nothing left."""
    standalone = understood.text
    if understood.unclear:
        return _refused(text, standalone, refuse.ambiguous(understood.unclear))
    asking = take(store, standalone, scope)
    if asking.question.empty:
        return _refused(text, standalone, refuse.UNCLEAR)
    pair = compared(asking.question.text)
    if pair and (ordered := in_order(store, pair, asking.scope)):
        return _cited(store, text, standalone, asking, ordered)
    if pair and pair.surely and (missing := undated(store, pair, asking.scope)):
        near = find(store, asking.question, asking.scope)[1]
        return _without(store, text, standalone, asking, refuse.not_dated(missing, near))
    question, found = find(store, replace(asking.question, listing=listing), asking.scope)
    asking = replace(asking, question=question)
    if not found:
        return _without(store, text, standalone, asking, refuse.nothing_found(store, asking.scope))
    evidence = weigh(store, question, found)
    answer = _cited(store, text, standalone, asking, drafts_for(question, evidence))
    if not answer.claims:
        return _without(store, text, standalone, asking, _refusal(store, asking, found, evidence))
    return answer


def _cited(store: Archive, text: str, standalone: str, asking: Asking, drafts: list[Draft]) -> Answer:
    """The drafts that their quotes carry as an answer; one without claims where none is left."""
    kept, dropped = verify(drafts)
    kept, more = kept[:MOST_CLAIMS], max(0, len(kept) - MOST_CLAIMS)
    context = verify(asking.context)[0] if kept else []
    cited = Citations(store, asking.scope)
    claims = cited.claims([*kept, *context])
    return Answer(
        question=text,
        understood_as=standalone,
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


def _without(store: Archive, text: str, standalone: str, asking: Asking, refusal: Refusal) -> Answer:
    said = (*asking.notes, *left_out(store, asking.scope))
    return replace(_refused(text, standalone, refusal, said), trace=asking.trace)


def _check(question: str, llm: object | None) -> None:
    if len(question) > MOST_CHARACTERS:
        raise QuestionTooLong(
            f"The question has {len(question):,} characters; at most {MOST_CHARACTERS:,} are read.",
            "Ask in a sentence or two.",
        )
    if llm is not None:
        raise UsageError(
            "This version answers from the articles' own words and takes no language model.", "Leave llm out."
        )


@contextmanager
def _opened(archive: Archive | str | Path | None) -> Iterator[Archive]:
    """The archive itself when it is open already; else opened for this question and closed again."""
    if archive is not None and not isinstance(archive, str | Path):
        yield archive
        return
    if archive is None:
        from index.settings import load

        archive = load().archive
    with Archive.open(Path(archive), exact=True) as store:
        yield store


def _refused(text: str, standalone: str, refusal: Refusal, notes: tuple[str, ...] = ()) -> Answer:
    return Answer(question=text, understood_as=standalone, text=refusal.message, notes=notes, refusal=refusal)


def timeline(topic: str, **options: object) -> Answer:
    """All dated events of a topic ("Putin visits Beijing"), oldest first; options as for ``ask``."""
    asked = topic if "when" in topic.lower().split() or not topic.strip() else f"When {topic}"
    return _ask(asked, listing=True, **options)  # type: ignore[arg-type]  # checked there


async def aask(question: str, **options: object) -> Answer:
    """``ask`` in a worker thread, for asynchronous callers; the same options."""
    return await asyncio.to_thread(ask, question, **options)  # type: ignore[arg-type]  # checked by ask


def ask_stream(question: str, **options: object) -> Iterator[Delta | Answer]:
    """``ask`` in pieces: a ``Delta`` for each verified claim, then the ``Answer`` they join to."""
    answer = ask(question, **options)  # type: ignore[arg-type]  # checked by ask
    pieces = [claim.text for claim in answer.claims] or [answer.text]
    for i, piece in enumerate(pieces):
        yield Delta(piece if i == 0 else f"\n{piece}")
    yield answer

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
from rag.cite import Citations
from rag.compose import Draft, conflict_over, from_events, from_evidence
from rag.evidence import weigh
from rag.notes import left_out, notes_for
from rag.question import Question, understand, with_history
from rag.retrieve import (
    Found,
    Scope,
    names_nothing,
    outlets_named,
    proper_words,
    retrieve,
    search,
    with_known_names,
)
from rag.timeline import events_for
from rag.verify import verify

MOST_CHARACTERS = 2_000
_READ = 5  # the best sentences that may answer; what is ranked lower has not been near enough
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
    started = time.perf_counter()
    _check(question, llm)
    scope = Scope.of(as_of=as_of, since=since, until=until, outlets=outlets)
    text = " ".join(question.split())
    try:
        with _opened(archive) as store:
            answer = _answer(store, text, with_history(text, history), scope)
    except Missing as missing:
        answer = _refused(text, text, refuse.no_archive(missing.message, missing.remedy))
    took = (time.perf_counter() - started) * 1000
    return replace(answer, question=question, took_ms=round(took, 1))


def _answer(store: Archive, text: str, standalone: str, scope: Scope) -> Answer:
    """Understand, retrieve, weigh, compose, verify, cite; at each step there may be nothing left."""
    scope, asked = outlets_named(store, standalone, scope)
    proper = proper_words(search(store, asked, scope)) if names_nothing(asked) else frozenset()
    question = understand(asked, today=scope.as_of, proper=proper)
    if question.empty:
        return _refused(text, standalone, refuse.UNCLEAR)
    found = retrieve(store, question, scope)
    if not found:
        return _refused(text, standalone, refuse.nothing_found(store, scope), left_out(store, scope))
    question = with_known_names(question, found)
    drafts, dropped = verify(_drafts(store, question, found))
    if not drafts:
        return _refused(text, standalone, refuse.not_in_archive(question, found), left_out(store, scope))
    cited = Citations(store)
    claims = cited.claims(drafts)
    return Answer(
        question=text,
        understood_as=standalone,
        text="\n".join(claim.text for claim in claims),
        claims=claims,
        citations=cited.all,
        timeline=cited.timeline(drafts),
        conflicts=cited.conflicts(question.counted, conflict_over(question, drafts)),
        notes=(*notes_for(question, drafts, dropped), *left_out(store, scope)),
    )


def _drafts(store: Archive, question: Question, found: Sequence[Found]) -> list[Draft]:
    evidence = weigh(store, question, found)
    if question.kind == "when":
        return from_events(question, events_for(question, evidence))
    enough = [item for item in evidence[:_READ] if refuse.answers(question, item)]
    return from_evidence(question, enough) if enough else []


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
    """``ask`` for the dated events of a topic ("Putin visits Beijing"), oldest first."""
    asked = topic if "when" in topic.lower().split() else f"When {topic}"
    return ask(asked, **options)  # type: ignore[arg-type]  # checked by ask


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

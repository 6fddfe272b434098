"""What one browser sees: its questions with their answers, held for that browser alone.

A conversation is a value: every step makes a new one, and the page is drawn from it. Whatever fails
becomes a part of it, with a remedy, so that nothing that was said is lost.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from threading import Event
from typing import Literal

from index import Archive
from index.errors import DatelineError, Missing
from rag import Answer, Citation, ask_stream
from rag.answer import Delta
from ui.problems import NOTHING_YET, UNFORESEEN, Problem, problem, without_address
from ui.shelf import Name, Shelf
from ui.words import searched

_log = logging.getLogger(__name__)

MOST_TURNS = 100
"""Kept on the page; older ones make room."""
READ_BACK = 10
"""Earlier turns that a follow-up may refer to."""
_AROUND = 400
_SECONDS_BETWEEN_UPDATES = 0.2


@dataclass(frozen=True, slots=True)
class Filters:
    """What may be read, by publication."""

    outlets: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    as_of: date | None = None

    def __bool__(self) -> bool:
        return self != Filters()


@dataclass(frozen=True, slots=True)
class Evidence:
    """A citation with the words around its quote; "…" where more precedes or follows in its paragraph."""

    citation: Citation
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and what came of it; ``partial`` is what has been shown while it is "asking".

    ``alone``: it is read as it was typed, whatever was asked before. ``halt`` is set when nobody waits for
    its answer any more.
    """

    number: int
    question: str
    filters: Filters
    archive: Name
    searched: str = ""
    state: Literal["asking", "answered", "failed", "stopped"] = "asking"
    partial: str = ""
    answer: Answer | None = None
    evidence: tuple[Evidence, ...] = ()
    problem: Problem | None = None
    alone: bool = False
    halt: Event = field(default_factory=Event, compare=False, repr=False)

    @property
    def rewritten(self) -> bool:
        """Whether the question was understood as another than was typed."""
        return self.answer is not None and self.answer.understood_as != " ".join(self.question.split())


@dataclass(frozen=True, slots=True)
class Conversation:
    """The turns of one browser, oldest first, and the archive that it reads."""

    archive: Name = "own"
    turns: tuple[Turn, ...] = ()

    @property
    def history(self) -> list[tuple[str, Answer]]:
        """The answered turns that a follow-up may refer to."""
        told = [(turn.question, turn.answer) for turn in self.turns if turn.answer]
        return told[-READ_BACK:]

    def begin(self, question: str, filters: Filters, *, alone: bool = False) -> Conversation:
        """With one more turn; one that was never finished counts as stopped."""
        number = self.turns[-1].number + 1 if self.turns else 1
        turn = Turn(number, question, filters, self.archive, alone=alone)
        return replace(self, turns=(*give_up(self).turns, turn)[-MOST_TURNS:])

    def latest(self, **changes: object) -> Conversation:
        """With the latest turn changed."""
        turn = replace(self.turns[-1], **changes)  # type: ignore[arg-type]  # names of its fields
        return replace(self, turns=(*self.turns[:-1], turn))

    def stopped(self) -> Conversation:
        """With whatever is still being asked marked as stopped."""
        turns = tuple(
            replace(turn, state="stopped") if turn.state == "asking" else turn for turn in self.turns
        )
        return replace(self, turns=turns)

    def without_latest(self) -> Conversation:
        """Without the latest turn, to ask it again."""
        return replace(self, turns=self.turns[:-1])


def give_up(conversation: Conversation) -> Conversation:
    """Stop what is still being asked: its answer is not looked for beyond the step it has come to."""
    for turn in conversation.turns:
        if turn.state == "asking":
            turn.halt.set()
    return conversation.stopped()


def reply(
    shelf: Shelf, conversation: Conversation, question: str, filters: Filters, *, alone: bool = False
) -> Iterator[Conversation]:
    """Ask; the conversation at every step, first with the question alone, last with what came of it.

    With ``alone`` the question is read as it was typed, without the turns before it. Nothing more comes
    once the conversation was given up.
    """
    begun = conversation.begin(question, filters, alone=alone)
    yield begun
    try:
        archive = shelf.archive(conversation.archive)
        begun = begun.latest(searched=searched(archive.info()))
        yield begun
        yield from _asked(archive, begun, [] if alone else conversation.history, shelf.llm)
    except DatelineError as error:
        there_before = any(turn.answer and turn.archive == begun.archive for turn in conversation.turns)
        none_yet = isinstance(error, Missing) and not there_before
        yield begun.latest(state="failed", problem=NOTHING_YET if none_yet else problem(error))
    except Exception:  # noqa: BLE001 - logged, and the page goes on
        _log.exception("A question could not be answered")
        yield begun.latest(state="failed", problem=UNFORESEEN)


def _asked(
    archive: Archive, begun: Conversation, history: list[tuple[str, Answer]], llm: str | None
) -> Iterator[Conversation]:
    turn = begun.turns[-1]
    filters = turn.filters
    shown_at, partial = time.monotonic(), ""
    for part in ask_stream(
        turn.question,
        archive=archive,
        history=history,
        as_of=filters.as_of,
        since=filters.since,
        until=filters.until,
        outlets=filters.outlets or None,
        llm=llm,
        stop=turn.halt,
    ):
        if isinstance(part, Delta):
            partial += part.text
            if time.monotonic() - shown_at >= _SECONDS_BETWEEN_UPDATES:
                shown_at = time.monotonic()
                yield begun.latest(partial=partial)
        elif part.refusal and part.refusal.reason == "no_archive":
            yield begun.latest(state="failed", problem=NOTHING_YET)
        else:
            evidence = tuple(_evidence(archive, citation) for citation in part.citations)
            notes = tuple(without_address(note, llm) for note in part.notes)
            answer = replace(part, notes=notes)
            yield begun.latest(state="answered", partial="", answer=answer, evidence=evidence)


def _evidence(archive: Archive, citation: Citation) -> Evidence:
    """The quote in its paragraph, which is cut at a word where it is long."""
    text = archive.article(citation.article_id).text
    first = text.rfind("\n\n", 0, citation.start) + 2
    first = 0 if first == 1 else first
    last = text.find("\n\n", citation.end)
    before, after = text[first : citation.start], text[citation.end : last if last >= 0 else None]
    if len(before) > _AROUND:
        before = "… " + before[-_AROUND:].partition(" ")[2]
    if len(after) > _AROUND:
        after = after[:_AROUND].rpartition(" ")[0] + " …"
    return Evidence(citation, before, after)

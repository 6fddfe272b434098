"""``ask``: a question in, a cited answer out."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Event
from typing import Any

from index import Archive
from index.errors import Missing, QuestionTooLong, UsageError
from rag import refuse
from rag.answer import Answer, Care, Delta, Step
from rag.answering import Asked, answered, refused
from rag.asking import take
from rag.generate.answer import generated, pieces
from rag.generate.model import Deadline, Model
from rag.likely import SETTINGS
from rag.retrieve import Scope
from rag.stop import Stopped, go_on
from rag.turns.past import History

MOST_CHARACTERS = 2_000
_NOT_ASKED = "a refusal needs no wording"

Where = Archive | str | Path | None


def ask(
    question: str,
    *,
    archive: Where = None,
    history: History | None = None,
    as_of: date | str | None = None,
    since: date | str | None = None,
    until: date | str | None = None,
    outlets: Sequence[str] | None = None,
    llm: object | None = None,
    care: Care = "usual",
    vectors: str | None = None,
) -> Answer:
    """Answer a question from an archive: an ``Archive``, its folder, or None for the user's own.

    ``as_of``, ``since`` and ``until`` (dates or ISO strings) and ``outlets`` filter by publication;
    with ``as_of`` nothing published later is read. ``history`` holds earlier questions with their
    answers. ``care`` is how sure an answer must be to be given: "strict" refuses more, "lenient" less.
    With ``llm`` ("ollama:qwen3", a LlamaIndex LLM) a language model words the answer, and every sentence
    is verified; where that fails, the articles' own words answer and a note says so. ``vectors`` is the
    Chroma server that keeps the vectors of an archive which is not open yet (`Archive.open`).

    What cannot be answered comes back as ``answer.refusal``; no model is asked then. Raises
    ``QuestionTooLong`` above 2,000 characters, ``UsageError`` for a filter or a model that cannot be used,
    ``ModelMissing`` where its package or key is not here, and ``ArchiveError`` for an archive that is there
    but cannot be read.
    """
    filters = {"as_of": as_of, "since": since, "until": until, "outlets": outlets}
    options = {"archive": archive, "history": history, "llm": llm, "care": care, "vectors": vectors}
    return _last(_parts(question, **filters, **options))  # type: ignore[arg-type]  # the same names


def ask_stream(question: str, *, stop: Event | None = None, **options: Any) -> Iterator[Delta | Answer]:
    """``ask`` in pieces: a ``Delta`` for each verified claim, then the ``Answer`` they join to.

    The options are those of ``ask``. With ``llm`` each sentence comes as soon as the model has said it
    and its sources carry it. Once ``stop`` is set, by whichever thread, the answer is given up at its next
    step, and the stream ends without one.
    """
    return _parts(question, stop=stop, **options)


async def aask(question: str, **options: Any) -> Answer:
    """``ask`` in a worker thread, for asynchronous callers; the same options."""
    return await asyncio.to_thread(ask, question, **options)


def timeline(topic: str, **options: Any) -> Answer:
    """All dated events of a topic ("Putin visits Beijing"), oldest first; options as for ``ask``."""
    asked = topic if "when" in topic.lower().split() or not topic.strip() else f"When {topic}"
    return _last(_parts(asked, listing=True, **options))


def _parts(
    question: str,
    *,
    archive: Where = None,
    llm: object | None = None,
    vectors: str | None = None,
    history: History | None = None,
    care: Care = "usual",
    listing: bool = False,
    stop: Event | None = None,
    **filters: Any,
) -> Iterator[Delta | Answer]:
    started = time.perf_counter()
    _check(question, care)
    asked = Asked(" ".join(question.split()), Scope.of(**filters), history, care, listing, stop)
    model = _model(llm, stop)
    try:
        with _opened(archive, vectors) as store:
            for part in _said(store, asked, model):
                go_on(stop)
                yield _timed(part, question, started)
    except Stopped:
        return
    except Missing as missing:
        answer = refused(asked.text, asked.text, refuse.no_archive(missing.message, missing.remedy))
        yield from pieces(answer)
        yield _timed(answer, question, started)


def _said(store: Archive, asked: Asked, model: tuple[Model, Deadline] | None) -> Iterator[Delta | Answer]:
    """The plain answer is made first: it refuses, it is a model's evidence, and it takes its place."""
    plain, taken = answered(store, asked)
    if model and not plain.refusal:
        asking = taken or take(store, plain.understood_as, asked.scope)
        yield from generated(store, asking, plain, *model)
        return
    if model:
        plain = replace(plain, trace=(*plain.trace, Step("not_asked", model[0].name, _NOT_ASKED)))
    yield from pieces(plain)
    yield plain


def _model(llm: object | None, stop: Event | None) -> tuple[Model, Deadline] | None:
    if llm is None:
        return None
    from index.settings import load
    from rag.generate.providers import model_of

    return model_of(llm), Deadline.within(load().llm_seconds, stop)


def _timed(part: Delta | Answer, question: str, started: float) -> Delta | Answer:
    if isinstance(part, Delta):
        return part
    return replace(part, question=question, took_ms=round((time.perf_counter() - started) * 1000, 1))


def _last(parts: Iterator[Delta | Answer]) -> Answer:
    *_, answer = parts
    assert isinstance(answer, Answer)  # noqa: S101 - the last part always is
    return answer


def _check(question: str, care: Care) -> None:
    if len(question) > MOST_CHARACTERS:
        raise QuestionTooLong(
            f"The question has {len(question):,} characters; at most {MOST_CHARACTERS:,} are read.",
            "Ask in a sentence or two.",
        )
    if care not in SETTINGS:
        raise UsageError(f"care is {care!r}.", f"It is one of: {', '.join(SETTINGS)}.")


@contextmanager
def _opened(archive: Where, vectors: str | None) -> Iterator[Archive]:
    """The archive itself when it is open already; else opened for this question and closed again."""
    if archive is not None and not isinstance(archive, str | Path):
        yield archive
        return
    if archive is None:
        from index.settings import load

        known = load(vectors=vectors)
        archive, vectors = known.archive, known.vectors
    with Archive.open(Path(archive), exact=True, vectors=vectors) as store:
        yield store

"""Answers for the stage: told in pieces when a test says so, or as crowded as an answer may be."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from index import Archive
from rag import Answer, Citation, Claim, Delta, ask_stream

_SECONDS = 30
_LONG_TITLE = (
    "{}, as delegations from forty countries arrive and ministers argue late into the night about who "
    "promised what to whom, and whether any of it was ever put in writing"
)


class Told:
    """Stands in for ``ask_stream``: first ``pieces``, each kept back until ``go_on``, then the answer."""

    def __init__(self, *pieces: str) -> None:
        self._pieces = pieces
        self._gate = threading.Semaphore(0)

    def go_on(self, pieces: int = 1) -> None:
        self._gate.release(pieces)

    def __call__(self, question: str, **options: Any) -> Iterator[Delta | Answer]:
        for piece in self._pieces:
            yield Delta(piece)
            self._gate.acquire(timeout=_SECONDS)
        yield from ask_stream(question, **options)


class Fixed:
    """Stands in for ``ask_stream``: one answer to every question."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def __call__(self, question: str, **_: object) -> Iterator[Delta | Answer]:
        yield replace(self._answer, question=question, understood_as=question)


def crowded(archive: Archive, citations: int = 20) -> Answer:
    """An answer of four claims with many citations, whose titles are long."""
    cited = tuple(
        Citation(
            n=n,
            article_id=article.id,
            title=_LONG_TITLE.format(article.title),
            outlet=article.outlet,
            published=article.published,
            url=article.url,
            path=article.path,
            start=article.sentences[0][0],
            end=article.sentences[0][1],
            quote=article.text[slice(*article.sentences[0])],
        )
        for n, article in enumerate(islice(archive.articles(), citations), start=1)
    )
    numbers = [citation.n for citation in cited]
    quarter = -(-len(numbers) // 4)
    statuses = ("happened", "planned", "cancelled", "unknown")
    claims = tuple(
        _claim(cited, numbers[i * quarter : (i + 1) * quarter], status) for i, status in enumerate(statuses)
    )
    return Answer(
        question="",
        understood_as="",
        text="\n".join(claim.text for claim in claims),
        claims=claims,
        citations=cited,
    )


def _claim(cited: Sequence[Citation], numbers: Sequence[int], status: str) -> Claim:
    first = cited[numbers[0] - 1]
    marks = "".join(f"[{n}]" for n in numbers)
    return Claim(f"{first.quote} {marks}", tuple(numbers), first.published, status)  # type: ignore[arg-type]

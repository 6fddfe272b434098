"""Small made-up answers, so that the scorers are tested without an archive."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest

from evals.golden import Question
from evals.metrics.score import Sample
from index.dates import DateSpan, TimeValue
from rag import Answer, Citation, Refusal
from rag.answer import Claim, Event, Nearest, Status

ARTICLE = "Officials met on Sunday. The bridge reopened on 4 May 2021. Traffic was light."
SENTENCE = "The bridge reopened on 4 May 2021."


@pytest.fixture
def cite() -> Callable[..., Citation]:
    """A right citation of the article, with any field changed."""

    def build(n: int = 1, **changes: Any) -> Citation:
        start = ARTICLE.index(SENTENCE)
        fields: dict[str, Any] = {
            "n": n,
            "article_id": "bridge",
            "title": "Bridge reopens",
            "outlet": "The Harbour Post",
            "published": None,
            "url": "",
            "path": "/news/bridge.md",
            "start": start,
            "end": start + len(SENTENCE),
            "quote": SENTENCE,
        }
        return Citation(**(fields | changes))

    return build


@pytest.fixture
def question() -> Callable[..., Question]:
    """A question that the article answers, with any field changed."""

    def build(**changes: Any) -> Question:
        fields: dict[str, Any] = {
            "id": "bridge-when",
            "kind": "when",
            "part": "dev",
            "question": "When did the bridge reopen?",
            "expect": () if changes.get("refuse") else (("4 May 2021", "2021-05-04"),),
        }
        return Question(**(fields | changes))

    return build


@pytest.fixture
def event() -> Callable[..., Event]:
    """An event at the TIMEX3 value, on the days from the first to the last, if they are known."""

    def build(value: str, *days: str, status: Status = "happened") -> Event:
        span = DateSpan(date.fromisoformat(days[0]), date.fromisoformat(days[-1])) if days else None
        return Event(TimeValue(value, value, span), status, "The bridge reopened.", (1,), 1)

    return build


@pytest.fixture
def sample(cite: Callable[..., Citation], question: Callable[..., Question]) -> Callable[..., Sample]:
    """A sample whose answer is the given text with the given citations, all cited by one claim."""

    def build(
        text: str = "It reopened on 4 May 2021. [1]",
        citations: Sequence[Citation] | None = None,
        claims: Sequence[Claim] | None = None,
        timeline: Sequence[Event] = (),
        notes: Sequence[str] = (),
        **asked: Any,
    ) -> Sample:
        listed = (cite(),) if citations is None else tuple(citations)
        made = (Claim(text, tuple(cited.n for cited in listed)),) if claims is None else tuple(claims)
        answer = Answer(
            "", "", text, claims=made, citations=listed, timeline=tuple(timeline), notes=tuple(notes)
        )
        return Sample(question(**asked), answer, {"bridge": ARTICLE})

    return build


@pytest.fixture
def refused(question: Callable[..., Question]) -> Callable[..., Sample]:
    """A sample that was refused, with the paths of the nearest articles."""

    def build(*nearest: str, **asked: Any) -> Sample:
        near = tuple(Nearest("", "", "", None, path) for path in nearest)
        refusal = Refusal("not_in_archive", "The archive does not say.", near)
        return Sample(question(**asked), Answer("", "", refusal.message, refusal=refusal), {})

    return build

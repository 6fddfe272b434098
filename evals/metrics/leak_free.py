"""As-of leaks: of the questions asked of some days of publication, how many show nothing from outside."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evals.golden import Question
from evals.metrics.score import NOT_ASKED, PASSED, Sample, Score, failed
from index.dates import TimeValue
from rag.answer import Answer

_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")


def score(sample: Sample) -> Score:
    """No citation, and no article named in a refusal, was published outside the question's days.

    What has no known day of publication may be of any day, so it is a leak as well.
    """
    question = sample.question
    if not (question.as_of or question.until or question.since):
        return NOT_ASKED
    leaks = [
        f"{name} was published {when.value if when else 'on no known day'}"
        for name, when in _published(sample.answer)
        if not _within(question, when)
    ]
    leaks += [f"its message names {day}" for day in _named_later(question, sample.answer)]
    return failed("; ".join(leaks)) if leaks else PASSED


def _named_later(question: Question, answer: Answer) -> list[str]:
    """The days behind "today" that a refusal's message gives ("covers … to 2025-09-03")."""
    last = question.as_of
    said = answer.refusal.message if answer.refusal and last else ""
    return [day for day in _DAY.findall(said) if last and day > last.isoformat()]


def _published(answer: Answer) -> Iterator[tuple[str, TimeValue | None]]:
    for cited in answer.citations:
        yield f"[{cited.n}] {cited.path.rsplit('/', 1)[-1]}", cited.published
    for near in answer.refusal.nearest if answer.refusal else ():
        yield near.path.rsplit("/", 1)[-1], near.published


def _within(question: Question, when: TimeValue | None) -> bool:
    if when is None or when.span is None:
        return False
    last = min((day for day in (question.as_of, question.until) if day), default=when.span.end)
    return when.span.end <= last and when.span.start >= (question.since or when.span.start)

"""Where articles contradict each other: different figures, different days."""

from __future__ import annotations

from collections.abc import Sequence

from index.timex import describe
from rag.answers import counted
from rag.compose import Draft
from rag.question import Question

Contradiction = tuple[str, tuple[tuple[str, Draft], ...]]
"""What is contradicted, and the values given for it, each with the draft that gives it."""


def conflicts_of(question: Question, drafts: Sequence[Draft]) -> list[Contradiction]:
    """Different figures for what is counted, and different days for one and the same event."""
    figures = conflict_over(question, drafts)
    found: list[Contradiction] = [(question.counted, figures)] if figures else []
    for number in sorted({d.disputed for d in drafts if d.disputed}):
        days = tuple(
            (describe(d.when.span), d) for d in drafts if d.disputed == number and d.when and d.when.span
        )
        if len({value for value, _ in days}) > 1:
            found.append(("day", days))
    return found


def gives(question: Question, draft: Draft, value: str) -> bool:
    """Whether a draft tells one of the values of a contradiction: its figure, or its day."""
    day = describe(draft.when.span) if draft.when and draft.when.span else ""
    return value == day or value in counted(question, draft.text)


def conflict_over(question: Question, drafts: Sequence[Draft]) -> tuple[tuple[str, Draft], ...]:
    """Asked how many, the different figures that different articles give, each with its draft."""
    figures: dict[str, Draft] = {}
    for draft in drafts:
        for figure in counted(question, draft.text)[:1]:
            figures.setdefault(figure, draft)
    articles = {d.sources[0].story.article.id for d in figures.values()}
    return tuple(figures.items()) if len(figures) > 1 and len(articles) > 1 else ()

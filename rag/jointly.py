"""Several questions asked in one: each answered by itself, and the answers joined under one numbering."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from rag.answer import Answer, Citation, Claim, Conflict, Event
from rag.cite import without_marks
from rag.notes import not_answered

_T = TypeVar("_T")
Part = tuple[str, Answer]
"""One of the questions in its own words, and the answer to it."""


def joined(text: str, whole: str, answers: Sequence[Part]) -> Answer:
    """One answer to all of them, in their order; a note for each that has none. The first refusal, where
    none has one.

    ``text`` is what was asked, ``whole`` how it was understood.
    """
    told = [answer for _, answer in answers if not answer.refusal]
    if not told:
        return replace(answers[0][1], question=text, understood_as=whole)
    numbered = _Numbered()
    claims = _once(numbered.claim(answer, claim) for answer in told for claim in answer.claims)
    return Answer(
        question=text,
        understood_as=whole,
        text="\n".join(claim.text for claim in claims),
        claims=claims,
        citations=tuple(numbered.citations),
        timeline=_once(numbered.event(answer, event) for answer in told for event in answer.timeline),
        conflicts=_once(numbered.conflict(answer, each) for answer in told for each in answer.conflicts),
        notes=(
            *_once(note for answer in told for note in answer.notes),
            *(not_answered(part) for part, answer in answers if answer.refusal),
        ),
        trace=tuple(step for _, answer in answers for step in answer.trace),
    )


def _once(found: Iterable[_T]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys(found))


class _Numbered:
    """The citations of all answers, in the order in which they are first used."""

    def __init__(self) -> None:
        self.citations: list[Citation] = []
        self._numbers: dict[tuple[str, int, int], int] = {}

    def claim(self, answer: Answer, claim: Claim) -> Claim:
        numbers = self._renumbered(answer, claim.citations)
        marks = "".join(f"[{n}]" for n in numbers)
        return replace(claim, text=f"{without_marks(claim.text)} {marks}", citations=numbers)

    def event(self, answer: Answer, event: Event) -> Event:
        return replace(event, citations=self._renumbered(answer, event.citations))

    def conflict(self, answer: Answer, conflict: Conflict) -> Conflict:
        values = tuple((value, self._renumbered(answer, numbers)) for value, numbers in conflict.values)
        return replace(conflict, values=values)

    def _renumbered(self, answer: Answer, numbers: Sequence[int]) -> tuple[int, ...]:
        return tuple(self._number(answer.citations[n - 1]) for n in numbers)

    def _number(self, citation: Citation) -> int:
        key = (citation.article_id, citation.start, citation.end)
        if key not in self._numbers:
            self._numbers[key] = len(self.citations) + 1
            self.citations.append(replace(citation, n=self._numbers[key]))
        return self._numbers[key]

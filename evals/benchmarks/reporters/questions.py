"""The questions, and whether an answer is right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter

from evals.benchmarks.realtimeqa.measure import is_right
from rag import Answer

UNANSWERABLE, LIST, YES_NO = "unanswerable", "list", "yes_no"

_OPPOSITE = {"yes": "no", "no": "yes"}


@dataclass(frozen=True, slots=True)
class Question:
    """One question, written from one article before Dateline was asked.

    One of ``answers`` is right; of a list, all together; of a yes or no, the word. ``article`` is where
    the fact stands; for what the articles do not answer, where they come nearest to it. Rules were tuned
    on "dev" alone; no article has questions of both parts.
    """

    id: str
    part: Literal["dev", "test"]
    kind: str
    question: str
    answers: tuple[str, ...]
    article: str
    as_of: date | None = None

    @property
    def answerable(self) -> bool:
        return self.kind != UNANSWERABLE

    def is_right(self, answer: Answer) -> bool:
        """A refusal where nothing answers; else the answer's wording.

        For a yes or no the article must be cited, and the opposite must not be said.
        """
        if answer.refusal or not self.answerable:
            return bool(answer.refusal) and not self.answerable
        if self.kind == LIST:
            return all(is_right(answer.text, [wanted]) for wanted in self.answers)
        if self.kind == YES_NO:
            said = answer.text.partition(":")[0].lower()
            cited = any(citation.article_id == self.article for citation in answer.citations)
            return cited and said != _OPPOSITE[self.answers[0]]
        return is_right(answer.text, self.answers)


def load(part: str = "all") -> list[Question]:
    """The questions of a part, in the order of the file."""
    lines = (Path(__file__).parent / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    rows = TypeAdapter(Question)
    return [q for q in map(rows.validate_json, lines) if part in {"all", q.part}]

"""What is measured on: questions with texts that answer them, and questions with texts that do not."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rag.reader.data import negatives
from rag.reader.data.rows import Row, open_rows, read_rows

_SEED = 5
_SEARCHED = 6000


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on a text, with the answers that are right; none where the text does not answer."""

    document: str
    question: str
    text: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tasks:
    """The texts of one part. ``answered`` are the questions that ``retrieved`` and ``exchanged`` came from.

    ``news`` is NewsQA, on which no part was trained; it is there where its file is.
    """

    squad2: list[Asked]
    answered: list[Asked]
    retrieved: list[Asked]
    exchanged: list[Asked]
    news: list[Asked]


def tasks(folder: Path, part: str, sample: int = 0) -> Tasks:
    """The tasks of "dev" or "test"; ``sample``: at most so many of each, drawn with a fixed seed."""
    rng = random.Random(_SEED)  # noqa: S311
    rows = open_rows(folder, part)
    squad2 = [row for row in rows if row.set == "squad2"]
    plain = [row for row in rows if row.answers and not row.set.startswith("timeqa")]
    news = read_rows(folder, "newsqa_part") if (folder / "newsqa_part.jsonl.gz").is_file() else []
    squad2, plain, news = (
        _drawn(squad2, sample, rng),
        _drawn(plain, sample, rng),
        _drawn(news, sample // 2, rng),
    )
    search = negatives.Retrieved({row.text: row.document for row in rows if len(row.text) < _SEARCHED})
    return Tasks(
        [_asked(row) for row in squad2],
        [_asked(row) for row in plain],
        _retrieved(plain, search),
        _exchanged(plain, rows, rng),
        [_asked(row) for row in news],
    )


def _drawn(rows: list[Row], sample: int, rng: random.Random) -> list[Row]:
    return rng.sample(rows, sample) if 0 < sample < len(rows) else rows


def _asked(row: Row) -> Asked:
    return Asked(row.document, row.question, row.text, row.answer_texts)


def _retrieved(rows: Sequence[Row], search: negatives.Retrieved) -> list[Asked]:
    """Each question with the best text that lacks its answer."""
    best = [(row, search.best(row, same_document=False, count=1)) for row in rows]
    return [Asked(row.document, row.question, texts[0], ()) for row, texts in best if texts]


def _exchanged(rows: Sequence[Row], pool: Sequence[Row], rng: random.Random) -> list[Asked]:
    """Each question with a name, year or number of its article put for its own."""
    made = negatives.exchanged_in(rows, pool, rng)
    return [Asked(row.document, question, row.text, ()) for row, question in made]

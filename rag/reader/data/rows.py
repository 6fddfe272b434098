"""Questions with their texts and answers, as the sets give them.

A set is a file of JSON rows: ``id, set, context, question, answers: [{text, start}], impossible, title``.
The weights that are shipped learn from `OPEN` alone; the others are only ever measured on.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.errors import Malformed, Unavailable

OPEN = ("squadshifts", "squad2_part", "timeqa")
"""SQuADShifts (CC BY 4.0), SQuAD 2.0 (CC BY-SA 4.0), TimeQA (BSD-3)."""

_PARTS = (("test", 12), ("dev", 20), ("train", 100))
_SALT = "dateline-155"
"""Chosen before anything was trained, so that the eight articles of SQuAD 2.0 fall 5, 1 and 2."""
_WITHOUT_TITLES = frozenset({"squadshifts_reddit"})


@dataclass(frozen=True, slots=True)
class Row:
    """A question on a text; ``answers`` are (start, end) in it, none where the text does not answer."""

    id: str
    set: str
    document: str
    text: str
    question: str
    answers: tuple[tuple[int, int], ...]

    @property
    def answer_texts(self) -> tuple[str, ...]:
        """The answers in words."""
        return tuple(self.text[start:end] for start, end in self.answers)


def part_of(document: str) -> str:
    """ "train", "dev" or "test", by the SHA-256 of the article's name: the one place that decides."""
    digest = hashlib.sha256(f"{_SALT}:{document}".encode()).digest()
    share = int.from_bytes(digest[:4], "big") % 100
    return next(part for part, below in _PARTS if share < below)


def open_rows(folder: Path, part: str) -> list[Row]:
    """The rows of one part of the open sets."""
    return [row for name in OPEN for row in read_rows(folder, name) if part_of(row.document) == part]


def read_rows(folder: Path, name: str) -> list[Row]:
    """All rows of a set; `Unavailable` without its file, `Malformed` on a row that is not one."""
    file = folder / f"{name}.jsonl.gz"
    if not file.is_file():
        raise Unavailable(f"{file} is not there.", "Name the folder that holds the reader's sets.")
    return list(_rows(file))


def _rows(file: Path) -> Iterator[Row]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                yield _row(json.loads(line))
            except (ValueError, KeyError, TypeError):
                raise Malformed(
                    f"Line {number} of {file.name} is no question with a text and answers.",
                    "Its fields are id, set, context, question, answers, title.",
                ) from None


def _row(fields: dict[str, Any]) -> Row:
    text = str(fields["context"])
    document = text if fields["set"] in _WITHOUT_TITLES else str(fields["title"])
    answers = tuple((a["start"], a["start"] + len(a["text"])) for a in fields["answers"] if a["text"])
    if any(not 0 <= start < end <= len(text) for start, end in answers):
        raise ValueError("an answer outside its text")
    return Row(str(fields["id"]), fields["set"], document, text, fields["question"].strip(), answers)


def by_document(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """The rows of each document, in their order."""
    documents: dict[str, list[Row]] = {}
    for row in rows:
        documents.setdefault(row.document, []).append(row)
    return documents

"""What a folder of RealTime QA holds: questions and articles, and the archive made of them."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from index import Archive, generation
from index.errors import Empty, Malformed, UsageError
from index.progress import progress_bars

QUESTIONS = "questions.jsonl"
ARTICLES = "articles.jsonl.gz"
PARTS = ("dev", "test")

Day = date  # a row has a field of that name


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the quiz, asked as of its date.

    ``gold`` are the ids of articles that answer it, where they are known. One of ``answers`` is right;
    ``labelled`` says that its wording stands in an article that goes with the question. ``part`` is
    "dev", which may be tuned on, for an even place in the file, and "test" for an odd one.
    """

    text: str
    as_of: date
    part: str
    gold: frozenset[str] = frozenset()
    answers: tuple[str, ...] = ()
    labelled: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One article as the file has it; ``published`` as it is written there."""

    id: str
    title: str
    text: str
    published: str | None = None


@dataclass(frozen=True, slots=True)
class _Row:
    question: str
    date: Day
    gold_article_ids: tuple[str, ...] = ()
    answer: tuple[str, ...] = ()
    retrieved_with_answer_string: tuple[str, ...] = ()


_rows: TypeAdapter[_Row] = TypeAdapter(_Row)
_items: TypeAdapter[Item] = TypeAdapter(Item)


def check_folder(data: Path) -> None:
    """`UsageError` unless both files are there."""
    missing = [name for name in (QUESTIONS, ARTICLES) if not (data / name).is_file()]
    if missing:
        raise UsageError(
            f"{data} has no {' and no '.join(missing)}.",
            f"Name the folder of RealTime QA: it holds {ARTICLES} and {QUESTIONS}.",
        )


def questions(data: Path) -> list[Question]:
    """All questions in the order of the file; `Malformed` with the line, `Empty` when there is none."""
    check_folder(data)
    found = [_question(place, row) for place, row in enumerate(_parsed(data / QUESTIONS, _rows))]
    if not found:
        raise Empty(f"There is no question in {data / QUESTIONS}.", "Put them there, one JSON object a line.")
    return found


def articles(data: Path) -> Iterator[Item]:
    """All articles in the order of the file; `Malformed` with the line."""
    check_folder(data)
    return _parsed(data / ARTICLES, _items)


@contextmanager
def opened(data: Path, root: Path) -> Iterator[Archive]:
    """The archive at ``root``, open as a server has it, and made from the articles when it is missing."""
    check_folder(data)
    with Archive.open(root, create=True) as archive:
        if generation.current(root) is None:
            with progress_bars() as progress:
                archive.sync([data / ARTICLES], progress=progress)
        yield archive


def _question(place: int, row: _Row) -> Question:
    return Question(
        row.question,
        row.date,
        PARTS[place % 2],
        frozenset(row.gold_article_ids),
        row.answer,
        bool(row.retrieved_with_answer_string),
    )


def _parsed(file: Path, rows: TypeAdapter[Any]) -> Iterator[Any]:
    for number, line in enumerate(_lines(file), start=1):
        if line.strip():
            try:
                yield rows.validate_json(line)
            except ValidationError as error:
                fault = error.errors()[0]
                key = ".".join(map(str, fault["loc"])) or "the line"
                raise Malformed(
                    f"{file.name}:{number}: {key}: {fault['msg']}.",
                    "Mend the line, or get the file again.",
                ) from error


def _lines(file: Path) -> Iterator[bytes]:
    try:
        with gzip.open(file) if file.suffix == ".gz" else file.open("rb") as stream:
            yield from stream
    except (OSError, EOFError, zlib.error) as error:
        raise Malformed(f"{file.name} cannot be read: {error}.", "Get the file again.") from error

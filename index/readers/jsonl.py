"""JSON lines (also gzipped) and JSON files: an article a row; a bad row is reported and the rest goes on."""

from __future__ import annotations

import ast
import gzip
import json
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO

from index.clean import clean_line
from index.errors import Empty, Malformed, ReadError, TooLarge
from index.published import find_published
from index.readers.encoding import decode
from index.readers.source import Failure, Source, first_line, shorten, shown

ROW_LIMIT = 10_000_000
"""Bytes that one row may have."""

_TEXT = ("text", "body", "content")
_OUTLET = ("outlet", "source")
_AUTHOR = ("author", "authors")


def read_jsonl(file: IO[bytes], path: Path, *, gzipped: bool) -> Iterator[Source | Failure]:
    """The rows of a file of JSON lines, read one at a time however long the file is."""
    lines = gzip.GzipFile(fileobj=file) if gzipped else file
    number = 0
    empty = True
    while True:
        try:
            line = lines.readline(ROW_LIMIT + 1)
            whole = _skip_rest(lines, line)
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            message = f"line {number + 1}: the gzip data is damaged or ends too early ({error})."
            yield _failure(path, Malformed(message, "Fetch or compress the file again."))
            return
        if not line:
            break
        number += 1
        if line.strip(b" \t\r\n\xef\xbb\xbf"):
            empty = False
            yield _row(line, whole, path, number)
    if empty:
        raise Empty(
            f"{path.name} holds 0 rows in {number} lines.", "Give a JSON object a line, with a 'text'."
        )


def _skip_rest(lines: IO[bytes] | gzip.GzipFile, line: bytes) -> bool:
    """Passes over what is left of a line beyond the limit; whether ``line`` was whole."""
    if len(line) <= ROW_LIMIT:
        return True
    while line and not line.endswith(b"\n"):
        line = lines.readline(1 << 20)
    return False


def _row(line: bytes, whole: bool, path: Path, number: int) -> Source | Failure:
    place = f"line {number}"
    try:
        if not whole:
            raise TooLarge(f"{place}: the row has over {ROW_LIMIT // 1_000_000} MB.", "Split it.")
        return _source(_parse(decode(line), place), path, number, place)
    except ReadError as error:
        return _failure(path, error)


def read_json(data: bytes, path: Path) -> Iterator[Source | Failure]:
    """The article of a JSON object, or those of an array of objects."""
    loaded = _parse(decode(data), path.name)
    rows = loaded if isinstance(loaded, list) else [loaded]
    if not rows:
        raise Empty(f"{path.name} holds 0 rows.", "Give an object, or an array of objects, with a 'text'.")
    for number, row in enumerate(rows, 1):
        try:
            yield _source(row, path, number, f"row {number}")
        except ReadError as error:
            yield _failure(path, error)


def _failure(path: Path, error: ReadError) -> Failure:
    return Failure(shown(path), error.code, str(error))


def _parse(text: str, place: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        why = str(error) if isinstance(error, ValueError) else "nested too deeply"
        raise Malformed(f"{place}: no valid JSON ({why}).", "Correct it or take it out.") from error


def _source(row: object, path: Path, number: int, place: str) -> Source:
    if not isinstance(row, Mapping):
        raise Malformed(
            f"{place}: {type(row).__name__} where an object is expected.", 'Give it as {"text": …}.'
        )
    text = _text(row)
    if not text.strip():
        names = ", ".join(map(repr, list(row)[:8])) or "none"
        raise Empty(f"{place}: no text (its fields: {names}).", "Give the article's text as 'text'.")
    url = clean_line(_field(row, ("url", "link")))
    fields = {str(name): _words(value) for name, value in row.items() if name not in _TEXT}
    published, published_from = find_published(fields, None, url)
    title = clean_line(_field(row, ("title", "headline")))
    return Source(
        text=text,
        title=shorten(title) if title else first_line(text),
        path=shown(path),
        published=published,
        published_from=published_from,
        outlet=clean_line(_field(row, _OUTLET)),
        author=clean_line(_authors(_field(row, _AUTHOR))),
        url=url,
        row_id=clean_line(_field(row, ("id",))),
        row=number,
        place=place,
    )


def _text(row: Mapping[str, object]) -> str:
    """The article's text; a list holds its paragraphs."""
    value = next((row[name] for name in _TEXT if row.get(name)), None)
    return "\n\n".join(map(_words, value)) if isinstance(value, list) else _words(value)


def _field(row: Mapping[str, object], names: tuple[str, ...]) -> str:
    """The first of the fields that says something, as words."""
    return next((words for name in names if (words := _words(row.get(name)))), "")


def _words(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_words, value)))
    if isinstance(value, Mapping):
        return _words(value.get("name"))
    if isinstance(value, bool) or value is None:
        return ""
    return str(value) if isinstance(value, str | int | float) else ""


def _authors(words: str) -> str:
    """Names joined by commas; some data sets hold a Python list as a string."""
    if words.startswith("[") and words.endswith("]") and len(words) < 10_000:
        try:
            return _words(ast.literal_eval(words))
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            return words
    return words

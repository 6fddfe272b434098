"""JSON lines (also gzipped) and JSON files: an article a row; a bad row is reported and the rest goes on."""

from __future__ import annotations

import ast
import gzip
import json
import os
import zlib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import IO

from index.clean import clean_line
from index.errors import Empty, Malformed, ReadError, TooLarge
from index.published import find_published
from index.readers import limits
from index.readers.encoding import decode
from index.readers.source import Failure, Source, failed, first_line, shorten, shown

_TEXT = ("text", "body", "content")
_OUTLET = ("outlet", "source")
_AUTHOR = ("author", "authors")


def read_jsonl(file: IO[bytes], path: Path, *, gzipped: bool) -> Iterator[Source | Failure]:
    """The rows of a file of JSON lines, read one at a time however long the file is."""
    return _while_good(_lines(file, path, gzipped=gzipped), path)


def read_json(data: bytes, path: Path) -> Iterator[Source | Failure]:
    """The article of a JSON object, or those of an array of objects."""
    return _while_good(_items(_parse(decode(data), path.name), path), path)


def _while_good(rows: Iterator[Source | Failure], path: Path) -> Iterator[Source | Failure]:
    """The rows, until so many in a row gave no article that none is to be expected."""
    bad = 0
    for row in rows:
        yield row
        bad = bad + 1 if isinstance(row, Failure) else 0
        if bad == limits.BAD_ROWS:
            message = f"{bad} rows of {path.name} one after another gave no article; the rest is not read."
            yield failed(path, Malformed(message, "Check that it holds articles, one a row."))
            return


def _lines(file: IO[bytes], path: Path, *, gzipped: bool) -> Iterator[Source | Failure]:
    lines = gzip.GzipFile(fileobj=file) if gzipped else file
    most = _most(file) if gzipped else 0
    number = 0
    empty = True
    while True:
        try:
            line = lines.readline(limits.ROW_BYTES + 1)
            whole = _skip_rest(lines, line, most)
            if most and lines.tell() > most:
                raise TooLarge(f"unpacks to over {most / 1e6:.0f} MB.", "Split it into several files.")
        except (EOFError, gzip.BadGzipFile, zlib.error, TooLarge) as error:
            yield _ended(path, number + 1, error)
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


def _most(file: IO[bytes]) -> int:
    """How much a gzipped file may unpack to, in bytes."""
    packed = file.seek(0, os.SEEK_END)
    file.seek(0)
    return max(limits.UNPACKED_BYTES, limits.UNPACKED_RATIO * packed)


def _skip_rest(lines: IO[bytes] | gzip.GzipFile, line: bytes, most: int) -> bool:
    """Passes over what is left of a line beyond the limit; whether ``line`` was whole."""
    if len(line) <= limits.ROW_BYTES:
        return True
    while line and not line.endswith(b"\n") and not (most and lines.tell() > most):
        line = lines.readline(1 << 20)
    return False


def _ended(path: Path, number: int, error: Exception) -> Failure:
    """What to say of the row at which a gzipped file could be read no further."""
    if isinstance(error, TooLarge):
        return failed(path, TooLarge(f"line {number}: {path.name} {error.message}", error.remedy))
    message = f"line {number}: the gzip data is damaged or ends too early ({error})."
    return failed(path, Malformed(message, "Fetch or compress the file again."))


def _row(line: bytes, whole: bool, path: Path, number: int) -> Source | Failure:
    place = f"line {number}"
    try:
        if not whole:
            most = limits.ROW_BYTES / 1e6
            raise TooLarge(f"{place}: the row has over {most:g} MB.", "Split it.")
        return _source(_parse(decode(line), place), path, number, place)
    except ReadError as error:
        return failed(path, error)


def _items(loaded: object, path: Path) -> Iterator[Source | Failure]:
    rows = loaded if isinstance(loaded, list) else [loaded]
    if not rows:
        raise Empty(f"{path.name} holds 0 rows.", "Give an object, or an array of objects, with a 'text'.")
    for number, row in enumerate(rows, 1):
        try:
            yield _source(row, path, number, f"row {number}")
        except ReadError as error:
            yield failed(path, error)


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
    published, published_from = find_published(fields, None, url, text, today=date.today())
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
    """The article's text; a list holds its paragraphs. What is no text (a number) is none."""
    value = next((row[name] for name in _TEXT if row.get(name)), None)
    paragraphs = value if isinstance(value, list) else [value]
    return "\n\n".join(paragraph for paragraph in paragraphs if isinstance(paragraph, str))


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

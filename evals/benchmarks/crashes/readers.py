"""One process that writes and several that read: is every answer from one state?"""

from __future__ import annotations

import signal
import time
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from unittest.mock import patch

from evals.benchmarks.crashes.child import Child, Reader, Tell
from evals.benchmarks.crashes.embedder import WordVectors
from evals.benchmarks.crashes.history import edition, write
from index.archive import Archive

READERS = 8
ARTICLES = 20

_REOPENED = 50  # answers after which every second reader opens the archive anew
_MERGED = 7  # editions after which the tail is taken in


@dataclass(frozen=True, slots=True)
class Readings:
    """Answers given in all, editions written, and the answers that are of no one state, or went back."""

    answers: int
    editions: int
    seen: int
    wrong: tuple[str, ...]


def together(home: Path, seconds: float) -> Readings:
    """Write and read for so long, each article of an edition naming it."""
    if status := Child(lambda _: _write(home, 1, lambda _: None)).end():
        raise RuntimeError(f"no archive could be made: {status}")
    readers = [Child(lambda tell, n=number: _read(home, n, seconds, tell)) for number in range(READERS)]  # type: ignore[misc]
    writer = Child(lambda tell: _write(home, 10**9, tell))
    writer.hear(seconds)
    ended = [reader.end() for reader in readers]
    writer.kill()
    if writer.end() != -signal.SIGKILL:
        ended.append(1)
    told = [line.split(" ", 2) for reader in readers for line in reader.lines]
    wrong = [line[2] for line in told if line[0] == "wrong"]
    wrong += [f"a process ended with status {status}" for status in ended if status]
    numbers = [list(map(int, line[1:])) for line in told if line[0] == "read"]
    answers, seen = (sum(column) for column in zip(*numbers, strict=True))
    return Readings(answers, len(writer.lines), seen, tuple(wrong))


def _write(home: Path, editions: int, tell: Tell) -> None:
    home.mkdir(parents=True, exist_ok=True)
    with (
        patch("index.sync.Sandbox", Reader),
        Archive.open(home / "archive", create=True, exact=True, embedder=WordVectors()) as archive,
    ):
        for number in range(1, editions + 1):
            archive.sync(
                [write(home, dict(edition(number, ARTICLES)) | {"more": f"Zeppelin {number:x} landed."})]
            )
            archive.remove("more")
            if number % _MERGED == 0:
                archive.merge()
            tell(str(number))


def _read(home: Path, reader: int, seconds: float, tell: Tell) -> None:
    ends, newest, seen = time.monotonic() + seconds, 0, 0
    archive = _open(home, reader)
    for answers in count(1):
        number, wrong = _answer(archive)
        if wrong or number < newest:
            tell(f"wrong 0 {wrong or f'edition {number} after {newest}'}")
        seen, newest = seen + (number > newest), max(newest, number)
        if reader % 2 and answers % _REOPENED == 0:
            archive.close()
            archive = _open(home, reader)
        if time.monotonic() > ends:
            tell(f"read {answers} {seen}")
            return


def _open(home: Path, reader: int) -> Archive:
    return Archive.open(home / "archive", exact=reader < READERS // 2, embedder=WordVectors())


def _answer(archive: Archive) -> tuple[int, str]:
    """The edition of which an answer is, and what is wrong with it."""
    hits = archive.search("edition", 2 * ARTICLES, per_article=1)
    hits = [hit for hit in hits if "Edition" in hit.article.text]
    found = {hit.article.text.split()[1] for hit in hits}
    ids = {hit.article.id for hit in hits}
    if len(found) != 1 or len(hits) != ARTICLES or len(ids) != ARTICLES:
        return 0, f"{len(hits)} hits of {len(ids)} articles, of editions {sorted(found)}"
    return int(found.pop()), ""

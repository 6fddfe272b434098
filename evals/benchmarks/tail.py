"""How soon is a new article found in a large archive? ``python -m evals.benchmarks.tail``.

An archive of made-up articles is built. Single articles are then added, and each is asked for through two
readers that were open before: one with Chroma, one that searches exactly. Nothing may be built anew by that.
It is done twice: just after a generation was built, and with a tail nearly as long as it may become. Vectors
come from the words alone, so that what is measured lies beside embedding; files are read by a process of
their own, as always. On a busy machine the processor's time says more than the clock's.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from unittest.mock import patch

from rich.console import Console
from rich.table import Table

from evals.benchmarks.crashes.child import Reader
from evals.benchmarks.crashes.embedder import WordVectors
from index import generation
from index.archive import Archive
from index.progress import progress_bars
from index.publish import most_behind

DIMENSIONS = 384
SENTENCES, WORDS = 30, 20
"""Of an article: about a dozen passages, as in real news."""

_SYLLABLES = "ba den fi gor hul jam kel lo mit nar pes qua rin sto tur ven wick yor zan".split()
_ROOM = 25  # passages that an article may need
_PER_FILE = 500


class Taken(NamedTuple):
    """Seconds of the clock, and on the processor with the process that reads files."""

    clock: float
    processor: float


Times = dict[str, list[Taken]]


class WideVectors(WordVectors):
    """As many dimensions as the shipped model has."""

    dimensions = DIMENSIONS

    def place(self, word: str) -> tuple[int, float]:
        """The same for a word every time, remembered."""
        return _place(word)


class Paper:
    """An archive in ``home`` that grows by made-up articles, the same ones each time."""

    def __init__(self, home: Path) -> None:
        self.root = home / "archive"
        self._files = home / "files"
        self._files.mkdir()
        self._source = random.Random(1)  # noqa: S311 - no secret
        self._written = 0

    def open(self, *, exact: bool = True) -> Archive:
        """The archive."""
        return Archive.open(self.root, create=True, exact=exact, embedder=WideVectors())

    def build(self, passages: int) -> None:
        """Index so many passages, and publish them."""
        with self.open() as archive, _read_here(), progress_bars() as tell:
            each = archive.sync([self.write(1)]).passages
            while (missing := passages // each - self._written) > 0:
                self.write(min(_PER_FILE, missing))
            archive.sync([self._files], progress=tell)
            archive.merge(tell)

    def lengthen(self, behind: int) -> None:
        """Add articles until the tail has so many passages."""
        built = generation.published(self.root)
        with self.open() as archive, _read_here():
            while built and (missing := behind - (archive.info().passages - built.passages)) > 0:
                archive.sync([self.write(1 + missing // _ROOM)])

    def additions(self, number: int) -> tuple[Times, int]:
        """Add so many articles and ask for each; the times, and how many were not found at once."""
        times: Times = defaultdict(list)
        missed = 0
        with self.open() as writer, self.open(exact=False) as near, self.open() as exact:
            near.search("zeppelin"), exact.search("zeppelin")
            for _ in range(number):
                name = f"zeppelin{self._written}"
                file = self.write(1, name)
                with _timed(times["add"]):
                    writer.sync([file])
                for way, reader in (("ask", near), ("ask exactly", exact)):
                    with _timed(times[way]):
                        hits = reader.search(f"{name} was seen", 1)
                    missed += name not in hits[0].article.text
        return times, missed

    def write(self, articles: int, name: str = "") -> Path:
        """A file of so many articles, which has the name in one sentence."""
        rows = [self._article(self._written + row, name) for row in range(articles)]
        self._written += articles
        file = self._files / f"{self._written}.jsonl"
        file.write_text("\n".join(map(json.dumps, rows)) + "\n", encoding="utf-8")
        return file

    def _article(self, number: int, name: str) -> dict[str, str]:
        sentences = [self._sentence() for _ in range(SENTENCES)]
        if name:
            sentences.insert(0, f"The {name} was seen.")
        day = f"20{number % 20:02d}-{1 + number % 12:02d}-{1 + number % 28:02d}"
        return {
            "id": f"a{number}",
            "title": self._sentence(6),
            "published": day,
            "text": "\n\n".join(sentences),
        }

    def _sentence(self, words: int = WORDS) -> str:
        return " ".join(map(self._word, range(words))).capitalize() + "."

    def _word(self, _: int) -> str:
        """A word of two or three syllables; as in any language, few of them are most of the text."""
        syllables = 2 + (self._source.random() < 0.4)
        return "".join(
            _SYLLABLES[int(len(_SYLLABLES) * self._source.random() ** 2)] for _ in range(syllables)
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; 1 when an article was not found at once, or something was built anew."""
    parser = argparse.ArgumentParser(
        prog="python -m evals.benchmarks.tail",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--passages", type=int, default=100_000, metavar="N", help="default 100,000")
    parser.add_argument("--additions", type=int, default=20, metavar="N", help="each time; default 20")
    options = parser.parse_args(arguments)
    with TemporaryDirectory(prefix="dateline-tail-") as home:
        paper = Paper(Path(home))
        paper.build(options.passages)
        return _measure(paper, options.additions)


def _measure(paper: Paper, additions: int) -> int:
    console = Console(width=100)
    built = generation.published(paper.root)
    if built is None:
        raise RuntimeError("nothing was published")
    missed = 0
    table = Table("seconds", "median", "most", "processor: median", "most")
    longest = most_behind(built.passages) - additions * _ROOM
    for name, behind in (("short", 0), ("long", longest)):
        paper.lengthen(behind)
        times, missing = paper.additions(additions)
        missed += missing
        for done, taken in times.items():
            table.add_row(f"{done}, {name} tail", *_median_and_most(taken))
    console.print(table)
    anew = generation.published(paper.root) != built
    console.print(
        f"{built.passages:,} passages. Not found at once: {missed}. Built anew: {'yes' if anew else 'no'}."
    )
    return 1 if missed or anew else 0


def _median_and_most(taken: Sequence[Taken]) -> list[str]:
    columns = (sorted(column) for column in zip(*taken, strict=True))
    return [f"{value:.2f}" for column in columns for value in (column[len(column) // 2], column[-1])]


@contextmanager
def _timed(times: list[Taken]) -> Iterator[None]:
    clock, processor = time.perf_counter(), sum(os.times()[:4])
    yield
    times.append(Taken(time.perf_counter() - clock, sum(os.times()[:4]) - processor))


def _read_here() -> AbstractContextManager[object]:
    return patch("index.sync.Sandbox", Reader)


@cache
def _place(word: str) -> tuple[int, float]:
    """The dimension that a word adds to, and which way."""
    number = int.from_bytes(blake2b(word.encode(), digest_size=4).digest(), "big")
    return number % DIMENSIONS, 1.0 if number >> 31 else -1.0


if __name__ == "__main__":
    sys.exit(main())

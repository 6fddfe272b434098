"""The temporal tagger against gold TIMEX3: ``python -m evals.benchmarks.timex FOLDER``.

FOLDER holds ``*.jsonl`` files whose rows have ``set``, ``doc``, ``dct`` (the day of publication),
``text`` and ``timex`` (``start``, ``end``, ``type``, ``value``). The rules are tuned on the documents of
the part "dev" only: those whose name has a SHA-256 that begins with an even byte. "test" is the rest.

The measure is TempEval-3's (UzZaman et al. 2013): an expression is found when it overlaps a gold one
(relaxed match, one to one, in the order of the text); strict F1 also asks that both ends are equal, value
F1 instead that the values are.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from index.timex import Timex, tag

TYPES = ("DATE", "TIME", "DURATION", "SET")


@dataclass(frozen=True)
class Gold:
    """One expression of the gold standard."""

    start: int
    end: int
    type: str
    value: str


@dataclass(frozen=True)
class Document:
    """A text with its gold expressions; ``part`` is "dev" or "test"."""

    collection: str
    part: str
    name: str
    text: str
    published: date | None
    gold: tuple[Gold, ...]


@dataclass
class Score:
    """Counts over documents; the F1 values are in percent."""

    gold: int = 0
    found: int = 0
    overlapping: int = 0
    exact: int = 0
    right: int = 0

    @property
    def span_f1(self) -> float:
        return self._f1(self.overlapping)

    @property
    def strict_f1(self) -> float:
        return self._f1(self.exact)

    @property
    def value_f1(self) -> float:
        return self._f1(self.right)

    def _f1(self, hits: int) -> float:
        return 200 * hits / (self.gold + self.found) if self.gold + self.found else 0.0


def part_of(name: str) -> str:
    """Which part a document belongs to, fixed by its name."""
    return "test" if hashlib.sha256(name.encode()).digest()[0] % 2 else "dev"


def documents(folder: Path) -> Iterator[Document]:
    """The documents of every ``*.jsonl`` file in the folder."""
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield _document(json.loads(line))


def _document(row: dict[str, Any]) -> Document:
    gold = (Gold(t["start"], t["end"], t["type"], normalised(t["value"])) for t in row["timex"])
    published = date.fromisoformat(row["dct"][:10]) if row["dct"] else None
    ordered = tuple(sorted(gold, key=lambda g: g.start))
    return Document(row["set"], part_of(row["doc"]), row["doc"], row["text"], published, ordered)


def normalised(value: str) -> str:
    """One spelling for values that mean the same: weeks with two digits, times to the minute."""
    value = re.sub(r"-W(\d)(?!\d)", r"-W0\1", value.strip())
    return re.sub(r"(T\d\d:\d\d):00$", r"\1", value)


def align(gold: Sequence[Gold], found: Sequence[Timex]) -> Iterator[tuple[Gold | None, Timex | None]]:
    """Pairs of overlapping expressions, one to one; what has no partner is paired with None."""
    g = f = 0
    while g < len(gold) and f < len(found):
        left, right = gold[g], found[f]
        if left.start < right.end and right.start < left.end:
            yield left, right
            g, f = g + 1, f + 1
        elif left.end <= right.start:
            yield left, None
            g += 1
        else:
            yield None, right
            f += 1
    yield from ((left, None) for left in gold[g:])
    yield from ((None, right) for right in found[f:])


def score(docs: Iterable[Document]) -> dict[str, Score]:
    """Scores by type ("all" among them). A pair counts for the type that its gold expression has."""
    scores = {name: Score() for name in ("all", *TYPES)}
    for doc in docs:
        for gold, found in align(doc.gold, tag(doc.text, doc.published)):
            kind = gold.type if gold else found.type if found else ""
            for each in (scores["all"], scores[kind]):
                each.gold += gold is not None
                each.found += found is not None
                each.overlapping += bool(gold and found)
                each.exact += bool(gold and found and (gold.start, gold.end) == (found.start, found.end))
                each.right += bool(gold and found and gold.value == normalised(found.value))
    return scores


def speed(docs: Sequence[Document]) -> float:
    """Thousands of bytes tagged in a second."""
    size = sum(len(doc.text.encode()) for doc in docs)
    start = time.perf_counter()
    for doc in docs:
        tag(doc.text, doc.published)
    return size / 1000 / (time.perf_counter() - start)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table for the folder named on the command line."""
    parser = argparse.ArgumentParser(prog="python -m evals.benchmarks.timex", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--part", choices=("dev", "test"), help="only this part; both when left out")
    options = parser.parse_args(arguments)
    docs = [doc for doc in documents(options.folder) if options.part in (None, doc.part)]
    if not docs:
        parser.error(
            f"no documents in {options.folder}: it needs *.jsonl files in the format that --help shows"
        )
    table = Table(
        "set",
        "part",
        "type",
        "docs",
        "gold",
        "found",
        "span F1",
        "strict F1",
        "value F1",
        title="Temporal expressions",
    )
    for title, part, chosen in _groups(docs):
        for kind, result in score(chosen).items():
            counts = (str(len(chosen)), str(result.gold), str(result.found))
            rates = (result.span_f1, result.strict_f1, result.value_f1)
            table.add_row(title, part, kind, *counts, *(f"{rate:.1f}" for rate in rates))
        table.add_section()
    console = Console()
    console.print(table)
    console.print(f"{speed(docs):.0f} kB/s")


def _groups(docs: Sequence[Document]) -> Iterator[tuple[str, str, list[Document]]]:
    """The documents by part and set, and all of a part together."""
    for part in sorted({doc.part for doc in docs}):
        collections = sorted({doc.collection for doc in docs if doc.part == part})
        for collection in collections:
            yield collection, part, [doc for doc in docs if (doc.part, doc.collection) == (part, collection)]
        if len(collections) > 1:
            yield "all", part, [doc for doc in docs if doc.part == part]


if __name__ == "__main__":
    main()

"""How the weight of the fusion was chosen: ``python -m evals.benchmarks.fusion DATA ARCHIVE``.

DATA holds ``articles.jsonl.gz`` and ``questions.jsonl`` of RealTime QA; of the questions, those with a
gold article are asked, each as of its date. ARCHIVE has the articles indexed, and is made when it is
missing. The weight is chosen on the part "dev", the questions with an even place in the file; "test" is
the rest. Of a copy group any article is the right one; five gold articles hold page furniture alone and
are not in the archive: no ranking finds them.
"""

from __future__ import annotations

import argparse
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from evals.benchmarks.realtimeqa.dataset import PARTS, Question, opened, questions
from evals.benchmarks.realtimeqa.systems import passages_of, reciprocal
from evals.metrics.ranking import hit_rate, mean_reciprocal_rank, rank_of
from index.console import errors_told
from index.fusion import WEIGHT, fuse
from index.search import DEPTH, window
from index.vectors import Scored
from index.view import View

GRID = tuple(tenth / 10 for tenth in range(11))
CUTS = (1, 5, 10)

Fuser = Callable[[Scored, Scored], list[int]]


def weighted(weight: float) -> Fuser:
    """The fusion of the archive's searches."""
    return lambda dense, lexical: [row for row, *_ in fuse(dense, lexical, weight=weight)]


FUSERS: dict[str, Fuser] = {
    "dense alone": lambda dense, _: [row for row, _ in dense],
    "lexical alone": lambda _, lexical: [row for row, _ in lexical],
    "reciprocal ranks": reciprocal,
} | {
    f"weight {weight:.2f}{' *' * (weight == WEIGHT)}": weighted(weight) for weight in sorted({*GRID, WEIGHT})
}


def ranks(
    db: sqlite3.Connection, view: View, asked: Sequence[Question], vectors: NDArray[np.float32]
) -> dict[str, list[int | None]]:
    """The rank of the gold article for each question, by the name of the fusion."""
    groups = {card.id: card.group for card in view.cards}
    found: dict[str, list[int | None]] = {name: [] for name in FUSERS}
    for question, vector in zip(asked, vectors, strict=True):
        allowed = view.allowed(window(question.as_of, None, None), [])
        dense = view.dense(vector, DEPTH, allowed)
        lexical = view.lexical(db, question.text, DEPTH, allowed)
        gold = {groups[id_] for id_ in question.gold if id_ in groups}
        for name, fuser in FUSERS.items():
            found[name].append(rank_of(gold, [view.card(row).group for row in fuser(dense, lexical)]))
    return found


def measure(data: Path, root: Path, asked: Sequence[Question]) -> dict[str, list[int | None]]:
    """Index what is not indexed yet, and rank."""
    with opened(data, root) as archive, passages_of(archive) as passages:
        vectors = archive.embed([question.text for question in asked])
        return ranks(passages.db, passages.view, asked, vectors)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m evals.benchmarks.fusion", description=__doc__)
    for name in ("data", "archive"):
        parser.add_argument(name, type=Path)
    options = parser.parse_args(arguments)
    with errors_told():
        asked = [question for question in questions(options.data) if question.gold]
        Console(width=max(100, Console().width)).print(
            table(measure(options.data, options.archive, asked), asked)
        )


def table(found: Mapping[str, Sequence[int | None]], asked: Sequence[Question]) -> Table:
    """A row for each fusion: shares of the questions of each part, and the mean reciprocal rank."""
    heads = (*(f"@{cut}" for cut in CUTS), "MRR")
    shown = Table("gold article at", *(f"{part} {head}" for part in PARTS for head in heads))
    for name, places in found.items():
        numbers: list[float] = []
        for part in PARTS:
            own = [place for place, question in zip(places, asked, strict=True) if question.part == part]
            numbers += [*(hit_rate(own, cut) for cut in CUTS), mean_reciprocal_rank(own)]
        shown.add_row(name, *(f"{number:.3f}" for number in numbers), style="bold" * ("*" in name))
    dev = sum(question.part == "dev" for question in asked)
    shown.caption = f"{dev} questions in dev, {len(asked) - dev} in test; * the default"
    return shown


if __name__ == "__main__":
    main()

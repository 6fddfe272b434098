"""How the weight of the fusion was chosen: ``python -m evals.benchmarks.fusion DATA ARCHIVE``.

DATA holds ``articles.jsonl.gz`` and ``questions.jsonl`` of RealTime QA (Kasai et al. 2022): rows with
``question``, ``date`` and ``gold_article_ids``. ARCHIVE has them indexed, and is made when it is missing.
Each question is asked as of its date. The weight is chosen on the part "dev", the questions with an even
place in the file; "test" is the rest. Of a copy group any article is the right one; five gold articles
hold page furniture alone and are not in the archive: no ranking finds them.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Sequence, Set
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from index import Archive, generation
from index.fusion import WEIGHT, fuse
from index.journal import FILE, Journal
from index.progress import progress_bars
from index.search import DEPTH, window
from index.vectors import Scored
from index.view import View, Views

GRID = tuple(tenth / 10 for tenth in range(11))
CUTS = (1, 5, 10)
PARTS = ("dev", "test")

Fuser = Callable[[Scored, Scored], list[int]]


@dataclass(frozen=True)
class Question:
    """One question with the ids of the articles that answer it; ``part`` is "dev" or "test"."""

    text: str
    as_of: str
    gold: frozenset[str]
    part: str


def questions(file: Path) -> Iterator[Question]:
    """The questions that have a gold article."""
    for place, line in enumerate(file.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        if row["gold_article_ids"]:
            gold = frozenset(row["gold_article_ids"])
            yield Question(row["question"], row["date"], gold, PARTS[place % 2])


def rank_of(gold: Set[str], ranked: Sequence[str]) -> int | None:
    """The place, from 1, of the first of ``gold`` when each article counts once; None when it is missing."""
    for place, found in enumerate(dict.fromkeys(ranked), start=1):
        if found in gold:
            return place
    return None


def hit_rate(ranks: Sequence[int | None], cut: int) -> float:
    """The share of ranks that are ``cut`` or better."""
    return sum(rank is not None and rank <= cut for rank in ranks) / len(ranks) if ranks else 0.0


def mean_reciprocal_rank(ranks: Sequence[int | None]) -> float:
    """The mean of 1/rank, 0 for what is missing."""
    return sum(1 / rank for rank in ranks if rank) / len(ranks) if ranks else 0.0


def reciprocal(dense: Scored, lexical: Scored) -> list[int]:
    """Rows by the sum of 1 / (60 + rank) over both rankings (Cormack et al. 2009), ties by row."""
    scores: dict[int, float] = {}
    for ranking in (dense, lexical):
        for rank, (row, _) in enumerate(ranking, start=1):
            scores[row] = scores.get(row, 0.0) + 1 / (60 + rank)
    return sorted(scores, key=lambda row: (-scores[row], row))


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


def ranks(view: View, asked: Sequence[Question], vectors: NDArray[np.float32]) -> dict[str, list[int | None]]:
    """The rank of the gold article for each question, by the name of the fusion."""
    groups = {card.id: card.group for card in view.cards}
    found: dict[str, list[int | None]] = {name: [] for name in FUSERS}
    for question, vector in zip(asked, vectors, strict=True):
        allowed = view.allowed(window(question.as_of, None, None), [])
        dense = view.generation.dense(vector, DEPTH, allowed)
        lexical = view.generation.lexical(question.text, DEPTH, allowed)
        gold = {groups[id_] for id_ in question.gold if id_ in groups}
        for name, fuser in FUSERS.items():
            found[name].append(rank_of(gold, [view.card(row).group for row in fuser(dense, lexical)]))
    return found


def measure(data: Path, root: Path, asked: Sequence[Question]) -> dict[str, list[int | None]]:
    """Index what is not indexed yet, and rank."""
    with Archive.open(root, create=True, exact=True) as archive:
        with progress_bars() as progress:
            if generation.current(root) is None:
                archive.sync([data / "articles.jsonl.gz"], progress=progress)
        vectors = archive.embed([question.text for question in asked])
    with (
        closing(Journal.open(root / FILE)) as journal,
        closing(Views(root, exact=True)) as views,
        journal.reading() as db,
        views.at(db) as view,
    ):
        return ranks(view, asked, vectors) if view else {}


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m evals.benchmarks.fusion", description=__doc__)
    for name in ("data", "archive"):
        parser.add_argument(name, type=Path)
    options = parser.parse_args(arguments)
    asked = list(questions(options.data / "questions.jsonl"))
    heads = (*(f"@{cut}" for cut in CUTS), "MRR")
    table = Table("gold article at", *(f"{part} {head}" for part in PARTS for head in heads))
    for name, places in measure(options.data, options.archive, asked).items():
        numbers: list[float] = []
        for part in PARTS:
            own = [place for place, question in zip(places, asked, strict=True) if question.part == part]
            numbers += [*(hit_rate(own, cut) for cut in CUTS), mean_reciprocal_rank(own)]
        table.add_row(name, *(f"{number:.3f}" for number in numbers), style="bold" * ("*" in name))
    dev = sum(question.part == "dev" for question in asked)
    table.caption = f"{dev} questions in dev, {len(asked) - dev} in test; * the default"
    Console(width=max(100, Console().width)).print(table)


if __name__ == "__main__":
    main()

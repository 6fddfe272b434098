"""How candidates are ranked: ``python -m evals.benchmarks.reranking DATA ARCHIVE``.

DATA is a folder of RealTime QA, ARCHIVE its articles indexed (made when missing). The gold article's rank
counts, one passage of each article, for weights of the reader and of the days that a question is about;
0 leaves it out. The weights were chosen on the part "dev". A quiz of the week favours what was
printed just before: below the first table the questions without days of their own are asked again as of
weeks later, when that points the wrong way. The time is that of reading the passages of one question.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import product
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from evals.benchmarks.realtimeqa.dataset import PARTS, Question, opened, questions
from evals.benchmarks.realtimeqa.summary import METRICS
from evals.benchmarks.realtimeqa.table import points, share
from evals.metrics.bootstrap import estimate
from evals.metrics.ranking import rank_of
from index import Archive
from index.article import Hit
from index.console import errors_told
from index.progress import Progress, progress_bars, unseen
from rag.nearness import Days, days_of, nearness
from rag.question import understand
from rag.rerank import WEIGHT as READER
from rag.rerank import answering
from rag.retrieve import PASSAGES, Scope, candidates
from rag.spans import READ

DAYS, READERS = (0.0, 0.5, 1.0, 1.5, 2.0), (0.0, 0.1, READER, 0.3, 0.4)
"""Weights tried: of the days as multiples of what is shipped, of the reader as they are."""
LATER = 45
"""Days."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article with the score of the search, how near it was printed, and how likely it answers.

    ``weight`` is the shipped one of the days, 0 where the question is about none; ``likely`` is 0 where the
    passage was not read.
    """

    group: str
    found: float
    weight: float = 0.0
    near: float = 0.0
    likely: float = 0.0

    def score(self, days: float, reader: float) -> float:
        """As the shipped code has it, under these weights."""
        weight = days * self.weight
        return (self.found + weight * self.near) / (1 + weight) + reader * self.likely


@dataclass(frozen=True, slots=True)
class Asked:
    """A question's candidates, the groups that are right, and the milliseconds of reading."""

    gold: frozenset[str]
    candidates: tuple[Candidate, ...]
    ms: float

    def rank(self, days: float, reader: float) -> int | None:
        """Of a right article under these weights."""
        best = sorted(self.candidates, key=lambda each: -each.score(days, 0.0))
        read = sorted(best[:READ], key=lambda each: -each.score(days, reader))
        return rank_of(self.gold, [each.group for each in (*read, *best[READ:])])


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m evals.benchmarks.reranking", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--part", choices=PARTS, default="dev")
    options = parser.parse_args(arguments)
    console = Console(width=max(100, Console().width))
    with errors_told(), opened(options.data, options.archive) as archive, progress_bars() as progress:
        asked = [q for q in questions(options.data) if q.gold and q.part == options.part]
        found = ask(archive, asked, progress)
        console.print(table(found, f"The gold article, {options.part} questions"))
        timeless = [replace(q, as_of=q.as_of + timedelta(days=LATER)) for q in asked if not _dated(q)]
        later = ask(archive, timeless, progress)
        title = f"Those that name no days, asked as of {LATER} days later"
        console.print(table(later, title, ((0.0, READER), (1.0, READER), (2.0, READER))))
    p50, p95 = np.percentile([each.ms for each in found], (50, 95))
    console.print(f"Reading {READ} passages: p50 {p50:.0f} ms, p95 {p95:.0f} ms")


def ask(archive: Archive, asked: Sequence[Question], progress: Progress | None) -> list[Asked]:
    """The candidates of each question; those are read that stand high enough under any weight."""
    groups = {article.id: article.copy_group for article in archive.articles()}
    found = []
    for done, question in enumerate(asked, start=1):
        gold = frozenset(groups[id_] for id_ in question.gold if id_ in groups)
        found.append(_asked(archive, question, gold))
        (progress or unseen)("asking questions", done, len(asked))
    return found


def _asked(archive: Archive, question: Question, gold: frozenset[str]) -> Asked:
    scope = Scope(as_of=question.as_of)
    understood = understand(question.text, today=question.as_of)
    days = days_of(understood, question.as_of)
    hits = candidates(archive, understood, scope, PASSAGES, 1)
    rows = [_candidate(hit, days) for hit in hits]
    began = time.perf_counter()
    likely = dict(enumerate(answering(question.text, hits[:READ])))
    ms = (time.perf_counter() - began) * 1000
    high = {place for days in DAYS for place in _best(rows, days)} - likely.keys()
    likely |= dict(zip(sorted(high), answering(question.text, [hits[i] for i in sorted(high)]), strict=True))
    return Asked(gold, tuple(replace(row, likely=likely.get(i, 0.0)) for i, row in enumerate(rows)), ms)


def _candidate(hit: Hit, days: Days | None) -> Candidate:
    """With the score of the search alone: what the days added to it is taken out again."""
    if days is None:
        return Candidate(hit.article.copy_group, hit.score)
    near = nearness(days.span, hit.article.published)
    found = hit.score * (1 + days.weight) - days.weight * near
    return Candidate(hit.article.copy_group, found, days.weight, near)


def _best(rows: Sequence[Candidate], days: float) -> list[int]:
    return sorted(range(len(rows)), key=lambda place: -rows[place].score(days, 0.0))[:READ]


def _dated(question: Question) -> bool:
    understood = understand(question.text, today=question.as_of)
    return bool(understood.window or understood.pick)


def table(
    found: Sequence[Asked],
    title: str,
    tried: Sequence[tuple[float, float]] = tuple(product(DAYS, READERS)),
) -> Table:
    """A row for each pair of weights."""
    shown = Table("days", "reader", *METRICS, title=title)
    for days, reader in tried:
        ranks = [each.rank(days, reader) for each in found]
        cells = (
            points(estimate(metric(ranks))) if name == "MRR" else share(estimate(metric(ranks)))
            for name, metric in METRICS.items()
        )
        shipped = (days, reader) == (1.0, READER)
        shown.add_row(f"{days:.1f}", f"{reader:.1f}{' *' * shipped}", *cells, style="bold" * shipped)
    shown.caption = f"{len(found)} questions; in brackets the 95 % interval; * as shipped"
    return shown


if __name__ == "__main__":
    main()

"""What was tried and what was chosen: ``python -m evals.benchmarks.weighing DATA ARCHIVE``.

DATA is a folder of RealTime QA, ARCHIVE its articles indexed (made when missing); the sample archive is
built afresh. The weights are fitted on the development questions of both and on those of reporters, and
every line is measured by cross-validation over them: a question is judged by weights that never saw it.
To be refused are the golden and the reporters' questions that nothing answers, and answerable ones of the
other two sets with a name, a year or a number exchanged. ``--part test`` measures the shipped weights on
the questions that nothing was tuned on.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from rich.console import Console
from rich.table import Table

from evals.benchmarks.realtimeqa.dataset import opened
from evals.benchmarks.weighing.asked import Asked, golden, quiz, reporters, weighed
from evals.benchmarks.weighing.fit import Weights, answering, likelihood, ranking
from evals.sample import corpus
from index import Archive
from index.console import errors_told
from index.progress import progress_bars
from rag.evidence import RANKING
from rag.likely import ANSWERING, MARKS, SETTINGS

SOURCES = ("golden", "quiz", "reporters")
VARIANTS: dict[str, tuple[str, ...]] = {
    "words alone": ("coverage", "act", "fit", "hit"),
    "the reader alone": ("read",),
    "words and reader": ("coverage", "act", "fit", "hit", "read"),
    "and names": ("coverage", "act", "fit", "hit", "read", "names", "binding"),
}
_FOLDS = 5
_BOUNDS = (0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5)

Judge = Callable[[Asked], float]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m evals.benchmarks.weighing", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--part", choices=("dev", "test"), default="dev")
    options = parser.parse_args(arguments)
    console = Console(width=100)
    with errors_told():
        questions = _questions(options.data, options.archive, options.part)
    if options.part == "dev":
        _tried(console, questions)
        _fitted(console, questions)
    _bounds(console, questions, f"shipped weights, {options.part} part", _shipped)


def _questions(data: Path, root: Path, part: str) -> list[Asked]:
    with TemporaryDirectory() as folder, progress_bars() as progress:
        with Archive.open(Path(folder), create=True) as sample:
            sample.sync([corpus()], progress=progress)
            asked = list(weighed(sample, golden(part), progress))
        with opened(data, root) as archive:
            return asked + list(weighed(archive, quiz(data, part) + reporters(part), progress))


def _tried(console: Console, questions: Sequence[Asked]) -> None:
    """Each variant: the share of answerable questions with a right sentence first, and among three."""
    table = Table(title="Right sentence at 1 and among 3, cross-validated on the development questions")
    for column in ("marks", *(f"{source}: {cut}" for source in SOURCES for cut in ("at 1", "in 3"))):
        table.add_column(column)
    for name, marks in VARIANTS.items():
        columns = [MARKS.index(mark) for mark in marks]
        ranks: dict[str, list[int]] = {source: [] for source in SOURCES}
        for seen, held in _folds([q for q in questions if q.answerable]):
            weights = ranking(seen, columns)
            for question in held:
                order = np.argsort(-(question.marks[:, columns] @ weights), kind="stable")
                place = np.flatnonzero(question.right[order])
                ranks[question.source].append(int(place[0]) if len(place) else len(order))
        cells = [f"{np.mean(np.array(ranks[s]) < cut):.3f}" for s in SOURCES for cut in (1, 3)]
        table.add_row(name, *cells)
    console.print(table)


def _fitted(console: Console, questions: Sequence[Asked]) -> None:
    """The weights from all development questions, and what they refuse, cross-validated."""
    columns = [MARKS.index(mark) for mark in RANKING]
    every = list(range(len(MARKS)))
    likely: dict[int, float] = {}
    for seen, held in _folds(questions):
        order = _widened(ranking(seen, columns), columns)
        weights = answering(seen, order, every)
        likely |= {id(question): likelihood(question, order, weights, every) for question in held}
    order = _widened(ranking(questions, columns), columns)
    console.print("RANKING", dict(zip(RANKING, ranking(questions, columns).round(2).tolist(), strict=True)))
    names = (*MARKS, "offset")
    console.print(
        "ANSWERING", dict(zip(names, answering(questions, order, every).round(2).tolist(), strict=True))
    )
    _bounds(console, questions, "fitted weights, cross-validated", lambda question: likely[id(question)])


def _bounds(console: Console, questions: Sequence[Asked], title: str, judge: Judge) -> None:
    """At each bound: answerable questions refused, and questions to be refused that are."""
    table = Table(title=f"Refused under a bound: {title}")
    heads = (f"{source}: {what}" for source in SOURCES for what in ("falsely", "rightly"))
    for column in ("bound", *heads):
        table.add_column(column)
    scores = [(q.source, q.answerable, judge(q)) for q in questions]
    settings = {bound: name for name, bound in SETTINGS.items()}
    for bound in sorted({*_BOUNDS, *settings}):
        row = [f"{bound:g} {settings.get(bound, '')}".strip()]
        for source in SOURCES:
            for answerable in (True, False):
                mine = [score < bound for s, a, score in scores if s == source and a is answerable]
                row.append(f"{np.mean(mine):.3f} of {len(mine)}")
        table.add_row(*row)
    console.print(table)


def _shipped(question: Asked) -> float:
    order = np.array([RANKING.get(mark, 0.0) for mark in MARKS])
    weights = np.array([*(ANSWERING[mark] for mark in MARKS), ANSWERING["offset"]])
    return likelihood(question, order, weights, list(range(len(MARKS))))


def _widened(weights: Weights, columns: Sequence[int]) -> Weights:
    wide = np.zeros(len(MARKS))
    wide[list(columns)] = weights
    return wide


def _folds(questions: Sequence[Asked]) -> list[tuple[list[Asked], list[Asked]]]:
    """Five times: four fifths to fit on, and the fifth to judge, every fifth question."""
    return [
        ([q for i, q in enumerate(questions) if i % _FOLDS != fold], list(questions[fold::_FOLDS]))
        for fold in range(_FOLDS)
    ]


if __name__ == "__main__":
    main()

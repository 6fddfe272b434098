"""Questions as reporters ask them, over real news: ``python -m evals.benchmarks.reporters DATA ARCHIVE``.

DATA is a folder of RealTime QA, ARCHIVE its articles indexed (made when missing). 174 questions were
written from 105 of the articles, 87 to tune on and 87 on other articles to measure on; thirty of them
are not answered there, though the articles speak of the persons and the matter.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from evals.benchmarks.realtimeqa.dataset import opened
from evals.benchmarks.realtimeqa.table import share
from evals.benchmarks.reporters.questions import Question, load
from evals.metrics.bootstrap import estimate
from index import Archive
from index.console import errors_told
from index.progress import progress_bars, unseen
from rag import Answer, ask


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what came of it."""

    question: Question
    answer: Answer

    @property
    def right(self) -> bool:
        return self.question.is_right(self.answer)

    @property
    def refused(self) -> bool:
        return self.answer.refusal is not None


def main(arguments: Sequence[str] | None = None) -> None:
    """Ask all, print the tables."""
    parser = argparse.ArgumentParser(prog="python -m evals.benchmarks.reporters", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--part", choices=("dev", "test", "all"), default="all")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every answer there")
    options = parser.parse_args(arguments)
    with errors_told(), opened(options.data, options.archive) as archive:
        asked = list(asked_of(archive, load(options.part)))
    console = Console()
    for part in ("dev", "test"):
        if mine := [a for a in asked if a.question.part == part]:
            console.print(by_kind(part, mine))
    if options.json:
        rows = [{"id": a.question.id, "right": a.right, **a.answer.to_dict()} for a in asked]
        options.json.write_text(json.dumps(rows, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def asked_of(archive: Archive, questions: Sequence[Question]) -> Iterable[Asked]:
    """Each question asked as of its day, where it has one."""
    with progress_bars() as progress:
        for done, question in enumerate(questions, start=1):
            yield Asked(question, ask(question.question, archive=archive, as_of=question.as_of))
            (progress or unseen)("asking questions", done, len(questions))


def by_kind(part: str, asked: Sequence[Asked]) -> Table:
    """Right, refused and words by kind of question; the sums with their intervals last."""
    table = Table(title=f"Reporters' questions, {part} part", title_justify="left")
    for name in ("kind", "questions", "right", "refused", "words"):
        table.add_column(name, justify="left" if name == "kind" else "right")
    kinds: dict[str, list[Asked]] = defaultdict(list)
    for each in asked:
        kinds[each.question.kind].append(each)
    for kind, mine in sorted(kinds.items()):
        table.add_row(kind, *_cells(mine))
    table.add_section()
    answerable = [a for a in asked if a.question.answerable]
    table.add_row("with an answer", *_cells(answerable), style="bold")
    table.add_row("without one", *_cells([a for a in asked if not a.question.answerable]), style="bold")
    return table


def _cells(asked: Sequence[Asked]) -> tuple[str, str, str, str]:
    lengths = [len(a.answer.text.split()) for a in asked if not a.refused]
    return (
        str(len(asked)),
        share(estimate([float(a.right) for a in asked])),
        share(estimate([float(a.refused) for a in asked])),
        f"{sum(lengths) / len(lengths):.0f}" if lengths else "–",
    )


if __name__ == "__main__":
    main()

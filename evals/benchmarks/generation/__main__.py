"""Plain and generated answers side by side: ``python -m evals.benchmarks.generation [--small]``.

Golden questions that the sample archive answers and that stand alone are asked in each system. Citation
precision is the share of the citations that come from a right article, recall the share of the questions
answered with a quote that carries the answer.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from evals.benchmarks.generation.scripted import Good
from evals.benchmarks.generation.small import served
from evals.golden import Part, Question, load
from evals.metrics import answer_right, citation_right
from evals.metrics.rate import Rate
from evals.metrics.score import Sample
from evals.sample import corpus
from index import Archive
from index.console import errors_told
from rag import Answer, ask

_WIDTH = 140
_GOLDEN = Path(__file__).parents[2] / "golden"


@dataclass(frozen=True, slots=True)
class System:
    """A row of the table: how the answers are worded."""

    name: str
    llm: object | None = None


def main() -> None:
    """Build the archive, ask in every system, print the table."""
    parser = argparse.ArgumentParser(description="Plain and generated answers side by side.")
    parser.add_argument("--questions", type=int, default=40, help="how many (40)")
    parser.add_argument("--part", choices=["dev", "test"], default="dev")
    parser.add_argument("--small", action="store_true", help="ask a small real model too (the extra “local”)")
    given = parser.parse_args()
    asked = questions(given.part, given.questions)
    with errors_told(), ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        archive = stack.enter_context(Archive.open(folder / "archive", create=True))
        archive.sync([corpus()])
        systems = [System("extractive"), System("generated (scripted good model)", Good())]
        if given.small:
            systems.append(System("generated (SmolLM2 135M)", stack.enter_context(served())))
        Console(width=_WIDTH).print(
            table([(system.name, answers(archive, asked, system)) for system in systems])
        )


def questions(part: Part, count: int) -> list[Question]:
    """The first so many of a part that have an answer and stand alone."""
    articles = {str(file.relative_to(corpus())) for file in corpus().rglob("*") if file.is_file()}
    usable = (q for q in load(_GOLDEN, articles) if q.part == part and not q.refuse and q.after is None)
    return [q for q in usable if q.sources][:count]


def answers(archive: Archive, asked: Sequence[Question], system: System) -> list[Sample]:
    """Every question with its answer."""
    return [
        Sample(
            q,
            ask(
                q.question,
                archive=archive,
                as_of=q.as_of,
                since=q.since,
                until=q.until,
                outlets=q.outlets,
                llm=system.llm,
            ),
            {},
        )
        for q in asked
    ]


def table(systems: Sequence[tuple[str, Sequence[Sample]]]) -> Table:
    """One row a system."""
    found = Table(title="Worded answers", title_justify="left")
    for name in ("system", "answer right", "citation precision", "citation recall", "in the model's words",
                 "sentences dropped", "seconds (median)"):  # fmt: skip
        found.add_column(name, justify="left" if name == "system" else "right")
    for name, samples in systems:
        right = Rate.of(bool(answer_right.score(s).passed) for s in samples)
        recall = Rate.of(bool(citation_right.score(s).passed) for s in samples)
        precise = Rate.of(_is_right(s, c.path) for s in samples for c in s.answer.citations)
        said = [_said(s.answer) for s in samples]
        found.add_row(
            name,
            f"{right.passed} of {right.n}",
            f"{precise.passed} of {precise.n}",
            f"{recall.passed} of {recall.n}",
            str(sum(kept > 0 for kept, _ in said)),
            f"{sum(dropped for _, dropped in said)} of {sum(map(sum, said))}",
            f"{statistics.median(s.answer.took_ms for s in samples) / 1000:.1f}",
        )
    return found


def _is_right(sample: Sample, path: str) -> bool:
    return any(f"/{path}".endswith(f"/{source}") for source in sample.question.sources)


def _said(answer: Answer) -> tuple[int, int]:
    """How many of a model's sentences are shown, and how many were dropped."""
    asked = any(step.step == "generated" for step in answer.trace)
    dropped = sum(step.step == "dropped" for step in answer.trace) if asked else 0
    kept = next((int(s.because.split()[0]) for s in answer.trace if s.step == "generated"), 0)
    return kept, dropped


if __name__ == "__main__":
    main()

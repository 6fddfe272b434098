"""Dateline and others on RealTime QA: ``python -m evals.benchmarks.realtimeqa DATA ARCHIVE``.

DATA holds ``articles.jsonl.gz`` and ``questions.jsonl``; ARCHIVE has the articles indexed, and is made
when it is missing. Each question is asked as of its date. BM25 alone, dense alone and equal RRF rank
ARCHIVE's own passages; LlamaIndex keeps its chunks in a folder beside ARCHIVE, so that a second run
need not embed them again. Questions with an even place in the file are "dev", on which weights and
rules were tuned; those with an odd one are "test", the headline.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

from rich.console import Console

from evals.benchmarks.realtimeqa import llamaindex
from evals.benchmarks.realtimeqa.dataset import Question, opened, questions
from evals.benchmarks.realtimeqa.measure import Outcome, measure
from evals.benchmarks.realtimeqa.summary import Part, summarise
from evals.benchmarks.realtimeqa.systems import Dateline, Ranking, Search, System, passages_of
from evals.benchmarks.realtimeqa.table import WIDTH, show
from evals.metrics.bootstrap import DRAWS, SEED
from index import Archive
from index.console import errors_told
from index.errors import UsageError
from index.progress import progress_bars

BASELINES = {"bm25": "BM25 alone", "dense": "dense alone", "rrf": "equal RRF"}
SYSTEMS = ("dateline", "search", *BASELINES, "llamaindex")


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables, and write everything to a file when one is named."""
    options = _parser().parse_args(arguments)
    with errors_told():
        _check(options)
        console = Console(width=max(WIDTH, Console().width))
        asked = questions(options.data)[: options.questions]
        names = _chosen(options.systems, console)
        outcomes = run(options.data, options.archive, asked, names, answers=not options.no_answers)
        parts = summarise(outcomes)
        show(console, parts)
        if options.json:
            report = json.dumps(to_dict(outcomes, parts), indent=2, ensure_ascii=False, default=str)
            options.json.write_text(report + "\n", encoding="utf-8")


def run(
    data: Path, root: Path, asked: Sequence[Question], names: Sequence[str], *, answers: bool = True
) -> list[Outcome]:
    """Index what is not indexed yet, and ask each system every question."""
    with opened(data, root) as archive, ExitStack() as stack:
        systems = _systems(stack, names, archive, data)
        with progress_bars() as progress:
            return measure(
                archive, systems, asked, answers=answers and "dateline" in names, progress=progress
            )


def to_dict(outcomes: Sequence[Outcome], parts: dict[str, Part]) -> dict[str, Any]:
    """The whole run: numbers, versions, and what came of every question."""
    return {
        "parts": {name: asdict(part) for name, part in parts.items()},
        "bootstrap": {"draws": DRAWS, "seed": SEED},
        "versions": {name: version(name) for name in ("chromadb", "tantivy", "numpy")}
        | (llamaindex.versions() if llamaindex.is_installed() else {}),
        "questions": [_question(outcome) for outcome in outcomes],
    }


def _question(outcome: Outcome) -> dict[str, Any]:
    row = asdict(outcome)
    row["question"]["gold"] = sorted(outcome.question.gold)
    return row


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m evals.benchmarks.realtimeqa",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--questions", type=int, metavar="N", help="ask only the first N")
    parser.add_argument(
        "--systems", nargs="+", choices=SYSTEMS, metavar="NAME", help=f"of {', '.join(SYSTEMS)}; default: all"
    )
    parser.add_argument("--no-answers", action="store_true", help="only search")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write everything there as JSON")
    return parser


def _check(options: argparse.Namespace) -> None:
    """What would else be found out when the work is done."""
    if options.questions is not None and options.questions < 1:
        raise UsageError(f"--questions is {options.questions}.", "Ask 1 question or more.")
    if options.json and not options.json.parent.is_dir():
        raise UsageError(f"There is no folder {options.json.parent}.", "Name a file in a folder that exists.")


def _chosen(wanted: Sequence[str] | None, console: Console) -> list[str]:
    """The systems to run; LlamaIndex by default only where it is installed."""
    names = [name for name in SYSTEMS if name in (wanted or SYSTEMS)]
    if "llamaindex" in names and not llamaindex.is_installed():
        remedy = f"`pip install {' '.join(llamaindex.PACKAGES)}` adds it."
        if wanted:
            raise UsageError("LlamaIndex's Chroma store or its embedding is not installed.", remedy)
        console.print(f"LlamaIndex is left out, it is not installed: {remedy}", soft_wrap=True, markup=False)
        names.remove("llamaindex")
    return names


def _systems(stack: ExitStack, names: Sequence[str], archive: Archive, data: Path) -> list[System]:
    systems: list[System] = [Dateline(archive)] if "dateline" in names else []
    systems += [Search(archive)] if "search" in names else []
    if any(name in BASELINES for name in names):
        passages = stack.enter_context(passages_of(archive))
        systems += [Ranking(BASELINES[name], passages) for name in names if name in BASELINES]
    if "llamaindex" in names:
        beside = archive.path.with_name(f"{archive.path.name}-llamaindex")
        systems.append(stack.enter_context(llamaindex.indexed(data, beside)))
    return systems


if __name__ == "__main__":
    main()

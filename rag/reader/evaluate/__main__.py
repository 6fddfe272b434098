"""Measure a reader: ``python -m rag.reader.evaluate DATA WEIGHTS [--part test] [--card]``.

WEIGHTS is what `rag.reader.export` wrote. The part "test" of the open sets was never trained or tuned
on; NewsQA, where DATA has it, never at all. Intervals are 95 % bootstrap over whole documents.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from index.console import errors_told
from rag.reader.weights import CARD, SHIPPED


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables; with ``--card`` write them beside the weights."""
    options = _parser().parse_args(arguments)
    with errors_told():
        _evaluate(options)


def _evaluate(options: argparse.Namespace) -> None:
    from rag.reader.data.rows import open_rows
    from rag.reader.evaluate.card import card, tables
    from rag.reader.evaluate.measure import Reader, report
    from rag.reader.evaluate.speed import milliseconds
    from rag.reader.evaluate.tasks import tasks
    from rag.reader.session import Session
    from rag.reader.weights import checked, note_of

    session = Session(checked(options.weights))
    given = tasks(options.data, options.part, options.sample)
    found = report(Reader(session, session.tokenizer, session.calibration), given)
    took = milliseconds(session, open_rows(options.data, options.part))
    sys.stdout.write(tables(found, took) + "\n")
    if options.json:
        record = asdict(found) | {"milliseconds": took, "part": options.part}
        options.json.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    if options.card:
        text = card(found, took, note_of(options.weights))
        (options.weights / CARD).write_text(text, encoding="utf-8")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m rag.reader.evaluate", description="Measure a reader.")
    parser.add_argument("data", type=Path, metavar="DATA", help="folder with the sets")
    parser.add_argument("weights", type=Path, metavar="WEIGHTS", nargs="?", default=SHIPPED)
    parser.add_argument("--part", choices=("dev", "test"), default="test", help="which articles")
    parser.add_argument("--sample", type=int, default=0, help="so many questions of each kind")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the numbers to FILE")
    parser.add_argument("--card", action="store_true", help="write the model card beside the weights")
    return parser


if __name__ == "__main__":
    main()

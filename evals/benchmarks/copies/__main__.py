"""Copies and rewrites on labelled pairs, and their speed: ``python -m evals.benchmarks.copies DATA``.

DATA holds ``articles.jsonl.gz`` and ``questions.jsonl`` of RealTime QA; the labels (ids and reasons, no
text) come with the benchmark. Pairs whose hash is even are "dev", on which the limits were chosen; the
others are "test". The articles are stored and grouped as `dateline add` does, but not embedded; then an
archive of --articles is made from them and grouped, for the speed.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from evals.benchmarks.copies import speed
from evals.benchmarks.copies.labels import Pair, labelled
from evals.benchmarks.copies.measure import judge, systems
from evals.benchmarks.copies.shelf import Shelf, draft, sources
from evals.benchmarks.copies.table import WIDTH, show, show_speed
from index.article import Article
from index.console import errors_told
from index.draft import Draft
from index.errors import UsageError
from index.progress import Progress, progress_bars
from index.readers import Source

ARTICLES = 25_000


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        prog="python -m evals.benchmarks.copies",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("data", type=Path)
    parser.add_argument(
        "--articles",
        type=int,
        default=ARTICLES,
        metavar="N",
        help=f"for the speed; default {ARTICLES}, 0: none",
    )
    options = parser.parse_args(arguments)
    console = Console(width=max(WIDTH, Console().width))
    with errors_told(), progress_bars() as progress:
        originals = _originals(options.data)
        if options.articles and options.articles < len(originals) + speed.SINGLES:
            least = len(originals) + speed.SINGLES
            raise UsageError(f"--articles is {options.articles}.", f"Make it 0, or {least} or more.")
        articles = _grouped([draft for _, draft in originals], progress)
        pairs, left_out = _known(labelled(), articles)
        results = [result for system in systems(articles) for result in judge(system, pairs)]
        show(console, pairs, results, left_out)
        if options.articles:
            show_speed(console, speed.measure(originals, options.articles, progress))


def _originals(data: Path) -> list[tuple[Source, Draft]]:
    return [(source, made) for source in sources(data) if (made := draft(source))]


def _grouped(drafts: Sequence[Draft], progress: Progress | None) -> dict[str, Article]:
    with TemporaryDirectory() as folder:
        shelf = Shelf.open(Path(folder))
        shelf.add(drafts, progress)
        articles = shelf.articles()
        shelf.journal.close()
    return articles


def _known(pairs: Sequence[Pair], articles: dict[str, Article]) -> tuple[list[Pair], int]:
    """The pairs of which both articles are there, and how many are not."""
    known = [pair for pair in pairs if pair.one in articles and pair.other in articles]
    if not known:
        raise UsageError(
            "None of the labelled articles is in the data.",
            "Name the folder with the months 2022-06, -08, -10 and -12 of RealTime QA.",
        )
    return known, len(pairs) - len(known)


if __name__ == "__main__":
    main()

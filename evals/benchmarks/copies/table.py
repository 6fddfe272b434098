"""The numbers on the terminal: pairs told right, edits seen through, and the time it took."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table

from evals.benchmarks.copies.labels import Pair
from evals.benchmarks.copies.measure import Result
from evals.benchmarks.copies.speed import Speed
from evals.metrics.rate import Rate

WIDTH = 118


def show(console: Console, pairs: Sequence[Pair], results: Iterable[Result], left_out: int) -> None:
    """How pairs are told, by part."""
    table = Table("part", "told by", "precision", "recall", "updates taken for it")
    table.title = "Labelled pairs told right"
    labels = Counter(pair.label for pair in pairs)
    counts = ", ".join(f"{count} {label}" for label, count in sorted(labels.items()))
    gone = f"; {left_out} more have no text left" if left_out else ""
    table.caption = (
        f"{len(pairs)} pairs: {counts}{gone}. In brackets the counts and the 95 % interval; limits were "
        "chosen on dev. Updates count as wrong for copies, and neither way for rewrites."
    )
    ordered = sorted(results, key=lambda result: result.part)
    for before, result in zip([None, *ordered], ordered, strict=False):
        if before and before.part != result.part:
            table.add_section()
        cells = (percent(result.precision), percent(result.recall), counted(result.updates))
        table.add_row(result.part, result.system, *cells)
    console.print(table)


def show_speed(console: Console, speed: Speed) -> None:
    """What grouping takes, and which edits it sees through."""
    table = Table("how an article was made from another", "in one group")
    table.title = f"{speed.articles:,} articles, made from those of the data set"
    for edit, rate in speed.found.items():
        table.add_row(edit, percent(rate))
    table.add_section()
    table.add_row("no copy: every second word replaced", percent(speed.mistaken))
    console.print(table)
    console.print(
        f"grouping {speed.articles:,} articles: {speed.grouping:,.0f} s "
        f"({speed.articles / speed.grouping:,.0f} a second, beside {speed.storing:,.0f} s to store them); "
        f"one article more: {1000 * speed.one_more:,.0f} ms",
        highlight=False,
    )


def percent(rate: Rate) -> str:
    """In percent, with the counts and the interval."""
    if rate.value is None:
        return "–"
    low, high = rate.interval
    return f"{rate.value:.0%} ({rate.passed} of {rate.n}, {low:.0%}…{high:.0%})"


def counted(rate: Rate) -> str:
    """As counts alone."""
    return f"{rate.passed} of {rate.n}"

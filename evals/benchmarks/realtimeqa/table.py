"""The numbers on the terminal: three tables, every number with its unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.console import Console
from rich.table import Table

from evals.benchmarks.realtimeqa.measure import READ
from evals.benchmarks.realtimeqa.summary import METRICS, Latency, Part
from evals.benchmarks.realtimeqa.systems import ARTICLES, Dateline
from evals.metrics.bootstrap import DRAWS, LEVEL, Estimate

WIDTH = 124
_NOTHING = "–"


def show(console: Console, parts: Mapping[str, Part]) -> None:
    """Retrieval, how far Dateline is ahead, and where the answer stands."""
    for table in tables(parts):
        console.print(table)


def tables(parts: Mapping[str, Part]) -> Iterator[Table]:
    """The tables that have a row."""
    for table in (_retrieval(parts), _gains(parts), _answers(parts)):
        if table.row_count:
            yield table


def _retrieval(parts: Mapping[str, Part]) -> Table:
    table = Table("part", "search", *METRICS, "search p50", "search p95")
    table.title = f"The gold article among the first {ARTICLES}, copies counted as one"
    table.caption = (
        f"in brackets the {LEVEL} % interval of {DRAWS:,} draws of questions; dev was tuned on, test was not"
    )
    for name, part in parts.items():
        for system, numbers in part.systems.items():
            cells = (_metric(metric, numbers.metrics[metric]) for metric in METRICS)
            table.add_row(_of(name, part.gold), system, *cells, *_times(numbers.search), style=_style(system))
        table.add_section()
    return table


def _gains(parts: Mapping[str, Part]) -> Table:
    table = Table("part", "Dateline less", *METRICS)
    table.title = "How far Dateline's search is ahead, question by question"
    for name, part in parts.items():
        for system, numbers in part.systems.items():
            if numbers.gains:
                cells = (_metric(metric, numbers.gains[metric], signed=True) for metric in METRICS)
                table.add_row(_of(name, part.gold), system, *cells)
        table.add_section()
    return table


def _answers(parts: Mapping[str, Part]) -> Table:
    table = Table("part", "what is read", "answer in it", "its length", "refused", "ask p50", "ask p95")
    table.title = "Where the answer's wording stands"
    table.caption = (
        "answer, length: over questions whose articles hold the wording; refused: over all of a part"
    )
    for name, part in parts.items():
        of = _of(name, part.labelled)
        if part.answers:
            read, refused = part.answers, share(part.answers.refused)
            cells = (share(read.right), length(read.words), f"{refused} of {part.questions}")
            table.add_row(of, "Dateline's answer", *cells, *_times(read.ask), style="bold")
        for system, numbers in part.systems.items():
            found = (share(numbers.held), length(numbers.words))
            table.add_row(of, f"{READ} best: {system}", *found, *3 * [_NOTHING])
        table.add_section()
    return table


def share(found: Estimate | None, *, signed: bool = False) -> str:
    """In percent, or in percentage points when it is a difference."""
    if found is None:
        return _NOTHING
    sign, unit = ("+", "pp") if signed else ("", "%")
    value, low, high = (round(100 * number) for number in (found.value, found.low, found.high))
    return f"{value:{sign}} {unit} ({low:{sign}}…{high:{sign}})"


def points(found: Estimate | None, *, signed: bool = False) -> str:
    """A mean reciprocal rank, from 0 to 1: it has no unit."""
    if found is None:
        return _NOTHING
    sign = "+" if signed else ""
    return f"{found.value:{sign}z.2f} ({found.low:{sign}z.2f}…{found.high:{sign}z.2f})"


def length(found: Estimate | None) -> str:
    """In words."""
    return f"{found.value:,.0f} words ({found.low:,.0f}…{found.high:,.0f})" if found else _NOTHING


def _metric(name: str, found: Estimate | None, *, signed: bool = False) -> str:
    return points(found, signed=signed) if name == "MRR" else share(found, signed=signed)


def _times(taken: Latency | None) -> tuple[str, str]:
    return (f"{taken.p50:,.0f} ms", f"{taken.p95:,.0f} ms") if taken else (_NOTHING, _NOTHING)


def _of(name: str, count: int) -> str:
    return f"{name} ({count})"


def _style(system: str) -> str:
    return "bold" if system == Dateline.name else ""

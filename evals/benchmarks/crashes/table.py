"""The numbers on the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from evals.benchmarks.crashes.kills import Tally
from evals.benchmarks.crashes.readers import Readings


def show(console: Console, tallies: Sequence[Tally], seed: int) -> None:
    """Side by side: kills, and what they left."""
    table = Table("", *(tally.system for tally in tallies))
    table.caption = f"Seed {seed}. Rows are articles in Dateline, vectors in Chroma."
    for name, value in _LINES.items():
        table.add_row(name, *(value(tally) for tally in tallies))
    console.print(table)
    for tally in tallies:
        console.print(
            f"{tally.system}: " + ", ".join(f"{n} in {kind}" for kind, n in sorted(tally.kills.items()))
        )
        for verdict in tally.harmful[:3]:
            console.print(f"  {verdict}", markup=False)


def show_readings(console: Console, readings: Readings, readers: int, seconds: float) -> None:
    """Answers while another process writes."""
    console.print(
        f"One writer, {readers} readers, {seconds:g} s: {readings.answers:,} answers over "
        f"{readings.editions:,} states written, {len(readings.wrong)} wrong."
    )
    for wrong in readings.wrong[:3]:
        console.print(f"  {wrong}", markup=False)


def _slowest(tally: Tally) -> str:
    times = sorted(verdict.opened for verdict in tally.verdicts if verdict.opened)
    return f"{times[-1]:.2f} s (median {times[len(times) // 2]:.2f} s)" if times else "–"


_LINES = {
    "kills": lambda tally: f"{len(tally.verdicts):,}",
    "unusable afterwards": lambda tally: f"{sum(bool(v.unusable) for v in tally.verdicts):,}",
    "acknowledged rows lost": lambda tally: f"{sum(v.lost for v in tally.verdicts):,}",
    "phantom or double rows": lambda tally: f"{sum(v.phantom for v in tally.verdicts):,}",
    "half a change visible": lambda tally: f"{sum(v.state < 0 and not v.unusable for v in tally.verdicts):,}",
    "searches that miss what is there": lambda tally: f"{sum(v.wrongly_found for v in tally.verdicts):,}",
    "the doctor finds damage": lambda tally: f"{sum(bool(v.unsound) for v in tally.verdicts):,}",
    "opened and searched in, at most": _slowest,
}

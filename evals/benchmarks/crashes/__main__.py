"""Kills, and what they leave: ``python -m evals.benchmarks.crashes``.

A process that changes an archive is killed (SIGKILL) at random moments; each time the archive is opened,
compared with what was acknowledged, searched beside exact search over the journal, and seen by the doctor.
Then each operation is killed at every fsync, rename and commit. A process that upserts into a bare Chroma
collection is killed in the same way. Last, one process writes while eight read. Vectors come from the words
alone, and files are read in the writing process. Exit code 1 when the archive lost anything.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from evals.benchmarks.crashes import bare, kills, readers
from evals.benchmarks.crashes.child import load
from evals.benchmarks.crashes.table import show, show_readings

_TOLD_EVERY = 25  # kills, where the output is no terminal


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        prog="python -m evals.benchmarks.crashes",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--kills", type=int, default=300, metavar="N", help="at random; default 300")
    parser.add_argument("--times", type=int, default=3, metavar="N", help="at each point; default 3")
    parser.add_argument("--bare", type=int, default=300, metavar="N", help="of bare Chroma; default 300")
    parser.add_argument("--seconds", type=float, default=600, metavar="S", help="of reading; default 600")
    parser.add_argument("--ends", action="store_true", help="of a run of fsyncs only the first and the last")
    parser.add_argument("--seed", type=int, default=int(time.time()), help="default: the time")
    options = parser.parse_args(arguments)
    console = Console(width=max(100, Console().width))
    console.print(f"Seed {options.seed}")
    load()
    with TemporaryDirectory(prefix="dateline-crashes-") as home:
        return _measure(console, options, Path(home))


def _measure(console: Console, options: argparse.Namespace, home: Path) -> int:
    tell = _teller(console)
    (home / "random").mkdir()
    stages: list[Callable[[], kills.Tally]] = [
        lambda: kills.at_random(home / "random", options.kills, options.seed, tell),
        lambda: kills.at_every_point(home / "points", options.times, tell, every=not options.ends),
        lambda: bare.at_random(home / "bare", options.bare, options.seed, tell),
    ]
    tallies = []
    for stage in stages:
        tallies.append(tally := stage())
        console.print(f"{tally.system}: {len(tally.verdicts)} kills, {len(tally.harmful)} did harm")
    show(console, tallies, options.seed)
    harm = sum(len(tally.harmful) for tally in tallies[:2])
    if options.seconds:
        readings = readers.together(home / "readers", options.seconds)
        show_readings(console, readings, readers.READERS, options.seconds)
        harm += len(readings.wrong)
    return 1 if harm else 0


def _teller(console: Console) -> Callable[[kills.Tally], None]:
    def tell(tally: kills.Tally) -> None:
        done = len(tally.verdicts)
        if not tally.verdicts[-1].harmless:
            console.print(f"{tally.system}, kill {done}: {tally.verdicts[-1]}", markup=False)
        if console.is_terminal or done % _TOLD_EVERY == 0:
            end = "\r" if console.is_terminal else "\n"
            console.print(f"{tally.system}: {done} kills, {len(tally.harmful)} did harm", end=end)

    return tell


if __name__ == "__main__":
    sys.exit(main())

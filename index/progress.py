"""How far a long step is: bars on stderr, and nothing where stderr is not a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Progress = Callable[[str, int, int], None]
"""Called with the name of a stage, how much of it is done, and how much there is."""


def unseen(stage: str, done: int, total: int) -> None:
    """A `Progress` that nobody watches."""


STAGES = {
    "read": "Reading files",
    "embed": "Embedding passages",
    "publish": "Building the search structures",
    "check articles": "Checking articles",
    "check vectors": "Checking vectors",
    "check files": "Checking files",
}


@contextmanager
def progress_bars() -> Iterator[Progress | None]:
    """A `Progress` that draws one bar a stage, or None where nobody watches."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(STAGES.get(stage, stage.capitalize()), total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield show

"""The kills: at every point of an operation, and at random moments of a long history."""

from __future__ import annotations

import os
import random
import shutil
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from unittest.mock import patch

from evals.benchmarks.crashes.child import Child, Reader, Tell
from evals.benchmarks.crashes.embedder import WordVectors
from evals.benchmarks.crashes.history import KINDS, History, State, Step
from evals.benchmarks.crashes.points import watched
from evals.benchmarks.crashes.verdict import Verdict, judge
from index.archive import Archive

_MOMENTS = (0.03, 0.3)
"""Seconds after a step within which the kill falls: most steps are short, a merge is long."""
_HUNG = 200.0


@dataclass
class Tally:
    """Kills by what was under way, and what each left."""

    system: str
    kills: Counter[str] = field(default_factory=Counter)
    verdicts: list[Verdict] = field(default_factory=list)

    def add(self, kind: str, verdict: Verdict) -> None:
        """Note one kill."""
        self.kills[kind] += 1
        self.verdicts.append(verdict)

    @property
    def harmful(self) -> list[Verdict]:
        """What the kills did that must not be."""
        return [verdict for verdict in self.verdicts if not verdict.harmless]


def at_random(home: Path, kills: int, seed: int, told: Callable[[Tally], None]) -> Tally:
    """Kill a process that changes an archive, at random moments; the next goes on from what is left."""
    tally, history = Tally("Dateline"), History(seed)
    moments = random.Random(seed)  # noqa: S311 - no secret
    done = 0
    for _ in range(kills):
        child = Child(lambda tell, first=done: _live(home, history, first, tell))  # type: ignore[misc]
        child.hear(_HUNG, enough=moments.randrange(len(KINDS)))
        child.hear(moments.uniform(0, moments.choice(_MOMENTS)))
        child.kill()
        if (status := child.end()) != -signal.SIGKILL:
            raise RuntimeError(f"the process ended by itself: {status}")
        done = max([done, *map(int, child.lines)])
        verdict = judge(home / "archive", [history.state(done), history.state(done + 1)])
        tally.add(history.step(done).kind, verdict)
        done += max(verdict.state, 0)
        if verdict.state < 0:
            shutil.rmtree(home / "archive")
            done = 0
        told(tally)
    return tally


def at_every_point(home: Path, times: int, told: Callable[[Tally], None], *, every: bool = True) -> Tally:
    """Kill each operation at each of its points, ``times`` times; see `_points` for ``every``."""
    tally = Tally("Dateline, every point")
    for operation in operations(home):
        for number in _points(operation, home / "trial", every=every):
            for _ in range(times):
                operation.prepare(home / "trial")
                _killed_at(operation, home / "trial", number)
                verdict = judge(home / "trial" / "archive", operation.states)
                tally.add(operation.kind, verdict)
                told(tally)
    return tally


@dataclass(frozen=True)
class Operation:
    """Something that changes the archive in a copy of ``base``: from one state to the other."""

    kind: str
    base: Path
    states: tuple[State, State]
    work: Callable[[Path], None]

    def prepare(self, home: Path) -> None:
        """A fresh copy of what it begins with."""
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(self.base, home)


def operations(home: Path) -> Iterator[Operation]:
    """The first add, an import, and each later operation on an archive that has a generation and a tail."""
    history = History(1)
    trial = home / "trial"  # always there, because an archive knows the paths of its files
    (home / "new").mkdir(parents=True)
    yield Operation("first add", home / "new", ({}, history.state(1)), partial(_take, step=history.step(0)))
    _in_child(lambda _: _export(trial, history, 4))
    (home / "exported").mkdir()
    shutil.copy(trial / "exported", home / "exported")
    yield Operation("import", home / "exported", ({}, history.state(4)), _import)
    for number in range(4, 4 + len(KINDS)):
        step, base = history.step(number), home / f"after {number}"
        _in_child(lambda _, number=number: _export(trial, history, number))  # type: ignore[misc]
        trial.rename(base)
        states = history.state(number), history.state(number + 1)
        yield Operation(step.kind, base, states, partial(_take, step=step))


def _in_child(work: Callable[[Tell], None]) -> None:
    if status := Child(work).end():
        raise RuntimeError(f"no archive could be made: {status}")


def _export(home: Path, history: History, steps: int) -> None:
    """An archive with so many steps taken, and its export."""
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir()
    with patch("index.sync.Sandbox", Reader):
        for number in range(steps):
            _take(home, history.step(number))
    with Archive.open(home / "archive", exact=True, embedder=WordVectors()) as archive:
        archive.export(home / "exported")


def _import(home: Path) -> None:
    Archive.restore(home / "exported", home / "archive", embedder=WordVectors()).close()


def _take(home: Path, step: Step) -> None:
    with Archive.open(home / "archive", create=True, exact=True, embedder=WordVectors()) as archive:
        step.take(archive, home)


def _live(home: Path, history: History, first: int, tell: Tell) -> None:
    """Take one step after the other, and say so after each."""
    with (
        patch("index.sync.Sandbox", Reader),
        Archive.open(home / "archive", create=True, exact=True, embedder=WordVectors()) as archive,
    ):
        while True:
            history.step(first).take(archive, home)
            first += 1
            tell(str(first))


def _points(operation: Operation, home: Path, *, every: bool) -> list[int]:
    """The numbers of its points; of a run of the same only the ends, unless ``every`` one is wanted."""
    operation.prepare(home)
    child = Child(lambda tell: _watched_work(operation, home, tell))
    if status := child.end():
        raise RuntimeError(f"{operation.kind} failed: {status}")
    names = child.lines
    return [n for n in range(len(names)) if every or names[n - 1 : n + 2] != [names[n]] * 3]


def _killed_at(operation: Operation, home: Path, number: int) -> None:
    passed = iter(range(number + 1))

    def reach(_: str) -> None:
        if next(passed) == number:
            os.kill(os.getpid(), signal.SIGKILL)

    status = Child(lambda _: _watched_work(operation, home, reach)).end()
    if status != -signal.SIGKILL:
        raise RuntimeError(f"{operation.kind} has no point {number}: {status}")


def _watched_work(operation: Operation, home: Path, reached: Callable[[str], None]) -> None:
    with patch("index.sync.Sandbox", Reader), watched(reached):
        operation.work(home)

"""A training run: epochs of lessons in batches, checkpoints by the clock, measures on the way."""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.errors import SettingsError
from rag.reader.calibration import Calibration
from rag.reader.data.lesson import Classroom, Lesson
from rag.reader.data.mixture import Mixture, counts
from rag.reader.data.rows import open_rows
from rag.reader.evaluate.measure import Reader, report
from rag.reader.evaluate.tasks import Tasks, tasks
from rag.reader.train.batches import plan, taught
from rag.reader.train.checkpoint import Place, checkpoints, load, save
from rag.reader.train.recipe import Recipe
from rag.reader.windows import load_tokenizer

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from rag.reader.train.learner import Learner
    from rag.reader.train.network import Network

Log = Callable[[dict[str, Any]], None]

_TOLD_EVERY = 20
"""Steps between two lines of the log."""
_DRAWS = 20


@dataclass
class Run:
    """One run, from where its last checkpoint stands to the end of the recipe."""

    learner: Learner
    recipe: Recipe
    mixture: Mixture
    tokenizer: Tokenizer
    measured_on: Tasks
    out: Path
    log: Log
    place: Place

    def go(self, steps: int | None = None) -> Place:
        """Train to the end, or for ``steps`` steps; the last checkpoint holds where it stands."""
        began, saved, measured = time.monotonic(), time.monotonic(), time.monotonic()
        before, losses = self.place.seconds, list[float]()
        total = round(self.recipe.epochs * len(self.mixture.epoch(0)))
        room = Classroom(self.tokenizer, self.recipe.limit)
        for lessons, epoch, batch in self._ahead(room, total):
            loss = self.learner.step(taught(lessons, self.recipe.pieces), self.place.seen / total)
            losses.append(loss)
            self.place = replace(
                self.place,
                step=self.place.step + 1,
                epoch=epoch,
                batch=batch + 1,
                seen=self.place.seen + len(lessons),
                seconds=before + time.monotonic() - began,
            )
            if self.place.step % _TOLD_EVERY == 0:
                self._tell(losses, total)
                losses.clear()
            if time.monotonic() - saved > 60 * self.recipe.saving.checkpoint_minutes:
                self._save()
                saved = time.monotonic()
            if time.monotonic() - measured > 60 * self.recipe.saving.measure_minutes:
                self.measure()
                measured = time.monotonic()
            if steps is not None and (steps := steps - 1) == 0:
                break
        self._save()
        return self.place

    def measure(self) -> dict[str, float]:
        """The measures on the sample of the development part, logged."""
        values = report(Reader(self.learner.read, self.tokenizer, Calibration()), self.measured_on, _DRAWS)
        short = {name: round(value.value, 4) for name, value in values.values.items()}
        self.log({"step": self.place.step, "seen": self.place.seen} | short)
        return short

    def _ahead(self, room: Classroom, total: int) -> Iterator[tuple[list[Lesson], int, int]]:
        """The batches from where the run stands, with their epoch and number."""
        epoch, first = self.place.epoch, self.place.batch
        while self.place.seen < total:
            examples = self.mixture.epoch(epoch)
            self.log({"epoch": epoch, "examples": counts(examples)})
            cuts = random.Random(f"{self.recipe.seed} cuts {epoch}")  # noqa: S311
            lessons = room.lessons(examples, cuts)
            for number, places in enumerate(plan(lessons, self.recipe.pieces)):
                if number >= first and self.place.seen < total:
                    yield [lessons[place] for place in places], epoch, number
            epoch, first = epoch + 1, 0

    def _tell(self, losses: list[float], total: int) -> None:
        rate = self.place.seen / max(self.place.seconds, 1e-9)
        self.log(
            {
                "step": self.place.step,
                "seen": self.place.seen,
                "of": total,
                "loss": round(sum(losses) / max(len(losses), 1), 4),
                "windows_a_second": round(rate, 2),
                "minutes_left": round((total - self.place.seen) / rate / 60, 1),
                "megabytes": _resident_megabytes(),
            }
        )

    def _save(self) -> None:
        save(self.out, self.place, self.learner.state())


def prepared(
    data: Path, out: Path, recipe: Recipe, log: Log, begin: Callable[[int], Network] | None = None
) -> Run:
    """A run on the sets in ``data``: a new one, or the one that the last checkpoint in ``out`` is of.

    ``begin`` makes the network of a new run from a seed: by default the embedding model with new heads.
    """
    from index.embed import model_folder
    from rag.reader.train.learner import Learner, averaged
    from rag.reader.train.network import Network, size_of, started

    found = checkpoints(out)
    if found:
        place, tensors = load(found[-1])
        _check(place, recipe, out)
        learner = Learner(Network(size_of(averaged(tensors))), recipe)
        learner.restore(tensors, place.step)
    else:
        place = Place(recipe=recipe.digest)
        learner = Learner((begin or started)(recipe.seed), recipe)
    out.mkdir(parents=True, exist_ok=True)
    mixture = Mixture(open_rows(data, "train"), recipe.shares, recipe.seed)
    sample = tasks(data, "dev", recipe.saving.sample)
    tokenizer = load_tokenizer(model_folder() / "tokenizer.json")
    return Run(learner, recipe, mixture, tokenizer, sample, out, log, place)


def _check(place: Place, recipe: Recipe, out: Path) -> None:
    if place.recipe != recipe.digest:
        raise SettingsError(
            f"The checkpoints in {out} are of another recipe.",
            "Name another folder, or go on with the recipe that they began with.",
        )


def logged(out: Path) -> Log:
    """Writes each record to ``log.jsonl`` in a folder and to the terminal."""
    out.mkdir(parents=True, exist_ok=True)

    def write(record: dict[str, Any]) -> None:
        line = json.dumps({"at": time.strftime("%H:%M:%S")} | record, ensure_ascii=False)
        with (out / "log.jsonl").open("a", encoding="utf-8") as file:
            file.write(line + "\n")
        sys.stdout.write(line + "\n")
        sys.stdout.flush()

    return write


def _resident_megabytes() -> int:
    """The memory that this process holds now; 0 where the system does not say."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmRSS")), 0)

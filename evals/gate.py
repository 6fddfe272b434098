"""The gate: floors pinned for a pinned set of questions and articles, with a margin for noise.

The noise is real: the embedder runs in bf16 where the processor has it and in fp32 elsewhere, so one
question in fifty may turn. An invariant (`quotes_exact`, `leak_free`) has no noise: its floor is 1,
whatever was measured. `false_refusals` is better when lower: its "floor" is a ceiling.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from evals.metrics.rate import Rate
from index.errors import DatelineError

FLOORS = Path(__file__).parent / "floors.json"
NOISE = 0.02
LOWER_IS_BETTER = frozenset({"false_refusals"})
INVARIANT = frozenset({"quotes_exact", "leak_free"})


class Regression(DatelineError):
    """A re-pin would have to lower a floor."""


@dataclass(frozen=True, slots=True)
class Floor:
    """The value to hold, and how far below it a run may fall by noise."""

    floor: float
    margin: float


@dataclass(frozen=True, slots=True)
class Pins:
    """The SHA-256 of every input by file, and the floors by scope ("dev", "test", "all") and metric."""

    inputs: Mapping[str, str] = field(default_factory=dict)
    floors: Mapping[str, Mapping[str, Floor]] = field(default_factory=dict)


def fingerprints(*folders: Path) -> dict[str, str]:
    """The SHA-256 of every file under the folders, by "folder/file"."""
    files = {
        f"{folder.name}/{file.relative_to(folder)}": file
        for folder in folders
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }
    return {name: hashlib.sha256(file.read_bytes()).hexdigest() for name, file in files.items()}


def read(suite: str, path: Path = FLOORS) -> Pins:
    """What is pinned for the suite; no pins at all when nothing is."""
    pinned = json.loads(path.read_text(encoding="utf-8")).get(suite) if path.exists() else None
    if pinned is None:
        return Pins()
    floors = {
        scope: {name: Floor(**floor) for name, floor in by_name.items()}
        for scope, by_name in pinned["floors"].items()
    }
    return Pins(pinned["inputs"], floors)


def write(suite: str, pins: Pins, path: Path = FLOORS) -> None:
    """Replace what is pinned for the suite, leaving other suites alone."""
    suites = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    path.write_text(json.dumps(suites | {suite: asdict(pins)}, indent=2) + "\n", encoding="utf-8")


def check(pins: Pins, scope: str, rates: Mapping[str, Rate], inputs: Mapping[str, str]) -> list[str]:
    """Why the gate does not hold; nothing when it does."""
    floors = pins.floors.get(scope)
    if not floors:
        return [f"no floors are pinned for '{scope}': pin them with `dateline eval --pin`"]
    faults = [fault for name, floor in floors.items() if (fault := _below(name, floor, rates.get(name)))]
    new = [name for name, rate in rates.items() if rate.n and name not in floors]
    faults += [f"{name} has no pinned floor: re-pin with `dateline eval --pin`" for name in new]
    return faults + _changed(pins.inputs, inputs)


def pin(
    pins: Pins,
    measured: Mapping[str, Mapping[str, Rate]],
    inputs: Mapping[str, str],
    *,
    allow_regression: bool = False,
) -> Pins:
    """New pins from measured rates by scope and metric.

    No floor is lowered: what is worse by no more than noise keeps its old floor, what is worse by more
    raises Regression. With ``allow_regression`` the floors are what was measured.
    """
    old = {} if allow_regression else pins.floors
    lowered = [
        f"{scope}: {fault}"
        for scope, floors in old.items()
        for name, floor in floors.items()
        if (fault := _below(name, floor, measured.get(scope, {}).get(name)))
    ]
    if lowered:
        raise Regression(
            f"{len(lowered)} floors would fall: {'; '.join(lowered)}.",
            "Mend what got worse, or accept it with `dateline eval --pin --allow-regression`.",
        )
    floors = {scope: _floors(rates, old.get(scope, {})) for scope, rates in measured.items()}
    return Pins(dict(inputs), floors)


def _floors(rates: Mapping[str, Rate], old: Mapping[str, Floor]) -> dict[str, Floor]:
    floors = {}
    for name, rate in rates.items():
        if rate.value is None:
            continue
        if name in INVARIANT:
            floors[name] = Floor(1.0, 0.0)
            continue
        margin = round(max(NOISE, 1 / rate.n), 4)
        floors[name] = Floor(_better(name, round(rate.value, 4), old.get(name)), margin)
    return floors


def _better(name: str, value: float, old: Floor | None) -> float:
    if old is None:
        return value
    return min(value, old.floor) if name in LOWER_IS_BETTER else max(value, old.floor)


def _below(name: str, floor: Floor, rate: Rate | None) -> str | None:
    if rate is None or rate.value is None:
        return f"{name} was not measured; its floor is {floor.floor:.4f}"
    lack = rate.value - floor.floor if name in LOWER_IS_BETTER else floor.floor - rate.value
    # Floors are rounded to four digits.
    if lack <= floor.margin + 5e-5:
        return None
    bound = "ceiling" if name in LOWER_IS_BETTER else "floor"
    is_now = f"{name} is {rate.value:.4f} ({rate.passed}/{rate.n})"
    return f"{is_now}, its {bound} {floor.floor:.4f} with a margin of {floor.margin:.4f}"


def _changed(pinned: Mapping[str, str], found: Mapping[str, str]) -> list[str]:
    names = sorted(name for name in pinned.keys() | found.keys() if pinned.get(name) != found.get(name))
    if not names:
        return []
    shown = ", ".join(names[:5]) + (", …" if len(names) > 5 else "")
    return [f"{len(names)} inputs are not the pinned ones ({shown}): re-pin with `dateline eval --pin`"]

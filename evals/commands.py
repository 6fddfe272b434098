"""`dateline eval`."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from index.errors import UsageError

if TYPE_CHECKING:
    from evals.run import Result


class PartChoice(StrEnum):
    """What `--part` takes."""

    dev = "dev"
    test = "test"
    all = "all"


def register(app: typer.Typer) -> None:
    """Add this folder's commands to the command line."""
    app.command("eval")(evaluate)


def evaluate(
    suite: Annotated[str, typer.Argument(help="Which questions to ask.")] = "golden",
    report: Annotated[Path | None, typer.Option(metavar="DIR", help="Write SUITE.json there.")] = None,
    part: Annotated[PartChoice, typer.Option(help="Ask only one part of the questions.")] = PartChoice.all,
    jobs: Annotated[int, typer.Option(min=1, max=64, help="So many processes ask side by side.")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
    pin: Annotated[bool, typer.Option("--pin", help="Pin the floors and the inputs' hashes.")] = False,
    allow_regression: Annotated[
        bool, typer.Option("--allow-regression", help="With --pin: floors may be lowered.")
    ] = False,
) -> None:
    """Ask the golden questions over the sample archive; exit 0 only if the gate holds."""
    from rich.console import Console

    from evals import gate
    from evals.report import show, to_dict
    from evals.run import find, run

    if pin and part is not PartChoice.all:
        raise UsageError("--pin needs a run over all questions.", "Leave --part out.")
    if allow_regression and not pin:
        raise UsageError("--allow-regression changes what --pin does.", "Give it together with --pin.")
    chosen = find(suite)
    with Console(stderr=True).status("Building the sample archive and asking the questions…"):
        result = run(chosen, part.value, jobs)
    if pin:
        _pin(result, allow_regression=allow_regression)
    pins = gate.read(suite)
    floors = dict(pins.floors.get(part.value, {}))
    faults = gate.check(pins, part.value, result.rates, gate.fingerprints(chosen.golden, chosen.corpus))
    as_dict = to_dict(result, floors, faults)
    if report:
        report.mkdir(parents=True, exist_ok=True)
        (report / f"{suite}.json").write_text(
            json.dumps(as_dict, indent=2, ensure_ascii=False) + "\n", "utf-8"
        )
    if as_json:
        typer.echo(json.dumps(as_dict, ensure_ascii=False))
    else:
        show(Console(), result, floors, faults)
    if faults:
        raise typer.Exit(1)


def _pin(result: Result, *, allow_regression: bool) -> None:
    from evals import gate

    suite = result.suite
    measured = {"dev": result.part("dev").rates, "test": result.part("test").rates, "all": result.rates}
    inputs = gate.fingerprints(suite.golden, suite.corpus)
    pins = gate.pin(gate.read(suite.name), measured, inputs, allow_regression=allow_regression)
    gate.write(suite.name, pins)

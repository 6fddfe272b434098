"""What a run says: tables and failures for the terminal, everything as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from evals.gate import Floor
from evals.metrics.rate import Rate
from evals.metrics.verdict import Verdict, dialogues
from evals.metrics.when import shown
from evals.run import Result


def show(console: Console, result: Result, floors: dict[str, Floor], faults: Sequence[str]) -> None:
    """Failures first, then the tables, so that the end of the output is the verdict."""
    for turns in dialogues(result.verdicts):
        if not all(verdict.passed for verdict in turns):
            _show_failed(console, turns)
    console.print(_kinds(result))
    console.print(_metrics(result, floors))
    console.print(_timing(result))
    console.print(conclusion(result, faults), soft_wrap=True, markup=False)


def conclusion(result: Result, faults: Sequence[str]) -> str:
    """Why the gate does not hold, if it does not, and a closing line."""
    passed = Rate.of(verdict.passed for verdict in result.verdicts)
    counted = (
        f"dateline eval {result.suite.name} ({result.scope}): {passed.passed} of {passed.n} questions passed"
    )
    if not faults:
        return f"{counted}; the gate holds."
    return "\n".join([*(f"  - {fault}" for fault in faults), f"{counted}; the gate does NOT hold."])


def to_dict(result: Result, floors: dict[str, Floor], faults: Sequence[str]) -> dict[str, Any]:
    """The whole run as JSON types: metrics with n and interval, the gate, every question with its answer."""
    return {
        "suite": result.suite.name,
        "part": result.scope,
        "gate": {"holds": not faults, "faults": list(faults)},
        "metrics": {name: rate.to_dict() | _floor(floors, name) for name, rate in result.rates.items()},
        "kinds": {kind: _passed(rows).to_dict() for kind, rows in _by_kind(result).items()},
        "questions": [_question(verdict) for verdict in result.verdicts],
    }


def _floor(floors: dict[str, Floor], name: str) -> dict[str, float | None]:
    pinned = floors.get(name)
    return {"floor": pinned.floor if pinned else None, "margin": pinned.margin if pinned else None}


def _question(verdict: Verdict) -> dict[str, Any]:
    question = verdict.sample.question
    return {
        "id": question.id,
        "kind": question.kind,
        "part": question.part,
        "question": question.question,
        "after": question.after,
        "time": question.time,
        "refuse": question.refuse,
        "expect": [list(group) for group in question.expect],
        "passed": verdict.passed,
        "faults": verdict.faults,
        "scores": {name: score.passed for name, score in verdict.scores.items()},
        "answer": verdict.sample.answer.to_dict(),
    }


def _show_failed(console: Console, turns: Sequence[Verdict]) -> None:
    """A dialogue is shown whole: a follow-up cannot be judged without the turns before it."""
    for verdict in turns:
        _show_asked(console, verdict)
        if not verdict.passed:
            _show_wanted(console, verdict)
    console.print()


def _show_asked(console: Console, verdict: Verdict) -> None:
    question, answer = verdict.sample.question, verdict.sample.answer
    mark = "[bold green]✓" if verdict.passed else "[bold red]✗"
    console.print(f"{mark} {question.id}[/] ({question.kind}, {question.part}) {escape(question.question)}")
    if question.after is not None:
        console.print(f"  understood as: {escape(answer.understood_as)}")
    console.print(f"  got: {escape(answer.text)}")


def _show_wanted(console: Console, verdict: Verdict) -> None:
    question, answer = verdict.sample.question, verdict.sample.answer
    for cited in answer.citations:
        console.print(f"    [dim]{escape(f'[{cited.n}] {Path(cited.path).name}: {cited.quote}')}[/]")
    wanted = "a refusal" if question.refuse else " and ".join(" | ".join(group) for group in question.expect)
    console.print(f"  expected: {escape(wanted)}")
    if question.dates:
        console.print(f"  dates: {escape(_dates(verdict))}")
    for fault in verdict.faults:
        console.print(f"  {escape(fault)}")


def _dates(verdict: Verdict) -> str:
    """The dates wanted and those of the timeline, each with its status."""
    wanted = [f"{dated.value} {dated.status or ''}".strip() for dated in verdict.sample.question.dates]
    found = [f"{shown(event.when)} {event.status}" for event in verdict.sample.answer.timeline]
    return f"{', '.join(wanted)}; got {', '.join(found) or 'none'}"


def _by_kind(result: Result) -> dict[str, list[Verdict]]:
    """Dialogues' turns, temporal questions and those to be refused (passed by refusing) are kinds here."""
    kinds: dict[str, list[Verdict]] = {}
    for turns in dialogues(result.verdicts):
        for verdict in turns:
            kinds.setdefault(_kind(verdict, alone=len(turns) == 1), []).append(verdict)
    return dict(sorted(kinds.items()))


def _kind(verdict: Verdict, *, alone: bool) -> str:
    question = verdict.sample.question
    if not alone:
        return "dialogue: opener" if question.after is None else "dialogue: follow-up"
    if question.time:
        return f"time: {question.time.replace('_', ' ')}"
    return "to be refused" if question.refuse else question.kind


def _passed(verdicts: Sequence[Verdict], part: str = "all") -> Rate:
    return Rate.of(v.passed for v in verdicts if part in (v.sample.question.part, "all"))


def _kinds(result: Result) -> Table:
    table = Table("kind", "dev", "test", "all", title="Questions passed")
    rows = [*_by_kind(result).items(), ("all", list(result.verdicts))]
    for kind, verdicts in rows:
        rates = [_passed(verdicts, part) for part in ("dev", "test", "all")]
        table.add_row(kind, *(f"{rate.passed}/{rate.n}" if rate.n else "–" for rate in rates))
    return table


def _metrics(result: Result, floors: dict[str, Floor]) -> Table:
    table = Table("metric", "value (of n, 95 % interval)", "dev", "test", "floor", "margin", title="Metrics")
    parts = [result.part("dev").rates, result.part("test").rates]
    for name, rate in result.rates.items():
        values = ["–" if rates[name].value is None else f"{rates[name].value:.3f}" for rates in parts]
        pinned = floors.get(name)
        bound = (f"{pinned.floor:.3f}", f"{pinned.margin:.3f}") if pinned else ("–", "–")
        table.add_row(name, str(rate), *values, *bound)
    return table


def _timing(result: Result) -> str:
    took = [verdict.sample.answer.took_ms for verdict in result.verdicts]
    if len(took) < 2:
        return ""
    slow = quantiles(took, n=20)[-1]
    return f"An answer took {median(took):.0f} ms (median), {slow:.0f} ms (95th percentile)."

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from evals import commands, gate, run
from evals.metrics.score import Sample
from evals.metrics.verdict import judge
from evals.run import Result, Suite
from evals.sample import corpus
from index.errors import UsageError

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def golden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The gate's files in a folder of the test's own; floors are written there too."""
    for name in ("golden", "corpus"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text("as pinned")
    floors = tmp_path / "floors.json"
    read, write = gate.read, gate.write
    monkeypatch.setattr(gate, "read", lambda suite: read(suite, floors))
    monkeypatch.setattr(gate, "write", lambda suite, pins: write(suite, pins, floors))
    return tmp_path / "golden" / "file"


@pytest.fixture
def evaluate(golden: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`dateline eval` with the given samples in place of a run."""
    app = typer.Typer()
    app.callback()(lambda: None)
    commands.register(app)
    suite = Suite("golden", golden.parent, golden.parent.parent / "corpus")
    monkeypatch.setattr(run, "find", lambda name: suite)

    def call(samples: list[Sample], *arguments: str) -> tuple[int, str]:
        verdicts = tuple(judge(sample) for sample in samples)
        monkeypatch.setattr(run, "run", lambda suite, part, jobs: Result(suite, part, verdicts))
        result = CliRunner().invoke(app, ["eval", *arguments])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.exit_code, result.stdout

    return call


def test_it_exits_with_1_until_floors_are_pinned_and_with_0_after(
    evaluate: Run, sample: Callable[..., Sample]
) -> None:
    code, said = evaluate([sample()])
    assert code == 1
    assert "no floors are pinned" in said
    assert evaluate([sample()], "--pin")[0] == 0
    code, said = evaluate([sample()])
    assert code == 0
    assert said.splitlines()[-1].endswith("1 of 1 questions passed; the gate holds.")


def test_a_changed_question_file_fails_until_it_is_pinned_again(
    evaluate: Run, sample: Callable[..., Sample], golden: Path
) -> None:
    evaluate([sample()], "--pin")
    golden.write_text("changed")
    code, said = evaluate([sample()])
    assert code == 1
    assert "golden/file" in said
    assert evaluate([sample()], "--pin")[0] == 0


def test_a_worse_run_is_pinned_only_when_allowed(evaluate: Run, sample: Callable[..., Sample]) -> None:
    good, bad = [sample()] * 5, [sample("No. [1]")] * 5
    evaluate(good, "--pin")
    assert evaluate(bad)[0] == 1
    with pytest.raises(gate.Regression):
        evaluate(bad, "--pin")
    assert evaluate(bad, "--pin", "--allow-regression")[0] == 0


def test_the_report_is_the_json_that_is_printed(
    evaluate: Run, sample: Callable[..., Sample], tmp_path: Path
) -> None:
    evaluate([sample()], "--pin")
    _, said = evaluate([sample()], "--json", "--report", str(tmp_path / "new" / "reports"))
    written = json.loads((tmp_path / "new" / "reports" / "golden.json").read_text(encoding="utf-8"))
    assert json.loads(said) == written
    assert written["gate"]["holds"] is True


@pytest.mark.parametrize("arguments", [("--pin", "--part", "dev"), ("--allow-regression",)])
def test_options_that_do_not_go_together_are_wrong_use(evaluate: Run, arguments: tuple[str, ...]) -> None:
    with pytest.raises(UsageError):
        evaluate([], *arguments)


def test_an_unknown_suite_is_wrong_use_and_the_known_ones_are_named() -> None:
    with pytest.raises(UsageError, match="The suites are: golden"):
        run.find("silver")


def test_the_sample_articles_ship_with_the_package() -> None:
    assert corpus().is_dir()
    assert sum(file.suffix == ".md" for file in corpus().iterdir()) >= 30

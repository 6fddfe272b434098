"""RealTime QA: the numbers, their table, and the command."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from evals.benchmarks.realtimeqa import __main__ as command
from evals.benchmarks.realtimeqa import llamaindex
from evals.benchmarks.realtimeqa.dataset import Question
from evals.benchmarks.realtimeqa.measure import Answered, Outcome, Reading
from evals.benchmarks.realtimeqa.summary import Latency, latency, summarise
from evals.benchmarks.realtimeqa.table import tables
from index import Archive

RIGHT = Answered("It is so", "", True, 3, 800.0)
WRONG = Answered("It is something else", "", False, 5, 900.0)
REFUSED = Answered("Not there.", "not_in_archive", False, 2, 400.0)


@pytest.fixture
def outcome() -> Callable[..., Outcome]:
    """An outcome of one question; the ranks are those of Dateline and of BM25."""

    def build(part: str, ours: int | None, theirs: int | None, answered: Answered, **asked: Any) -> Outcome:
        fields: dict[str, Any] = {"gold": frozenset({"a"}), "labelled": True} | asked
        readings = {"Dateline": Reading(ours, True, 100, 20.0), "BM25 alone": Reading(theirs, False, 90, 2.0)}
        return Outcome(Question("q", date(2022, 6, 17), part, **fields), readings, answered)

    return build


def test_each_number_is_counted_over_the_questions_that_it_is_about(outcome: Callable[..., Outcome]) -> None:
    rows = [
        outcome("test", 1, 2, RIGHT),
        outcome("test", 2, None, REFUSED),
        outcome("test", 1, 1, WRONG, gold=frozenset()),
        outcome("test", 7, 1, REFUSED, labelled=False),
        outcome("dev", 1, 1, RIGHT),
    ]
    parts = summarise(rows)
    test, dateline = parts["test"], parts["test"].systems["Dateline"]
    assert (test.questions, test.gold, test.labelled) == (4, 3, 3)
    assert [found and (found.n, round(found.value, 3)) for found in dateline.metrics.values()] == [
        (3, 0.333),
        (3, 0.667),
        (3, 1.0),
        (3, round((1 + 1 / 2 + 1 / 7) / 3, 3)),
    ]
    assert dateline.gains == {}
    gained = parts["test"].systems["BM25 alone"].gains["hit@5"]
    assert gained is not None
    assert gained.value == pytest.approx(0.0)
    assert test.answers is not None
    shares = (test.answers.right, test.answers.words, test.answers.refused)
    assert [(each.n, round(each.value, 3)) for each in shares if each] == [(3, 0.333), (2, 4.0), (4, 0.5)]
    assert (parts["all"].questions, parts["dev"].questions) == (5, 1)


def test_latency_is_given_at_the_middle_and_at_the_slow_end() -> None:
    assert latency(float(ms) for ms in range(101)) == Latency(50.0, 95.0)
    assert latency([]) is None


def test_every_number_of_the_tables_has_its_unit(outcome: Callable[..., Outcome]) -> None:
    rows = [outcome(part, place, 1, RIGHT) for part in ("dev", "test") for place in (1, 3)]
    console = Console(width=200, record=True, file=None, quiet=False)
    with console.capture() as printed:
        for table in tables(summarise(rows)):
            console.print(table)
    text = printed.get()
    for piece in ("50 % (0…100)", "0.67 (0.33…1.00)", "-50 pp (-100…+0)", "3 words (3…3)", "20 ms", "800 ms"):
        assert piece in text
    assert text.index("test (2)") < text.index("dev (2)") < text.index("all (4)")


def test_without_answers_or_labels_the_cells_are_empty(outcome: Callable[..., Outcome]) -> None:
    bare = Outcome(
        Question("q", date(2022, 6, 17), "dev"), {"BM25 alone": Reading(None, False, 9, 2.0)}, None
    )
    retrieval = next(tables(summarise([bare])))
    assert {cell for column in retrieval.columns[2:6] for cell in column.cells} == {"–"}


@pytest.fixture
def run_on(monkeypatch: pytest.MonkeyPatch, archive: Archive, data: Path) -> Callable[..., None]:
    """Runs the command over the small archive."""

    @contextmanager
    def opened(data: Path, root: Path) -> Iterator[Archive]:
        yield archive

    monkeypatch.setattr(command, "opened", opened)
    return lambda *options: command.main([str(data), "archive", *map(str, options)])


def test_the_command_prints_the_tables_and_writes_everything(
    run_on: Callable[..., None], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "all.json"
    run_on("--systems", "dateline", "bm25", "rrf", "--json", file)
    printed = capsys.readouterr().out
    assert all(name in printed for name in ("Dateline's answer", "BM25 alone", "equal RRF", "test (1)"))
    assert "dense alone" not in printed
    written = json.loads(file.read_text("utf-8"))
    assert written["parts"]["test"]["systems"]["Dateline"]["metrics"]["hit@1"]["value"] == 1.0
    assert [row["question"]["gold"] for row in written["questions"]] == [["wire"], ["show"], []]
    assert written["questions"][2]["answered"]["refused"] == "not_in_archive"


def test_fewer_questions_may_be_asked_and_no_answers(
    run_on: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    run_on("--systems", "bm25", "--questions", "1")
    printed = capsys.readouterr().out
    assert "all (1)" in printed
    assert "Dateline" not in printed


def test_without_llamaindex_the_others_run_and_the_remedy_is_told(
    run_on: Callable[..., None], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(llamaindex, "is_installed", lambda: False)
    run_on()
    assert "pip install llama-index-embeddings-huggingface llama-index-vector-stores-chroma" in (
        capsys.readouterr().out
    )
    with pytest.raises(SystemExit) as ended:
        run_on("--systems", "llamaindex")
    assert ended.value.code == 2
    assert "→ `pip install llama-index" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--questions", "0"), "--questions is 0."),
        (("--json", "nowhere/at/all.json"), "There is no folder nowhere/at."),
    ],
)
def test_wrong_use_is_told_before_anything_is_done(
    run_on: Callable[..., None], options: tuple[str, ...], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        run_on(*options)
    assert ended.value.code == 2
    assert message in capsys.readouterr().err


def test_a_missing_folder_ends_with_the_exit_code_of_wrong_use(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        command.main([str(tmp_path / "nowhere"), str(tmp_path / "archive")])
    assert ended.value.code == 2
    assert "→ Name the folder of RealTime QA" in capsys.readouterr().err
    assert not (tmp_path / "archive").exists()

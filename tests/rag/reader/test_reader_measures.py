"""The measures, the calibration, and the commands that use them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.reader.calibration import Calibration, calibration_error, fit, probability, reliability
from rag.reader.evaluate import __main__ as evaluate
from rag.reader.evaluate.scores import auc, f1, measured, normalised
from rag.reader.evaluate.tasks import tasks
from rag.reader.export import __main__ as export
from rag.reader.train import __main__ as train
from rag.reader.train.loop import prepared
from rag.reader.train.network import Network
from rag.reader.train.recipe import load_recipe
from rag.reader.weights import CARD, checked, note_of


def test_f1_counts_shared_words_without_case_articles_and_punctuation() -> None:
    assert normalised("The U.S. President, a man") == ["us", "president", "man"]
    assert f1("the Harbour", ["harbour", "port"]) == 1.0
    assert f1("Marta Lindqvist", ["Lindqvist"]) == pytest.approx(2 / 3)
    assert f1("nobody", ["Marta"]) == 0.0


def test_without_a_right_answer_only_silence_is_right() -> None:
    assert f1("", []) == 1.0
    assert f1("Marta", []) == 0.0
    assert f1("", ["Marta"]) == 0.0


def test_auc_counts_ties_half() -> None:
    assert auc([0.9, 0.8, 0.1], [True, True, False]) == 1.0
    assert auc([0.1, 0.9], [True, False]) == 0.0
    assert auc([0.5, 0.5], [True, False]) == 0.5
    assert np.isnan(auc([0.5], [True]))


@given(st.lists(st.tuples(st.integers(0, 9), st.booleans()), min_size=2, max_size=40))
def test_auc_is_the_share_of_pairs_in_order(rows: list[tuple[int, bool]]) -> None:
    yes = [score for score, answered in rows if answered]
    no = [score for score, answered in rows if not answered]
    if yes and no:
        pairs = [float(a > b) + 0.5 * (a == b) for a in yes for b in no]
        assert auc([s for s, _ in rows], [a for _, a in rows]) == pytest.approx(np.mean(pairs))


def test_an_interval_holds_the_value_and_draws_whole_documents() -> None:
    values = np.array([0.0, 0.0, 1.0, 1.0])
    spread = measured(["a", "b", "c", "d"], lambda rows: float(values[rows].mean()))
    assert spread.low < spread.value == 0.5 < spread.high
    alone = measured(["a"] * 4, lambda rows: float(values[rows].mean()))
    assert alone.low == alone.value == alone.high


def test_a_calibration_finds_what_made_the_labels() -> None:
    draw = np.random.default_rng(1)
    answerable, margin = draw.normal(0, 2, 5000), draw.normal(0, 4, 5000)
    labels = draw.random(5000) < probability(0.8 * answerable + 0.3 * margin - 0.5)
    fitted = fit(answerable.tolist(), margin.tolist(), labels.tolist())
    assert (fitted.answerable, fitted.margin, fitted.offset) == pytest.approx((0.8, 0.3, -0.5), abs=0.12)


def test_a_calibration_of_labels_that_one_opinion_decides_is_finite() -> None:
    fitted = fit([1.0, -1.0], [1.0, -1.0], [True, False])
    assert np.isfinite([fitted.answerable, fitted.margin, fitted.offset]).all()
    assert 0 <= probability(fitted.logits(1e9, 1e9)) <= 1


def test_the_reliability_picture_is_true_where_scores_are() -> None:
    honest = reliability([0.25] * 4 + [0.75] * 4, [True] + [False] * 3 + [True] * 3 + [False])
    assert [(b.promised, b.kept, b.count) for b in honest] == [(0.25, 0.25, 4), (0.75, 0.75, 4)]
    assert calibration_error(honest) == 0
    assert calibration_error(reliability([1.0, 1.0], [True, False])) == 0.5
    assert calibration_error([]) == 0


def test_tasks_are_of_one_part_and_negatives_of_its_questions(sets: Path) -> None:
    given_tasks, again = tasks(sets, "test"), tasks(sets, "test")
    assert given_tasks == again
    assert given_tasks.news
    assert given_tasks.exchanged
    assert all(not asked.answers for asked in [*given_tasks.retrieved, *given_tasks.exchanged])
    assert {asked.document for asked in given_tasks.exchanged} <= {a.document for a in given_tasks.answered}
    assert len(tasks(sets, "test", 2).answered) == 2


@pytest.fixture(scope="module")
def trained(
    sets: Path, tmp_path_factory: pytest.TempPathFactory, small_network: Callable[[int], Network]
) -> Path:
    """A folder with a checkpoint of a few steps."""
    out = tmp_path_factory.mktemp("run")
    recipe = load_recipe().model_copy(update={"pieces": 600})
    told: list[dict[str, Any]] = []
    prepared(sets, out, recipe, told.append, small_network).go(2)
    return out


def test_a_checkpoint_is_packed_measured_and_described(
    sets: Path, trained: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export.main([str(sets), str(trained), str(tmp_path / "weights")])
    assert "step-00000002" in capsys.readouterr().out
    weights = checked(tmp_path / "weights")
    assert isinstance(weights.calibration, Calibration)
    note = note_of(tmp_path / "weights")
    assert note["training"]["steps"] == 2
    numbers = tmp_path / "numbers.json"
    evaluate.main([str(sets), str(tmp_path / "weights"), "--card", "--json", str(numbers)])
    assert "AUC exchanged" in capsys.readouterr().out
    record = json.loads(numbers.read_text(encoding="utf-8"))
    card = (tmp_path / "weights" / CARD).read_text(encoding="utf-8")
    assert f"{record['values']['NewsQA F1']['value']:.3f}" in card
    assert all(sha256 in card for sha256 in note["files"].values())
    assert "CC BY-SA 4.0" in card


@pytest.mark.parametrize("command", [export.main, evaluate.main, train.main])
def test_a_command_says_what_is_missing_and_what_to_do(
    command: Callable[[list[str]], None], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        command([str(tmp_path), str(tmp_path / "nothing")])
    assert end.value.code == 1
    error = capsys.readouterr().err
    assert error.startswith("Error: ")
    assert "→ " in error

"""Training: it learns, it goes on as if it had never stopped, and it can be packed at any time."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tokenizers import Tokenizer

from index.errors import Damaged, ModelMissing, SettingsError
from rag.reader.train.checkpoint import KEPT, PLACE, TENSORS, checkpoints, latest, load
from rag.reader.train.loop import Run, logged, prepared
from rag.reader.train.network import Network
from rag.reader.train.recipe import SHIPPED, Recipe, load_recipe
from rag.reader.windows import batch, tokenize, windows

Begin = Callable[[int], Network]


@pytest.fixture(scope="module")
def recipe() -> Recipe:
    """The shipped recipe with small batches, so that a few examples make many steps."""
    import torch

    torch.set_num_threads(1)  # the network is so small that threads would only wait for each other
    shipped = load_recipe()
    saving = shipped.saving.model_copy(update={"sample": 4})
    return shipped.model_copy(update={"pieces": 600, "head_rate": 5e-3, "body_rate": 5e-3, "saving": saving})


def silent(record: dict[str, Any]) -> None:
    """A log that nobody reads."""


def run(sets: Path, out: Path, recipe: Recipe, begin: Begin) -> Run:
    """A run of the small network on the small sets."""
    return prepared(sets, out, recipe, silent, begin)


def test_stopping_and_going_on_ends_where_one_run_ends(
    sets: Path, tmp_path: Path, recipe: Recipe, small_network: Begin
) -> None:
    run(sets, tmp_path / "whole", recipe, small_network).go(6)
    run(sets, tmp_path / "halves", recipe, small_network).go(3)
    run(sets, tmp_path / "halves", recipe, small_network).go(3)
    (whole, tensors), (halves, others) = (load(latest(tmp_path / name)) for name in ("whole", "halves"))
    assert (whole.step, whole.seen, whole.batch) == (halves.step, halves.seen, halves.batch)
    assert tensors.keys() == others.keys()
    assert all((tensors[name] == others[name]).all() for name in tensors)


def test_a_run_ends_after_its_epochs_and_has_learned(
    sets: Path, tmp_path: Path, recipe: Recipe, small_network: Begin
) -> None:
    records: list[dict[str, Any]] = []
    few = {"answered": 1.0, "impossible": 1.0}
    short = recipe.model_copy(update={"epochs": 5.0, "shares": few, "pieces": 1200})
    training = prepared(sets, tmp_path, short, records.append, small_network)
    place = training.go()
    told = [record for record in records if "loss" in record]
    assert place.seen >= told[-1]["of"]
    assert place.epoch == 4
    assert told[-1]["loss"] < told[0]["loss"]
    assert {"windows_a_second", "minutes_left", "megabytes"} <= told[0].keys()


def test_a_run_measures_on_the_development_part(
    sets: Path, tmp_path: Path, recipe: Recipe, small_network: Begin
) -> None:
    values = run(sets, tmp_path, recipe, small_network).measure()
    assert {"NewsQA F1", "SQuAD 2.0 F1, answerable only", "AUC exchanged"} <= values.keys()


def test_another_recipe_does_not_go_on_from_a_checkpoint(
    sets: Path, tmp_path: Path, recipe: Recipe, small_network: Begin
) -> None:
    run(sets, tmp_path, recipe, small_network).go(1)
    with pytest.raises(SettingsError, match="another recipe"):
        run(sets, tmp_path, recipe.model_copy(update={"seed": 1}), small_network)
    run(sets, tmp_path, recipe.model_copy(update={"epochs": 1.0}), small_network).go(1)
    assert load(latest(tmp_path))[0].step == 2


def test_only_the_last_checkpoints_are_kept(
    sets: Path, tmp_path: Path, recipe: Recipe, small_network: Begin
) -> None:
    training = run(sets, tmp_path, recipe, small_network)
    for _ in range(KEPT + 2):
        training.go(1)
    assert [path.name for path in checkpoints(tmp_path)] == ["step-00000003", "step-00000004"]
    assert not (tmp_path / "unfinished").exists()


@pytest.mark.parametrize("name", [TENSORS, PLACE])
def test_a_damaged_checkpoint_is_told(
    sets: Path, tmp_path: Path, recipe: Recipe, small_network: Begin, name: str
) -> None:
    run(sets, tmp_path, recipe, small_network).go(1)
    file = latest(tmp_path) / name
    file.write_bytes(file.read_bytes()[:-9])
    with pytest.raises(Damaged, match="step-00000001"):
        run(sets, tmp_path, recipe, small_network)


def test_a_folder_without_a_checkpoint_says_so(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="no checkpoint"):
        latest(tmp_path)


def test_filling_changes_nothing(tokenizer: Tokenizer, small_network: Begin) -> None:
    import torch

    network = small_network(1).eval()
    question, text = tokenize(tokenizer, ["Who opened it?", "Marta opened it in winter."])
    rows = windows(question, text)
    narrow, wide = batch(rows), batch(rows, width=48)
    with torch.no_grad():
        bare = network(torch.from_numpy(narrow.ids), torch.from_numpy(narrow.types))
        filled = network(*(torch.from_numpy(array) for array in (wide.ids, wide.types, wide.mask)))
    for one, other in zip(bare, filled, strict=True):
        several = other[:, : narrow.ids.shape[1]] if other.ndim == 2 else other
        assert torch.allclose(one, several, atol=1e-4)


def test_answers_begin_and_end_on_the_text_or_on_the_first_piece(
    tokenizer: Tokenizer, small_network: Begin
) -> None:
    import torch

    question, text = tokenize(tokenizer, ["Who opened it?", "Marta opened it."])
    (window,) = windows(question, text)
    read = batch([window], width=24)
    inputs = (torch.from_numpy(array) for array in (read.ids, read.types, read.mask))
    with torch.no_grad():
        start, end, _ = small_network(1).eval()(*inputs)
    allowed = [0, *range(window.first, window.first + len(window.pieces))]
    for logits in (start, end):
        assert (logits[0] > -5000).nonzero().flatten().tolist() == allowed


def test_the_network_begins_as_the_embedding_model(tokenizer: Tokenizer) -> None:
    import torch
    from transformers import AutoModel
    from transformers.utils import logging

    from index.embed import model_folder
    from rag.reader.train.network import started

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    ids = torch.tensor([tokenizer.encode("Marta Lindqvist opened the lighthouse.").ids])
    model = AutoModel.from_pretrained(model_folder(), local_files_only=True).eval()
    with torch.no_grad():
        wanted = model(input_ids=ids).last_hidden_state
        states = started(1).eval().states(ids, torch.zeros_like(ids), None)
    assert torch.allclose(states, wanted, atol=1e-4)


def test_the_graph_in_eight_bits_reads_almost_like_the_network(
    small_weights: Path, small_network: Begin, tokenizer: Tokenizer
) -> None:
    import torch

    from rag.reader.session import Session
    from rag.reader.weights import checked

    question, text = tokenize(tokenizer, ["Who opened it?", "Marta Lindqvist opened the lighthouse."])
    read = batch(windows(question, text))
    with torch.no_grad():
        wanted = small_network(3).eval()(torch.from_numpy(read.ids), torch.from_numpy(read.types))
    for mine, theirs in zip(Session(checked(small_weights))(read), wanted, strict=True):
        held = theirs.numpy() > -5000
        assert np.allclose(mine[held], theirs.numpy()[held], atol=0.05)


def test_word_vectors_in_eight_bits_keep_within_half_a_step(small_network: Begin) -> None:
    import torch

    from rag.reader.export.graph import Words

    table = small_network(1).words.weight.detach()
    ids = torch.arange(0, 30522, 7)
    step = table[ids].abs().amax(dim=1, keepdim=True) / 127
    assert ((Words(table)(ids) - table[ids]).abs() <= step * 0.5001).all()


def test_evened_activations_change_nothing_that_is_computed(
    tokenizer: Tokenizer, small_network: Begin
) -> None:
    import torch

    from rag.reader.export.smooth import smoothed

    network = small_network(1).eval()
    question, text = tokenize(tokenizer, ["Who opened it?", "Marta opened it in winter."])
    rows = windows(question, text)
    read = batch(rows)
    inputs = torch.from_numpy(read.ids), torch.from_numpy(read.types)
    with torch.no_grad():
        wanted, same = network(*inputs), smoothed(network, rows)(*inputs)
    assert all(torch.allclose(one, other, atol=1e-4) for one, other in zip(wanted, same, strict=True))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("epochs = 0", "epochs"),
        ("colour = 1", "colour"),
        ("seed =", "cannot be read"),
        ("[shares]\nguessed = 1.0", "shares.guessed"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(tmp_path: Path, change: str, told: str) -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    if change.startswith("["):
        text = text.replace("[shares]", change)
    else:
        key = change.split("=")[0]
        text = "\n".join([change, *(line for line in text.splitlines() if not line.startswith(key))])
    file = tmp_path / "recipe.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=told):
        load_recipe(file)


def test_the_log_is_a_file_of_json_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    logged(tmp_path)({"step": 1, "loss": 2.5})
    (line,) = (tmp_path / "log.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line).items() >= {"step": 1, "loss": 2.5}.items()
    assert line in capsys.readouterr().out

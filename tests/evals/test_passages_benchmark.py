"""The benchmark of passages: what is sampled, embedded and kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from evals.benchmarks import passages
from evals.benchmarks.passages import TODAY, Prefixed, Setting, Tried, sample, table
from evals.benchmarks.realtimeqa.dataset import Item, Question
from index.progress import Progress

ITEMS = [Item(f"a{n}", f"Title {n}", f"The dam of valley {n} was opened.", "2022-06-10") for n in range(9)]
ASKED = [Question("Which dam was opened?", date(2022, 6, 17), "dev", frozenset({"a7"}))]


class Told:
    """An embedder that remembers what it was given."""

    name, sha256 = "told", "1" * 64

    def __init__(self, folder: Path | None = None) -> None:
        self.texts: list[str] = []

    def fits(self, text: str) -> bool:
        return len(text) < 80

    def passages(self, texts: Sequence[str], progress: Progress | None) -> NDArray[np.float32]:
        self.texts += texts
        return np.full((len(texts), 4), 0.5, dtype=np.float32)

    def questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.full((len(texts), 4), 0.5, dtype=np.float32)

    def prepare(self) -> None:
        pass


@pytest.mark.parametrize(
    ("prefix", "text"),
    [
        ("title", "A storm\nIt rained."),
        ("title and date", "A storm, 2022-06-10\nIt rained."),
        ("nothing", "It rained."),
    ],
)
def test_other_words_stand_in_front(prefix: str, text: str) -> None:
    told = Told()
    Prefixed(told, prefix, {"A storm": "2022-06-10"}).passages(["A storm\nIt rained."], None)
    assert told.texts == [text]


def test_a_longer_prefix_leaves_less_room() -> None:
    text = f"A storm\n{'x' * 66}"
    assert Prefixed(Told(), "title", {}).fits(text)
    assert not Prefixed(Told(), "title and date", {"A storm": "2022-06-10"}).fits(text)


def test_the_gold_articles_are_in_every_sample_and_it_is_the_same_each_time() -> None:
    for count in (1, 4, 99):
        chosen = sample(ITEMS, ASKED, count)
        assert len(chosen) == min(count, len(ITEMS))
        assert "a7" in {item.id for item in chosen}
        assert chosen == sample(ITEMS, ASKED, count)


def test_what_was_measured_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passages, "ShippedEmbedder", Told)
    tried = passages.measure(Setting(20, 0), ITEMS, ASKED, tmp_path)
    assert tried.passages == len(ITEMS)
    assert tried.ranks[0] in range(1, 11)
    file = tmp_path / "kept.json"
    assert passages._kept(file, lambda: tried) == tried
    monkeypatch.delattr(passages, "measure")
    assert passages._kept(file, lambda: pytest.fail("made twice")) == tried


def test_settings_are_compared_with_today_question_by_question() -> None:
    tried = {TODAY.name: Tried((1, 2), 10, 60.0), "other": Tried((1, 1), 20, 30.0)}
    last = list(table(tried, 9).columns[-1].cells)
    assert last == ["+0.00 (+0.00…+0.00)", "+0.25 (+0.00…+0.50)"]

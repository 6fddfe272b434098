"""The benchmark of additions: what it adds is found at once, and nothing is built anew by it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from evals.benchmarks import tail
from evals.benchmarks.crashes.child import Reader


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.sync.Sandbox", Reader)
    monkeypatch.setattr(tail, "SENTENCES", 4)
    monkeypatch.setattr(tail, "most_behind", lambda _: 60)


def test_additions_are_found_at_once_in_an_archive_that_stays_as_it_was_built(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert tail.main(["--passages", "40", "--additions", "2"]) == 0
    told = capsys.readouterr().out
    assert "40 passages. Not found at once: 0. Built anew: no." in told
    assert all(f"{way}, {kind} tail" in told for way in ("add", "ask exactly") for kind in ("short", "long"))


def test_an_article_that_is_not_found_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paper = tail.Paper(tmp_path)
    paper.build(10)
    monkeypatch.setattr("index.sync.Sync.run", lambda *_, **__: None)
    assert paper.additions(1)[1] == 2


def test_the_same_words_give_the_same_unit_vectors_of_the_models_width() -> None:
    vectors = tail.WideVectors().questions(["a river", "River a.", "snow"])
    assert vectors.shape == (3, tail.DIMENSIONS)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1)
    assert vectors[0] @ vectors[1] == pytest.approx(1)
    assert vectors[0] @ vectors[2] < 0.5

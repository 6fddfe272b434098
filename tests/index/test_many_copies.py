"""A text that came hundreds of times: its vectors are one vector, of which a graph does not find each row."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.benchmarks.crashes.child import Reader
from index.archive import Archive
from index.doctor.visit import visit
from index.embedder import Embedder


@pytest.mark.parametrize(("articles", "wordings"), [(300, 1), (300, 7)])
def test_many_copies_are_published_and_found_as_exact_search_finds_them(
    archive: Archive,
    folder: Path,
    word_embedder: Embedder,
    monkeypatch: pytest.MonkeyPatch,
    articles: int,
    wordings: int,
) -> None:
    monkeypatch.setattr("index.sync.Sandbox", Reader)
    rows = [
        {"id": f"a{n}", "title": "Weather", "text": f"It rained again {n % wordings}."}
        for n in range(articles)
    ]
    (folder / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert archive.sync([folder]).added == articles
    query = word_embedder.questions(["it rained again"])[0]
    with Archive.open(archive.path, embedder=word_embedder) as near:
        with near._seen() as (_, view):
            found = view.dense(query, 100)
        with archive._seen() as (_, view):
            assert view.dense(query, 100) == found
    assert visit(archive.path, embedder=word_embedder).sound

"""A data set of four made-up articles and three questions, and an archive of it that needs no model."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from evals.benchmarks.realtimeqa.dataset import Question
from index import Archive
from index.progress import Progress

STORM = "The harbour of Veldmark reopened on Tuesday after the storm. Nobody was hurt, the mayor said."
ARTICLES = [
    {"id": "storm", "title": "Veldmark harbour reopens", "published": "2022-06-10", "text": STORM},
    {"id": "wire", "title": "Harbour reopens", "published": "2022-06-11", "text": STORM},
    {
        "id": "show",
        "title": "A second season",
        "published": "2022-06-12",
        "text": "The drama “Paper Moons” was renewed for a second season on Friday, its makers said.",
    },
    {
        "id": "later",
        "title": "Veldmark harbour closes again",
        "published": "2022-08-01",
        "text": "The harbour of Veldmark closed again on Monday, two months after it had reopened.",
    },
]
ASKED = [
    Question(
        "Which harbour reopened after the storm?",
        date(2022, 6, 17),
        "dev",
        frozenset({"wire"}),
        ("Veldmark",),
    ),
    Question(
        "Which drama was renewed for a second season?",
        date(2022, 6, 17),
        "test",
        frozenset({"show"}),
        ("“Paper Moons”",),
        labelled=True,
    ),
    Question("Which volcano erupted on Sunday?", date(2022, 6, 17), "dev"),
]


class LetterEmbedder:
    """Unit vectors from counts of letters: near enough for four articles."""

    name = "letters"
    sha256 = "1" * 64

    def fits(self, text: str) -> bool:
        return True

    def passages(self, texts: Sequence[str], progress: Progress | None) -> NDArray[np.float32]:
        return self.questions(texts)

    def questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        counts = [
            [1 + text.casefold().count(letter) for letter in map(chr, range(97, 123))] for text in texts
        ]
        vectors = np.array(counts, dtype=np.float32)
        lengths: NDArray[np.float32] = np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors / lengths

    def prepare(self) -> None:
        pass


@pytest.fixture(scope="package")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as the data set's."""
    folder = tmp_path_factory.mktemp("realtimeqa")
    with gzip.open(folder / "articles.jsonl.gz", "wt", encoding="utf-8") as stream:
        stream.writelines(json.dumps(row) + "\n" for row in ARTICLES)
    rows = [
        {
            "id": f"q{place}",
            "date": str(question.as_of),
            "question": question.text,
            "answer": question.answers,
            "gold_article_ids": sorted(question.gold),
            "retrieved_with_answer_string": ["show"] if question.labelled else [],
        }
        for place, question in enumerate(ASKED)
    ]
    (folder / "questions.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return folder


@pytest.fixture(scope="package")
def archive(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """An archive of these articles, whose embedder needs no model."""
    root = tmp_path_factory.mktemp("archives") / "archive"
    with Archive.open(root, create=True, exact=True, embedder=LetterEmbedder()) as opened:
        assert opened.sync([data / "articles.jsonl.gz"]).added == len(ARTICLES)
        yield opened


@pytest.fixture
def asked() -> list[Question]:
    """The questions of the set: one whose gold article has a copy, a labelled one, one without an answer."""
    return ASKED


@pytest.fixture
def texts() -> dict[str, str]:
    """The articles' texts by id; "storm" and "wire" are copies."""
    return {row["id"]: row["text"] for row in ARTICLES}

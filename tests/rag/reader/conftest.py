"""A reader that knows nothing, in the shape of the real one, and sets of a few questions."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from tokenizers import Tokenizer

from index.embed import model_folder
from rag.reader.calibration import Calibration
from rag.reader.data.rows import part_of
from rag.reader.train.network import Network, Size
from rag.reader.weights import TOKENIZER, write_note
from rag.reader.windows import load_tokenizer

SMALL = Size(width=24, layers=2, inner=48)
PLACES = ("Velmora", "Tarnhus", "Ostrava", "Quillon", "Merrow", "Dunfell")


@pytest.fixture(scope="session")
def tokenizer() -> Tokenizer:
    """The tokenizer of the embedding model, uncut."""
    return load_tokenizer(model_folder() / TOKENIZER)


@pytest.fixture(scope="session")
def small_network() -> Callable[[int], Network]:
    """Makes a network of two thin layers from a seed."""
    import torch

    def make(seed: int) -> Network:
        torch.manual_seed(seed)
        return Network(SMALL)

    return make


@pytest.fixture(scope="session")
def small_weights(tmp_path_factory: pytest.TempPathFactory, small_network: Callable[[int], Network]) -> Path:
    """A folder of weights in eight bits that were never trained; they see an answer in every text."""
    from rag.reader.export.graph import write_graph
    from rag.reader.export.quantise import quantise

    folder = tmp_path_factory.mktemp("weights")
    write_graph(small_network(3), folder / "full.onnx")
    quantise(folder / "full.onnx", folder / "reader.onnx")
    (folder / TOKENIZER).write_bytes((model_folder() / TOKENIZER).read_bytes())
    write_note(folder, Calibration(least=0.0), {"steps": 0})
    return folder


@pytest.fixture(scope="session")
def sets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the three open sets and NewsQA, each of a few articles in every part."""
    folder = tmp_path_factory.mktemp("sets")
    write_set(folder, "squadshifts", "squadshifts_new_wiki", {"train": 4, "dev": 2, "test": 2})
    write_set(folder, "squad2_part", "squad2", {"train": 2, "dev": 2, "test": 2}, unanswerable=True)
    write_set(folder, "timeqa", "timeqa_easy", {"train": 1, "dev": 1, "test": 1}, paragraphs=12)
    write_set(folder, "newsqa_part", "newsqa", {"train": 2})
    return folder


def write_set(
    folder: Path,
    name: str,
    of: str,
    articles: dict[str, int],
    *,
    paragraphs: int = 1,
    unanswerable: bool = False,
) -> None:
    """Write a set with so many articles of each part, three or four questions on each."""
    rows: list[dict[str, Any]] = []
    for part, wanted in articles.items():
        titles = (f"{name} {number}" for number in count())
        for _ in range(wanted):
            title = next(title for title in titles if part_of(title) == part)
            rows += _article(title, of, len(rows), paragraphs, unanswerable)
    with gzip.open(folder / f"{name}.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)


def _article(title: str, of: str, seed: int, paragraphs: int, unanswerable: bool) -> list[dict[str, Any]]:
    here, there = PLACES[seed % 6], PLACES[(seed + 2) % 6]
    year, ships = 1801 + seed * 7, 12 + seed
    filler = f"The hills above {there} are bare, and the road to the coast is closed in most winters. " * 9
    text = (
        f"The harbour of {here} was built in {year} by the merchants of {there}. "
        f"Marta Lindqvist opened the lighthouse on the northern mole two summers later. "
        f"The council said that {ships} ships lay in the basin that autumn. " + filler * paragraphs
    ).strip()
    asked = [
        (f"When was the harbour of {here} built?", str(year)),
        ("Who opened the lighthouse on the northern mole?", "Marta Lindqvist"),
        (f"How many ships lay in the basin of {here}?", str(ships)),
    ]
    rows = [_row(title, of, text, question, answer) for question, answer in asked]
    if unanswerable:
        rows.append(_row(title, of, text, f"Who burned the harbour of {here}?", ""))
    return rows


def _row(title: str, of: str, text: str, question: str, answer: str) -> dict[str, Any]:
    answers = [{"text": answer, "start": text.index(answer)}] if answer else []
    return {
        "id": f"{title} {question}",
        "set": of,
        "context": text,
        "question": question,
        "answers": answers,
        "impossible": not answer,
        "title": title,
    }

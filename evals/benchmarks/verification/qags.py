"""QAGS (Wang, Cho and Lewis 2020): summary sentences of news with a human majority on each."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

from evals.benchmarks.verification.pairs import Pair, part_of, story_of
from index.errors import Malformed
from rag.compose import Source


def pairs(folder: Path) -> Iterator[Pair]:
    """Every claim with its whole article as the quote; the part is told by the article.

    ``folder`` holds ``qags_part.jsonl.gz``, rows of ``set, document, claim, supported``.
    """
    path = folder / "qags_part.jsonl.gz"
    if not path.exists():
        raise Malformed(f"There is no {path.name} in {folder}.", "Give the folder that holds it.")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            story = story_of(row["document"])
            source = Source(story, 0, len(row["document"]))
            yield Pair(
                row["claim"],
                source,
                row["supported"],
                row["set"],
                part_of(row["document"][:200].replace("/", " ")),
            )

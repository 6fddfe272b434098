"""What is measured: a sentence, the stretch of an article that it cites, and whether that carries it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from evals.sample import corpus
from index.article import Article
from index.dates import TimeValue
from index.readers import Failure, read
from index.split import sentences
from rag.compose import Source
from rag.story import Story

Part = Literal["dev", "test"]


@dataclass(frozen=True, slots=True)
class Pair:
    """``kind`` says how the sentence was made ("true", "restated", "name", …)."""

    text: str
    source: Source
    supported: bool
    kind: str
    part: Part


def story_of(
    text: str, title: str = "", published: TimeValue | None = None, outlet: str = "", path: str = ""
) -> Story:
    """A text read as an article that no archive holds."""
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    found = sentences(text)
    return Story(Article(digest[:12], title, text, published, "", outlet, "", "", path, digest, "", found))


def stories() -> Iterator[tuple[Story, Part]]:
    """The sample articles; the part is told by the hash of the file's name, so it never moves."""
    for path in sorted(corpus().rglob("*.md")):
        for item in read(path):
            if isinstance(item, Failure):
                raise SystemExit(f"{item.path}: {item.message}")
            yield story_of(item.text, item.title, item.published, item.outlet, path.name), part_of(path)


def part_of(path: Path | str) -> Part:
    """Half of all names are development, half are test."""
    return "dev" if hashlib.sha256(Path(path).name.encode()).digest()[0] % 2 else "test"

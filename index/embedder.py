"""What the archive asks of an embedding model, and the shipped model behind it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index import embed
from index.progress import Progress


class Embedder(Protocol):
    """Vectors have unit length; those of passages and of questions can be compared."""

    @property
    def name(self) -> str:
        """The model's name."""

    @property
    def sha256(self) -> str:
        """Of the weights: vectors of another model are not comparable."""

    def fits(self, text: str) -> bool:
        """Whether the model reads all of ``text``."""

    def passages(self, texts: Sequence[str], progress: Progress | None) -> NDArray[np.float32]:
        """One vector a row, for storing."""

    def questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One vector a row, for searching; quick to start."""

    def prepare(self) -> None:
        """Leave what `questions` needs beside the archive."""


class ShippedEmbedder:
    """The default model; ``folder`` keeps the graph that embeds questions."""

    name = embed.MODEL_NAME
    sha256 = embed.MODEL_SHA256

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._questions: embed.QueryEmbedder | None = None

    def fits(self, text: str) -> bool:
        """Whether the model reads all of ``text``."""
        return embed.fits(text)

    def passages(self, texts: Sequence[str], progress: Progress | None) -> NDArray[np.float32]:
        """One vector a row, through sentence-transformers."""
        return embed.embed_passages(texts, progress=progress)

    def questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One vector a row, through onnxruntime."""
        if self._questions is None:
            self._questions = embed.QueryEmbedder(self._folder)
        return self._questions.many(texts)

    def prepare(self) -> None:
        """Export the graph that embeds questions, unless a sound one is there."""
        embed.export_query_graph(self._folder)

"""The sample articles that ship with the package: the corpus of the evals, the archive of the demo."""

from __future__ import annotations

from pathlib import Path


def corpus() -> Path:
    """The folder of the sample articles (Markdown with front matter)."""
    return Path(__file__).parent / "corpus"

"""The sample archive: articles that come with the package, for a first look."""

from __future__ import annotations

from importlib.metadata import entry_points
from pathlib import Path

from index.errors import UsageError

QUESTIONS = (
    "When did Putin visit Beijing?",
    "Why did Blinken call off his visit to Beijing in February 2023?",
    "How many people died in the earthquakes in Turkey and Syria?",
)
"""To begin with: dated events, a reason, figures that changed."""


def sample_articles() -> Path:
    """The folder of the sample articles; whoever brings samples announces them as an entry point."""
    for entry in entry_points(group="dateline.samples"):
        folder: Path = entry.load()()
        return folder
    raise UsageError("No sample articles are installed.", "Install the whole package: pip install dateline")


def sample_archive() -> Path:
    """The folder in which the sample archive is kept between two runs: the user's cache."""
    from platformdirs import user_cache_path

    return user_cache_path("dateline") / "sample"

"""How fast articles are grouped, and how many edits of each kind are seen through."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from evals.benchmarks.copies.shelf import Shelf
from evals.benchmarks.copies.synthetic import EDITS, OTHER, SEED, Made, enlarged
from evals.metrics.rate import Rate
from index.draft import Draft
from index.progress import Progress
from index.readers import Source

SINGLES = 20
"""Articles added one at a time at the end."""


@dataclass(frozen=True, slots=True)
class Speed:
    """Seconds for all articles, and the median for one more; the rates are over what was made."""

    articles: int
    storing: float
    grouping: float
    one_more: float
    found: Mapping[str, Rate]
    mistaken: Rate


def measure(originals: Sequence[tuple[Source, Draft]], size: int, progress: Progress | None = None) -> Speed:
    """Fill a journal with ``size`` articles made from the originals, the last few one by one."""
    made = list(enlarged(originals, size))
    drafts = [draft for _, draft in originals] + [each.draft for each in made]
    random.Random(SEED).shuffle(drafts)  # noqa: S311 - nothing here is secret
    with TemporaryDirectory() as folder:
        shelf = Shelf.open(Path(folder))
        shelf.add(drafts[:-SINGLES], progress)
        storing, grouping = shelf.storing, shelf.grouping
        for draft in drafts[-SINGLES:]:
            shelf.add([draft])
        with shelf.journal.reading() as db:
            groups = dict(db.execute("SELECT id, copy_group FROM articles"))
        shelf.journal.close()
    return Speed(len(drafts), storing, grouping, median(shelf.single), *_rates(made, groups))


def _rates(made: Sequence[Made], groups: Mapping[str, str]) -> tuple[dict[str, Rate], Rate]:
    """The share of each edit's articles that are with their original, and of those that are no copies."""
    together = [(each.edit, groups[each.draft.wanted_id] == groups[each.original]) for each in made]
    found = {edit: Rate.of(yes for kind, yes in together if kind == edit) for edit in EDITS}
    return found, Rate.of(yes for kind, yes in together if kind == OTHER)

"""Articles in a journal of their own, grouped as `sync` groups them, without passages or vectors."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from evals.benchmarks.realtimeqa.dataset import ARTICLES, check_folder
from index import copies, grouping, records
from index.article import Article
from index.clean import clean
from index.draft import Draft, sha256
from index.errors import Malformed
from index.journal import FILE, Journal
from index.progress import Progress, unseen
from index.readers import Failure, Source, read

BATCH = 200
"""Articles stored and grouped at once, as `sync` does."""


@dataclass
class Shelf:
    """A journal, and the seconds that storing and grouping took."""

    journal: Journal
    storing: float = 0.0
    grouping: float = 0.0
    single: list[float] = field(default_factory=list)
    """Seconds of grouping for each batch of one article."""

    @classmethod
    def open(cls, folder: Path) -> Shelf:
        """A new and empty one in ``folder``."""
        return cls(Journal.open(folder / FILE, create=True))

    def add(self, drafts: Sequence[Draft], progress: Progress | None = None) -> None:
        """Store and group in batches."""
        tell = progress or unseen
        for start in range(0, len(drafts), BATCH):
            tell("group", start, len(drafts))
            self._add(drafts[start : start + BATCH])
        tell("group", len(drafts), len(drafts))

    def _add(self, drafts: Sequence[Draft]) -> None:
        with self.journal.writing("add") as change:
            began = time.perf_counter()
            for draft in drafts:
                records.put(change, draft)
            stored = time.perf_counter()
            grouping.group_new(change, {draft.words_sha256: draft.text for draft in drafts})
            grouped = time.perf_counter() - stored
        self.storing += stored - began
        self.grouping += grouped
        if len(drafts) == 1:
            self.single.append(grouped)

    def articles(self) -> dict[str, Article]:
        """By id."""
        with self.journal.reading() as db:
            return {article.id: article for article in records.articles(db)}


def sources(data: Path) -> Iterator[Source]:
    """The articles of RealTime QA in the folder ``data``; `UsageError` or `Malformed` where they are not."""
    check_folder(data)
    for found in read(data / ARTICLES):
        if isinstance(found, Failure):
            raise Malformed(found.message, "Get the file again.")
        yield found


def draft(source: Source) -> Draft | None:
    """What grouping needs of an article; None when nothing but furniture is in it."""
    text = clean(source.text)
    return made(source, source.row_id, text) if text else None


def made(source: Source, id: str, text: str) -> Draft:  # noqa: A002 - the domain's word
    """An article like ``source`` with another text."""
    return Draft(
        path=source.path,
        place=f"id:{id}",
        wanted_id=id,
        fingerprint="",
        title=source.title,
        text=text,
        raw=text,
        published=source.published,
        published_from=source.published_from,
        outlet=source.outlet,
        author=source.author,
        url=source.url,
        site=source.site,
        sha256=sha256(text),
        words_sha256=copies.words_sha256(copies.words(text)),
        sentences=(),
        passages=(),
    )

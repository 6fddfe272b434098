"""Bring the archive up to what some files hold: read, compare, embed, commit, publish.

A file whose bytes are known is not read, an article whose source is known is not cut, a text that
has a vector is not embedded. New vectors are made before a transaction begins, so a replaced article
is there in its old or its new form at every moment. Batches are committed as they are ready; what an
interrupted run committed is kept, and the next run publishes it.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from index import corrections, grouping, ledger, records
from index.draft import Draft, Recipe, draft, fingerprint, sha256
from index.embedder import Embedder
from index.errors import ReadError, Unavailable, UsageError
from index.journal import Change, Journal, passages_changed, sequence
from index.manifest import file_sha256
from index.outlets import Outlets
from index.progress import Progress, unseen
from index.publish import publish
from index.published import parse_date
from index.readers import discover
from index.readers.sandbox import Sandbox
from index.readers.source import Failure, Source, failed, shown
from index.report import SyncReport

BATCH_ARTICLES = 200
BATCH_CHARACTERS = 400_000


@dataclass(frozen=True, slots=True)
class _Waiting:
    source: Source
    path: str
    place: str


@dataclass(frozen=True, slots=True)
class _FileRead:
    path: str
    sha256: str
    articles: int


class Sync:
    """One run; the caller holds the write lock."""

    def __init__(
        self,
        journal: Journal,
        root: Path,
        embedder: Embedder,
        recipe: Recipe,
        progress: Progress | None,
        *,
        store: bool = True,
    ) -> None:
        self._store = store
        self._journal = journal
        self._root = root
        self._embedder = embedder
        self._recipe = recipe
        self._tell: Progress = progress or unseen
        self._report = SyncReport()
        self._sandbox = Sandbox()
        self._outlets = Outlets(journal)
        self._waiting: list[_Waiting] = []
        self._files: list[_FileRead] = []
        self._present: dict[str, set[str] | None] = {}  # places by file; None: all that are stored
        self._partly: set[str] = set()  # files of which something failed
        self._prunes = False
        self._began = 0  # the change before this run
        self._embedded = 0
        self._prepared = False

    def run(self, paths: Sequence[str | Path], *, prune: bool) -> SyncReport:
        """All of it, as `Archive.sync` describes it."""
        began = time.monotonic()
        self._prunes = prune
        with self._journal.reading() as db:
            self._began = sequence(db)
        folders = [_absolute(path) for path in paths if Path(path).is_dir()]
        found = list(self._found(paths))
        with self._sandbox:
            for done, path in enumerate(found):
                self._tell("read", done, len(found))
                self._take(path)
        self._tell("read", len(found), len(found))
        self._flush()
        if prune:
            # A folder that is a failure itself (empty, perhaps not mounted) says nothing of its files.
            self._prune([folder for folder in folders if folder not in self._present])
        publish(self._journal, self._root, self._embedder, self._tell, store=self._store)
        with self._journal.reading() as db:
            articles, passages = records.count_articles(db), records.count_passages(db)
        seconds = time.monotonic() - began
        return replace(self._report, articles=articles, passages=passages, seconds=seconds)

    def _found(self, paths: Sequence[str | Path]) -> Iterator[Path]:
        for found in discover(paths):
            if isinstance(found, Failure):
                self._fail(found)
            else:
                yield Path(_absolute(found))

    def _take(self, file: Path) -> None:
        path, digest = shown(file), _file_sha256(file)
        with self._journal.reading() as db:
            stored = ledger.articles_read(db, path, digest, self._recipe.key) if digest else None
            known = records.known(db, path)
        if stored is not None and (stored == len(known) or not self._prunes):
            self._present[path] = None
            self._count(unchanged=stored)
            return
        places: set[str] = set()
        for item in self._sandbox.read(file):
            if isinstance(item, Failure):
                self._fail(item)
            else:
                self._take_article(item, path, _place(item, places), known)
        if path not in self._partly and digest and _file_sha256(file) != digest:
            self._fail(failed(file, Unavailable(f"{file.name} changed while it was read.", "Add it again.")))
        # Of a file that is not read whole, nothing that is stored counts as gone.
        self._present[path] = places if path not in self._partly else None
        if digest:
            self._files.append(_FileRead(path, digest, len(places)))

    def _take_article(self, source: Source, path: str, place: str, known: dict[str, records.Known]) -> None:
        if place in known and known[place].fingerprint == fingerprint(source, self._recipe):
            self._count(unchanged=1)
            return
        self._waiting.append(_Waiting(source, path, place))
        size = sum(len(waiting.source.text) for waiting in self._waiting)
        if len(self._waiting) >= BATCH_ARTICLES or size >= BATCH_CHARACTERS:
            self._flush()

    def _flush(self) -> None:
        """Clean and embed what waits, then commit all of it at once."""
        waiting, self._waiting = self._waiting, []
        drafts = list(self._cut(waiting))
        files = [file for file in self._files if file.path not in self._partly]
        self._files = []
        if not drafts and not files:
            return
        vectors = self._embed(drafts)
        if drafts:
            # What is committed can be asked for at once, even if this process is killed before it is done.
            self._prepare()
        added = updated = 0
        with self._journal.writing("sync" if drafts else None) as change:
            if drafts:
                self._bind_model(change)
                ledger.put_vectors(change, self._embedder.sha256, *vectors)
                added, updated = _store(change, drafts)
            for file in files:
                ledger.put_file(change, file.path, file.sha256, self._recipe.key, file.articles)
        self._count(added=added, updated=updated)

    def _cut(self, waiting: Sequence[_Waiting]) -> Iterator[Draft]:
        """The drafts of what waits: what an outlet repeats shows only in several of its articles."""
        for item in waiting:
            self._outlets.learn(item.source, item.path, item.place)
        for item in waiting:
            source, repeated = item.source, self._outlets.repeated(item.source)
            try:
                yield draft(source, item.path, item.place, self._recipe, self._embedder.fits, repeated)
            except ReadError as error:
                place = f"{source.place}: " if source.place else ""
                self._fail(Failure(source.path, error.code, f"{place}{error}"))

    def _embed(self, drafts: Sequence[Draft]) -> tuple[list[str], Any]:
        texts = {sha256(text): text for item in drafts for text in _embedded_texts(item)}
        with self._journal.reading() as db:
            missing = ledger.missing_vectors(db, self._embedder.sha256, texts)
        wanted = [key for key in texts if key in missing]
        before, self._embedded = self._embedded, self._embedded + len(wanted)

        def tell(stage: str, done: int, total: int) -> None:
            self._tell(stage, before + done, before + total)

        return wanted, self._embedder.passages([texts[key] for key in wanted], tell) if wanted else []

    def _prepare(self) -> None:
        if not self._prepared:
            self._embedder.prepare()
            self._prepared = True

    def _bind_model(self, change: Change) -> None:
        ledger.put_setting(change, ledger.MODEL_NAME, self._embedder.name)
        ledger.put_setting(change, ledger.MODEL_SHA256, self._embedder.sha256)
        ledger.put_setting(change, ledger.PASSAGE_TOKENS, str(self._recipe.passage_tokens))
        ledger.put_setting(change, ledger.PASSAGE_OVERLAP, str(self._recipe.passage_overlap))

    def _prune(self, folders: Sequence[str]) -> None:
        with self._journal.reading() as db:
            gone = [id_ for path, place, id_ in records.places(db) if self._is_gone(path, place, folders)]
        if gone:
            with self._journal.writing("prune") as change:
                for id_, day in corrections.followers(change.db, gone, self._began):
                    set_published(change, id_, day)
                remove(change, gone)
            self._count(removed=len(gone))

    def _is_gone(self, path: str, place: str, folders: Sequence[str]) -> bool:
        if path in self._present:
            places = self._present[path]
            return places is not None and place not in places
        if not self._partly.isdisjoint(map(str, Path(path).parents)):
            return False  # of a folder that could not be read
        return any(Path(path).is_relative_to(folder) for folder in folders)

    def _fail(self, failure: Failure) -> None:
        self._report.failed.append((failure.path, failure.code, failure.message))
        path = _absolute(failure.path)
        self._partly.add(path)
        self._present[path] = None

    def _count(self, **more: int) -> None:
        self._report = replace(
            self._report, **{name: getattr(self._report, name) + number for name, number in more.items()}
        )


def set_published(change: Change, id: str, day: str) -> None:  # noqa: A002 - the domain's word
    """Correct a publication date, and name the group anew of which the article may be the earliest."""
    value = parse_date(day)
    if value is None or value.span is None:
        raise UsageError(f"{day!r} is not a date.", "Write it as 2023-10-16, 2023-10 or 2023.")
    records.set_published(change, id, value)
    grouping.name_groups(change, grouping.texts_of(change.db, [id]))


def remove(change: Change, ids: Sequence[str]) -> None:
    """Take articles out and name the groups anew that they leave."""
    left = grouping.texts_of(change.db, ids)
    records.remove(change, ids)
    grouping.name_groups(change, left)
    ledger.tidy(change)
    passages_changed(change)


def _store(change: Change, drafts: Sequence[Draft]) -> tuple[int, int]:
    """Write the articles and group them; how many are new, how many replaced another."""
    stored = (records.id_at(change.db, item.path, item.place) for item in drafts)
    replaced = [id_ for id_ in stored if id_ is not None]
    left = grouping.texts_of(change.db, replaced)
    for item in drafts:
        records.put(change, item)
    grouping.group_new(change, {item.words_sha256: item.text for item in drafts})
    grouping.name_groups(change, left)
    if replaced:
        ledger.tidy(change)
    passages_changed(change)
    return len(drafts) - len(replaced), len(replaced)


def _embedded_texts(item: Draft) -> Iterator[str]:
    return (item.embedded(start, end) for start, end, _ in item.passages)


def _place(source: Source, taken: set[str]) -> str:
    """Where in its file an article stands: what names it there follows it when others move."""
    name, again = source.within, 1
    while name in taken:
        again += 1
        name = f"{source.within}~{again}"
    taken.add(name)
    return name


def _absolute(path: str | Path) -> str:
    return os.path.abspath(path)  # noqa: PTH100 - Path.absolute keeps ".."


def _file_sha256(path: Path) -> str | None:
    """None for what is not a plain file or cannot be opened: reading it says why."""
    if not path.is_file():
        return None
    try:
        return file_sha256(path)
    except OSError:
        return None

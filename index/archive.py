"""The front door: `Archive` opens an archive, brings it up to date, and finds passages in it."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from index import records, search, transfer
from index.article import Article, Hit
from index.draft import Recipe
from index.embedder import Embedder, ShippedEmbedder
from index.errors import DiskFull, Missing, UsageError
from index.info import ArchiveInfo, count_undated
from index.journal import FILE, Journal, sequence
from index.lock import write_lock
from index.opening import check_folder, check_model, stored_recipe
from index.progress import Progress, unseen
from index.publish import publish
from index.related import related
from index.report import SyncReport
from index.sync import Sync, remove, set_published
from index.view import View, Views

_QUESTION_MODEL = "model"


def _make(root: Path) -> None:
    try:
        root.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise UsageError(
            f"No archive can be made at {root}: {why}.", "Name a folder that can be written."
        ) from error


class Archive:
    """One archive on disk; open it with `Archive.open`. Searches may run in several threads at once."""

    def __init__(
        self, path: Path, journal: Journal, views: Views, embedder: Embedder, recipe: Recipe
    ) -> None:
        self.path = path
        self._journal = journal
        self._views = views
        self._embedder = embedder
        self._recipe = recipe
        self._counted: ArchiveInfo | None = None

    @classmethod
    def open(
        cls,
        path: str | Path,
        *,
        create: bool = False,
        exact: bool = False,
        embedder: Embedder | None = None,
        recipe: Recipe | None = None,
    ) -> Archive:
        """Open the archive in the folder ``path``.

        ``exact`` searches without the vector store, which is quicker to open. ``recipe`` says how
        articles are cut, by default as they were before. Raises `Missing` where there is no archive
        and ``create`` is off, `TooNew`, `Damaged`, `EmbeddingMismatch`, and `UsageError` for a file
        or a folder of something else; nothing is written then.
        """
        root = Path(os.path.abspath(Path(path).expanduser()))  # noqa: PTH100 - ".." is resolved
        check_folder(root, create=create)
        if create:
            _make(root)
        embedder = embedder or ShippedEmbedder(root / _QUESTION_MODEL)
        journal = Journal.open(root / FILE, create=create)
        try:
            with journal.reading() as db:
                check_model(db, embedder)
                recipe = recipe or stored_recipe(db)
        except BaseException:
            journal.close()
            raise
        return cls(root, journal, Views(root, exact=exact), embedder, recipe)

    def sync(
        self, paths: Sequence[str | Path], *, prune: bool = False, progress: Progress | None = None
    ) -> SyncReport:
        """Bring the archive up to what ``paths`` (files and folders) hold.

        What the report counts is on disk. A file that cannot be read is a row of ``failed``, and
        what was indexed from it before stays. ``prune`` removes the articles whose file or row is
        no longer in the given folders. Raises `Locked` while another process writes, `DiskFull`.
        """
        with self._writing():
            run = Sync(self._journal, self.path, self._embedder, self._recipe, progress)
            return run.run(list(paths), prune=prune)

    def search(
        self,
        question: str,
        k: int = 10,
        *,
        as_of: date | str | None = None,
        since: date | str | None = None,
        until: date | str | None = None,
        outlets: Sequence[str] | None = None,
        per_article: int = 3,
    ) -> list[Hit]:
        """The ``k`` best passages for a question, best first.

        Filters are by publication and leave undated articles out; nothing of which any day lies
        after ``as_of`` or ``until`` is read. An outlet may be named in part. Of a copy group one
        article is found, with at most ``per_article`` passages.
        """
        if k < 1 or per_article < 1:
            raise UsageError(f"k is {k} and per_article {per_article}.", "Ask for 1 passage or more.")
        days = search.window(as_of, since, until)
        if not question.strip():
            return []
        with self._journal.reading() as db, self._view(db) as view:
            if view is None:
                return []
            allowed = view.allowed(days, outlets or [])
            if allowed is not None and not allowed.any():
                return []
            vector = self._embedder.questions([question])[0]
            query = search.Query(question, vector, allowed, k, per_article)
            return _hits(db, view, search.find(view, query))

    def article(self, id: str) -> Article:  # noqa: A002 - the public name
        """The article with this id; `UsageError` when there is none."""
        with self._journal.reading() as db:
            return _article(db, id)

    def raw_text(self, id: str) -> str:  # noqa: A002
        """The article's text as it was read, before cleaning."""
        with self._journal.reading() as db:
            return records.raw_text(db, _article(db, id).id) or ""

    def articles(self) -> Iterator[Article]:
        """All articles in the order they were added, as the archive is when iteration begins."""
        with self._journal.reading() as db:
            yield from records.articles(db)

    def copies(self, article: Article) -> list[Article]:
        """The other articles of its copy group, earliest published first."""
        with self._journal.reading() as db:
            return [other for other in records.group(db, article.id) if other.id != article.id]

    def related(self, article: Article) -> list[Article]:
        """Articles that tell the same report in other words (`index.rewrites`), the likeliest first.

        A weaker relation than `copies`: nothing is counted by it. Of a copy group one is named.
        """
        with self._journal.reading() as db, self._view(db) as view:
            return related(db, view, article) if view else []

    def undated(self) -> int:
        """How many articles have no publication date."""
        with self._journal.reading() as db:
            return count_undated(db)

    def info(self) -> ArchiveInfo:
        """What the archive holds, counted once for a state: a question may ask for it several times."""
        with self._journal.reading() as db:
            known = self._counted
            if known is None or known.sequence != sequence(db):
                known = self._counted = ArchiveInfo.count(db, str(self.path), self._embedder.name)
        return known

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors of questions or sentences, one a row."""
        return self._embedder.questions(list(texts))

    def idf(self, terms: Sequence[str]) -> dict[str, float]:
        """How rare each term is among the passages that are searched: log((N + 1) / (n + 0.5))."""
        with self._journal.reading() as db, self._view(db) as view:
            count = len(view.rows) if view else 0
            found = view.generation.document_frequency(terms) if view else {}
        return {term: float(np.log((count + 1) / (found.get(term, 0) + 0.5))) for term in terms}

    def remove(self, id: str) -> None:  # noqa: A002
        """Take an article out; it is found no more from here on. `UsageError` when there is none."""
        with self._writing(), self._journal.writing(f"remove {id}") as change:
            remove(change, [_article(change.db, id).id])

    def set_published(self, id: str, value: str) -> Article:  # noqa: A002
        """Correct a publication date; the correction outlives reading the file again."""
        with self._writing(), self._journal.writing(f"set {id}") as change:
            _article(change.db, id)
            set_published(change, id, value)
            return _article(change.db, id)

    def export(self, file: str | Path) -> int:
        """Write the archive to one new file, from which `restore` makes it again; its size in bytes."""
        return transfer.export(self._journal, Path(file))

    @classmethod
    def restore(
        cls,
        file: str | Path,
        path: str | Path,
        *,
        embedder: Embedder | None = None,
        progress: Progress | None = None,
    ) -> Archive:
        """A new archive in the folder ``path`` from an exported file, open; nothing is embedded again.

        Raises `Malformed` for a file that is no export, `Damaged` for one that is not whole,
        `UsageError` where there is an archive already.
        """
        root = Path(os.path.abspath(Path(path).expanduser()))  # noqa: PTH100 - ".." is resolved
        check_folder(root, create=True)
        _make(root)
        with write_lock(root):
            transfer.restore(Path(file), root)
        archive = cls.open(root, embedder=embedder, exact=True)
        with archive._writing():
            publish(archive._journal, root, archive._embedder, progress or unseen)
        return archive

    def close(self) -> None:
        """Let go of its files; searches that are under way end first."""
        self._views.close()
        self._journal.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _view(self, db: sqlite3.Connection) -> Iterator[View | None]:
        """The view of this state; None for an empty archive."""
        with self._views.at(db) as view:
            if view is None and (waiting := records.count_articles(db)):
                raise Missing(
                    f"{waiting} articles of the archive cannot be searched yet: indexing was stopped.",
                    "Run the same `dateline add` again: it goes on where it stopped.",
                )
            yield view

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            with write_lock(self.path):
                yield
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
            raise DiskFull(
                f"The disk with {self.path} is full; nothing that was indexed before is lost.",
                "Free some space and run the same command again.",
            ) from error


def _article(db: sqlite3.Connection, id: str) -> Article:  # noqa: A002
    found = records.article(db, id)
    if found is None:
        raise UsageError(f"The archive has no article {id!r}.", "`dateline list` shows the ids.")
    return found


def _hits(db: sqlite3.Connection, view: View, ranked: Sequence[search.Ranked]) -> list[Hit]:
    ids = [view.generation.ids[row] for row, _, _ in ranked]
    passages = records.passages(db, ids)
    wanted = list(dict.fromkeys(passages[id_].article_id for id_ in ids))
    articles = {article.id: article for article in records.articles(db, wanted)}
    return [
        Hit(passages[id_], articles[passages[id_].article_id], score, rank, found_by)
        for rank, (id_, (_, score, found_by)) in enumerate(zip(ids, ranked, strict=True), start=1)
    ]

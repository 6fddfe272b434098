"""The front door: `Archive` opens an archive, brings it up to date, and finds passages in it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from index import records, search, transfer
from index.article import Article, Hit
from index.disk import full_disk_told
from index.draft import Recipe
from index.embedder import Embedder, ShippedEmbedder
from index.errors import ServerAway, UsageError
from index.info import ArchiveInfo, count_undated
from index.journal import FILE, Journal, sequence
from index.lock import write_lock
from index.mirror import mirror
from index.opening import check_folder, check_model, check_state, folder_at, make_folder, stored_recipe
from index.progress import Progress, unseen
from index.publish import most_behind, publish
from index.reembed import re_embed
from index.related import related
from index.report import SyncReport
from index.server import Server
from index.sync import Sync, remove, set_published
from index.view import View
from index.views import Views

_QUESTION_MODEL = "model"


class Archive:
    """One archive on disk; open it with `Archive.open`. Searches may run in several threads at once."""

    def __init__(
        self,
        path: Path,
        journal: Journal,
        views: Views,
        embedder: Embedder,
        recipe: Recipe,
        server: Server | None = None,
    ) -> None:
        self.path = path
        self._journal = journal
        self._views = views
        self._embedder = embedder
        self._recipe = recipe
        self._server = server
        self._unsent: ServerAway | None = None
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
        vectors: str | None = None,
    ) -> Archive:
        """Open the archive in the folder ``path``.

        ``exact`` searches without the vector store, which is quicker to open. ``recipe`` says how
        articles are cut, by default as they were before. ``vectors`` is the address of a Chroma server
        that keeps the vectors ("http://127.0.0.1:8000"); `away` and `unsent` say when it does not answer.
        Raises `Missing` where there is no archive and ``create`` is off, `TooNew`, `Damaged`,
        `EmbeddingMismatch`, and `UsageError` for a file or a folder of something else; nothing is
        written then.
        """
        root = folder_at(path)
        check_folder(root, create=create)
        if create:
            make_folder(root)
        embedder = embedder or ShippedEmbedder(root / _QUESTION_MODEL)
        journal = Journal.open(root / FILE, create=create)
        try:
            with journal.reading() as db:
                check_state(root, db)
                check_model(db, embedder)
                recipe = recipe or stored_recipe(db)
        except BaseException:
            journal.close()
            raise
        server = Server(vectors) if vectors else None
        views = Views(root, embedder.sha256, exact=exact, server=server)
        return cls(root, journal, views, embedder, recipe, server)

    @property
    def away(self) -> ServerAway | None:
        """Why the last search was exact, where a vector server is asked for."""
        return self._views.away

    @property
    def unsent(self) -> ServerAway | None:
        """Why the last change was not sent to the vector server, where one is asked for."""
        return self._unsent

    def sync(
        self, paths: Sequence[str | Path], *, prune: bool = False, progress: Progress | None = None
    ) -> SyncReport:
        """Bring the archive up to what ``paths`` (files and folders) hold.

        What the report counts is on disk. A file that cannot be read is a row of ``failed``, and
        what was indexed from it before stays. ``prune`` removes the articles whose file or row is
        no longer in the given folders. Raises `Locked` while another process writes, `DiskFull`.
        """
        with self._writing():
            store = self._server is None
            run = Sync(self._journal, self.path, self._embedder, self._recipe, progress, store=store)
            report = run.run(list(paths), prune=prune)
            self._send(progress)
            return report

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
        with self._seen() as (db, view):
            allowed = view.allowed(days, outlets or [])
            if not len(view) or (allowed is not None and not allowed.any()):
                return []
            vector = self._embedder.questions([question])[0]
            query = search.Query(question, vector, allowed, k, per_article)
            return search.hits(db, view, search.find(db, view, query))

    def article(self, id: str) -> Article:  # noqa: A002 - the public name
        """The article with this id; `UsageError` when there is none."""
        with self._journal.reading() as db:
            return records.the_article(db, id)

    def raw_text(self, id: str) -> str:  # noqa: A002
        """The article's text as it was read, before cleaning."""
        with self._journal.reading() as db:
            return records.raw_text(db, records.the_article(db, id).id) or ""

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
        with self._seen() as (db, view):
            return related(db, view, article)

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
        with self._seen() as (_, view):
            count, found = len(view), view.document_frequency(terms)
        return {term: float(np.log((count + 1) / (found[term] + 0.5))) for term in terms}

    def remove(self, id: str) -> None:  # noqa: A002
        """Take an article out; it is found no more from here on. `UsageError` when there is none."""
        with self._writing(), self._journal.writing(f"remove {id}") as change:
            remove(change, [records.the_article(change.db, id).id])

    def set_published(self, id: str, value: str) -> Article:  # noqa: A002
        """Correct a publication date; the correction outlives reading the file again."""
        with self._writing(), self._journal.writing(f"set {id}") as change:
            records.the_article(change.db, id)
            set_published(change, id, value)
            return records.the_article(change.db, id)

    def merge(self, progress: Progress | None = None) -> bool:
        """Take what came since the last generation into a new one; whether there was anything.

        Searches give the same before and after; `sync` does it when it is worth the time.
        """
        with self._writing():
            return self._publish(progress, most=lambda _: 0)

    def export(self, file: str | Path) -> int:
        """Write the archive to one new file, from which `restore` makes it again; its size in bytes."""
        with full_disk_told(Path(file).parent):
            return transfer.export(self._journal, Path(file))

    @classmethod
    def restore(
        cls,
        file: str | Path,
        path: str | Path,
        *,
        embedder: Embedder | None = None,
        progress: Progress | None = None,
        vectors: str | None = None,
    ) -> Archive:
        """A new archive in the folder ``path`` from an exported file, open; nothing is embedded again.

        Raises `Malformed` for a file that is no export, `Damaged` for one that is not whole,
        `UsageError` where there is an archive already.
        """
        root = folder_at(path)
        check_folder(root, create=True)
        make_folder(root)
        with full_disk_told(root), write_lock(root):
            transfer.restore(Path(file), root)
        archive = cls.open(root, embedder=embedder, exact=True, vectors=vectors)
        with archive._writing():
            archive._publish(progress)
        return archive

    @classmethod
    def re_embed(
        cls,
        path: str | Path,
        *,
        embedder: Embedder | None = None,
        progress: Progress | None = None,
        vectors: str | None = None,
    ) -> int:
        """Embed all that is in the archive at ``path`` with another model, which is its model from then on.

        How many passages were embedded; what an interrupted run did is not done again.
        """
        root = folder_at(path)
        check_folder(root, create=False)
        journal = Journal.open(root / FILE)
        embedder = embedder or ShippedEmbedder(root / _QUESTION_MODEL)
        try:
            with full_disk_told(root), write_lock(root):
                number = re_embed(journal, embedder, progress or unseen)
        finally:
            journal.close()
        with cls.open(root, embedder=embedder, exact=True, vectors=vectors) as archive, archive._writing():
            archive._publish(progress)
        return number

    def close(self) -> None:
        """Let go of its files; searches that are under way end first."""
        self._views.close()
        self._journal.close()
        if self._server is not None:
            self._server.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _publish(self, progress: Progress | None, most: Callable[[int], int] = most_behind) -> bool:
        """`index.publish.publish`, and what has to go to the vector server."""
        built = publish(
            self._journal,
            self.path,
            self._embedder,
            progress or unseen,
            most=most,
            store=self._server is None,
        )
        self._send(progress)
        return built

    def _send(self, progress: Progress | None) -> None:
        """Bring the vector server up to what is searched; `unsent` says why that could not be done."""
        self._unsent = None
        if self._server is not None:
            try:
                mirror(self._journal, self.path, self._server, progress or unseen)
            except ServerAway as away:
                self._unsent = away

    @contextmanager
    def _seen(self) -> Iterator[tuple[sqlite3.Connection, View]]:
        """The newest state, and the view of it."""
        with self._journal.reading() as db, self._views.at(db) as view:
            check_model(db, self._embedder)  # another process may have embedded all of it anew
            yield db, view

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with full_disk_told(self.path), write_lock(self.path):
            yield

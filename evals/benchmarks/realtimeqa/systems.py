"""What is compared: Dateline's search, and plain rankings of the same passages by the same searches."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from index import Archive, records
from index.article import Hit
from index.embed import MODEL_SHA256
from index.errors import Missing
from index.journal import FILE, Journal
from index.search import DEPTH, window
from index.vectors import Scored
from index.view import View
from index.views import Views
from rag.rerank import ranked
from rag.retrieve import PER_ARTICLE, Scope

ARTICLES = 10
"""How many articles are ranked."""


class Found(NamedTuple):
    """A text that a system found, and the id of its article."""

    article: str
    text: str


class System(Protocol):
    """Something that finds passages among what was published up to a day."""

    @property
    def name(self) -> str:
        """As the table shows it."""

    def search(self, question: str, as_of: date, k: int) -> list[Found]:
        """The ``k`` best passages, best first: what a user waits for."""

    def articles(self, question: str, as_of: date) -> list[str]:
        """The ids of the best articles, best first, `ARTICLES` or more; one may occur again."""


class Dateline:
    """The candidates of a question, read and ranked: what `DatelineRetriever` finds."""

    name = "Dateline"

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def search(self, question: str, as_of: date, k: int) -> list[Found]:
        """As `DatelineRetriever` does it by default."""
        return [Found(hit.article.id, hit.text) for hit in self._ranked(question, as_of, k, PER_ARTICLE)]

    def articles(self, question: str, as_of: date) -> list[str]:
        """With one passage of each article."""
        return [hit.article.id for hit in self._ranked(question, as_of, ARTICLES, 1)]

    def _ranked(self, question: str, as_of: date, k: int, per_article: int) -> list[Hit]:
        return ranked(self._archive, question, Scope(as_of=as_of), k, per_article=per_article)


class Search:
    """The archive's own search: no reader, no days, one search for the whole question."""

    name = "the archive's search"

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def search(self, question: str, as_of: date, k: int) -> list[Found]:
        """As `Archive.search` does it by default."""
        hits = self._archive.search(question, k, as_of=as_of)
        return [Found(hit.article.id, hit.text) for hit in hits]

    def articles(self, question: str, as_of: date) -> list[str]:
        """With one passage of each article."""
        hits = self._archive.search(question, ARTICLES, as_of=as_of, per_article=1)
        return [hit.article.id for hit in hits]


@dataclass(frozen=True, slots=True)
class Passages:
    """The passages of an archive, as its searches see them."""

    archive: Archive
    db: sqlite3.Connection
    view: View

    def dense(self, question: str, allowed: NDArray[np.bool_] | None) -> Scored:
        """By the cosine of the vectors."""
        return self.view.dense(self.archive.embed([question])[0], DEPTH, allowed)

    def lexical(self, question: str, allowed: NDArray[np.bool_] | None) -> Scored:
        """By BM25 over title and text."""
        return self.view.lexical(self.db, question, DEPTH, allowed)

    def found(self, rows: Sequence[int]) -> list[Found]:
        """What stands in these rows."""
        ids = [self.view.id(row) for row in rows]
        passages = records.passages(self.db, ids)
        wanted = list({passage.article_id for passage in passages.values()})
        texts = {article.id: article.text for article in records.articles(self.db, wanted)}
        ordered = [passages[id_] for id_ in ids]
        return [Found(each.article_id, texts[each.article_id][each.start : each.end]) for each in ordered]


Ranker = Callable[[Passages, str, NDArray[np.bool_] | None], list[int]]


def reciprocal(dense: Scored, lexical: Scored) -> list[int]:
    """Rows by the sum of 1 / (60 + rank) over both rankings (Cormack et al. 2009), ties by row."""
    scores: dict[int, float] = {}
    for ranking in (dense, lexical):
        for rank, (row, _) in enumerate(ranking, start=1):
            scores[row] = scores.get(row, 0.0) + 1 / (60 + rank)
    return sorted(scores, key=lambda row: (-scores[row], row))


RANKERS: dict[str, Ranker] = {
    "BM25 alone": lambda passages, question, allowed: [row for row, _ in passages.lexical(question, allowed)],
    "dense alone": lambda passages, question, allowed: [row for row, _ in passages.dense(question, allowed)],
    "equal RRF": lambda passages, question, allowed: reciprocal(
        passages.dense(question, allowed), passages.lexical(question, allowed)
    ),
}


class Ranking:
    """A baseline over the archive's passages: nothing is weighed, and no copy is left out."""

    def __init__(self, name: str, passages: Passages) -> None:
        self.name = name
        self._passages = passages
        self._rank = RANKERS[name]

    def search(self, question: str, as_of: date, k: int) -> list[Found]:
        """The ``k`` best rows."""
        return self._passages.found(self._rows(question, as_of)[:k])

    def articles(self, question: str, as_of: date) -> list[str]:
        """Those of the best rows."""
        return [self._passages.view.card(row).id for row in self._rows(question, as_of)]

    def _rows(self, question: str, as_of: date) -> list[int]:
        allowed = self._passages.view.allowed(window(as_of, None, None), [])
        return self._rank(self._passages, question, allowed)


@contextmanager
def passages_of(archive: Archive) -> Iterator[Passages]:
    """The passages of an archive that nobody writes to meanwhile."""
    with (
        closing(Journal.open(archive.path / FILE)) as journal,
        closing(Views(archive.path, MODEL_SHA256, exact=True)) as views,
        journal.reading() as db,
        views.at(db) as view,
    ):
        if not len(view):
            raise Missing(f"Nothing is indexed in {archive.path}.", "Name an archive that holds articles.")
        yield Passages(archive, db, view)

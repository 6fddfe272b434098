"""What an archive can tell about a conversation's names, before the question itself is searched for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from index import Archive
from index.errors import UsageError
from rag.retrieve import Scope, search

_PASSAGES = 5


class Library(Protocol):
    """Where the turns of a conversation look things up."""

    def about(self, words: str) -> Iterable[str]:
        """Passages in which these words are likely to stand."""

    def article(self, id: str) -> str:  # noqa: A002 - the archive's own name for it
        """The text of an article; "" where it is not to be read."""


@dataclass(frozen=True, slots=True)
class ArchiveLibrary:
    """An archive within a scope: nothing outside the filters of the question is looked at."""

    archive: Archive
    scope: Scope

    def about(self, words: str) -> Iterable[str]:
        """The passages that a search for the words finds."""
        for hit in search(self.archive, words, self.scope, _PASSAGES):
            yield hit.article.text[hit.passage.start : hit.passage.end]

    def article(self, id: str) -> str:  # noqa: A002
        """The stored text; "" for an article that is gone, or published after "as of"."""
        try:
            article = self.archive.article(id)
        except UsageError:
            return ""
        if self.scope.as_of:
            printed = article.published.span.end if article.published and article.published.span else date.max
            return article.text if printed <= self.scope.as_of else ""
        return article.text

"""Citations: drafts' sources numbered in the order of their first use."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index import Archive
from rag.answer import Citation, Claim, Conflict, Event
from rag.compose import Draft, Source
from rag.conflicts import Contradiction
from rag.retrieve import Scope

_MARKS = re.compile(r" (?:\[\d+\])+$")


def without_marks(text: str) -> str:
    """A claim's text without the citation marks that close it."""
    return _MARKS.sub("", text)


class Citations:
    """The numbered list; the same stretch of the same article keeps its number.

    Copies outside the days of ``scope`` are not counted.
    """

    def __init__(self, archive: Archive, scope: Scope | None = None) -> None:
        self._archive = archive
        self._scope = scope or Scope()
        self._numbers: dict[tuple[str, int, int], int] = {}
        self._list: list[Citation] = []

    def number(self, source: Source) -> int:
        """The number of a source, a new one at its first use."""
        article = source.story.article
        key = (article.id, source.start, source.end)
        if key not in self._numbers:
            self._numbers[key] = len(self._list) + 1
            self._list.append(
                Citation(
                    n=self._numbers[key],
                    article_id=article.id,
                    title=article.title,
                    outlet=article.outlet,
                    published=article.published,
                    url=article.url,
                    path=article.path,
                    start=source.start,
                    end=source.end,
                    quote=source.quote,
                    copies=sum(self._scope.admits(copy.published) for copy in self._archive.copies(article)),
                    answer=source.answer,
                )
            )
        return self._numbers[key]

    def claims(self, drafts: Sequence[Draft]) -> tuple[Claim, ...]:
        """The drafts as claims, their text closed by the citation marks ("… [1][2]")."""
        made = []
        for draft in drafts:
            numbers = tuple(self.number(s) for s in draft.sources)
            marks = "".join(f"[{n}]" for n in numbers)
            made.append(Claim(f"{draft.text} {marks}", numbers, draft.when, draft.status))
        return tuple(made)

    def timeline(self, drafts: Sequence[Draft]) -> tuple[Event, ...]:
        """The drafts that have a time as events, in their order."""
        return tuple(
            Event(
                d.when,
                d.status,
                d.text.removeprefix(f"{d.frame}: "),
                tuple(map(self.number, d.sources)),
                d.articles,
            )
            for d in drafts
            if d.when
        )

    def conflicts(self, found: Sequence[Contradiction]) -> tuple[Conflict, ...]:
        """Each contradiction with the citations that give its values."""
        return tuple(
            Conflict(what, tuple((value, tuple(map(self.number, draft.sources))) for value, draft in values))
            for what, values in found
        )

    @property
    def all(self) -> tuple[Citation, ...]:
        return tuple(self._list)

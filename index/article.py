"""What the archive holds (articles cut into passages) and what a search finds (hits)."""

from __future__ import annotations

from dataclasses import dataclass

from index.dates import TimeValue

Offsets = tuple[int, int]
"""Where a piece of text starts and ends: ``text[start:end]``, in characters."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article as stored.

    ``text`` is the clean text to which every offset refers, ``sentences`` its sentences in order
    (no sentence crosses a paragraph break), ``sha256`` the hash of ``text`` in UTF-8.
    ``published_from`` says how the publication date was found ("front matter", "url", …); where there is
    none, what the text gives away of it ("on or after 26 September 2023 (inferred from the text)"), or "".
    Articles of one ``copy_group`` are copies of one story.
    """

    id: str
    title: str
    text: str
    published: TimeValue | None
    published_from: str
    outlet: str
    author: str
    url: str
    path: str
    sha256: str
    copy_group: str
    sentences: tuple[Offsets, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """Whole sentences of one article: ``article.text[start:end]``, ``tokens`` long for the budget."""

    id: str
    article_id: str
    start: int
    end: int
    tokens: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a question; ``score`` is higher for better, ``rank`` counts from 1.

    ``found_by`` names the searches that found it: "dense", "lexical".
    """

    passage: Passage
    article: Article
    score: float
    rank: int
    found_by: tuple[str, ...]

    @property
    def text(self) -> str:
        return self.article.text[self.passage.start : self.passage.end]


@dataclass(frozen=True, slots=True)
class Entry:
    """One passage as it is searched; ``article`` is the number of its article in the journal."""

    passage_id: str
    article: int
    title: str
    text: str
    tokens: int

"""An article made ready for the journal: cleaned, cut into sentences and passages, hashed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection
from dataclasses import dataclass

from index.article import Offsets
from index.clean import clean, clean_line
from index.copies import words, words_sha256
from index.dates import TimeValue
from index.errors import Empty, TooLarge
from index.readers.source import Source, shorten
from index.split import passages, sentences

MOST_CHARACTERS, MOST_SENTENCES = 1_000_000, 20_000
_TITLE_EMBEDDED = 160  # characters: a longer one would crowd out the passage


@dataclass(frozen=True, slots=True)
class Recipe:
    """How articles are cut: the token budget of a passage, and the sentences that two share.

    ``version`` moves when cleaning or splitting changes its results, so that files are read again.
    """

    passage_tokens: int = 200
    passage_overlap: int = 1
    version: int = 3

    @property
    def key(self) -> str:
        """Equal for recipes that cut alike."""
        return f"{self.version}/{self.passage_tokens}/{self.passage_overlap}"


@dataclass(frozen=True, slots=True)
class Draft:
    """What the journal will hold of one article; ``passages`` are (start, end, tokens)."""

    path: str
    place: str
    wanted_id: str
    fingerprint: str
    title: str
    text: str
    raw: str
    published: TimeValue | None
    published_from: str
    outlet: str
    author: str
    url: str
    site: str
    sha256: str
    words_sha256: str
    sentences: tuple[Offsets, ...]
    passages: tuple[tuple[int, int, int], ...]

    def embedded(self, start: int, end: int) -> str:
        """What is embedded for one of its passages."""
        return embedded_text(self.title, self.text[start:end])


def embedded_text(title: str, passage: str) -> str:
    """What is embedded for a passage: a sentence from the middle of an article seldom names its subject."""
    return f"{title[:_TITLE_EMBEDDED]}\n{passage}"


def fingerprint(source: Source, recipe: Recipe) -> str:
    """A hash of all that an article is made from: equal means that nothing would change."""
    published = source.published.to_dict() if source.published else None
    made_from = [
        *(recipe.key, source.text, source.title, published, source.published_from),
        *(source.outlet, source.author, source.url, source.row_id),
    ]
    return sha256(json.dumps(made_from))


def draft(
    source: Source,
    path: str,
    place: str,
    recipe: Recipe,
    fits: Callable[[str], bool] | None = None,
    repeated: Collection[str] = (),
) -> Draft:
    """Clean and cut ``source``, leaving out what its outlet repeats (`index.clean.Repeats`).

    Raises `Empty` when nothing but furniture is in it, `TooLarge` over a million characters or
    20,000 sentences: cutting it would take minutes.
    """
    _refuse_over("characters", len(source.text), MOST_CHARACTERS)
    text = clean(source.text, repeated)
    if not text:
        raise Empty("No text is left of it after cleaning.", "Check that the file holds an article.")
    title = clean_line(source.title) or shorten(text.partition("\n")[0])
    cut = sentences(text)
    _refuse_over("sentences or lines", len(cut), MOST_SENTENCES)
    runs = passages(
        text,
        cut,
        budget=recipe.passage_tokens,
        overlap=recipe.passage_overlap,
        fits=(lambda passage: fits(embedded_text(title, passage))) if fits else None,
    )
    return Draft(
        path=path,
        place=place,
        wanted_id=source.row_id or sha256(f"{path}\n{place}")[:12],
        fingerprint=fingerprint(source, recipe),
        title=title,
        text=text,
        raw=source.raw or source.text,
        published=source.published,
        published_from=source.published_from,
        outlet=clean_line(source.outlet),
        author=clean_line(source.author),
        url=clean_line(source.url),
        site=source.site,
        sha256=sha256(text),
        words_sha256=words_sha256(words(text)),
        sentences=tuple(cut),
        passages=tuple(runs),
    )


def _refuse_over(what: str, found: int, most: int) -> None:
    if found > most:
        raise TooLarge(f"It has {found:,} {what}, the limit is {most:,}.", "Split it into its articles.")


def sha256(text: str) -> str:
    """Of the text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

"""Looks through an archive for the rewrites of an article.

Nothing is stored for it: the names and figures of the article find likely articles by the words that
they share, and `index.rewrites` compares these. So an article that was just added is found at once.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from index import records, rewrites
from index.article import Article
from index.cards import Window
from index.dates import DateSpan
from index.rewrites import Telling
from index.view import View

CANDIDATES = 50
"""Articles compared that were published within days, and as many of any date."""

_ROWS = 6  # passages asked for, for each article wanted
_NAME_OR_FIGURE = re.compile(r"[^\W\d_a-z][\w’'-]+|\d[\d.,]*\d|\d")
_TERMS = 80


def related(db: sqlite3.Connection, view: View, article: Article) -> list[Article]:
    """The articles that tell the same report in other words, the likeliest first; of copies one."""
    ids = _likely(db, view, article)
    others = [other for other in records.articles(db, ids) if other.copy_group != article.copy_group]
    own, tellings = Telling.of(article), [Telling.of(other) for other in others]
    spread = rewrites.spread([own, *tellings])
    found = [
        (-rewrites.share(own, telling, spread), other.id, other)
        for telling, other in zip(tellings, others, strict=True)
        if rewrites.tells_the_same(own, telling, spread)
    ]
    return [other for *_, other in sorted(found, key=lambda entry: entry[:2])]


def _likely(db: sqlite3.Connection, view: View, article: Article) -> list[str]:
    """Of each copy group that shares names and figures with the article, the id of one article."""
    question = terms(f"{article.title}\n{article.text}")
    span = article.published.span if article.published else None
    windows = [Window()]
    if span:
        windows.insert(0, _around(span))
    found: dict[str, str] = {}
    for window in windows:
        # Of a group that both find, the article of those days.
        found = _articles(db, view, question, view.allowed(window, [])) | found
    return sorted(found.values())


def _around(span: DateSpan) -> Window:
    """The days on which a rewrite may have been published."""
    first, last = span.start.toordinal() - rewrites.DAYS, span.end.toordinal() + rewrites.DAYS
    return Window(date.fromordinal(max(first, 1)), date.fromordinal(min(last, date.max.toordinal())))


def _articles(
    db: sqlite3.Connection, view: View, question: str, mask: NDArray[np.bool_] | None
) -> dict[str, str]:
    """Copy groups and the article found of each, best first."""
    found: dict[str, str] = {}
    for row, _ in view.lexical(db, question, _ROWS * CANDIDATES, mask):
        card = view.card(row)
        found.setdefault(card.group, card.id)
        if len(found) == CANDIDATES:
            break
    return found


def terms(text: str) -> str:
    """The names and figures of a text, each once, those that stand first."""
    found: Sequence[str] = _NAME_OR_FIGURE.findall(text)
    return " ".join(list(dict.fromkeys(found))[:_TERMS])

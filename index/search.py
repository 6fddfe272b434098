"""From a question to hits: dense and lexical, fused, one article of each copy group."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from index import records
from index.article import Hit
from index.cards import Window
from index.errors import UsageError
from index.fusion import fuse
from index.published import parse_date
from index.view import View

DEPTH = 100
"""Rows that each search is asked for, at the least."""

_CLEARLY_BETTER = 1.1  # how much a copy must score above its group's face to stand for the group

Ranked = tuple[int, float, tuple[str, ...]]
"""A row, its score, and the searches that found it."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for, and which rows may be found (a mask; None for all)."""

    question: str
    vector: NDArray[np.float32]
    allowed: NDArray[np.bool_] | None
    k: int
    per_article: int


def find(db: sqlite3.Connection, view: View, query: Query) -> list[Ranked]:
    """The ``k`` best rows; deeper searches follow where copies and long articles crowd the first."""
    there = len(view) if query.allowed is None else int(query.allowed.sum())
    depth = max(DEPTH, 5 * query.k)
    while True:
        dense = view.dense(query.vector, depth, query.allowed)
        lexical = view.lexical(db, query.question, depth, query.allowed)
        chosen = _choose(view, fuse(dense, lexical), query.per_article)[: query.k]
        if len(chosen) == query.k or depth >= there:
            return chosen
        depth *= 4


def hits(db: sqlite3.Connection, view: View, ranked: Sequence[Ranked]) -> list[Hit]:
    """What was found, with the passages and articles themselves."""
    ids = [view.id(place) for place, _, _ in ranked]
    passages = records.passages(db, ids)
    wanted = list(dict.fromkeys(passages[id_].article_id for id_ in ids))
    articles = {article.id: article for article in records.articles(db, wanted)}
    return [
        Hit(passages[id_], articles[passages[id_].article_id], score, rank, found_by)
        for rank, (id_, (_, score, found_by)) in enumerate(zip(ids, ranked, strict=True), start=1)
    ]


def window(as_of: date | str | None, since: date | str | None, until: date | str | None) -> Window:
    """The days that a search may read; of "2023" the first or the last day is meant."""
    first = _day(since, "since", last=False)
    ends = [
        day for name, value in (("as_of", as_of), ("until", until)) if (day := _day(value, name, last=True))
    ]
    last = min(ends, default=None)
    if first and last and first > last:
        raise UsageError(f"No day is since {first} and until {last}.", "Give a window that holds a day.")
    return Window(first, last)


def _choose(view: View, ranked: Sequence[Ranked], per_article: int) -> list[Ranked]:
    """At most ``per_article`` rows of an article, and of a copy group one article's."""
    speakers = _speakers(view, ranked)
    taken: dict[str, int] = {}
    chosen: list[Ranked] = []
    for found in ranked:
        card = view.card(found[0])
        if speakers[card.group] == card.id and taken.get(card.id, 0) < per_article:
            taken[card.id] = taken.get(card.id, 0) + 1
            chosen.append(found)
    return chosen


def _speakers(view: View, ranked: Iterable[Ranked]) -> dict[str, str]:
    """The article that stands for each copy group: its face, unless a copy answers clearly better."""
    best: dict[str, tuple[str, float]] = {}
    faces: dict[str, float] = {}
    for row, score, _ in ranked:
        card = view.card(row)
        best.setdefault(card.group, (card.id, score))
        if card.id == card.group:
            faces.setdefault(card.group, score)
    return {
        group: group if score <= faces.get(group, -1.0) * _CLEARLY_BETTER else id_
        for group, (id_, score) in best.items()
    }


def _day(value: date | str | None, name: str, *, last: bool) -> date | None:
    if value is None:
        return None
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    parsed = parse_date(value)
    if parsed is None or parsed.span is None:
        raise UsageError(f"{name} {value!r} is not a date.", "Write it as 2023-10-16, 2023-10 or 2023.")
    return parsed.span.end if last else parsed.span.start

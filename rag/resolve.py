"""The times of an article, as far as its own day of publication resolves them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.article import Article
from index.timex import Timex, tag
from rag.inferred import names_weekday
from rag.lexicon import MONTHS_AND_DAYS
from rag.stretches import stretches

_DAYTIMES = frozenset("today tonight tomorrow yesterday morning afternoon evening night day".split())
_NUMERIC_DAY = re.compile(r"\d{4}|\d[/-]\d")


def resolve(article: Article) -> list[Timex]:
    """The temporal expressions of the text, in order.

    Published in a month or a year, an expression is resolved only where the first and the last day
    of that span give the same; else it stays as the words have it. A year that only a weekday gives
    away is left to ``rag.inferred``, which marks it.
    """
    return stretches(article.text, [_of_no_day(article.text, time) for time in _tagged(article)])


def _tagged(article: Article) -> Sequence[Timex]:
    span = article.published.span if article.published else None
    if span is None:
        return tag(article.text, None)
    if span.days == 1:
        return tag(article.text, span.start)
    at_last = set(tag(article.text, span.end))
    agreed = {(t.start, t.end): t for t in tag(article.text, span.start) if t in at_last}
    return [
        t if names_weekday(article.text, t) and t.span is None else agreed.get((t.start, t.end), t)
        for t in tag(article.text, None)
    ]


def _of_no_day(text: str, time: Timex) -> Timex:
    """ "The match begins at 4 p.m.": an hour alone is not one of the day of publication."""
    words = set(re.findall(r"[a-z]+", text[time.start : time.end].lower()))
    hour = time.value.partition("T")[2]
    if time.type != "TIME" or not hour[:1].isdigit() or words & (_DAYTIMES | MONTHS_AND_DAYS):
        return time
    if _NUMERIC_DAY.search(text, time.start, time.end):
        return time
    return replace(time, value=f"XXXX-XX-XXT{hour}", span=None)

"""The times of an article, as far as its own day of publication resolves them."""

from __future__ import annotations

import re

from index.article import Article
from index.timex import Timex, tag
from rag.inferred import names_weekday
from rag.lexicon import MONTHS_AND_DAYS
from rag.stretches import stretches

_DAYTIMES = frozenset("today tonight tomorrow yesterday morning afternoon evening night day".split())
_NUMERIC_DAY = re.compile(r"(?:19|20)\d\d(?! ?(?:GMT|UTC|hours|hrs))|\d[/-]\d")


def resolve(article: Article) -> list[Timex]:
    """The temporal expressions of the text, in order.

    Published in a month or a year, an expression is resolved only where the first and the last day
    of that span give the same; else it stays as the words have it. A year that only a weekday gives
    away is left to ``rag.inferred``, which marks it.
    """
    span = article.published.span if article.published else None
    if span is None:
        return stretches(article.text, tag(article.text, None))
    if span.days == 1:
        return stretches(article.text, tag(article.text, span.start))
    at_last = set(tag(article.text, span.end))
    agreed = {(t.start, t.end): t for t in tag(article.text, span.start) if t in at_last}
    known = [
        t if names_weekday(article.text, t) and t.span is None else agreed.get((t.start, t.end), t)
        for t in tag(article.text, None)
    ]
    return stretches(article.text, known)


def is_hour_alone(text: str, time: Timex) -> bool:
    """ "At 4 p.m.": told of what was, of the day of publication as a rule; of what will be, of any day."""
    hour = time.value.partition("T")[2]
    if time.type != "TIME" or not hour[:1].isdigit() or _NUMERIC_DAY.search(text, time.start, time.end):
        return False
    words = re.findall(r"[a-z]+", text[time.start : time.end].lower())
    return not any(word in _DAYTIMES or word in MONTHS_AND_DAYS for word in words)

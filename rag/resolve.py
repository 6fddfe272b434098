"""The times of an article, as far as its own day of publication resolves them."""

from __future__ import annotations

from index.article import Article
from index.timex import Timex, tag
from rag.inferred import names_weekday
from rag.stretches import stretches


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

"""The candidates of a question in the order in which they answer it, as the reader sees them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index import Archive
from index.article import Hit
from rag.outlets import outlets_named
from rag.parts import parts
from rag.question import understand
from rag.reader import read as read_texts
from rag.retrieve import PASSAGES, PER_ARTICLE, Scope, candidates
from rag.spans import READ

WEIGHT = 0.2
"""What a sure answer adds to a score between 0 and 1 (``python -m evals.benchmarks.reranking``)."""

_TITLE = 160  # characters: a longer one would crowd out the passage


def ranked(
    archive: Archive,
    text: str,
    scope: Scope,
    k: int,
    *,
    per_article: int = PER_ARTICLE,
    read: bool = True,
) -> list[Hit]:
    """The ``k`` best passages for a question, with ``read`` in the order in which they answer it.

    Scores are between 0 and 1. Outlets that the question names narrow the scope.
    """
    scope, asked = outlets_named(archive, text, scope)
    question = understand(asked, today=scope.as_of, newest=None if scope.as_of else archive.info().newest)
    hits = candidates(archive, question, scope, max(k, PASSAGES), per_article)
    return (rerank(asked, hits) if read else hits)[:k]


def rerank(question: str, hits: Sequence[Hit]) -> list[Hit]:
    """The hits by their own score and by how likely they answer, the first `READ` of them.

    What is not read is taken to answer nothing.
    """
    likely = [*answering(question, hits[:READ]), *[0.0] * len(hits[READ:])]
    scored = [
        replace(hit, score=(hit.score + WEIGHT * sure) / (1 + WEIGHT))
        for hit, sure in zip(hits, likely, strict=True)
    ]
    best = sorted(scored, key=lambda hit: -hit.score)
    return [replace(hit, rank=rank) for rank, hit in enumerate(best, start=1)]


def answering(question: str, hits: Sequence[Hit]) -> list[float]:
    """How likely each of the hits answers, 0 to 1, read with its article's title.

    Of several questions in one the likeliest answered counts, and each is read for with its share of
    the hits.
    """
    likely = [0.0] * len(hits)
    asked = parts(question)
    texts = [f"{hit.article.title[:_TITLE]}\n{hit.text}" for hit in hits[: -(-len(hits) // len(asked))]]
    for part in asked:
        for place, reading in enumerate(read_texts(part.searched, texts)):
            likely[place] = max(likely[place], reading.score)
    return likely

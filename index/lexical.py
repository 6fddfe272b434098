"""Words: what counts as one, and the index that proposes passages for them. Tantivy is imported only here."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import weakref
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.bm25 import TITLE_WEIGHT, Weights, idf

if TYPE_CHECKING:
    import tantivy

# One thread and one commit: the same passages give the same index, segment for segment.
_THREADS = 1
_MEMORY = 128_000_000
_ANALYSER = "news"
_TOLD_EVERY = 1_000

# Each begins with a character that a scan finds quickly: passages are counted while somebody waits.
_POSSESSIVE = re.compile(r"['’](?<=\w['’])[sS]\b")
_THOUSANDS = re.compile(r",(?<=\d,)(?=\d{3}(?!\d))")
_DOTTED = re.compile(r"\.[A-Za-z]\b")
_ABBREVIATION = re.compile(r"\b[A-Za-z](?:\.[A-Za-z])+\b\.?")
_WORD = re.compile(r"[^\W_]+")

STOP_WORDS = frozenset(
    """
    a about above after again against all also am an and any are as at be because been before being below
    between both but by can could did do does doing done down during each either every few for from further
    get got had has have having he her here hers herself him himself his how i if in into is it its itself
    just let many me might more most much must my myself neither no nor not now of off on once one only
    or other our ours ourselves out over own per please same shall she should since so some such tell than
    that the their theirs them themselves then there these they this those through to too under until up
    upon us very was we were what whatever when where whether which while who whom whose why with
    within without would yet you your yours yourself
    """.split()
)


def build_words(
    folder: Path, passages: Iterable[tuple[str, str]], done: Callable[[int], None] = lambda _: None
) -> None:
    """Write an index of (title, text) pairs, one a row, into ``folder``; ``done`` is told the count."""
    import tantivy

    folder.mkdir(parents=True)
    index = tantivy.Index(_schema(), path=str(folder))
    index.register_tokenizer(_ANALYSER, _analyser())
    writer = index.writer(heap_size=_MEMORY, num_threads=_THREADS)
    count = 0
    for count, (title, text) in enumerate(passages, 1):
        writer.add_document(tantivy.Document(title=[plain(title)], text=[plain(text)], row=[count - 1]))
        if count % _TOLD_EVERY == 0:
            done(count)
    writer.commit()
    writer.wait_merging_threads()
    done(count)


class WordIndex:
    """The index in ``folder``, opened for reading."""

    def __init__(self, folder: Path) -> None:
        self._index = self._open(folder)
        # The folder never changes: nothing needs to watch it for commits.
        self._index.config_reader(reload_policy="manual")
        self._searcher = self._index.searcher()

    def _open(self, folder: Path) -> tantivy.Index:
        """Tantivy makes a lock even to read; where it cannot, a copy is opened."""
        import tantivy

        try:
            return tantivy.Index.open(str(folder))
        except ValueError:
            if os.access(folder, os.W_OK):
                raise
        copy = tempfile.mkdtemp(prefix="dateline-words-")
        weakref.finalize(self, shutil.rmtree, copy, ignore_errors=True)
        return tantivy.Index.open(str(shutil.copytree(folder, copy, dirs_exist_ok=True)))

    def __len__(self) -> int:
        return self._searcher.num_docs

    def search(
        self,
        terms: Sequence[str],
        k: int,
        allowed: NDArray[np.bool_] | None = None,
        *,
        weights: Weights | None = None,
    ) -> list[tuple[int, float]]:
        """The ``k`` best rows (of the allowed ones) by tantivy's BM25 scores; equal ones by row.

        Any of the terms may match; one that never occurs changes nothing. ``weights`` take the place of
        how rare the terms are here.
        """
        if k <= 0 or not terms or not len(self):
            return []
        query = self._query(self._boosts(weights) if weights else [(t, 1.0, TITLE_WEIGHT) for t in terms])
        limit = k + 1
        while True:
            hits = self._hits(query, limit)
            found = [(row, score) for row, score in hits if allowed is None or allowed[row]]
            # Enough only when the last hit lies below the k-th best: rows that tie with it may follow.
            if len(hits) < limit or (len(found) >= k and found[k - 1][1] > hits[-1][1]):
                return sorted(found, key=lambda hit: (-hit[1], hit[0]))[:k]
            limit *= 4

    def frequency(self, field: str, term: str, rows: Sequence[int] | None = None) -> int:
        """In how many rows (of those given) the term stands in the field."""
        from tantivy import Occur, Query

        if rows is None:
            return self._searcher.doc_freq(field, term)
        schema = self._index.schema
        both = [Query.term_query(schema, field, term), Query.term_set_query(schema, "row", list(rows))]
        query = Query.boolean_query([(Occur.Must, clause) for clause in both])
        return int(self._searcher.search(query, limit=1, count=True).count or 0)  # type: ignore[attr-defined]

    def _boosts(self, weights: Weights) -> Weights:
        """What makes those weights of the ones that tantivy gives."""
        return [
            (term, in_text / self._idf("text", term), in_title / self._idf("title", term))
            for term, in_text, in_title in weights
        ]

    def _idf(self, field: str, term: str) -> float:
        return idf(self.frequency(field, term), len(self))

    def _query(self, boosts: Weights) -> tantivy.Query:
        from tantivy import Occur, Query

        schema = self._index.schema
        clauses = []
        for term, in_text, in_title in boosts:
            for field, boost in (("text", in_text), ("title", in_title)):
                clauses.append(Query.boost_query(Query.term_query(schema, field, term), boost))
        return Query.boolean_query([(Occur.Should, clause) for clause in clauses])

    def _hits(self, query: tantivy.Query, limit: int) -> list[tuple[int, float]]:
        hits = self._searcher.search(query, limit=min(limit, len(self)), count=False).hits
        rows = self._searcher.fast_field_values("row", [address for _, address in hits])
        return [(int(row or 0), float(score)) for row, (score, _) in zip(rows, hits, strict=True)]


def terms_of(question: str) -> list[str]:
    """The question's words as they stand in the index, each once, without stop words.

    When there is nothing but stop words, they are kept. A stop word in capitals is a name:
    WHO, US, IT.
    """
    words = _WORD.findall(plain(question))
    shouted = question.isupper()
    kept = [word for word in words if not _is_stop_word(word, shouted=shouted)]
    return list(dict.fromkeys(term for word in kept or words for term in analyse(word)))


def analyse(text: str) -> list[str]:
    """The terms of a text as the index has them, in order."""
    found: list[str] = _analyser().analyze(plain(text))
    return found


def plain(text: str) -> str:
    """Text without what splits a word: "Putin's", "2,319" and "U.S." become Putin, 2319 and US."""
    text = _POSSESSIVE.sub("", text)
    text = _THOUSANDS.sub("", text)
    if not _DOTTED.search(text):
        return text
    return _ABBREVIATION.sub(lambda found: found.group().replace(".", ""), text)


def _is_stop_word(word: str, *, shouted: bool) -> bool:
    is_name = word.isupper() and len(word) > 1 and not shouted
    return word.lower() in STOP_WORDS and not is_name


def _schema() -> tantivy.Schema:
    import tantivy

    builder = tantivy.SchemaBuilder()
    for field in ("title", "text"):
        builder.add_text_field(field, tokenizer_name=_ANALYSER, index_option="freq")
    builder.add_integer_field("row", fast=True, indexed=True)
    return builder.build()


@cache
def _analyser() -> tantivy.TextAnalyzer:
    from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

    builder = TextAnalyzerBuilder(Tokenizer.simple())
    for step in (Filter.lowercase(), Filter.ascii_fold(), Filter.stemmer("english")):
        builder = builder.filter(step)
    return builder.build()

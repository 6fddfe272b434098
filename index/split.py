"""Sentences into passages, always as offsets into the text."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from index.article import Offsets
from index.packages import package_file
from index.sentences import sentences as sentences

_CLAUSE_END = re.compile(r"[,;:—–，、；：][\"”’)\]]*\Z")
_CJK = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_CJK}]|[^\s{_CJK}]+")


@cache
def _encoding() -> Callable[[str], list[int]]:
    import tiktoken

    name = "TIKTOKEN_CACHE_DIR"
    given = os.environ.get(name)
    if given is None:
        os.environ[name] = str(package_file("llama_index.core", "_static", "tiktoken_cache"))
    try:
        return tiktoken.get_encoding("cl100k_base").encode_ordinary
    finally:
        if given is None:
            del os.environ[name]


def tiktoken_count(text: str) -> int:
    """Tokens of ``text`` in cl100k_base, from the vocabulary that llama-index-core ships: no download."""
    return len(_encoding()(text))


class _Piece(NamedTuple):
    start: int
    end: int
    tokens: int
    whole: bool
    """A whole sentence; what is left of one that was too long stands alone in its passage."""
    closes: bool
    """A paragraph ends here, and not with its heading."""


class _Measure(NamedTuple):
    text: str
    budget: int
    count: Callable[[str], int]
    fits: Callable[[str], bool] | None

    def holds(self, start: int, end: int) -> bool:
        part = self.text[start:end]
        return self.count(part) <= self.budget and (self.fits is None or self.fits(part))


def _cut(measure: _Measure, start: int, end: int) -> Iterator[Offsets]:
    """A sentence that does not fit, cut after clauses where possible and else between words."""
    words = [(start + m.start(), start + m.end()) for m in _WORD.finditer(measure.text[start:end])]
    first = 0
    while first < len(words):
        # A word has a token at least, so no more than ``budget`` of them fit.
        low, high = 1, min(len(words) - first, max(measure.budget, 1))
        while low < high:
            middle = (low + high + 1) // 2
            if measure.holds(words[first][0], words[first + middle - 1][1]):
                low = middle
            else:
                high = middle - 1
        if first + low < len(words):
            clauses = (
                n for n in range(low, low // 2, -1) if _ends_clause(measure.text, words[first + n - 1])
            )
            low = next(clauses, low)
        yield words[first][0], words[first + low - 1][1]
        first += low


def _ends_clause(text: str, word: Offsets) -> bool:
    return bool(_CLAUSE_END.search(text[slice(*word)]))


def _pieces(measure: _Measure, sentences: Sequence[Offsets]) -> Iterator[_Piece]:
    text = measure.text
    for number, (start, end) in enumerate(sentences):
        if not measure.holds(start, end):
            for cut_start, cut_end in _cut(measure, start, end):
                yield _Piece(cut_start, cut_end, measure.count(text[cut_start:cut_end]), False, False)
            continue
        last = number + 1 == len(sentences)
        breaks = last or "\n\n" in text[end : sentences[number + 1][0]]
        closes = breaks and (last or text[end - 1] in '.!?…:"”’)»。！？')
        yield _Piece(start, end, measure.count(" " + text[start:end]), True, closes)


def _fill(measure: _Measure, pieces: Sequence[_Piece], first: int, least: int) -> int:
    """The end (exclusive) of the passage that begins with ``pieces[first]``; at least ``least``."""
    end, tokens = first + 1, pieces[first].tokens
    good = 0
    while end < len(pieces) and pieces[first].whole and pieces[end].whole:
        if pieces[end - 1].closes and tokens * 2 >= measure.budget:
            good = end
        if tokens + pieces[end].tokens > measure.budget:
            break
        tokens += pieces[end].tokens
        end += 1
    while end > first + 1 and not measure.holds(pieces[first].start, pieces[end - 1].end):
        end -= 1
    if end == len(pieces) or not least <= good <= end:
        return end
    return good


def passages(
    text: str,
    sentences: Sequence[Offsets],
    *,
    budget: int = 200,
    overlap: int = 1,
    count: Callable[[str], int] = tiktoken_count,
    fits: Callable[[str], bool] | None = None,
) -> list[tuple[int, int, int]]:
    """Runs of whole sentences as (start, end, tokens), each within ``budget`` tokens and ``fits``.

    A passage repeats the last ``overlap`` sentences of the one before where they leave room, and
    ends with a paragraph when that leaves it at least half full. Only a sentence that is too long
    by itself is cut; a single word never is, even when it is over the budget.
    """
    measure = _Measure(text, budget, count, fits)
    pieces = list(_pieces(measure, sentences))
    found: list[tuple[int, int, int]] = []
    done = 0
    first = 0
    while done < len(pieces):
        end = _fill(measure, pieces, first, done + 1)
        if end <= done:
            first = done
            end = _fill(measure, pieces, first, done + 1)
        start, stop = pieces[first].start, pieces[end - 1].end
        found.append((start, stop, count(text[start:stop])))
        done = end
        first = max(end - overlap, first + 1) if pieces[end - 1].whole else end
    return found

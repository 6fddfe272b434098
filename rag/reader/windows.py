"""A question and a text as windows of wordpieces, each piece with its place in the text.

A window is ``[CLS] question [SEP] text [SEP]``. What does not fit into one is read in several that
overlap, so that an answer cut by one stands whole in the next. The tokenizer is that of the embedding
model, whose weights the reader began with.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from tokenizers import Tokenizer

LIMIT = 288
"""Wordpieces in a window: a passage of 200 tokens with its question."""
STRIDE = 96
"""Wordpieces that neighbouring windows of one text share."""
QUESTION_LIMIT = 64
CLS, SEP = 101, 102

_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """A tokenized text: ids, ``(start, end)`` of each in the text, and the number of its word."""

    ids: NDArray[np.int32]
    offsets: NDArray[np.int32]
    words: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.ids)

    def between(self, first: int, last: int) -> Pieces:
        """The pieces from ``first`` up to, not including, ``last``."""
        return Pieces(self.ids[first:last], self.offsets[first:last], self.words[first:last])


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """What the network reads at once; ``pieces`` are the part of the text in it."""

    question: NDArray[np.int32]
    pieces: Pieces

    def __len__(self) -> int:
        return len(self.question) + len(self.pieces) + 3

    @property
    def first(self) -> int:
        """Where the text begins in the window."""
        return len(self.question) + 2


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Windows side by side, each row filled up with zeros; all arrays are (windows, width)."""

    ids: NDArray[np.int64]
    types: NDArray[np.int64]
    mask: NDArray[np.int64]


def load_tokenizer(file: Path) -> Tokenizer:
    """The tokenizer in ``file``, set to neither cut nor fill up."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(file))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def tokenize(tokenizer: Tokenizer, texts: Sequence[str]) -> list[Pieces]:
    """The wordpieces of each text, without special ones and uncut."""
    whole = [_SURROGATE.sub("\ufffd", text) for text in texts]
    return [
        Pieces(
            np.array(encoding.ids, dtype=np.int32),
            np.array(encoding.offsets, dtype=np.int32).reshape(-1, 2),
            np.array(encoding.word_ids, dtype=np.int32),
        )
        for encoding in tokenizer.encode_batch(whole, add_special_tokens=False)
    ]


def windows(question: Pieces, text: Pieces, limit: int = LIMIT, stride: int = STRIDE) -> list[Window]:
    """The windows of one text; none where it has no wordpieces."""
    asked = question.ids[:QUESTION_LIMIT]
    room = limit - len(asked) - 3
    firsts = [0]
    while firsts[-1] + room < len(text):
        firsts.append(firsts[-1] + room - stride)
    return [Window(asked, text.between(first, first + room)) for first in firsts if len(text)]


def batch(rows: Sequence[Window], width: int = 0, count: int = 0) -> Batch:
    """``rows`` as arrays, at least ``width`` wide and ``count`` high; a filling row reads one piece."""
    wide = max([width, *map(len, rows)])
    high = max(count, len(rows))
    ids = np.zeros((high, wide), dtype=np.int64)
    types = np.zeros_like(ids)
    mask = np.zeros_like(ids)
    mask[:, 0] = 1
    for row, window in enumerate(rows):
        ids[row, : len(window)] = np.concatenate(
            [[CLS], window.question, [SEP], window.pieces.ids, [SEP]], dtype=np.int64
        )
        types[row, window.first : len(window)] = 1
        mask[row, : len(window)] = 1
    return Batch(ids, types, mask)

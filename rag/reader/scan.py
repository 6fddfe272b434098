"""Reading many texts with one network: windows by length, the best span of each, the best window of a text.

What runs the network is handed in, so that the trained weights in onnxruntime and a network that is
still being trained are read, and measured, in the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from rag.reader.calibration import Calibration
from rag.reader.windows import Batch, Pieces, Window, batch, tokenize, windows

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Logits = tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]
"""Of start and end, (windows, width), and of answerability, (windows,)."""
Network = Callable[[Batch], Logits]

LONGEST = 40
"""Wordpieces of the longest answer: a clause, not a paragraph."""
MOST = 32
"""Windows that are read of one text; of a longer one those that share most with the question."""

_STEP = 16


@dataclass(frozen=True, slots=True)
class Found:
    """The best span of a text, whether or not it answers, and the network's two opinions of it."""

    start: int
    end: int
    answerable: float
    margin: float


NOTHING = Found(0, 0, -30.0, -60.0)
"""What is found in a text without words."""


def scan(
    network: Network,
    tokenizer: Tokenizer,
    pairs: Sequence[tuple[str, str]],
    calibration: Calibration,
    pieces: int = 2304,
) -> list[Found]:
    """The best find of each (question, text), in their order; ``pieces``: wordpieces in a batch."""
    found = [NOTHING] * len(pairs)
    best = np.full(len(pairs), -np.inf)
    for owners, rows in _batches(_windows(tokenizer, pairs), pieces):
        starts, ends, answerable = network(batch(rows, _width(rows)))
        for place, (owner, window) in enumerate(zip(owners, rows, strict=True)):
            seen = _best(window, starts[place], ends[place], float(answerable[place]))
            logit = float(calibration.logits(seen.answerable, seen.margin))
            if logit > best[owner]:
                best[owner], found[owner] = logit, seen
    return found


def _windows(tokenizer: Tokenizer, pairs: Sequence[tuple[str, str]]) -> list[tuple[int, Window]]:
    """The windows to read with the number of their pair; each different string is tokenized once."""
    strings = list(dict.fromkeys(string for pair in pairs for string in pair))
    known: dict[str, Pieces] = dict(zip(strings, tokenize(tokenizer, strings), strict=True))
    return [
        (owner, window)
        for owner, (question, text) in enumerate(pairs)
        for window in _likeliest(windows(known[question], known[text]))
    ]


def _likeliest(rows: list[Window]) -> list[Window]:
    """At most `MOST` windows, in their order: those with the question's pieces that are rare among them."""
    if len(rows) <= MOST:
        return rows
    holds = np.array([np.isin(row.question, row.pieces.ids) for row in rows])
    rarity = np.log(len(rows) / np.maximum(holds.sum(axis=0), 1))
    kept = np.argsort(-(holds @ rarity), kind="stable")[:MOST]
    return [rows[place] for place in sorted(kept)]


def _batches(owned: list[tuple[int, Window]], pieces: int) -> Iterator[tuple[list[int], list[Window]]]:
    """Windows of like length together, longest first; equal ones stay in their order."""
    order = sorted(range(len(owned)), key=lambda place: -len(owned[place][1]))
    while order:
        height = max(1, pieces // len(owned[order[0]][1]))
        taken, order = order[:height], order[height:]
        yield [owned[place][0] for place in taken], [owned[place][1] for place in taken]


def _width(rows: Sequence[Window]) -> int:
    return -(-max(map(len, rows)) // _STEP) * _STEP


def _best(window: Window, starts: NDArray[np.float32], ends: NDArray[np.float32], answerable: float) -> Found:
    """The span with the highest sum of start and end; its margin is over pointing at ``[CLS]``."""
    text = slice(window.first, window.first + len(window.pieces))
    begin, finish = starts[text].astype(np.float64), ends[text].astype(np.float64)
    top, place = -np.inf, (0, 0)
    for length in range(min(LONGEST, len(begin))):
        sums = begin[: len(begin) - length] + finish[length:]
        at = int(np.argmax(sums))
        if sums[at] > top:
            top, place = float(sums[at]), (at, at + length)
    start, end = _characters(window.pieces, *place)
    return Found(start, end, answerable, top - float(starts[0]) - float(ends[0]))


def _characters(pieces: Pieces, first: int, last: int) -> tuple[int, int]:
    """The characters of pieces ``first`` to ``last``, rounded out to whole words."""
    words = pieces.words
    while first > 0 and words[first - 1] == words[first]:
        first -= 1
    while last + 1 < len(words) and words[last + 1] == words[last]:
        last += 1
    return int(pieces.offsets[first, 0]), int(pieces.offsets[last, 1])

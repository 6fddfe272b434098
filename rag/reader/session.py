"""The trained reader at work: `read`, through onnxruntime, without torch.

Windows run one by one, two or more at a time on as many cores: nothing is filled up, the matrices stay
in the cache, and a text scores the same whatever is read beside it (`rag.reader.export.quantise`).
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from index.errors import LimitError, UsageError
from rag.reader.calibration import Calibration, probability
from rag.reader.scan import Found, Logits, scan
from rag.reader.weights import SHIPPED, Weights, checked
from rag.reader.windows import Batch, load_tokenizer

LONGEST_TEXT = 4_000_000
"""Characters of one text."""
MOST_CHARACTERS = 6_000_000
"""Characters of all texts together, each counted up to the 40,000 or so that are read of it."""

_READ_OF_ONE = 40_000
_LONGEST_QUESTION = 2_000
_CORES = 8
_EDGES = ",;:"


@dataclass(frozen=True, slots=True)
class Reading:
    """How likely a text answers, 0 to 1, and with which words: ``text`` is the text's ``[start:end]``.

    Where no answer is seen ``text`` is empty and both offsets are 0; the score still tells how sure.
    """

    score: float
    start: int
    end: int
    text: str


class Session:
    """A graph ready to run; safe to share between threads."""

    def __init__(self, weights: Weights) -> None:
        import onnxruntime  # type: ignore[import-untyped]

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.intra_op_num_threads = 1
        self.calibration: Calibration = weights.calibration
        self.tokenizer = load_tokenizer(weights.tokenizer)
        self._graph = onnxruntime.InferenceSession(
            str(weights.graph), options, providers=["CPUExecutionProvider"]
        )
        self._pool = ThreadPoolExecutor(max_workers=_cores(), thread_name_prefix="reader")

    def __call__(self, windows: Batch) -> Logits:
        """What the graph says of each window; zeros where a row is only filling."""
        rows = list(self._pool.map(self._one, windows.ids, windows.types, windows.mask.sum(axis=1)))
        start = np.zeros(windows.ids.shape, dtype=np.float32)
        end = np.zeros_like(start)
        for place, (starts, ends, _) in enumerate(rows):
            start[place, : len(starts)], end[place, : len(ends)] = starts, ends
        return start, end, np.array([answerable for _, _, answerable in rows], dtype=np.float32)

    def _one(
        self, ids: NDArray[np.int64], types: NDArray[np.int64], length: int
    ) -> tuple[NDArray[np.float32], NDArray[np.float32], float]:
        given = {"ids": ids[None, :length], "types": types[None, :length]}
        start, end, answerable = self._graph.run(None, given)
        return start[0], end[0], float(answerable[0])


def read(
    question: str, texts: Sequence[str], *, least: float | None = None, folder: Path = SHIPPED
) -> list[Reading]:
    """One reading a text, in order; long texts are read in windows, and the best one counts.

    ``least``: the score under which no answer is seen, if not that of the calibration; 0 shows even the
    unlikeliest. ``folder``: other weights than the shipped ones. Of a text of more than 32 windows
    (about 25,000 characters) those are read that share most with the question. Raises `ModelMissing`
    without weights, `Damaged` when they are altered, and `LimitError` on more text than can be read in
    minutes.
    """
    _check(texts)
    session = _session(folder)
    asked = question[:_LONGEST_QUESTION].strip()
    distinct = list(dict.fromkeys(texts)) if asked else []
    found = scan(session, session.tokenizer, [(asked, text) for text in distinct], session.calibration)
    calibration = session.calibration if least is None else replace(session.calibration, least=least)
    readings = {text: _reading(text, one, calibration) for text, one in zip(distinct, found, strict=True)}
    return [readings.get(text, Reading(0.0, 0, 0, "")) for text in texts]


_sessions: dict[Path, Session] = {}
_opening = Lock()


def _session(folder: Path) -> Session:
    """The session of ``folder``, opened and checked once a process."""
    with _opening:
        if folder not in _sessions:
            _sessions[folder] = Session(checked(folder))
        return _sessions[folder]


def _reading(text: str, found: Found, calibration: Calibration) -> Reading:
    score = float(probability(calibration.logits(found.answerable, found.margin)))
    start, end = trimmed(text, found.start, found.end)
    if start == end or score < calibration.least:
        return Reading(score if found.end else 0.0, 0, 0, "")
    return Reading(score, start, end, text[start:end])


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without spaces and separating marks at its edges."""
    while start < end and (text[start].isspace() or text[start] in _EDGES):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in _EDGES):
        end -= 1
    return start, end


def _check(texts: Sequence[str]) -> None:
    if isinstance(texts, str):
        raise UsageError("The reader was given one text where it takes a list.", "Put the text in a list.")
    longest = max(map(len, texts), default=0)
    if longest > LONGEST_TEXT:
        raise LimitError(
            f"A text of {longest:,} characters is too long for the reader, which takes {LONGEST_TEXT:,}.",
            "Cut it into passages first.",
        )
    total = sum(min(len(text), _READ_OF_ONE) for text in dict.fromkeys(texts))
    if total > MOST_CHARACTERS:
        raise LimitError(
            f"{len(texts):,} texts are {total:,} characters to read, and the reader takes "
            f"{MOST_CHARACTERS:,} at once.",
            "Search first, and have it read the best passages.",
        )


def _cores() -> int:
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(available, _CORES)

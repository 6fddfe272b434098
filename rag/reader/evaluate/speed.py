"""How long it takes to read the passages that a question brings up."""

from __future__ import annotations

import time
from collections.abc import Sequence
from statistics import median

from index.split import passages, sentences
from rag.reader.data.rows import Row
from rag.reader.scan import scan
from rag.reader.session import Session

PASSAGES = 12
ROUNDS = 25


def milliseconds(session: Session, rows: Sequence[Row], rounds: int = ROUNDS) -> float:
    """The median time for a question with 12 passages of ``rows``' texts, cut as the archive cuts them."""
    cut: list[str] = []
    for text in dict.fromkeys(row.text for row in rows):
        cut += [text[start:end] for start, end, _ in passages(text, sentences(text))]
        if len(cut) >= PASSAGES * rounds:
            break
    times: list[float] = []
    for turn in range(min(rounds, len(cut) // PASSAGES)):
        question = rows[turn % len(rows)].question
        pairs = [(question, text) for text in cut[turn * PASSAGES : (turn + 1) * PASSAGES]]
        began = time.perf_counter()
        scan(session, session.tokenizer, pairs, session.calibration)
        times.append(1000 * (time.perf_counter() - began))
    return median(times) if times else 0.0

"""What one epoch teaches: questions with answers, and manufactured ones without, in fixed proportions."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence

from rag.reader.data import negatives
from rag.reader.data.example import Example, sample
from rag.reader.data.made import from_texts
from rag.reader.data.rows import Row

KINDS = ("answered", "impossible", "retrieved", "elsewhere", "exchanged", "turned", "cut", "made")
_SEARCHED = 6000
"""Characters of the longest text that is searched for a text that does not answer."""
_PLAIN_PROSE = ("squadshifts_new_wiki", "squad2")
"""The sets whose sentences the rules that make questions are written for."""


class Mixture:
    """The examples of each epoch; the same for the same rows, shares, seed and epoch."""

    def __init__(self, rows: Sequence[Row], shares: Mapping[str, float], seed: int) -> None:
        """``shares``: how often each example of a kind is taken an epoch."""
        self._rows = [row for row in rows if row.answers]
        self._shares = shares
        self._seed = seed
        self._fixed = {
            "answered": [_answered(row) for row in self._rows],
            "impossible": [Example("impossible", r.question, r.text, ()) for r in rows if not r.answers],
            "cut": negatives.cut(self._rows),
        }
        self._search = negatives.Retrieved({r.text: r.document for r in rows if len(r.text) < _SEARCHED})
        self._last: tuple[int, list[Example]] = (-1, [])
        self._prose = list(dict.fromkeys(row.text for row in rows if row.set in _PLAIN_PROSE))

    def epoch(self, number: int) -> list[Example]:
        """The examples of an epoch, shuffled; those of the last one asked for are kept."""
        if self._last[0] != number:
            self._last = (number, self._drawn(number))
        return self._last[1]

    def _drawn(self, number: int) -> list[Example]:
        rng = random.Random(f"{self._seed} {number}")  # noqa: S311
        examples: list[Example] = []
        for kind in KINDS:
            examples += self._of(kind, rng)
        rng.shuffle(examples)
        return examples

    def _of(self, kind: str, rng: random.Random) -> list[Example]:
        share = self._shares.get(kind, 0.0)
        if kind in self._fixed:
            return sample(self._fixed[kind], share, rng)
        if kind == "retrieved":
            drawn = rng.sample(self._rows, round(min(share, 1.0) * len(self._rows)))
            return negatives.retrieved(drawn, self._search, rng)
        if kind == "elsewhere":
            return sample(negatives.elsewhere(self._rows, rng), share, rng)
        if kind == "exchanged":
            return sample(negatives.exchanged(self._rows, rng), share, rng)
        if kind == "turned":
            return sample(negatives.turned(self._rows, rng), share, rng)
        return sample(from_texts(self._prose, rng), share, rng)


def counts(examples: Sequence[Example]) -> dict[str, int]:
    """How many examples there are of each kind."""
    counted = Counter(example.kind for example in examples)
    return {kind: counted[kind] for kind in KINDS if counted[kind]}


def _answered(row: Row) -> Example:
    """The answer that most annotators gave, the shortest of several, is the one a window must hold."""
    times = Counter(row.answers)
    near = min(times, key=lambda span: (-times[span], span[1] - span[0], span))
    return Example("answered", row.question, row.text, row.answers, near)

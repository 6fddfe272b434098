"""Two rankings into one: a weighted sum of what the dense and the lexical search say of a row."""

from __future__ import annotations

from collections.abc import Sequence

Fused = tuple[int, float, tuple[str, ...]]
"""A row, its score in [0, 1], and the searches that found it: "dense", "lexical"."""

# `python -m evals.benchmarks.fusion` on RealTime QA (2,513 articles, 35,900 passages, filtered by the
# question's date); chosen on the 62 dev questions, the other 47 in brackets. Gold article at 1/at 5/MRR:
#     dense alone          .34 .73 .50  (.36 .70 .52)
#     lexical alone        .52 .73 .61  (.53 .81 .64)
#     reciprocal ranks     .45 .77 .59  (.49 .83 .62)
#     this sum at 0.5      .52 .74 .62  (.51 .83 .65)
# One question is 0.02: weights from 0 to 0.6 are about equal; more dense than that, and an equal say
# of both rankings (reciprocal ranks), give the first place of words away.
WEIGHT = 0.5
"""How much of the score is the dense search's."""


def fuse(
    dense: Sequence[tuple[int, float]], lexical: Sequence[tuple[int, float]], *, weight: float = WEIGHT
) -> list[Fused]:
    """Rows of either ranking, best first, ties by row; both rankings are best first themselves.

    A cosine counts as it is, a BM25 score relative to the best of its ranking. Any row that the
    dense search left out is taken to be as near as the last that it named: it is no nearer than
    that, and 0 would punish it for the length of the list. A row without a word has no BM25 score.
    """
    cosines = {row: max(0.0, score) for row, score in dense}
    words = dict(lexical)
    best = max(words.values(), default=0.0)
    floor = min(cosines.values(), default=0.0)
    fused = [
        (
            row,
            weight * cosines.get(row, floor) + (1 - weight) * (words.get(row, 0.0) / best if best else 0.0),
            tuple(name for name, found in (("dense", cosines), ("lexical", words)) if row in found),
        )
        for row in cosines.keys() | words.keys()
    ]
    return sorted(fused, key=lambda hit: (-hit[1], hit[0]))

"""Two rankings into one: a weighted sum of what the dense and the lexical search say of a row."""

from __future__ import annotations

from collections.abc import Sequence

Fused = tuple[int, float, tuple[str, ...]]
"""A row, its score in [0, 1], and the searches that found it: "dense", "lexical"."""

# Measured on RealTime QA (2,530 articles, 34,353 passages, filtered by the question's date); chosen on
# the 62 dev questions with an even index, the other 47 in brackets. Gold article at 1 / at 5 / MRR:
#     dense alone          .36 .76 .53  (.34 .70 .51)
#     lexical alone        .53 .76 .64  (.53 .83 .65)
#     reciprocal ranks     .45 .86 .61  (.49 .81 .62)
#     this sum at 0.4      .55 .81 .65  (.51 .85 .64)
# One question is 0.02, so this says: the first place of words is kept, more stands among the first
# five, and equal say of both (reciprocal ranks) gives the first place away. 154 further questions
# with weaker labels say the same.
WEIGHT = 0.4
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

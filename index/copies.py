"""Copies of one story: equal in their words, or near copies that share most 3-word shingles.

Near copies are found by MinHash (Broder, "On the resemblance and containment of documents", 1997)
with locality-sensitive hashing over bands of the signature, and every pair found is verified by
the exact Jaccard similarity of the shingles. Pure functions: `index.grouping` applies them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Key = TypeVar("Key", bound=Hashable)
Signature = NDArray[np.uint32]

SIMILAR = 0.5
"""The Jaccard similarity of shingles from which two texts are copies."""

_SHINGLE = 3
_BANDS, _ROWS = 42, 3  # finds 99.6 % of the pairs at a similarity of 0.5, 0.3 % at 0.04
_SEED = 20220204
_WORTH_VERIFYING = 0.35  # of the estimate, whose standard error at 0.5 is 0.045
_NEIGHBOURS = 16  # likenesses kept of one text, so that a flood of near copies stays linear
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|\w+")


def words(text: str) -> list[str]:
    """The words in order, without case or punctuation; in scripts without spaces, each character."""
    return _WORD.findall(text.casefold())


def words_sha256(words: Sequence[str]) -> str:
    """The same for texts that differ in case, spacing and punctuation only."""
    return hashlib.sha256(" ".join(words).encode("utf-8", "surrogatepass")).hexdigest()


def shingles(words: Sequence[str]) -> frozenset[str]:
    """Runs of three words; of a shorter text all its words."""
    if len(words) < _SHINGLE:
        return frozenset([" ".join(words)] if words else [])
    return frozenset(map(" ".join, zip(words, words[1:], words[2:], strict=False)))


def similarity(one: frozenset[str], other: frozenset[str]) -> float:
    """Jaccard similarity: what both have of what either has."""
    either = len(one | other)
    return len(one & other) / either if either else 0.0


def signature_kind() -> str:
    """Names the hash: signatures of different kinds must not be compared."""
    hashing = _minhash()

    return f"rensa-{hashing.ALGORITHM_VERSION}/{_BANDS * _ROWS}/{_SHINGLE}"


def signatures(texts: Sequence[frozenset[str]]) -> NDArray[np.uint32]:
    """MinHash signatures of sets of shingles, one a row."""
    hashing = _minhash()

    if not texts:
        return np.zeros((0, _BANDS * _ROWS), dtype=np.uint32)
    digests = hashing.digests_from_token_sets([sorted(text) for text in texts], _BANDS * _ROWS, _SEED)
    return np.array(digests, dtype=np.uint32)


def near_pairs(
    known: NDArray[np.uint32], new: NDArray[np.uint32], shingles_of: Callable[[int], frozenset[str]]
) -> list[tuple[int, int, float]]:
    """Pairs (row, new row, similarity) of near copies; rows count over ``known``, then ``new``.

    At least one of a pair is new. ``shingles_of`` gives the shingles of a row; it is asked only for
    rows that the signatures make likely. Of one row the most similar pairs are kept.
    """
    both = np.concatenate([known, new])
    found: list[tuple[int, int, float]] = []
    for row, others in _likely(both, len(known)):
        estimates = np.mean(both[others] == both[row], axis=1)
        ranked = sorted(zip(-estimates, others, strict=True))[:_NEIGHBOURS]
        for estimate, other in ranked:
            if -estimate < _WORTH_VERIFYING:
                break
            exact = similarity(shingles_of(row), shingles_of(other))
            if exact >= SIMILAR:
                found.append((other, row, exact))
    return found


def components(seeds: Iterable[Key], neighbours: Callable[[Key], Iterable[Key]]) -> list[set[Key]]:
    """What hangs together with each of ``seeds``, each component once."""
    found: list[set[Key]] = []
    seen: set[Key] = set()
    for seed in seeds:
        if seed in seen:
            continue
        component, open_ends = {seed}, [seed]
        while open_ends:
            fresh = set(neighbours(open_ends.pop())) - component
            component |= fresh
            open_ends.extend(fresh)
        seen |= component
        found.append(component)
    return found


def _minhash() -> Any:
    from rensa import RMinHash  # type: ignore[import-untyped]

    return RMinHash


def _likely(both: NDArray[np.uint32], known: int) -> Iterator[tuple[int, list[int]]]:
    """Each new row with the earlier rows that share a band with it."""
    candidates: dict[int, set[int]] = {}
    for band in range(_BANDS):
        columns = both[:, band * _ROWS : (band + 1) * _ROWS].astype(np.uint64)
        keys = (
            (columns[:, 0] * np.uint64(0x9E3779B97F4A7C15)) ^ (columns[:, 1] << np.uint64(32)) ^ columns[:, 2]
        )
        shared = np.flatnonzero(np.isin(keys, keys[known:]))
        buckets: dict[int, list[int]] = {}
        for row in shared.tolist():
            bucket = buckets.setdefault(int(keys[row]), [])
            if row >= known and bucket:
                candidates.setdefault(row, set()).update(bucket)
            bucket.append(row)
    for row in sorted(candidates):
        yield row, sorted(candidates[row])

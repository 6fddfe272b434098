"""Copies of one story: equal in their words, or near copies of which one holds nearly all of the other.

A near copy may be cut short, trimmed, or carry furniture of its own. So not the resemblance of two texts
is asked but how much of the shorter stands in the longer, and whether its opening does: pages that differ
in their story and share a long tail (lists, captions, background) are no copies. The limits were chosen
on labelled pairs (`evals.benchmarks.copies`). Likely pairs are found by MinHash (Broder, "On the
resemblance and containment of documents", 1997) with locality-sensitive hashing over bands of two
signatures, of the whole text and of its opening. Pure functions: `index.grouping` applies them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

Key = TypeVar("Key", bound=Hashable)

SHINGLE = 5
"""Words that follow one another and are compared as one."""

OPENING = 100
"""Words of a text's opening."""

CONTAINED = 0.7
"""The share of the shorter text's shingles that the longer one must have."""

OPENS_ALIKE = 0.6
"""The share of the shorter text's opening that the longer one must have."""

HALF = 0.5
"""A text shorter than this part of another is its copy only if it holds as much of the other's opening."""

NEIGHBOURS = 16
"""Near copies noted of one text, so that a flood of them stays linear."""

_BANDS, _OPENING_BANDS, _ROWS = 42, 24, 3  # of what is 0.5 alike they find 99.6 % and 96 %
_SEED = 20220204
_WORTH_VERIFYING = (0.2, 0.3)  # of the estimates for the whole and the opening
_TRIED = 4 * NEIGHBOURS
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|\w+")


class Wording(NamedTuple):
    """A text as it is compared: its words in order, and their shingles."""

    words: list[str]
    shingles: frozenset[str]


def words(text: str) -> list[str]:
    """The words in order, without case or punctuation; in scripts without spaces, each character."""
    return _WORD.findall(text.casefold())


def words_sha256(words: Sequence[str]) -> str:
    """The same for texts that differ in case, spacing and punctuation only."""
    return hashlib.sha256(" ".join(words).encode("utf-8", "surrogatepass")).hexdigest()


def wording(text: str) -> Wording:
    """What `likeness` and `signatures` need of a text."""
    found = words(text)
    return Wording(found, shingles(found))


def shingles(words: Sequence[str]) -> frozenset[str]:
    """Runs of five words; of a shorter text all its words."""
    if len(words) < SHINGLE:
        return frozenset([" ".join(words)] if words else [])
    return frozenset(map(" ".join, zip(*(words[start:] for start in range(SHINGLE)), strict=False)))


def likeness(one: Wording, other: Wording) -> float:
    """How much of the shorter text stands in the longer one, from 0 to 1; 0 unless they are copies."""
    short, long = sorted((one, other), key=lambda text: (len(text.shingles), text.words))
    contained = _share(short.shingles, long.shingles)
    if contained < CONTAINED or not _opens_in(short.words, long) >= OPENS_ALIKE:
        return 0.0
    cut = len(short.words) < HALF * len(long.words)
    if cut and _opens_in(long.words[: len(short.words)], short) < HALF:
        return 0.0
    return contained


def _opens_in(words: Sequence[str], text: Wording) -> float:
    return _share(shingles(words[:OPENING]), text.shingles)


def _share(some: frozenset[str], others: frozenset[str]) -> float:
    return len(some & others) / len(some) if some else 0.0


def signature_kind() -> str:
    """Names how signatures are made: those of different kinds must not be compared."""
    return f"rensa-{_minhash().ALGORITHM_VERSION}/{_BANDS}+{_OPENING_BANDS}x{_ROWS}/{SHINGLE}/{OPENING}"


def signatures(texts: Sequence[Wording]) -> NDArray[np.uint32]:
    """MinHash signatures, one a row: of all shingles, then of those of the opening."""
    whole = _digests([text.shingles for text in texts], _BANDS)
    opening = _digests([shingles(text.words[:OPENING]) for text in texts], _OPENING_BANDS)
    return np.concatenate([whole, opening], axis=1)


def _digests(sets: Sequence[frozenset[str]], bands: int) -> NDArray[np.uint32]:
    width = bands * _ROWS
    if not sets:
        return np.zeros((0, width), dtype=np.uint32)
    digests = _minhash().digests_from_token_sets([sorted(tokens) for tokens in sets], width, _SEED)
    return np.array(digests, dtype=np.uint32)


def near_pairs(
    known: NDArray[np.uint32], new: NDArray[np.uint32], wording_of: Callable[[int], Wording]
) -> list[tuple[int, int, float]]:
    """Pairs (row, new row, likeness) of near copies; rows count over ``known``, then ``new``.

    At least one of a pair is new. ``wording_of`` is asked only for rows that the signatures make
    likely. Of one row the likeliest `NEIGHBOURS` pairs are noted.
    """
    both = np.concatenate([known, new])
    found: list[tuple[int, int, float]] = []
    for row, others in _likely(both, len(known)):
        noted = 0
        for other in _ranked(both, row, others)[:_TRIED]:
            alike = likeness(wording_of(row), wording_of(other))
            if alike:
                found.append((other, row, alike))
                noted += 1
            if noted == NEIGHBOURS:
                break
    return found


def _ranked(both: NDArray[np.uint32], row: int, others: Sequence[int]) -> list[int]:
    """The rows worth verifying, likeliest first."""
    same = both[others] == both[row]
    whole, opening = same[:, : _BANDS * _ROWS].mean(axis=1), same[:, _BANDS * _ROWS :].mean(axis=1)
    likely = np.maximum(whole, opening)
    worth = (whole >= _WORTH_VERIFYING[0]) | (opening >= _WORTH_VERIFYING[1])
    ranked = sorted(zip((-likely).tolist(), others, worth.tolist(), strict=True))
    return [other for _, other, is_worth in ranked if is_worth]


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


def gather(texts: Iterable[Key], alike: Callable[[Key, Key], bool]) -> list[list[Key]]:
    """Groups, each with its face first: a text joins the first face that it is like, or is one itself.

    Whatever is in a group is like its face, so that a chain of likenesses joins nothing at its ends.
    """
    groups: list[list[Key]] = []
    for text in texts:
        home = next((group for group in groups if alike(group[0], text)), None)
        if home is None:
            groups.append([text])
        else:
            home.append(text)
    return groups


def _minhash() -> Any:
    from rensa import RMinHash  # type: ignore[import-untyped]

    return RMinHash


def _likely(both: NDArray[np.uint32], known: int) -> Iterator[tuple[int, list[int]]]:
    """Each new row with the earlier rows that share a band with it."""
    candidates: dict[int, set[int]] = {}
    for first in range(0, both.shape[1], _ROWS):
        columns = both[:, first : first + _ROWS].astype(np.uint64)
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

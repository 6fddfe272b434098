"""A large archive made from a small one: copies of known kinds, and articles that are copies of none.

Seeded, so that the same articles always give the same archive. It measures speed, and how well edits of
each kind are seen through; of how articles really differ it says nothing.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from evals.benchmarks.copies.shelf import made
from index.draft import Draft
from index.readers import Source

SEED = 2022
COPIED = 0.2
"""The part of what is added that copies an original; the rest keeps every second word of one."""

Words = list[str]
Edit = Callable[[random.Random, Words, Words], Words]


def _replaced(part: float) -> Edit:
    def edit(rng: random.Random, words: Words, vocabulary: Words) -> Words:
        return [rng.choice(vocabulary) if rng.random() < part else word for word in words]

    return edit


def _cut(part: float) -> Edit:
    def edit(_: random.Random, words: Words, __: Words) -> Words:
        return words[: max(1, round(part * len(words)))]

    return edit


def _furnished(count: int) -> Edit:
    """Furniture of ``count`` words in front and behind."""

    def edit(rng: random.Random, words: Words, vocabulary: Words) -> Words:
        front, behind = rng.choices(vocabulary, k=count), rng.choices(vocabulary, k=count)
        return [*front, *words, *behind]

    return edit


EDITS: dict[str, Edit] = {
    "1 of 50 words replaced": _replaced(0.02),
    "1 of 20 words replaced": _replaced(0.05),
    "cut to 70 %": _cut(0.7),
    "cut to 30 %": _cut(0.3),
    "cut to 10 %": _cut(0.1),
    "30 words of furniture at both ends": _furnished(30),
}
OTHER = "every second word replaced"


@dataclass(frozen=True, slots=True)
class Made:
    """An article, which original it comes from, and how (a key of `EDITS`, or `OTHER`)."""

    draft: Draft
    original: str
    edit: str


def enlarged(originals: Sequence[tuple[Source, Draft]], size: int) -> Iterator[Made]:
    """As many articles as are wanted beside the originals to make ``size`` of them."""
    rng = random.Random(SEED)  # noqa: S311 - nothing here is secret
    vocabulary = [word for _, draft in originals for word in draft.text.split()[:100]]
    for number in range(size - len(originals)):
        source, original = originals[number % len(originals)]
        edit = rng.choice(list(EDITS)) if rng.random() < COPIED else OTHER
        words = EDITS.get(edit, _replaced(0.5))(rng, original.text.split(), vocabulary)
        yield Made(made(source, f"made-{number}", " ".join(words)), original.wanted_id, edit)

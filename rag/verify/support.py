"""How far a sentence's words are those of its quotes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from index.article import Offsets
from rag.compose import Source
from rag.story import Sentence
from rag.verify.polarity import contracted
from rag.verify.stretch import sentences_of
from rag.words import family, roots, tokens

LEAST_COVERED = 0.75
"""How much of a sentence its quotes must have, see `covered`; chosen on the development pairs."""
_FRAMING = "report reported reports publish wrote write according say said"
_NEAR = 6  # words within which two words of the sentence stand together in a quote as well


def covered(said: Sentence, sources: Sequence[Source], elsewhere: Sequence[Offsets] = ()) -> float:
    """How much of a sentence's wording its quotes have, 0 to 1.

    Half counts the content words that the best sentence of a quote has (a near-synonym nearly in full),
    half the neighbouring pairs of them that stand together there too: words alone do not say what
    belongs to what. Words inside ``elsewhere`` (dates, numbers) have a check of their own.
    """
    outlets = {t.root for s in sources for t in tokens(s.story.article.outlet)}
    framing = roots(_FRAMING) if outlets & said.roots else frozenset[str]()
    asked = [
        t.root
        for t in said.tokens
        if t.content
        and t.text.isalpha()
        and t.root not in outlets | framing
        and not contracted(said.text, t)
        and not any(start <= t.start < end for start, end in elsewhere)
    ]
    if not asked:
        return 1.0
    held: dict[str, float] = {}
    together: set[tuple[str, str]] = set()
    pairs = set(pairwise(asked))
    for source in sources:
        words = [[t.root for t in s.tokens if t.content] for s in sentences_of(source)]
        best = max(([_held(root, set(line)) for root in asked] for line in words), key=sum)
        held = {root: max(held.get(root, 0.0), share) for root, share in zip(asked, best, strict=True)}
        together |= {pair for line in words for pair in pairs if _together(pair, line)}
    alone = sum(held.values()) / len(held)
    return (alone + len(together) / len(pairs)) / 2 if pairs else alone


def _held(word: str, line: set[str]) -> float:
    return 1.0 if word in line else 0.8 if family(word) & line else 0.0


def _together(pair: tuple[str, str], line: Sequence[str]) -> bool:
    """Whether both words, or near-synonyms, stand in a line within a few words of each other."""
    one, two = (family(word) for word in pair)
    first = [i for i, word in enumerate(line) if word in one]
    second = [i for i, word in enumerate(line) if word in two]
    return any(abs(i - j) <= _NEAR for i in first for j in second)

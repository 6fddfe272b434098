"""Clauses of a sentence by a few rules, no parser: subordinators and relative pronouns open them."""

from __future__ import annotations

import re
from functools import lru_cache

from rag.story import PRONOUNS, Sentence

RELATIVE = frozenset({"who", "whom", "which", "whose"})
_OPENERS = RELATIVE | frozenset(
    """
    that when while after before since because although though if until where whereas but unless
    """.split()
)
_BREAK = re.compile(r"[;:—()“”\"]| [–-] ")


@lru_cache(maxsize=4096)
def cut(sentence: Sentence) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The clause number of each token, and for each clause the one that it hangs on.

    An embedded ", who …," gives way to its outer clause again.
    """
    numbers: list[int] = []
    parents = [0]
    current, outer, leading = 0, -1, False
    for i, token in enumerate(sentence.tokens):
        gap = sentence.text[sentence.tokens[i - 1].end : token.start] if i else ""
        comma = "," in gap
        if comma and outer >= 0:
            current, outer = outer, -1
        opened = i > 0 and ((comma and leading) or bool(_BREAK.search(gap)))
        if comma:
            leading = False
        if _opens(sentence, i, comma):
            if comma and token.lower in RELATIVE:
                outer = current
            leading = leading or i == 0
            opened = i > 0
        if opened:
            parents.append(current)
            current = len(parents) - 1
        numbers.append(current)
    return tuple(numbers), tuple(parents)


def _opens(sentence: Sentence, i: int, comma: bool) -> bool:
    word = sentence.tokens[i].lower
    if word in _OPENERS:
        return not (word == "that" and i and sentence.tokens[i - 1].lower in {"so", "of", "in", "at"})
    following = sentence.tokens[i + 1] if i + 1 < len(sentence.tokens) else None
    if word == "as" and following:
        return following.capital or following.lower in PRONOUNS
    return comma and word in {"and", "but", "so", "yet"}


def clause_numbers(sentence: Sentence) -> tuple[int, ...]:
    """The clause number of each token."""
    return cut(sentence)[0]


def clause_at(sentence: Sentence, at: int) -> frozenset[int]:
    """The positions of all tokens in the clause of the token at ``at``."""
    numbers = clause_numbers(sentence)
    return frozenset(i for i, n in enumerate(numbers) if n == numbers[at])

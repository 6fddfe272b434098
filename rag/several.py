"""Whether a question asks for one thing or for every one of several."""

from __future__ import annotations

import re

from rag.acts import AUXILIARIES
from rag.question import Question, last_sentence
from rag.words import PLURALS, lemma

_COUNTED = re.compile(
    r"\W*(?:(?:in|at|from|to|for|by|on) )?(?:which|what) (?:of the )?([\w-]+)(?: ([\w-]+))?", re.IGNORECASE
)
_EVERY = re.compile(
    r"\W*(?:(?:please )?(?:list|name) (?:all|the|every)|who (?:all|else)|who (?:are|were) the)\b",
    re.IGNORECASE,
)


def asks_several(question: Question) -> bool:
    """ "Which companies …", "Name the leaders …": every one that is told belongs to the answer."""
    asked = last_sentence(question.text)
    if _EVERY.match(asked):
        return True
    counted = _COUNTED.match(asked)
    return counted is not None and any(_is_plural(word) for word in counted.groups() if word)


def _is_plural(word: str) -> bool:
    low = word.lower()
    if low in PLURALS:
        return True
    return word == low and low.endswith("s") and low not in AUXILIARIES and lemma(low) != low

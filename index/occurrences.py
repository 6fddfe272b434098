"""How often a few terms stand in a text, without stemming all of it: asked of a hundred passages a question.

A word is stemmed only when it begins as a term does. Stemming (Porter2) takes from the end of a word, and
gives no more than the last letter of it anew (hoping: hope, happy: happi, ably: abl), in one case two
(dying: die).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from index.lexical import analyse, plain

_MOST_KNOWN = 100_000
_NEW_ENDS = ("e", "i", "l", "y")

# Only letters and digits make words: every other character of ASCII, and these, end one.
_PUNCTUATION = "\\xa0-\\xa9\\xab-\\xb1\\xb4\\xb6-\\xb8\\xbb\\xbf\\u2000-\\u206f\\u20a0-\\u20bf"
_BEYOND = re.compile(f"[^\\x00-\\x7f{_PUNCTUATION}]")
_FLAT = bytes(ord(chr(code).lower()) if chr(code).isalnum() and code < 128 else 32 for code in range(256))


def occurrences(text: str, terms: Sequence[str]) -> Mapping[str, int]:
    """How often each of the terms that `analyse` gives stands in the text; left out where it does not."""
    text = plain(text)
    if not text.isascii() and _BEYOND.search(text):
        return _by_analysis(text, terms)
    flat = b" %b " % text.encode("ascii", "replace").translate(_FLAT)
    found = {}
    for term in terms:
        number = 0
        begins = b" " + _beginning(term).encode()
        at = flat.find(begins)
        while at >= 0:
            end = flat.find(b" ", at + 1)
            number += _term(flat[at + 1 : end]) == term
            at = flat.find(begins, end)
        if number:
            found[term] = number
    return found


def _beginning(term: str) -> str:
    """What every word of a term in ASCII begins with."""
    if term.endswith("ie"):
        return term[:-2] or term
    return (term[:-1] or term) if term.endswith(_NEW_ENDS) else term


def _by_analysis(text: str, terms: Sequence[str]) -> Mapping[str, int]:
    """The same for a text with letters beyond ASCII, which may be written in several ways."""
    there = analyse(text)
    return {term: number for term in terms if (number := there.count(term))}


@lru_cache(_MOST_KNOWN)
def _term(word: bytes) -> str:
    """The term of a word in letters and digits of ASCII."""
    return analyse(word.decode())[0]

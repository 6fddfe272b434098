"""Pull quotes and doubled paragraphs: what an article says again, word for word."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.clean.canonical import ENDS_SENTENCE

_SHINGLE = 8
_LONG = 25
_LONGEST = 400
"""Words by which a repetition is looked up; of a paragraph that is never twice by chance; of one compared."""
_QUOTE = re.compile(r"[\"“‘'].*[\"”’']", re.DOTALL)
_Words = tuple[str, ...]


def echoes(paragraphs: Sequence[str]) -> frozenset[int]:
    """The places of quotations that stand whole elsewhere, and of long paragraphs that stood before.

    Nothing is lost with them. Short sentences may come twice with reason (under two days, in two lists)
    and stay. Only the longest paragraph with the same first words is compared, so the work is linear;
    that one is never an echo itself, so what is left has no echoes.
    """
    spelled = [_words(paragraph) for paragraph in paragraphs]
    source = _longest_with(spelled)
    return frozenset(
        at for at, paragraph in enumerate(paragraphs) if _is_echo(at, paragraph, spelled, source)
    )


def _words(paragraph: str) -> _Words:
    return tuple(re.findall(r"\w+", paragraph.casefold()))


def _longest_with(spelled: Sequence[_Words]) -> dict[_Words, int]:
    """For each run of eight words the longest paragraph with it, the first of them where two are as long."""
    found: dict[_Words, int] = {}
    for at, words in enumerate(spelled):
        if len(words) > _LONGEST:
            continue
        for start in range(len(words) - _SHINGLE + 1):
            shingle = words[start : start + _SHINGLE]
            if shingle not in found or len(spelled[found[shingle]]) < len(words):
                found[shingle] = at
    return found


def _is_echo(at: int, paragraph: str, spelled: Sequence[_Words], source: dict[_Words, int]) -> bool:
    words = spelled[at]
    if not _SHINGLE <= len(words) <= _LONGEST:
        return False
    other = source[words[:_SHINGLE]]
    if other == at:
        return False
    if spelled[other] == words:
        return len(words) >= _LONG and ENDS_SENTENCE.search(paragraph) is not None
    return (
        len(words) <= 60
        and _QUOTE.fullmatch(paragraph) is not None
        and f" {' '.join(words)} " in f" {' '.join(spelled[other])} "
    )

"""When does a text contain a wording: the matching rule of every metric here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_DASHES = dict.fromkeys("‐‑‒–—―−﹣-", "-")
_QUOTES = dict.fromkeys("‘’‚‛′", "'") | dict.fromkeys("“”„‟″", '"')
_SAME = str.maketrans(_DASHES | _QUOTES)


def fold(text: str) -> str:
    """Letter case, kinds of dash, kinds of quotation mark and runs of white space do not count."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_SAME).casefold().split())


def contains(text: str, wording: str) -> bool:
    """Whether the wording occurs as whole words and whole numbers.

    "17" is in "October 17-18", and neither in "2017" nor in "17,000", "1.17" or "17.5".
    """
    return _compiled(wording).search(fold(text)) is not None


def first_in(text: str, wordings: Iterable[str]) -> str | None:
    """The first of the wordings that the text contains."""
    return next((wording for wording in wordings if contains(text, wording)), None)


def after(text: str, wordings: Iterable[str], start: int = 0) -> int | None:
    """Where, in the folded text, the first of any of the wordings ends that begins at ``start`` or later."""
    folded = fold(text)
    found = [match for wording in wordings if (match := _compiled(wording).search(folded, start))]
    return min(found, key=lambda match: (match.start(), -match.end())).end() if found else None


@lru_cache(maxsize=1024)
def _compiled(wording: str) -> re.Pattern[str]:
    wording = fold(wording)
    before = r"(?<!\w)" if wording[:1].isalnum() else ""
    behind = r"(?!\w)" if wording[-1:].isalnum() else ""
    if wording[:1].isdigit():
        before += r"(?<!\d[.,])"
    if wording[-1:].isdigit():
        behind += r"(?![.,]\d)"
    return re.compile(before + re.escape(wording) + behind)

"""When does a text contain a wording: the matching rule of every metric here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

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
    return re.search(_pattern(fold(wording)), fold(text)) is not None


def first_in(text: str, wordings: Iterable[str]) -> str | None:
    """The first of the wordings that the text contains."""
    return next((wording for wording in wordings if contains(text, wording)), None)


def _pattern(wording: str) -> str:
    before = r"(?<!\w)" if wording[:1].isalnum() else ""
    after = r"(?!\w)" if wording[-1:].isalnum() else ""
    if wording[:1].isdigit():
        before += r"(?<!\d[.,])"
    if wording[-1:].isdigit():
        after += r"(?![.,]\d)"
    return before + re.escape(wording) + after

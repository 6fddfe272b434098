"""Whether a text is one at all, or bytes that were read in an encoding that is not theirs."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

_SAMPLE = 20_000
_FEW = 20
"""Characters beyond ASCII of which nothing can be concluded."""

_BEYOND = re.compile("[^\x00-\x7f‘’‚“”„–—…•\xa0]")
# What was meant for one alphabet and read as another has both in one word, or capitals within it.
_MIXED = re.compile(
    "[A-Za-z][\u0370-\u05ff\u2500-\u257f]|[\u0370-\u05ff\u2500-\u257f][A-Za-z]"
    "|[\u03ac-\u03ce\u0430-\u045f][\u0386-\u03ab\u0400-\u042f]|[a-z][\u3400-\u9fff](?=[a-z])"
)
_INVERTED = re.compile("[\u03ac-\u03ce\u0430-\u045f][\u0386-\u03ab\u0400-\u042f]{2}")
_NO_TEXT = frozenset(("Cc", "Cn", "Co", "Cs"))

_IDEOGRAPH = re.compile("[\u3400-\u9fff]")
_KANA = re.compile("[\u3041-\u30fa]")
_SPACED = re.compile("[\u3400-\u9fff] (?=[\u3400-\u9fff])")
_COMMON = ("gb2312", "big5", "euc_kr", "shift_jis")
"""Character sets of what one East Asian country writes in; rarer characters are in none of them."""


def garbled(text: str) -> bool:
    """Whether too much of ``text`` is what no language writes.

    Lost or unassigned characters, accented letters and signs where plain ones should be, two
    alphabets or capitals within words, lines for drawing boxes, ideographs that nobody uses.
    """
    sample = text[:_SAMPLE]
    if sample.isascii():
        return False
    beyond = Counter(_BEYOND.findall(sample))
    count = beyond.total()
    return count > 4 and (_is_mixed(sample, count) or (count >= _FEW and _is_foreign(sample, beyond)))


def _is_mixed(text: str, count: int) -> bool:
    mixed, inverted = len(_MIXED.findall(text)), len(_INVERTED.findall(text))
    return mixed > max(4, count // 10) or inverted > max(1, count // 100)


def _is_foreign(text: str, beyond: Counter[str]) -> bool:
    visible = len("".join(text.split()))
    return (
        sum(number for one, number in beyond.items() if _is_lost(one)) * 50 > visible
        or sum(number for one, number in beyond.items() if "\x80" <= one <= "\xff") * 3 > visible
        or sum(number for one, number in beyond.items() if "\u2500" <= one <= "\u259f") * 20 > visible
        or _is_rare(text)
    )


def _is_lost(character: str) -> bool:
    return character == "\ufffd" or unicodedata.category(character) in _NO_TEXT


def _is_rare(text: str) -> bool:
    """Whether the ideographs of the text are no country's.

    Nine in ten are in its character set, with kana among them that of Japan; without any, no spaces
    stand between them.
    """
    ideographs = "".join(_IDEOGRAPH.findall(text))
    if len(ideographs) < _FEW:
        return False
    japanese = len(_KANA.findall(text)) * 10 > len(ideographs)
    known = max(
        len(ideographs.encode(charset, "ignore")) // 2 for charset in (_COMMON[-1:] if japanese else _COMMON)
    )
    return known * 10 < len(ideographs) * 9 or len(_SPACED.findall(text)) * 5 > len(ideographs)

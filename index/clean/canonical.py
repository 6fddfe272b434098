"""Characters, lines and paragraphs brought to one form, before anything is left out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

ENDS_SENTENCE = re.compile(r"[.!?…。！？][\"”'’»)\]]*\Z")
_LINE_BREAK = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]+")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")


def fold(text: str) -> str:
    """NFC, line breaks as newlines, no invisible characters, single spaces."""
    text = _SURROGATE.sub("\ufffd", _INVISIBLE.sub("", _LINE_BREAK.sub("\n", text)))
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text))


def clean_line(text: str) -> str:
    """A title, a name or an address as one clean line."""
    return " ".join(fold(text).split())


def squeezed(text: str) -> str:
    """Its letters and figures alone, to compare what is spaced and marked differently."""
    return "".join(filter(str.isalnum, text.casefold()))


def paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of a text, each on one line, those that were wrapped put together."""
    block: list[str] = []
    for line in [*fold(text).split("\n"), ""]:
        stripped = line.strip()
        if stripped:
            block.append(stripped)
        elif block:
            yield from _unwrap(block)
            block = []


def _unwrap(block: Sequence[str]) -> Iterator[str]:
    """The paragraphs of a run of lines without a blank one between them."""
    width = max(map(len, block))
    wrapped = _is_wrapped(block, width)
    pieces = [block[0]]
    for line, after in pairwise(block):
        breaks_off = len(line) >= 45 and after[0].islower() and not ENDS_SENTENCE.search(line)
        if breaks_off or (wrapped and _is_full(line, after, width)):
            hyphenated = re.search(r"[\w.]-\Z", line) and after[0].islower()
            pieces.append(after if hyphenated else f" {after}")
        else:
            yield "".join(pieces)
            pieces = [after]
    yield "".join(pieces)


def _is_wrapped(lines: Sequence[str], width: int) -> bool:
    """Whether the lines were broken to fit a width: most are full, and break off in mid-sentence."""
    if len(lines) < 2 or not 45 <= width <= 100:
        return False
    pairs = list(pairwise(lines))
    full = sum(_is_full(line, after, width) for line, after in pairs)
    open_ended = sum(not ENDS_SENTENCE.search(line) for line in lines[:-1])
    return full * 5 >= len(pairs) * 4 and open_ended * 2 >= len(pairs)


def _is_full(line: str, after: str, width: int) -> bool:
    return len(line) + 1 + len(after.split(" ", 1)[0]) > width

"""The lines of printed pages into paragraphs: running heads out, broken lines and words joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil

_NUMBER = re.compile(r"(?:page\s*|[-–—]\s*)?\d{1,3}(?:\s*(?:/|of)\s*\d{1,3})?(?:\s*[-–—])?", re.IGNORECASE)
_ENDS_SENTENCE = re.compile(r"[.!?…:][\"'”’»)\]]*\Z")
_BROKEN_WORD = re.compile(r"([^\W\d_]{2,})-\n([^\W\d_]{2,})")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")
_PRINTED = re.compile(
    r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}:\d\d(?::\d\d)?(?: [AP]M)?(?:\s(?P<title>.*))?", re.IGNORECASE
)
"""How a browser heads what it prints: the time of printing, and the title of the page."""
_ROOM = 0.85
"""How much of the width a line may have and still be a full one: letters are not equally wide."""


def paragraphs(pages: Sequence[str]) -> str:
    """The text of the pages, its paragraphs apart by blank lines; one may go over several pages.

    Page numbers go, the head of a browser that printed them where the page has the title too, and from the
    second page on what stands at the edge of most pages.
    """
    lines = [_unprinted([line.strip() for line in page.split("\n")]) for page in pages]
    running = _running(lines)
    kept = [line for at, page in enumerate(lines) for line in _without(page, running if at else frozenset())]
    blocks = re.split(r"\n{2,}", _whole_words("\n".join(kept)))
    width = _width(kept)
    return "\n\n".join(
        paragraph for block in blocks if block for paragraph in _joined(block.strip().split("\n"), width)
    )


def _unprinted(page: list[str]) -> list[str]:
    """The lines without the head of a browser."""
    first = next((at for at, line in enumerate(page) if line), 0)
    printed = _PRINTED.fullmatch(page[first])
    if printed is None:
        return page
    rest = page[first + 1 :]
    words = (printed["title"] or "").strip()
    heading = next((line for line in rest if line), "")
    return rest if not words or (heading and words.startswith(heading)) else [words, *rest]


def _edges(page: Sequence[str]) -> list[str]:
    """The first and the last line of a page, figures made equal."""
    filled = [line for line in page if line]
    return [re.sub(r"\d+", "0", line) for line in {*filled[:1], *filled[-1:]}]


def _running(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """The lines at the edges of most pages: the paper's name, the date of printing, an address."""
    seen = Counter(line for page in pages for line in _edges(page))
    least = max(3, len(pages) // 2 + 1)
    return frozenset(line for line, count in seen.items() if count >= least)


def _without(page: Sequence[str], running: frozenset[str]) -> Iterator[str]:
    filled = [at for at, line in enumerate(page) if line]
    edges = {*filled[:1], *filled[-1:]}
    for at, line in enumerate(page):
        if at in edges and (_NUMBER.fullmatch(line) or re.sub(r"\d+", "0", line) in running):
            continue
        if filled and filled[0] <= at <= filled[-1]:
            yield line


def _whole_words(text: str) -> str:
    """Words broken at the end of a line put together; the hyphen stays where the text has it elsewhere."""
    hyphenated = {word.casefold() for word in _WORD.findall(text)}

    def join(match: re.Match[str]) -> str:
        first, second = match.groups()
        keeps = f"{first}-{second}".casefold() in hyphenated or not second[0].islower()
        return f"{first}-{second}" if keeps else first + second

    return _BROKEN_WORD.sub(join, text.replace("\u00ad\n", ""))


def _width(lines: Sequence[str]) -> int:
    """How long a full line is: nine in ten are no longer."""
    lengths = sorted(len(line) for line in lines if line)
    return lengths[ceil(0.9 * len(lengths)) - 1] if lengths else 0


def _joined(lines: Sequence[str], width: int) -> Iterator[str]:
    paragraph = lines[0]
    for line, after in pairwise(lines):
        full = len(line) + 1 + len(after.split(" ", 1)[0]) > _ROOM * width
        if after[:1].islower() or (full and not _starts_anew(line, after, width)):
            paragraph += f" {after}"
        else:
            yield paragraph
            paragraph = after
    yield paragraph


def _starts_anew(line: str, after: str, width: int) -> bool:
    """Whether a line that nearly fills the width ends a paragraph all the same."""
    return bool(_ENDS_SENTENCE.search(line)) and len(line) + len(after.split(" ", 1)[0]) < width

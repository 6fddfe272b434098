"""A stream of text into whole sentences with the numbers that they cite."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from index.split import sentences

_NUMBERS = r"\d{1,3}(?:\s*[,;]\s*\d{1,3})*"
_MARK = re.compile(rf"\s*[\[【]\s*(?:source|evidence)?\s*\^?({_NUMBERS})\s*[\]】]", re.IGNORECASE)
_BEHIND = re.compile(
    rf"([.!?]+[\"'”’]?)((?:\s*[\[【]\s*(?:source|evidence)?\s*\^?{_NUMBERS}\s*[\]】])+)", re.IGNORECASE
)
_BULLET = re.compile(r"^\s*(?:[-*•–]\s+|\d{1,2}[.)]\s+|#{1,6}\s+|>\s+)")
_THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)
_STRAY = re.compile(r"\s+([.,;!?])(?=\s|$)")
_HOLDS = 4  # characters of the next sentence that must be seen before the one before it is closed
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\U000e0000-\U000e007f]")


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence of a model without its marks, and the numbers that it cites, each once."""

    text: str
    numbers: tuple[int, ...]


def said(pieces: Iterable[str]) -> Iterator[Said]:
    """The sentences of a reply, each as soon as it is whole; the last one when the reply ends."""
    buffer = ""
    for piece in pieces:
        buffer += piece
        if buffer.lstrip().startswith("<think>"[: max(1, len(buffer.lstrip()))]) and "</think>" not in buffer:
            continue  # what a model thinks aloud is not its answer
        whole, buffer = _whole(_THOUGHT.sub("", buffer))
        yield from _read(whole)
    yield from _read(_lines(_THOUGHT.sub("", buffer).split("\n")))


def _whole(text: str) -> tuple[list[str], str]:
    """The sentences that nothing can change any more, and the rest as it came."""
    *lines, last = text.split("\n")
    done = _lines(lines)
    drawn = _drawn(last)
    spans = sentences(drawn)
    if len(spans) > 1:
        rest = drawn[spans[-1][0] :]
        if len(rest) >= _HOLDS and rest[0] not in "[【":
            return done + [drawn[start:end] for start, end in spans[:-1]], rest
    return done, last


def _lines(lines: Iterable[str]) -> list[str]:
    drawn = map(_drawn, lines)
    return [line[start:end] for line in drawn for start, end in sentences(line)]


def _drawn(line: str) -> str:
    """Marks behind a full stop drawn into the sentence that they close."""
    return _BEHIND.sub(r"\2\1", line)


def _read(found: Iterable[str]) -> Iterator[Said]:
    for sentence in found:
        text = _INVISIBLE.sub("", _BULLET.sub("", sentence)).replace("**", "").replace("`", "")
        numbers = [int(n) for marks in _MARK.findall(text) for n in re.findall(r"\d+", marks)]
        text = _STRAY.sub(r"\1", " ".join(_MARK.sub("", text).split()))
        if re.search(r"\w", text):
            yield Said(text, tuple(dict.fromkeys(numbers)))

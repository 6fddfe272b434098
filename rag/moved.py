"""What a sentence says of an act put off: which of its times is the old one, which the new."""

from __future__ import annotations

import re

_MOVED = re.compile(
    r"\b(?:postpon\w+|delay(?:s|ed|ing)?|put(?:s|ting)? off|push(?:es|ed|ing)? back|defer(?:s|red|ring)?|"
    r"reschedul\w+|brought forward|mov(?:e|es|ed|ing))\b",
    re.IGNORECASE,
)
_TO = re.compile(r"\b(?:to|until|till|for)(?: the)?\s+$", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|for|of|on)(?: the)?\s+$", re.IGNORECASE)
_SAID = re.compile(r"\b(?:said|told \w+|announced|added|reported)\s+(?:late |early )?on\s+$", re.IGNORECASE)
_FOR_BEFORE = re.compile(r"\b(?:planned|scheduled|set|due|meant|expected|arranged)\W+$", re.IGNORECASE)


def moved_to(text: str, at: int) -> str:
    """The words that make the time at ``text[at:]`` the new one of an act put off ("postponed to")."""
    moved, lead = _last_move(text, at), _TO.search(text, 0, at)
    if not moved or not lead or _FOR_BEFORE.search(text, 0, lead.start()):
        return ""
    return f"{moved.group()} {lead.group().split()[0]}"


def has_moved(text: str, at: int) -> bool:
    """Whether a word of putting off stands before ``text[at:]``."""
    return _last_move(text, at) is not None


def moved_from(text: str, at: int) -> str:
    """The words that make the time at ``text[at:]`` the old one of an act that has a new one."""
    moved = _MOVED.search(text)
    led = _FROM.search(text, 0, at) and not _SAID.search(text, 0, at)
    return f"{moved.group()} from" if moved and led else ""


def _last_move(text: str, at: int) -> re.Match[str] | None:
    return next(iter([*_MOVED.finditer(text, 0, at)][-1:]), None)

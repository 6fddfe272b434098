"""Changes to the words of a question."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """``text[start:end]`` of a question becomes ``text``."""

    start: int
    end: int
    text: str


def apply(text: str, edits: list[Edit]) -> str:
    """A text with its edits made; where two overlap, the first stays."""
    done, end = "", 0
    for edit in sorted(edits, key=lambda e: e.start):
        if edit.start >= end:
            done += text[end : edit.start] + edit.text
            end = edit.end
    return done + text[end:]


def the(text: str) -> str:
    """What was "a ship" is "the ship" when it is spoken of again."""
    return re.sub(r"^(?:an?|that|this)\s", "the ", text, flags=re.IGNORECASE)


def owner(text: str) -> str:
    """The possessive: "Okoro's", "the workers'"."""
    plural = text.startswith("the ") and text.endswith("s") and text[-2:] != "ss"
    return text + ("'" if plural else "'s")

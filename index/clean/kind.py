"""A kind of web furniture: why it is no reporting, and how it is worded."""

from __future__ import annotations

import re
from typing import NamedTuple


class Kind(NamedTuple):
    """One kind of furniture: why it is no reporting, how long it gets, and how it is worded.

    ``whole`` words a whole paragraph; ``inside`` stands anywhere in one that reports nothing.
    """

    reason: str
    most_words: int
    whole: re.Pattern[str]
    inside: re.Pattern[str] | None = None


# What wordings name in capitals.
_NAMED = {
    "NETWORK": "(twitter|x|facebook|instagram|linkedin|threads|tiktok|youtube|flipboard|telegram|bluesky"
    "|whatsapp|google news|mastodon|reddit)",
    "STORY": "(stor(y|ies)|articles?|posts?|news|content|coverage|topics?|links?|reading|videos?|reports?"
    "|galler(y|ies)|headlines?|tags?)",
    # Anything that does not end as a sentence, with stops only after letters as in "U.S." or "vs."
    "HEADLINE": r"([^.]|(?<=\b\w)\.|(?<=\b\w\w)\.)*(?<!\.)",
}


def kind(reason: str, most_words: int, whole: str, inside: str = "") -> Kind:
    """``whole`` and ``inside``: a pattern a line, for text in lower case with straight quotes.

    A stop may follow a whole paragraph, except after a HEADLINE: what ends as a sentence may be one.
    """
    stopped = (line if "HEADLINE" in line else f"({line})[.!…]*" for line in _lines(whole))
    found = re.compile(one_of(inside)) if inside else None
    return Kind(reason, most_words, re.compile(one_of("\n".join(stopped))), found)


def one_of(patterns: str) -> str:
    """A group that matches any of the patterns, a line each; what they name in capitals is filled in."""
    group = "|".join(_lines(patterns))
    for name, meaning in _NAMED.items():
        group = group.replace(name, meaning)
    return f"(?:{group})"


def _lines(patterns: str) -> list[str]:
    return [line.strip() for line in patterns.splitlines() if line.strip()]

"""A kind of web furniture: why it is no reporting, and how it is worded."""

from __future__ import annotations

import re
from typing import NamedTuple

_NEVER = r"(?!)"


class Kind(NamedTuple):
    """One kind of furniture: why it is no reporting, how long it gets, and how it is worded.

    ``whole`` words a whole paragraph to its end, ``open`` one that goes on in any words, ``inside`` stands
    anywhere in one that reports nothing. What is open to any words may be reporting all the same.
    """

    reason: str
    most_words: int
    whole: re.Pattern[str]
    open: re.Pattern[str] = re.compile(_NEVER)
    inside: re.Pattern[str] | None = None


# What wordings name in capitals.
_NAMED = {
    "NETWORK": "(twitter|x|facebook|instagram|linkedin|threads|tiktok|youtube|flipboard|telegram|bluesky"
    "|whatsapp|google news|mastodon|reddit)",
    "STORY": "(stor(y|ies)|articles?|posts?|news|content|coverage|topics?|links?|reading|videos?|reports?"
    "|galler(y|ies)|headlines?|tags?)",
    "MEDIUM": "((this|the) (article|story|audio|video|episode|post|content|tweet|map))",
    "RECORDING": "(audio|video|transcript|recording)",
    "OWNER": "(user|author|owner|uploader|copyright|settings|account|publisher)( holder| owner)?",
    "NUMBER": r"(\d+|one|two|three|no)",
    "DELAYED": r"delayed( by)? (at least|a min\w* of) \d+ min\w*",
    "YOU_AGREE": r"\byou (\w+ )?(agree|consent)\b.*",
    # Anything that does not end as a sentence, with stops only after letters as in "U.S." or "vs."
    "HEADLINE": r"([^.]|(?<=\b\w)\.|(?<=\b\w\w)\.)*(?<!\.)",
}


def kind(reason: str, most_words: int, whole: str, inside: str = "") -> Kind:
    """``whole`` and ``inside``: a pattern a line, for text in lower case with straight quotes.

    A stop may follow a whole paragraph, except after a HEADLINE: what ends as a sentence may be one.
    Alternatives that are open to any words (".*", HEADLINE) stand in lines of their own.
    """
    lines = _lines(whole)
    closed = [f"({line})[.!…]*" for line in lines if not _is_open(line)]
    opened = [line if "HEADLINE" in line else f"({line})[.!…]*" for line in lines if _is_open(line)]
    found = re.compile(one_of(inside)) if inside else None
    return Kind(reason, most_words, _compiled(closed), _compiled(opened), found)


def _is_open(line: str) -> bool:
    return any(words in line for words in (".*", "HEADLINE", "YOU_AGREE"))


def _compiled(lines: list[str]) -> re.Pattern[str]:
    return re.compile(one_of("\n".join(lines)) if lines else _NEVER)


def one_of(patterns: str) -> str:
    """A group that matches any of the patterns, a line each; what they name in capitals is filled in."""
    group = "|".join(_lines(patterns))
    for name, meaning in _NAMED.items():
        group = group.replace(name, meaning)
    return f"(?:{group})"


def _lines(patterns: str) -> list[str]:
    return [line.strip() for line in patterns.splitlines() if line.strip()]

"""Which one is meant: "last", "this", "next", …, as steps from the one around a day."""

from __future__ import annotations

import re

from index.timex.grammar import Reading
from index.timex.lexicon import DAYTIMES, GAP, THE_FOLLOWING

WHICH = (
    rf"(?P<which>this{GAP}past|this|current|last|next|past|previous|prior|coming|upcoming|{THE_FOLLOWING})"
)
STEPS = {
    "last": -1,
    "past": -1,
    "this past": -1,
    "previous": -1,
    "prior": -1,
    "this": 0,
    "current": 0,
    "next": 1,
    "coming": 1,
    "upcoming": 1,
    "following": 1,
}
BESIDE = ("following", "previous", "prior")
"""These are told from the date spoken of, not from the publication."""


def which_of(match: re.Match[str]) -> str:
    """The word that a match has for it, as ``STEPS`` spells it; "" where it has none."""
    return " ".join(match["which"].lower().split())


def at_daytime(day: str, daytime: str | None) -> Reading:
    """A day, or its morning, afternoon, evening or night."""
    return Reading("TIME", f"{day}T{DAYTIMES[daytime.lower()]}") if daytime else Reading("DATE", day)

"""How a family of expressions is written down: a pattern and what reads its value."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from index.timex.context import Scene


class Reading(NamedTuple):
    """What an expression means: its TIMEX3 type and value."""

    type: str
    value: str


NOTHING = Reading("", "")
"""The words are a date that no calendar has: nothing in them is read on its own either."""


class Lead(IntEnum):
    """What may stand before a form and belong to the expression: more with each."""

    NOTHING = 0
    PART = 1
    """ "early", "mid", "the end of": "early 2022", but only "2022" in "the 2022 games"."""
    THE = 2
    """ "the" as well: "the third quarter"."""


@dataclass(frozen=True)
class Rule:
    """One form of expression; ``read`` gives None where the words are no time after all."""

    pattern: str
    read: Callable[[re.Match[str], Scene], Reading | None]
    figures: tuple[int, ...] = ()
    """How many figures the form can begin with; none where it begins with a word."""
    lead: Lead = Lead.THE
    """What may stand before it and belong to it."""
    names_a_time: bool = True
    """False where the value is told from an earlier date: what follows is not told from it in turn."""

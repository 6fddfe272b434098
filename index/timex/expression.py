"""The temporal expression as the tagger returns it."""

from __future__ import annotations

from dataclasses import dataclass

from index.dates import DateSpan


@dataclass(frozen=True, slots=True)
class Timex:
    """A temporal expression in a text: ``text[start:end]``.

    ``type`` is DATE, TIME, DURATION or SET and ``value`` the TIMEX3 value ("2023-10-17", "P3D",
    "PRESENT_REF"; an X stands for each digit that is unknown). A range of days is one expression
    whose value joins its ends: "2023-10-17/2023-10-18". ``span`` is the days that a DATE or TIME
    denotes, None when they cannot be known.
    """

    start: int
    end: int
    type: str
    value: str
    span: DateSpan | None

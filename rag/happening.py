"""One event as several articles tell it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from index.dates import TimeValue
from rag.answer import Status
from rag.sightings import Sighting
from rag.story import Sentence, Story

CORRECTED = "a correction gives this day"


@dataclass(frozen=True, slots=True)
class Happening:
    """One event: what every sighting of it says, surest first, and the rule that decided its status.

    ``disputed`` numbers the events that are one and the same with different days; 0 for all others.
    ``corrected`` is the sentence of a correction that gives the day as right.
    """

    when: TimeValue
    status: Status
    sightings: tuple[Sighting, ...]
    because: str = ""
    disputed: int = 0
    corrected: tuple[Story, Sentence] | None = None

    @property
    def inferred(self) -> str:
        """Why its year is known where no article states it; "" where one does."""
        own = [s for s in self.sightings if s.when.span and s.when.span == self.when.span]
        return own[0].inferred if own and all(s.inferred for s in own) else ""

    @property
    def sort_key(self) -> tuple[int, date, str]:
        if self.when.span:
            return (0, self.when.span.start, self.when.value)
        return (1, date.max, self.when.value)

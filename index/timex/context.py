"""What a rule may know besides its own words: the text, its day, and what it has spoken of so far."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from index.timex.spans import span_of
from index.timex.tense import planned_and_over, tense


@dataclass
class Scene:
    """The text, when it was published, and what it has spoken of so far.

    ``mentioned`` holds where a date ended and its value, for the dates before the current position.
    """

    text: str
    published: date | None
    mentioned: list[tuple[int, str]] = field(default_factory=list)

    def tense(self, match: re.Match[str]) -> int:
        """Whether the clause around a match looks back or ahead (``index.timex.tense``)."""
        return tense(self.text, match.start(), match.end())

    def over(self, match: re.Match[str]) -> bool:
        """Whether the text says that a plan for the time of a match has come to something."""
        return planned_and_over(self.text, match.start(), match.end())

    def last(self, form: re.Pattern[str], start: int, reach: int) -> re.Match[str] | None:
        """The last value of a form within reach before a position."""
        for at, value in reversed(self.mentioned[-12:]):
            if start - at > reach:
                break
            if match := form.fullmatch(value):
                return match
        return None

    def mention(self, start: int, reach: int = 400) -> str:
        """The value of the last date within reach before a position; "" when there is none."""
        if self.mentioned and start - self.mentioned[-1][0] <= reach:
            return self.mentioned[-1][1]
        return ""

    def day_spoken_of(self, start: int, reach: int = 400) -> date | None:
        """The last date before a position, when it is a single day."""
        span = span_of(self.mention(start, reach))
        return span.start if span and span.days == 1 else None

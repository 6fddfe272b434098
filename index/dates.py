"""Dates as the news gives them: a span of days where it is known, the words where it is not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class DateSpan:
    """A run of days, both ends included; one day has equal ends."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"a span cannot end ({self.end}) before it starts ({self.start})")

    @classmethod
    def day(cls, day: date) -> DateSpan:
        """The span of one day."""
        return cls(day, day)

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    def overlaps(self, other: DateSpan) -> bool:
        """Whether the two have a day in common."""
        return self.start <= other.end and other.start <= self.end

    def contains(self, other: DateSpan) -> bool:
        """Whether every day of the other is one of these."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class TimeValue:
    """A time as an article words it.

    ``text`` is the wording ("Oct. 17-18"), ``value`` its TIMEX3 value ("XXXX-10-17/XXXX-10-18"; X
    where a digit is unknown), ``span`` the days it denotes, None when they cannot be known.
    """

    text: str
    value: str
    span: DateSpan | None

    def to_dict(self) -> dict[str, str | None]:
        """``text``, ``value``, and ``start`` and ``end`` as ISO dates, None where unknown."""
        return {
            "text": self.text,
            "value": self.value,
            "start": self.span.start.isoformat() if self.span else None,
            "end": self.span.end.isoformat() if self.span else None,
        }

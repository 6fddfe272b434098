"""How often: a share with the number it was counted over and its 95 % interval."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

Z95 = 1.959964
"""The normal quantile of a two-sided 95 % interval."""


@dataclass(frozen=True, slots=True)
class Rate:
    """``passed`` of ``n``; ``value`` is None when there was nothing to count."""

    passed: int
    n: int

    def __post_init__(self) -> None:
        if not 0 <= self.passed <= self.n:
            raise ValueError(f"{self.passed} of {self.n} is no share")

    @classmethod
    def of(cls, outcomes: Iterable[bool]) -> Rate:
        """The share of the outcomes that are true."""
        counted = list(outcomes)
        return cls(sum(counted), len(counted))

    @property
    def value(self) -> float | None:
        """The share, from 0 to 1."""
        return self.passed / self.n if self.n else None

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's score interval (E. B. Wilson, JASA 22, 1927): right for small n and for shares near 1.

        Questions about one article are not independent, so the true interval is somewhat wider.
        """
        if not self.n:
            return 0.0, 1.0
        share, weight = self.passed / self.n, Z95**2 / self.n
        middle = (share + weight / 2) / (1 + weight)
        half = sqrt(share * (1 - share) * weight + weight**2 / 4) / (1 + weight)
        return max(0.0, middle - half), min(1.0, middle + half)

    def to_dict(self) -> dict[str, float | int | None]:
        """The share as JSON types; ``low`` and ``high`` bound its 95 % interval."""
        low, high = self.interval
        value = None if self.value is None else round(self.value, 4)
        return {
            "value": value,
            "passed": self.passed,
            "n": self.n,
            "low": round(low, 4),
            "high": round(high, 4),
        }

    def __str__(self) -> str:
        if self.value is None:
            return "–"
        low, high = self.interval
        return f"{self.value:.3f} ({self.passed}/{self.n}, {low:.2f}–{high:.2f})"

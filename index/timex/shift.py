"""Weeks, months, years, … counted from a day, as TIMEX3 values."""

from __future__ import annotations

from datetime import date

from index.timex.spans import add_days, add_months, month_value, quarter_value, week_value

UNKNOWN = {
    "day": "XXXX-XX-XX",
    "week": "XXXX-WXX",
    "weekend": "XXXX-WXX-WE",
    "month": "XXXX-XX",
    "quarter": "XXXX-QX",
    "year": "XXXX",
    "decade": "XXX",
    "century": "XX",
}
"""The value of each unit where it cannot be told which one is meant."""

_YEARS = {"year": 1, "decade": 10, "century": 100}
_DIGITS = {"year": 4, "decade": 3, "century": 2}


def period(day: date | None, unit: str, steps: int) -> str:
    """The value of the day, week, month, … that lies so many steps from the one around a day."""
    found = _period(day, unit, steps) if day else None
    return found or UNKNOWN[unit]


def _period(day: date, unit: str, steps: int) -> str | None:
    if unit == "day":
        other = add_days(day, steps)
        return other.isoformat() if other else None
    if unit in ("week", "weekend"):
        other = add_days(day, 7 * steps)
        return week_value(other) + ("-WE" if unit == "weekend" else "") if other else None
    if unit in ("month", "quarter"):
        other = add_months(day, steps * (3 if unit == "quarter" else 1))
        return (quarter_value if unit == "quarter" else month_value)(other) if other else None
    year = day.year + steps * _YEARS[unit]
    return f"{year:04d}"[: _DIGITS[unit]] if 0 < year < 10_000 else None


def shifted(day: date | None, unit: str, steps: int) -> str:
    """The value so many units away, at the precision of the unit: two weeks ago is a week."""
    if unit == "fortnight":
        return period(day, "week", 2 * steps)
    if unit in ("decade", "century"):
        return period(day, "year", _YEARS[unit] * steps)
    return period(day, unit, steps)

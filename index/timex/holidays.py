"""Holidays whose day of any year can be computed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from index.timex.spans import make_date

_MON, _THU, _SUN = 1, 4, 7


def easter(year: int) -> date:
    """Western Easter Sunday, by the Gregorian algorithm of Meeus, Jones and Butcher."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leap, off = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leap - correction + 15) % 30
    quarter, left = divmod(rest, 4)
    sunday = (32 + 2 * off + 2 * quarter - moon - left) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _nth(month: int, weekday: int, nth: int) -> Callable[[int], date]:
    """The nth such weekday of a month; the last one for -1."""

    def find(year: int) -> date:
        if nth > 0:
            first = date(year, month, 1)
            return first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
        last = date(year, month + 1, 1) - timedelta(1)
        return last - timedelta((last.isoweekday() - weekday) % 7)

    return find


def _after(rule: Callable[[int], date], days: int) -> Callable[[int], date]:
    return lambda year: rule(year) + timedelta(days)


_THANKSGIVING = _nth(11, _THU, 4)
HOLIDAYS: dict[str, Callable[[int], date]] = {
    "new year's day": _fixed(1, 1),
    "new year's eve": _fixed(12, 31),
    "new year's": _fixed(1, 1),
    "new year": _fixed(1, 1),
    "martin luther king day": _nth(1, _MON, 3),
    "martin luther king jr. day": _nth(1, _MON, 3),
    "mlk day": _nth(1, _MON, 3),
    "groundhog day": _fixed(2, 2),
    "valentine's day": _fixed(2, 14),
    "presidents' day": _nth(2, _MON, 3),
    "st. patrick's day": _fixed(3, 17),
    "ash wednesday": _after(easter, -46),
    "palm sunday": _after(easter, -7),
    "maundy thursday": _after(easter, -3),
    "good friday": _after(easter, -2),
    "easter sunday": easter,
    "easter monday": _after(easter, 1),
    "easter": easter,
    "holy saturday": _after(easter, -1),
    "earth day": _fixed(4, 22),
    "april fools' day": _fixed(4, 1),
    "may day": _fixed(5, 1),
    "cinco de mayo": _fixed(5, 5),
    "mother's day": _nth(5, _SUN, 2),
    "memorial day": _nth(5, _MON, -1),
    "ascension day": _after(easter, 39),
    "whit monday": _after(easter, 50),
    "pentecost": _after(easter, 49),
    "juneteenth": _fixed(6, 19),
    "father's day": _nth(6, _SUN, 3),
    "july fourth": _fixed(7, 4),
    "fourth of july": _fixed(7, 4),
    "bastille day": _fixed(7, 14),
    "labor day": _nth(9, _MON, 1),
    "columbus day": _nth(10, _MON, 2),
    "halloween": _fixed(10, 31),
    "all saints' day": _fixed(11, 1),
    "guy fawkes night": _fixed(11, 5),
    "election day": _after(_nth(11, _MON, 1), 1),
    "veterans day": _fixed(11, 11),
    "armistice day": _fixed(11, 11),
    "remembrance sunday": _nth(11, _SUN, 2),
    "thanksgiving day": _THANKSGIVING,
    "thanksgiving": _THANKSGIVING,
    "black friday": _after(_THANKSGIVING, 1),
    "cyber monday": _after(_THANKSGIVING, 4),
    "christmas eve": _fixed(12, 24),
    "christmas day": _fixed(12, 25),
    "christmas": _fixed(12, 25),
    "boxing day": _fixed(12, 26),
}


def plain(name: str) -> str:
    """A holiday's name as the table spells it: lower case, straight apostrophes, single spaces."""
    return " ".join(name.lower().replace("’", "'").split())


def holiday(name: str, year: int) -> date | None:
    """The day of a holiday in a year; None for years outside the Gregorian calendar."""
    return HOLIDAYS[plain(name)](year) if make_date(year, 12, 31) and year > 1582 else None


def yearless(name: str) -> str:
    """The TIMEX3 value of a holiday in an unknown year: its day only where it is the same every year."""
    days = {f"{day.month:02d}-{day.day:02d}" for year in (2022, 2023, 2025) if (day := holiday(name, year))}
    return f"XXXX-{days.pop()}" if len(days) == 1 else "XXXX-XX-XX"

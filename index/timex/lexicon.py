"""The words for times in English news, and the fragments of patterns made from them.

Every fragment is bounded in length: no star or plus stands on anything that can grow with the text,
so a pattern built from them costs a constant at each position.
"""

from __future__ import annotations

from collections.abc import Iterable

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tues tue",
            "wednesday wed",
            "thursday thurs thur thu",
            "friday fri",
            "saturday sat",
            "sunday sun",
        ),
        start=1,
    )
    for name in names.split()
}
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
DAYTIMES = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}
UNITS = {
    "second": "S",
    "minute": "M",
    "hour": "H",
    "day": "D",
    "week": "W",
    "weekend": "WE",
    "fortnight": "F",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "E",
    "century": "C",
}
CLOCK_UNITS = frozenset({"second", "minute", "hour"})
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
DECADES = {
    "twenties": 20,
    "thirties": 30,
    "forties": 40,
    "fifties": 50,
    "sixties": 60,
    "seventies": 70,
    "eighties": 80,
    "nineties": 90,
}


def any_of(words: Iterable[str]) -> str:
    """A group that matches any of the words, the longest first."""
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


GAP = r"\s{1,3}"
DASH = r"\s?[-–—]\s?"
TO = rf"(?:{DASH}|{GAP}(?:to|through|thru|until|till){GAP})"

_LONG = [name for name in MONTHS if len(name) > 4 or name in ("june", "july")]
_SHORT = [name.capitalize() for name in MONTHS if name not in _LONG and name != "may"]
_CAPS = [name.upper() for name in MONTHS if len(name) > 2]
_NEVER_VERBS = [name for name in _LONG if name != "march"]
MONTH = rf"(?:(?i:{any_of(_NEVER_VERBS)})\b|(?-i:{any_of(['March', 'May', *_SHORT, *_CAPS])}\b\.?))"
"""A month before or after a number: full names in any case, verbs and abbreviations with a capital."""
MONTH_NAME = rf"(?-i:{any_of([n.capitalize() for n in [*_LONG, 'may']] + [n.upper() for n in _LONG])})\b"
"""A month that stands alone: the full name with a capital (may, march and Jan are other words, too)."""

_DAYS = [name for name in WEEKDAYS if name.endswith("day")]
_DAYS_SHORT = [name.capitalize() for name in WEEKDAYS if not name.endswith("day")]
WEEKDAY = any_of(_DAYS)
WEEKDAY_ANY = rf"(?:{WEEKDAY}|(?-i:{any_of(_DAYS_SHORT)})\b\.?)"

DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d|[:.,]\d|\s?%)"
YEAR = r"(?:1\d|20|21)\d\d(?!\d|[:.,]\d|\s?%)"
SEASON = any_of(SEASONS)
THE_FOLLOWING = r"(?<=the\s)following"
"""Without the article it is a preposition: "following weeks of protest"."""
DAYTIME = any_of(DAYTIMES)


def month_number(word: str) -> int:
    """1 for January to 12 for December, from a name or an abbreviation."""
    return MONTHS[word.rstrip(".").lower()]


def weekday_number(word: str) -> int:
    """1 for Monday to 7 for Sunday."""
    return WEEKDAYS[word.rstrip(".").lower()]


def day_number(word: str) -> int:
    """The day of the month in "4", "4th"."""
    return int(word.rstrip("stndrh"))

"""Which stated dates cannot be meant: what empty fields turn into, and days that have not come."""

from __future__ import annotations

from datetime import date, timedelta

from index.dates import TimeValue

_FIRST_NEWSPAPER = 1605
_EMPTY_FIELDS = frozenset(
    date.fromisoformat(day)
    for day in "1601-01-01 1899-12-30 1899-12-31 1900-01-01 1904-01-01 1969-12-31 1970-01-01".split()
)
"""What nothing at all becomes in Windows, Excel, SQL, old Macs and Unix, there on both sides of midnight."""


def is_plausible(value: TimeValue, today: date | None = None) -> bool:
    """Whether a source can have meant it as its day of publication.

    With ``today``, a later day than tomorrow is nonsense (tomorrow has begun somewhere): the source is
    passed over as if it said nothing, and the next one is asked.
    """
    span = value.span
    if span is None or span.start.year < _FIRST_NEWSPAPER or (span.days == 1 and span.start in _EMPTY_FIELDS):
        return False
    return today is None or today == date.max or span.start <= today + timedelta(days=1)

"""The words that lead a dated claim: the date as precisely as it is known, and what became of it."""

from __future__ import annotations

import re

from index.dates import TimeValue
from index.timex import describe, describe_value
from rag.answer import Status
from rag.happening import Happening

_STATUS: dict[Status, str] = {
    "happened": "{placed}",
    "planned": "Announced for {bare}",
    "cancelled": "Called off, {bare}",
    "open": "Not certain, {bare}",
    "unknown": "Mentioned for {bare}",
    "denied": "Denied, {bare}",
}
_PUT_OFF = re.compile(r"postpon|delay|put|push|defer|reschedul|brought|mov", re.IGNORECASE)
_SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "AU": "autumn", "WI": "winter"}
_PART = re.compile(r"(?:the )?(?:end|beginning|start|middle) of(?= )|early(?= )|late(?= )", re.IGNORECASE)
_NO_YEAR = "year not stated in these articles"


def frame(event: Happening, *, again: bool = False) -> str:
    """What leads an event's claim; ``again`` where another day was given for the same event before."""
    pattern = _STATUS[event.status]
    if event.status == "cancelled" and _PUT_OFF.match(event.because):
        pattern = "Postponed, {bare}"
    text = pattern.format(bare=bare(event.when), placed=placed(event.when))
    if event.inferred:
        text += " (year inferred)"
    if event.corrected:
        text += ", as corrected"
    if again:
        text += ", as given elsewhere"
    return text[0].upper() + text[1:]


def placed(when: TimeValue) -> str:
    """A time as a sentence takes it in: "on Friday 4 February 2022", "in February 2022"."""
    words = bare(when)
    if words.startswith("“"):
        return words
    if when.span:
        return f"{'on' if _to_the_day(when) else 'in'} {words}"
    return f"{'on' if re.match(r'XXXX-[0-9]{2}-[0-9]{2}', when.value) else 'in'} {words}"


def bare(when: TimeValue) -> str:
    """A time by itself; what cannot be resolved keeps the article's words."""
    if when.span:
        if match := re.fullmatch(r"(\d{4})-(SP|SU|FA|AU|WI)", when.value):
            return f"the {_SEASONS[match[2]]} of {match[1]}"
        week = re.fullmatch(r"\d{4}-W\d\d(-WE)?", when.value)
        days = f"{_part(when)}{describe(when.span, weekday=True)}"
        return f"the {'weekend' if week[1] else 'week'} of {days}" if week else days
    known = describe_value(when.value)
    if known and re.match(r"XXXX-\d\d", when.value):
        return f"{known}, {_NO_YEAR}"
    return f"“{' '.join(when.text.split())}” (day not known)"


def _part(when: TimeValue) -> str:
    """ "The end of" where the article says so of a month or a year."""
    match = _PART.match(when.text)
    return f"{match.group().lower()} " if match and not _to_the_day(when) else ""


def _to_the_day(when: TimeValue) -> bool:
    """One day or a stretch of days within a month, no whole week, month or year."""
    exact = re.match(r"\d{4}-\d\d-\d\d", when.value)
    return bool(exact or re.fullmatch(r"\d{4}-W\d\d-WE", when.value))

"""A question at another time: "and in March?", "before that?", "the year after?", "the first one?"."""

from __future__ import annotations

import re

from index.dates import DateSpan
from index.timex import describe
from rag.turns.cut import Cut
from rag.turns.leftout import day_of
from rag.turns.past import Past
from rag.windows import read_window

RANK = re.compile(
    r"^(?:the\s+)?(?P<rank>first|second|third|fourth|fifth|last|latest|next|previous)(?:\s+(?:one|time))?$",
    re.I,
)
BEYOND = re.compile(r"^(?P<lead>before|after|since|until)\s+(?:that|then|this)$", re.IGNORECASE)
YEAR_ON = re.compile(
    r"^(?:(?:in|on)\s+)?(?:the\s+)?(?P<way>next|following|previous)?\s*(?P<unit>year|month|day)"
    r"\s*(?P<side>before|after|later|earlier)?$",
    re.I,
)
_MONTH_NAMES = "January February March April May June July August September October November December".split()
_YEAR = re.compile(r"\b\d{4}\b")
_MONTH = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b", re.I
)


def ranked(text: str, past: Past) -> str | None:
    """ "And the second one?": another of the same kind, or another time of the same act."""
    match = RANK.match(text)
    if not match:
        return None
    asked = past.last.asked
    rank = match["rank"].lower()
    before = re.search(r"\b(?:first|second|third|fourth|fifth|last|latest|next|previous)\b", asked.text, re.I)
    if before:
        return f"{asked.text[: before.start()]}{rank}{asked.text[before.end() :]}"
    if asked.verb is None or asked.form not in {"adjunct", "polar"}:
        return None
    rank = "last" if rank in {"latest", "previous"} else rank
    if rank not in {"first", "last", "next"}:
        return None
    at = asked.words[asked.verb].start
    return f"{asked.text[:at]}{rank} {asked.text[at:]}"


def beyond(text: str, past: Past) -> str | None:
    """ "And before that?", "the year after?": counted from what the last answer came to."""
    asked = past.last.asked
    if match := BEYOND.match(text):
        lead = match["lead"].lower()
        day = day_of(past, late=lead != "before")
        return timed(asked, f"{lead} {day}") if day else None
    match = YEAR_ON.match(text)
    if match and (match["way"] or match["side"]):
        back = (match["way"] or match["side"] or "").lower() in {"previous", "before", "earlier"}
        return _stepped(past, match["unit"].lower(), -1 if back else 1)
    return None


def _stepped(past: Past, unit: str, by: int) -> str | None:
    """The next year, month or day, from the one that the question names or the answer came to."""
    asked, days = past.last.asked, past.last.days
    if asked.times:
        span = read_window(asked.text[slice(*asked.times[-1])], None).span
    else:
        span = days[-1 if by > 0 else 0] if days else None
    if span is None:
        return None
    try:
        if unit == "year" and span.start.year == span.end.year and (span.days > 31 or not asked.times):
            return timed(asked, f"in {span.start.year + by}")
        if unit == "month" and 27 < span.days < 32:
            months = span.start.year * 12 + span.start.month - 1 + by
            month = span.start.replace(year=months // 12, month=months % 12 + 1)
            return timed(asked, f"in {_MONTH_NAMES[month.month - 1]} {month.year}")
        if unit == "day" and span.days == 1:
            day = span.start.fromordinal(span.start.toordinal() + by)
            return timed(asked, f"on {describe(DateSpan.day(day))}")
    except (ValueError, OverflowError):
        return None
    return None


def timed(asked: Cut, time: str) -> str:
    """The question at another time; a month takes the year that the question named."""
    text = asked.text
    if not asked.times:
        return f"{text[: asked.end]} {_led(time, '')}{text[asked.end :]}"
    start, end = asked.times[-1]
    old = text[start:end]
    year = _YEAR.search(old)
    if year and _MONTH.search(time) and not _YEAR.search(time):
        time = f"{time} {year[0]}"
    return f"{text[:start]}{_led(time, old)}{text[end:]}"


def _led(time: str, old: str) -> str:
    """A time with a preposition: its own, that of the time it replaces, or the usual one."""
    if re.match(
        r"(?:in|on|at|during|since|before|after|until|by|from|around|as of|between|within|for|last|next|this|"
        r"yesterday|today|tomorrow)\b",
        time,
        re.IGNORECASE,
    ):
        return time[0].lower() + time[1:]
    lead = re.match(r"(?:in|on|during|since|before|after|until|by|around)\b", old, re.IGNORECASE)
    exact = re.search(r"\b\d{1,2}\b(?!\d)|day\b", _YEAR.sub("", time))
    usual = "on" if exact else "in"
    kept = lead[0] if lead and lead[0].lower() not in {"in", "on"} else usual
    return f"{kept} {time}"

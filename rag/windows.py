"""The days that a question names: those that it asks about, and those that only name its subject."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from index.dates import DateSpan, TimeValue
from index.timex import Timex, tag
from index.timex.lexicon import any_of
from rag.stretches import stretches
from rag.words import Token, tokens

_DAY = timedelta(days=1)
_A_WEEK, _A_MONTH = 7, 31  # what is longer tells of no particular day or month
_YEARLESS = re.compile(r"XXXX-\d\d(?:-\d\d)?(?:/XXXX-\d\d(?:-\d\d)?)?")
_RELATIVE = re.compile(
    r"\b(?:last|next|this|past|previous|coming|current|ago|today|yesterday|tomorrow|tonight|now|"
    r"earlier|later|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)
_EDGE = r"(?:the )?(?:(?:very )?(?:end|start|beginning|middle) of )?(?:the )?"
_LEADS = {
    "before": "before|prior to|ahead of|earlier than",
    "after": "after|following|later than",
    "since": "(?<!ever )since|from",
    "until": "until|till|by|up to|through",
    "in": "in|on|during|at|around|over|within",
}
_LEAD = re.compile(
    r"\b(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _LEADS.items()) + rf")\s+{_EDGE}$",
    re.IGNORECASE,
)
_LED_IN = re.compile(
    rf"\W*(?:(?P<before>{_LEADS['before']})|(?P<after>{_LEADS['after']}))\b[^,.?]*$", re.IGNORECASE
)
"""A clause that leads a question in: "Before the talks in May 2019, where had they met?"."""
_OWNED = re.compile(r"(?:\b(?:the|an?|this|that|his|her|its|their|which|what)|\w['’]s?)\s+$", re.IGNORECASE)
_BACKWARD = re.compile(r"(?:the|that|this same|the same) (?:year|quarter|month|week|day|time)", re.IGNORECASE)
_A_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MONTHS = any_of(
    "january february march april may june july august september october november december".split()
)
_DATE_LIKE = re.compile(
    rf"\b(?:{_MONTHS} \d{{1,2}}(?:st|nd|rd|th)?\b(?:,? \d{{4}}\b)?|"
    rf"\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTHS}\b"
    r"(?:,? \d{4}\b)?|\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/\d{4}|year (?:0{1,4}|\d{5,})\b|(?<=in )0{3,4}\b)",
    re.IGNORECASE,
)
_LISTED = re.compile(r"(?:,|\s+(?:and|or))\s*(?:in|on|during)?\s*(?:the\s+)?", re.IGNORECASE)
_OF_NOUN = re.compile(r"\b(?:the|\w+['’]s?)\s+(?:[\w.,%’'-]+\s+){1,4}of\s+$", re.IGNORECASE)
_PAST = re.compile(r"(?:the )?(?:past|last) ", re.IGNORECASE)
_BEHIND = frozenset(
    """
    did do does was were is are has have had will would can could who what when where which why how
    in on at to of for from by with and or but as after before since until during between about
    """.split()
)


@dataclass(frozen=True, slots=True)
class Window:
    """What the times in a question's words fix.

    ``span``: the days asked about ("in 2022", "before May 2022"), None when any; ``yearless``: a day
    or month of no year ("on 4 February", as "XXXX-02-04"); ``subject``: the days in the name of what
    is asked about ("the 2022 final"), as TIMEX3 values where they have no year. ``covered`` are the
    character offsets of all of them; ``relative`` says that one was counted from today, ``unread`` that
    one has the form of a date and is none.
    """

    span: DateSpan | None = None
    yearless: str = ""
    subject: tuple[TimeValue, ...] = ()
    covered: tuple[tuple[int, int], ...] = ()
    relative: bool = False
    unread: bool = False


def read_window(text: str, today: date | None, newest: date | None = None) -> Window:
    """The window that a question opens in its own words; two that share no days open none.

    ``newest`` stands in for an unknown ``today``, but only for what is counted from it ("last week"):
    a day or month without a year is then one of any year, and "today" itself fixes nothing.
    """
    bare = {(t.start, t.end): t for t in tag(text, None)}
    windows: list[tuple[Timex, DateSpan]] = []
    yearless: list[str] = []
    subject: list[TimeValue] = []
    covered: list[tuple[int, int]] = []
    relative = False
    told = tag(text, today or newest)
    for time in stretches(text, [t for t in told if _counts(text, t)]):
        words = text[time.start : time.end]
        plain = bare.get((time.start, time.end), time)
        open_year = today is None and _is_yearless(plain, words)
        named = plain if open_year else time
        if not (named.span or open_year or named.type == "DURATION"):
            continue
        covered.append((time.start, time.end))
        if today is None and words.lower() == "today":  # "What does she think today?": nowadays
            continue
        if names_subject(text, time):
            own = plain if _is_yearless(plain, words) else named
            subject.append(TimeValue(words, own.value, own.span))
            continue
        if open_year:
            yearless.append(plain.value)
        elif span := _opened(text, named, today or newest):
            windows.append((time, span))
            relative = relative or span != (plain.span and _opened(text, plain, None))
    spans = [span for _, span in windows]
    if len(spans) + len(yearless) > 1:
        spans, yearless = ([] if yearless else _one_of(text, windows)), []
    unread = _unread(text, told)
    return Window(
        span=spans[0] if spans else None,
        yearless=yearless[0] if yearless else "",
        subject=tuple(subject),
        covered=(*covered, *unread),
        unread=bool(unread),
        relative=relative and today is None and bool(spans),
    )


def _counts(text: str, time: Timex) -> bool:
    """A time that fixes days: no hour of any day, no bare "the year", no stretch but a past one."""
    if time.type == "DURATION":
        return bool(_PAST.match(text, time.start))
    return time.type in {"DATE", "TIME"} and not _BACKWARD.fullmatch(text, time.start, time.end)


def _unread(text: str, times: Sequence[Timex]) -> list[tuple[int, int]]:
    """What has the form of a date and is none ("February 30", "year 0")."""
    read = [(t.start, t.end) for t in times if t.span or _is_yearless(t, text[t.start : t.end])]
    found = (m.span() for m in _DATE_LIKE.finditer(text))
    return [(a, b) for a, b in found if not any(start < b and a < end for start, end in read)]


def _one_of(text: str, opened_by: Sequence[tuple[Timex, DateSpan]]) -> list[DateSpan]:
    """Several windows as one: those of a list from first to last ("in May or June"), else what all share."""
    times, spans = [t for t, _ in opened_by], [s for _, s in opened_by]
    first, last = min(s.start for s in spans), max(s.end for s in spans)
    if first > date.min and last < date.max:
        listed = all(_LISTED.fullmatch(text, a.end, b.start) for a, b in pairwise(times))
        return [DateSpan(first, last)] if listed else []
    first, last = max(s.start for s in spans), min(s.end for s in spans)
    return [DateSpan(first, last)] if first <= last else []


def _is_yearless(time: Timex, words: str) -> bool:
    return bool(_YEARLESS.fullmatch(time.value)) and not _RELATIVE.search(words)


def _opened(text: str, time: Timex, today: date | None) -> DateSpan | None:
    """The days that a time opens with the word before it: "before May" ends on 30 April."""
    if time.type == "DURATION":
        return _past_stretch(time.value, today)
    assert time.span  # noqa: S101 - the caller has looked
    match = None if "/" in time.value else _LEAD.search(text, 0, time.start)
    lead = match.lastgroup or "in" if match else "in"
    if lead == "in" and "," in text[time.end :] and (clause := _LED_IN.match(text[: time.start])):
        lead = clause.lastgroup or lead
    return opened(lead, time.span)


def opened(lead: str, span: DateSpan) -> DateSpan:
    """The days before, after, since or until a span, or the span itself; the ends of time are open."""
    if lead == "before":
        return DateSpan(date.min, span.start - _DAY) if span.start > date.min else span
    if lead == "after":
        return DateSpan(span.end + _DAY, date.max) if span.end < date.max else span
    if lead == "since":
        return DateSpan(span.start, date.max)
    return DateSpan(date.min, span.end) if lead == "until" else span


def _past_stretch(value: str, today: date | None) -> DateSpan | None:
    """ "In the past two years", counted back from today."""
    match = re.fullmatch(r"P(\d{1,4})([DWMY])", value)
    if not match or today is None:
        return None
    days = int(int(match[1]) * {"D": 1, "W": 7, "M": 30.44, "Y": 365.25}[match[2]])
    return DateSpan(date.fromordinal(max(1, today.toordinal() - days)), today)


def names_subject(text: str, time: Timex) -> bool:
    """Whether a date belongs to a name or noun beside it: "the February 4 statement", "Cup 2022"."""
    words = tokens(text)
    following = next((t for t in words if t.start >= time.end), None)
    before = next((t for t in reversed(words) if t.end <= time.start), None)
    if before and before.lower == "of" and _OF_NOUN.search(text, 0, time.start):
        return True
    if before and before.lower == "in" and _A_DAY.fullmatch(time.value):  # "the role in 9/11"
        return True
    if following and _adjoins(text, time.end, following) and following.lower not in _BEHIND:
        if _OWNED.search(text, 0, time.start):
            return True
        if following.capital and re.fullmatch(r"\d{4}", text[time.start : time.end]):
            return not _LEAD.search(text, 0, time.start)
    bare_year = re.fullmatch(r"\d{4}", text[time.start : time.end])
    return bool(bare_year and before and before.capital and before.lower not in _BEHIND and before.start)


def _adjoins(text: str, end: int, following: Token) -> bool:
    return text[end : following.start] in {" ", "-", "–", "'s ", "’s "}


def admits(span: DateSpan | None, yearless: str, when: DateSpan | None, value: str) -> bool:
    """Whether a time lies in the days asked about; where none are asked about, any does."""
    if span:
        return bool(when and when.overlaps(span))
    return not yearless or falls_on(yearless, when, value)


def falls_on(yearless: str, when: DateSpan | None, value: str) -> bool:
    """Whether a time touches a day or month of any year ("XXXX-02-04", "XXXX-02")."""
    ends = [end.removeprefix("XXXX-") for end in yearless.split("/")]
    if when is None:
        told = [end.removeprefix("XXXX-") for end in value.split("/") if end.startswith("XXXX-")]
        return any(a.startswith(b) or b.startswith(a) for a in told for b in ends)
    if when.days > (_A_MONTH if len(ends[0]) == 2 else _A_WEEK):
        return False
    days = (date.fromordinal(n) for n in range(when.start.toordinal(), when.end.toordinal() + 1))
    first, last = ends[0], ends[-1]
    return any(_between(f"{day:%m-%d}", first, last) for day in days)


def _between(day: str, first: str, last: str) -> bool:
    low, high = first.ljust(5, " "), last if len(last) == 5 else f"{last}~"
    return low <= day <= high if first <= last else day >= low or day <= high


def about(subject: Sequence[TimeValue], times: Sequence[Timex], published: DateSpan | None) -> bool:
    """Whether a story can be about a subject that a date names: it gives that date, or is of that time."""
    spans = [t.span for t in times if t.span] + ([published] if published else [])
    values = [(t.span, t.value) for t in times] + ([(published, "")] if published else [])
    return all(
        any(span.overlaps(named.span) for span in spans)
        if named.span
        else any(falls_on(named.value, span, value) for span, value in values)
        for named in subject
    )

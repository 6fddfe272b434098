"""Joins the parts of one time that stand side by side: "10 p.m." and "Wednesday"."""

from __future__ import annotations

import re
from datetime import date

from index.timex.expression import Timex
from index.timex.spans import span_of

_CLOCK_THEN_DAY = re.compile(r",?\s{1,2}(?:(?:on|of)\s{1,2})?")
_DAY_THEN_CLOCK = re.compile(r",?\s{1,2}(?:at\s{1,2}(?:about\s|around\s)?)?")
_DAY = re.compile(r"((?:\d{4}|XXXX)-(?:\d\d-\d\d|XX-XX|WXX-\d))(?:T(?:MO|AF|EV|NI))?")
_CLOSE = 20
_NEAR = 200
"""How far, in characters, a clock time may stand from the day that it belongs to."""


def join_clock(found: list[Timex], text: str, published: date | None) -> list[Timex]:
    """Gives every clock time its day: the one beside it, the last one named near it, or the publication's.

    A day beside it becomes part of the expression.
    """
    joined: list[Timex] = []
    at = 0
    while at < len(found):
        current = found[at]
        following = found[at + 1] if at + 1 < len(found) else None
        if following and (whole := _side_by_side(current, following, text)):
            joined.append(whole)
            at += 2
            continue
        if _is_clock(current):
            current = _on_day(current, _day_of(current, joined, found[at + 1 : at + 3], published))
        joined.append(current)
        at += 1
    return joined


def _is_clock(timex: Timex) -> bool:
    return timex.value.startswith("T")


def _side_by_side(left: Timex, right: Timex, text: str) -> Timex | None:
    between = text[left.end : right.start]
    joint = _CLOCK_THEN_DAY if _is_clock(left) else _DAY_THEN_CLOCK
    clock, other = (left, right) if _is_clock(left) else (right, left)
    if _is_clock(clock) and (day := _DAY.fullmatch(other.value)) and joint.fullmatch(between):
        return _whole(left, right, day[1] + clock.value)
    return None


def _whole(left: Timex, right: Timex, value: str) -> Timex:
    return Timex(left.start, right.end, "TIME", value, span_of(value))


def _day_of(clock: Timex, before: list[Timex], following: list[Timex], published: date | None) -> str:
    for timex in following:
        if timex.start - clock.end <= _CLOSE and timex.span and timex.span.days == 1:
            return timex.span.start.isoformat()
    for timex in before[:-4:-1]:
        if clock.start - timex.end <= _NEAR and timex.span and timex.span.days == 1:
            return timex.span.start.isoformat()
    return published.isoformat() if published else "XXXX-XX-XX"


def _on_day(clock: Timex, day: str) -> Timex:
    value = day + clock.value
    return Timex(clock.start, clock.end, "TIME", value, span_of(value))

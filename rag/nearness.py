"""How near to the days that a question is about an article was printed.

What happens is in the papers of that day and of the days after. A question that names days is about
those, and one that is asked "as of" a day, as a rule, about the days before it: a prior over time, as in
Li and Croft, "Time-based language models" (2003).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta

from index.dates import DateSpan, TimeValue
from rag.question import Question

WEIGHT = 0.2
"""What printing on the very days adds to a score between 0 and 1, where the question's words name them."""
WEIGHT_AS_OF = 0.1
"""The same where only "as of" does: asked weeks after the event, a question is led astray by it.

Both were chosen on the development questions of RealTime QA, a quiz of each week's news, asked on its
day and again later (`python -m evals.benchmarks.reranking`)."""

_FADES = 14.0  # days in which it falls to a third
_PRINTED = timedelta(days=14)
_STRETCH = 31  # days; a longer stretch that is not over yet tells nothing of when in it


@dataclass(frozen=True, slots=True)
class Days:
    """Days that a question is about; ``weight`` is what printing on them adds to a score."""

    span: DateSpan
    weight: float


def days_of(question: Question, as_of: date | None) -> Days | None:
    """The days that a question is about, as far as it can be told; None where any may be meant.

    A question for an event's date, without days of its own, is about every telling of it; for the latest
    or the next event of its kind, about the days just before "as of".
    """
    span = question.window
    if span and date.min < span.start and span.end < date.max:
        over = as_of is None or span.end < as_of
        if over or (as_of and span.start <= as_of and span.days <= _STRETCH):
            return Days(DateSpan(span.start, min(span.end, as_of) if as_of else span.end), WEIGHT)
    elif span or question.yearless or question.subject:
        return None
    current = question.pick == "last" or question.ahead
    if as_of is None or (question.of_events and not current):
        return None
    return Days(DateSpan.day(as_of), WEIGHT if current else WEIGHT_AS_OF)


def nearness(span: DateSpan, published: TimeValue | None) -> float:
    """1 for what was printed on these days, less the farther from them; 0 without a date."""
    printed = published.span if published else None
    if printed is None:
        return 0.0
    apart = max(0, (span.start - printed.end).days, (printed.start - span.end).days)
    return math.exp(-apart / _FADES)


def printed_around(span: DateSpan) -> DateSpan:
    """The days on which what was on these days is likely told."""
    first = max(span.start, date.min + _PRINTED) - _PRINTED
    return DateSpan(first, min(span.end, date.max - _PRINTED) + _PRINTED)

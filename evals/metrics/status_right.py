"""Of the answers that are to say whether something happened, how many tell it rightly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evals.golden import Dated
from evals.metrics.score import NOT_ASKED, PASSED, Sample, Score, failed
from evals.metrics.when import meets, shown
from rag.answer import Event

_CERTAIN = frozenset({"happened", "planned", "cancelled", "denied"})
"""One event has only one of these."""


def score(sample: Sample) -> Score:
    """At each date with a status the timeline has an event of that status and none that contradicts it.

    How exact an event's date is does not matter here, but where one is as exact as it should be, that
    one counts.
    """
    wanted = [date for date in sample.question.dates if date.status]
    if not wanted:
        return NOT_ASKED
    faults = [fault for date in wanted for fault in _faults(date, wanted, sample.answer.timeline)]
    return failed("; ".join(faults)) if faults else PASSED


def _faults(date: Dated, wanted: Sequence[Dated], timeline: tuple[Event, ...]) -> Iterator[str]:
    values = (date.value, *date.also)
    exact = [event for event in timeline if shown(event.when) in values]
    near = exact or [event for event in timeline if any(meets(event.when, value) for value in values)]
    if not near:
        yield f"no event at {date.value}"
    elif date.status not in {event.status for event in near}:
        yield f"{date.value} is {' or '.join(event.status for event in near)}, not {date.status}"
    else:
        told = {event.status for event in timeline if shown(event.when) == date.value} & _CERTAIN
        expected = {other.status for other in wanted if date.value in (other.value, *other.also)}
        if others := sorted(told - expected):
            yield f"{date.value} is {date.status} and {' and '.join(others)} as well"

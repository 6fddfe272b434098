"""Of the answers that are to date events, how many give every date, no more and no less exact than known."""

from __future__ import annotations

from collections.abc import Sequence

from evals.golden import Dated
from evals.metrics.score import NOT_ASKED, PASSED, Sample, Score, failed
from evals.metrics.when import shown

_OTHERS = 2
"""So many dates beside the expected ones, and as many more as are expected, may be told with them."""


def score(sample: Sample) -> Score:
    """The timeline has an event at each date that the question names, at that very precision."""
    wanted = sample.question.dates
    if not wanted:
        return NOT_ASKED
    found = [shown(event.when) for event in sample.answer.timeline]
    missing = [date.value for date in wanted if not {date.value, *date.also} & set(found)]
    if not missing:
        return _bounded(wanted, found)
    return failed(f"no event at {' or at '.join(missing)}; the timeline has {', '.join(found) or 'none'}")


def _bounded(wanted: Sequence[Dated], found: Sequence[str]) -> Score:
    """An answer that lists every date it knows has not told which one is meant."""
    expected = {value for date in wanted for value in (date.value, *date.also)}
    others = [value for value in dict.fromkeys(found) if value not in expected]
    if len(others) <= _OTHERS + len(wanted):
        return PASSED
    return failed(f"{len(others)} dates beside those asked for: {', '.join(others)}")

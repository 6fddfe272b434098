"""Of the answers that are to date events, how many give every date, no more and no less exact than known."""

from __future__ import annotations

from evals.metrics.score import NOT_ASKED, PASSED, Sample, Score, failed
from evals.metrics.when import shown


def score(sample: Sample) -> Score:
    """The timeline has an event at each date that the question names, at that very precision."""
    wanted = sample.question.dates
    if not wanted:
        return NOT_ASKED
    found = [shown(event.when) for event in sample.answer.timeline]
    missing = [date.value for date in wanted if not {date.value, *date.also} & set(found)]
    if not missing:
        return PASSED
    return failed(f"no event at {' or at '.join(missing)}; the timeline has {', '.join(found) or 'none'}")

"""Of the answers that are to tell things in an order, how many do."""

from __future__ import annotations

from evals.metrics.score import NOT_ASKED, PASSED, Sample, Score, failed
from evals.metrics.wording import after


def score(sample: Sample) -> Score:
    """A wording of each group of ``order`` stands in the text behind one of the group before it."""
    groups = sample.question.order
    if not groups:
        return NOT_ASKED
    if sample.refused:
        return failed("refused, although the archive answers it")
    place = 0
    for number, group in enumerate(groups):
        found = after(sample.answer.text, group, place)
        if found is None:
            before = f" behind {' or '.join(groups[number - 1])}" if number else ""
            return failed(f"lacks {' or '.join(group)}{before}")
        place = found
    return PASSED

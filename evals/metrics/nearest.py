"""Of the refusals that should point to an article, how many do."""

from __future__ import annotations

from evals.metrics.score import NOT_ASKED, PASSED, Sample, Score, failed


def score(sample: Sample) -> Score:
    """One of the articles that the question names is among the refusal's nearest."""
    wanted, refusal = sample.question.nearest, sample.answer.refusal
    if refusal is None or not wanted:
        return NOT_ASKED
    shown = [near.path.rsplit("/", 1)[-1] for near in refusal.nearest]
    if set(wanted) & set(shown):
        return PASSED
    return failed(f"the nearest articles are {', '.join(shown) or 'none'}, not {' or '.join(wanted)}")

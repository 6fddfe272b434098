"""Of the follow-ups, how many were understood as a question that says what they lean on, and no more."""

from __future__ import annotations

from evals.metrics.score import NOT_ASKED, PASSED, Sample, Score, failed
from evals.metrics.wording import contains, first_in


def score(sample: Sample) -> Score:
    """What the question was understood as, whatever its answer.

    Every group of ``understood`` is in it and nothing of ``not_understood``; what ``stays`` is unchanged.
    """
    question, whole = sample.question, sample.answer.understood_as
    if question.stays:
        same = whole == " ".join(question.question.split())
        return PASSED if same else failed(f"is no longer what was asked: {whole}")
    if not question.understood:
        return NOT_ASKED
    missing = [" or ".join(group) for group in question.understood if not first_in(whole, group)]
    wrong = [wording for wording in question.not_understood if contains(whole, wording)]
    faults = [f"lacks {wordings}" for wordings in missing] + [f"says {wording}" for wording in wrong]
    return failed("; ".join(faults)) if faults else PASSED

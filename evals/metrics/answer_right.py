"""Of the questions that the archive answers, how many were answered rightly."""

from __future__ import annotations

from evals.metrics.score import NOT_ASKED, PASSED, Sample, Score, failed
from evals.metrics.wording import first_in


def score(sample: Sample) -> Score:
    """Every expected group is in the answer's text and nothing forbidden is; a refusal is wrong."""
    question, text = sample.question, sample.answer.text
    if question.refuse:
        return NOT_ASKED
    if sample.refused:
        return failed("refused, although the archive answers it")
    missing = [" or ".join(group) for group in question.expect if not first_in(text, group)]
    wrong = first_in(text, question.forbid)
    faults = [f"lacks {wordings}" for wordings in missing] + ([f"says {wrong}"] if wrong else [])
    return failed("; ".join(faults)) if faults else PASSED

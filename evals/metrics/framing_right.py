"""Of the answers and refusals that must say what the evidence leaves open, how many say so."""

from __future__ import annotations

from evals.metrics.score import NOT_ASKED, PASSED, Sample, Score, failed
from evals.metrics.wording import first_in


def score(sample: Sample) -> Score:
    """Every group of ``says`` is in the text or in the notes: only announced, year not stated, corrected."""
    groups, answer = sample.question.says, sample.answer
    if not groups or sample.refused != sample.question.refuse:
        return NOT_ASKED
    said = "\n".join((answer.text, *answer.notes))
    missing = [" or ".join(group) for group in groups if not first_in(said, group)]
    return failed("; ".join(f"does not say {wordings}" for wordings in missing)) if missing else PASSED

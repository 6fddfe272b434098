"""What decided an answer, for machines: the rule behind each status, inference and drop."""

from __future__ import annotations

from collections.abc import Sequence

from rag.answer import Step
from rag.compose import Draft

_LONGEST = 120  # characters of a dropped claim


def steps_of(drafts: Sequence[Draft], dropped: Sequence[tuple[Draft, str]] = ()) -> tuple[Step, ...]:
    """One step a dated claim, one a year that was inferred, one a claim that fell; in their order."""
    steps = []
    for draft in drafts:
        if draft.when:
            steps.append(Step("status", f"{draft.when.value} {draft.status}", draft.because))
        if draft.when and draft.inferred:
            steps.append(Step("inferred", draft.when.value, draft.inferred))
    steps += [Step("dropped", draft.text[:_LONGEST], why) for draft, why in dropped]
    return tuple(steps)

"""Of the answers given, how many keep the promise of the quotes: exact, complete and in order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evals.metrics.score import NOT_ASKED, PASSED, Sample, Score, failed
from rag import Answer, Citation

_MARKS = re.compile(r"\[(\d+(?:\s*,\s*\d+)*)\]")


def score(sample: Sample) -> Score:
    """Each quote stands in its article where the citation says, each claim is cited, 1..n in order of use."""
    answer = sample.answer
    if sample.refused and not (answer.claims or answer.citations):
        return NOT_ASKED
    faults = [*_quotes(sample), *_claims(answer), *_references(answer), *_numbers(answer)]
    return failed("; ".join(faults)) if faults else PASSED


def _quotes(sample: Sample) -> Iterator[str]:
    for cited in sample.answer.citations:
        text = sample.texts.get(cited.article_id)
        if text is None:
            yield f"[{cited.n}] cites '{cited.article_id}', which is not in the archive"
        elif not _stands_in(cited, text):
            yield f"[{cited.n}] quotes what does not stand at {cited.start}-{cited.end} of {cited.path}"


def _stands_in(cited: Citation, text: str) -> bool:
    return 0 <= cited.start < cited.end <= len(text) and text[cited.start : cited.end] == cited.quote


def _claims(answer: Answer) -> Iterator[str]:
    if not answer.claims:
        yield "the answer makes no claim"
    for claim in answer.claims:
        if not claim.citations:
            yield f"no citation for: {claim.text}"


def _references(answer: Answer) -> Iterator[str]:
    used = {n for claim in answer.claims for n in claim.citations}
    used |= {n for event in answer.timeline for n in event.citations}
    used |= {n for conflict in answer.conflicts for _, numbers in conflict.values for n in numbers}
    if unknown := sorted(used - {cited.n for cited in answer.citations}):
        yield f"claims, events or conflicts cite {unknown}, of {len(answer.citations)} citations"


def _numbers(answer: Answer) -> Iterator[str]:
    """The list counts 1..n, and the text uses exactly these numbers, first uses in that order."""
    listed = [cited.n for cited in answer.citations]
    if listed != list(range(1, len(listed) + 1)):
        yield f"the citations are numbered {listed}"
    used = [int(number) for mark in _MARKS.findall(answer.text) for number in mark.split(",")]
    if list(dict.fromkeys(used)) != listed:
        yield f"the text uses {list(dict.fromkeys(used))}, the list has {listed}"

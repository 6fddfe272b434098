"""Of the questions answered, how many show a quote that carries the answer, from the right article."""

from __future__ import annotations

from evals.metrics.score import NOT_ASKED, PASSED, Sample, Score, failed
from evals.metrics.wording import first_in
from rag import Citation


def score(sample: Sample) -> Score:
    """One and the same citation comes from a right source and quotes the answer.

    Where the question names sources that belong ``together``, each of them is cited.

    A refusal cites nothing and is no sample here: `answer_right` counts it.
    """
    question = sample.question
    if question.refuse or sample.refused or not (question.sources or question.quote):
        return NOT_ASKED
    sourced = [cited for cited in sample.answer.citations if _comes_from(cited, question.sources)]
    if not sourced:
        return failed(f"cites {_files(sample)}, not {' or '.join(question.sources)}")
    if question.quote and not any(first_in(cited.quote, question.quote) for cited in sourced):
        return failed(f"no quote from the right article has {' or '.join(question.quote)}")
    lacking = [
        file
        for file in question.together
        if not any(_comes_from(cited, (file,)) for cited in sample.answer.citations)
    ]
    return failed(f"cites {_files(sample)} without {' and '.join(lacking)}") if lacking else PASSED


def _comes_from(cited: Citation, sources: tuple[str, ...]) -> bool:
    return not sources or any(f"/{cited.path}".endswith(f"/{source}") for source in sources)


def _files(sample: Sample) -> str:
    return ", ".join(cited.path.rsplit("/", 1)[-1] for cited in sample.answer.citations) or "nothing"

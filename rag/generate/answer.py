"""The answer in a model's words, sentence by sentence; the plain answer where there are none to show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from index import Archive
from index.errors import ModelError
from rag.answer import Answer, Claim, Delta, Step
from rag.asking import Asking
from rag.cite import Citations
from rag.compose import Draft, Source
from rag.generate.evidence import evidence_for
from rag.generate.model import Deadline, Model
from rag.generate.patience import patiently
from rag.generate.prompt import NOTHING, prompt_for
from rag.generate.sentences import Said, said
from rag.generate.sourced import sourced
from rag.verify.days import times_in

MOST_SENTENCES = 12
_LONGEST = 120  # characters of a dropped sentence in the trace
OWN_WORDS = "The answer is in the articles' own words."
BROKEN_OFF = "The language model broke off; what it said until then is shown."


def generated(
    archive: Archive, asking: Asking, plain: Answer, model: Model, deadline: Deadline
) -> Iterator[Delta | Answer]:
    """A `Delta` for each sentence that its sources carry, then the `Answer` that they join to.

    Where the model fails, is late, or says nothing that holds, these are those of ``plain``, with a
    note that says why.
    """
    evidence = evidence_for(archive, asking, plain)
    cited = Citations(archive, asking.scope)
    drafts: list[Draft] = []
    claims: list[Claim] = []
    steps: list[Step] = []
    failure: ModelError | None = None
    reply = patiently(model, prompt_for(plain.understood_as, evidence), deadline)
    try:
        for sentence in _counted(said(reply)):
            draft, step = _draft(sentence, evidence, plain, drafts)
            steps += [step] if step else []
            if draft:
                drafts.append(draft)
                claims += cited.claims([draft])
                yield Delta(f"\n{claims[-1].text}" if len(claims) > 1 else claims[-1].text)
    except ModelError as error:
        failure = error
    finally:
        reply.close()  # type: ignore[attr-defined]  # a generator: closing it stops the model
    dropped = sum(step.step == "dropped" for step in steps)
    steps.append(Step("generated", model.name, f"{len(claims)} of {len(claims) + dropped} sentences hold"))
    if not claims:
        yield from _in_own_words(plain, steps, _why(failure, dropped))
        return
    notes = ([BROKEN_OFF] if failure else []) + _count(dropped)
    yield replace(
        plain,
        text="\n".join(claim.text for claim in claims),
        claims=tuple(claims),
        timeline=cited.timeline(drafts),
        citations=cited.all,
        conflicts=(),
        notes=(*plain.notes, *notes),
        trace=(*plain.trace, *steps),
    )


def pieces(answer: Answer) -> Iterator[Delta]:
    """An answer that is there already, a claim at a time; they join to its text."""
    texts = [claim.text for claim in answer.claims] or [answer.text]
    yield from (Delta(f"\n{text}" if i else text) for i, text in enumerate(texts))


def _counted(sentences: Iterator[Said]) -> Iterator[Said]:
    for count, sentence in enumerate(sentences, 1):
        yield sentence
        if count == MOST_SENTENCES:
            return


def _draft(
    sentence: Said, evidence: Sequence[Source], plain: Answer, before: Sequence[Draft]
) -> tuple[Draft | None, Step | None]:
    """The sentence as a claim where it holds, and what the trace is to say of it."""
    if sentence.text.rstrip(".").lower() == NOTHING.rstrip(".").lower():
        return None, None
    if any(draft.text == sentence.text for draft in before):
        return None, None
    found = sourced(sentence, evidence)
    if not found.sources:
        return None, Step("dropped", sentence.text[:_LONGEST], found.fault)
    draft = _told_as(plain, Draft(sentence.text, found.sources))
    return draft, Step("recited", sentence.text[:_LONGEST], found.fault) if found.recited else None


def _told_as(plain: Answer, draft: Draft) -> Draft:
    """The draft with the time and the status that the plain answer found in the same quote for its date."""
    spans = [t.span for t in times_in(draft.text, draft.sources[0].story.article.published) if t.span]
    for claim in plain.claims:
        when = claim.when.span if claim.when else None
        dated = when and any(span.overlaps(when) for span in spans)
        if dated and any(_same(plain, n, source) for n in claim.citations for source in draft.sources):
            return replace(draft, when=claim.when, status=claim.status)
    return draft


def _same(plain: Answer, number: int, source: Source) -> bool:
    citation = plain.citations[number - 1]
    overlaps = citation.start < source.end and source.start < citation.end
    return citation.article_id == source.story.article.id and overlaps


def _in_own_words(plain: Answer, steps: Sequence[Step], why: str) -> Iterator[Delta | Answer]:
    yield from pieces(plain)
    yield replace(plain, notes=(*plain.notes, f"{why} {OWN_WORDS}"), trace=(*plain.trace, *steps))


def _why(failure: ModelError | None, dropped: int) -> str:
    if failure:
        return f"{failure.message} {failure.remedy}"
    if dropped:
        return f"No sentence of the language model was carried by its sources ({dropped} dropped)."
    return "The language model found no answer in the evidence."


def _count(dropped: int) -> list[str]:
    if not dropped:
        return []
    return [f"Sentences of the language model dropped, because no source carries them: {dropped}."]

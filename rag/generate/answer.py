"""The answer in a model's words, sentence by sentence; the plain answer where there are none to show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from index import Archive
from index.errors import ModelError
from rag.answer import Answer, Claim, Delta, Step
from rag.asking import Asking
from rag.cite import Citations
from rag.compose import Draft, Source
from rag.conflicts import Contradiction
from rag.generate.disagreement import contradictions, told, told_as, unsaid
from rag.generate.evidence import Shown, evidence_for
from rag.generate.model import Deadline, Model
from rag.generate.patience import patiently
from rag.generate.prompt import NOTHING, prompt_for
from rag.generate.sentences import Said, said
from rag.generate.sourced import sourced
from rag.verify.days import times_in

MOST_SENTENCES = 12
_LONGEST = 120  # characters of a dropped sentence in the trace
OWN_WORDS = "The answer is in the articles' own words."
LEFT_OUT = "the articles disagree here, and the language model told one side only"
BROKEN_OFF = "The language model broke off; what it said until then is shown."


def generated(
    archive: Archive, asking: Asking, plain: Answer, model: Model, deadline: Deadline
) -> Iterator[Delta | Answer]:
    """A `Delta` for each sentence that its sources carry, then the `Answer` that they join to.

    Where the model fails, is late, or says nothing that holds, these are those of ``plain``, with a
    note that says why.
    """
    shown = evidence_for(archive, asking, plain)
    disputes = contradictions(plain, shown.cited)
    worded = _Worded(Citations(archive, asking.scope))
    steps: list[Step] = []
    failure: ModelError | None = None
    disagreements = [told(dispute, shown.sources) for dispute in disputes]
    reply = patiently(model, prompt_for(plain.understood_as, shown.sources, disagreements), deadline)
    try:
        for sentence in _counted(said(reply)):
            draft, step = _draft(sentence, shown, plain, worded.drafts)
            steps += [step] if step else []
            if draft:
                yield worded.add(draft)
    except ModelError as error:
        failure = error
    finally:
        reply.close()  # type: ignore[attr-defined]  # a generator: closing it stops the model
    kept, dropped = len(worded.drafts), sum(step.step == "dropped" for step in steps)
    steps.append(Step("generated", model.name, f"{kept} of {kept + dropped} sentences hold"))
    if not kept:
        yield from _in_own_words(plain, steps, _why(failure, dropped))
        return
    disputes = [told_as(asking.question, dispute, worded.drafts) for dispute in disputes]
    for draft in unsaid(disputes, worded.drafts):
        steps.append(Step("added", draft.text[:_LONGEST], LEFT_OUT))
        yield worded.add(draft)
    notes = ([BROKEN_OFF] if failure else []) + _count(dropped)
    yield worded.answer(plain, disputes, notes, steps)


@dataclass
class _Worded:
    """What is shown so far, numbered as it comes."""

    cited: Citations
    drafts: list[Draft] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)

    def add(self, draft: Draft) -> Delta:
        """One claim more, as a piece of the stream."""
        self.drafts.append(draft)
        self.claims += self.cited.claims([draft])
        text = self.claims[-1].text
        return Delta(f"\n{text}" if len(self.claims) > 1 else text)

    def answer(
        self, plain: Answer, disputes: Sequence[Contradiction], notes: Sequence[str], steps: Sequence[Step]
    ) -> Answer:
        """All of it in the place of the plain answer's claims."""
        return replace(
            plain,
            text="\n".join(claim.text for claim in self.claims),
            claims=tuple(self.claims),
            timeline=self.cited.timeline(self.drafts),
            conflicts=self.cited.conflicts(disputes),
            citations=self.cited.all,
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
    sentence: Said, shown: Shown, plain: Answer, before: Sequence[Draft]
) -> tuple[Draft | None, Step | None]:
    """The sentence as a claim where it holds, and what the trace is to say of it."""
    if sentence.text.rstrip(".").lower() == NOTHING.rstrip(".").lower():
        return None, None
    if any(draft.text == sentence.text for draft in before):
        return None, None
    found = sourced(sentence, shown.sources)
    if not found.sources:
        return None, Step("dropped", sentence.text[:_LONGEST], found.fault)
    draft = _dated(plain, shown.cited, Draft(sentence.text, found.sources))
    return draft, Step("recited", sentence.text[:_LONGEST], found.fault) if found.recited else None


def _dated(plain: Answer, cited: Sequence[Source], draft: Draft) -> Draft:
    """The draft with the time and the status that the plain answer found in the same quote for its date."""
    spans = [t.span for t in times_in(draft.text, draft.sources[0].story.article.published) if t.span]
    for claim in plain.claims:
        when = claim.when.span if claim.when else None
        told_then = when and any(span.overlaps(when) for span in spans)
        if told_then and any(cited[n - 1].overlaps(s) for n in claim.citations for s in draft.sources):
            return replace(draft, when=claim.when, status=claim.status)
    return draft


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

"""Where the articles disagree: a model is told so, and the sides that it leaves out are added."""

from __future__ import annotations

from collections.abc import Sequence

from rag.answer import Answer, Claim
from rag.cite import without_marks
from rag.compose import Draft, Source
from rag.conflicts import Contradiction, gives
from rag.question import Question


def contradictions(plain: Answer, cited: Sequence[Source]) -> list[Contradiction]:
    """The conflicts of the plain answer, each value with the claim that gives it.

    ``cited`` are the sources of its citations, in their order.
    """
    found: list[Contradiction] = []
    for conflict in plain.conflicts:
        sides = [(value, _claim(plain, numbers)) for value, numbers in conflict.values]
        values = tuple((value, _draft(plain, claim, cited)) for value, claim in sides if claim)
        found += [(conflict.what, values)] if len(values) > 1 else []
    return found


def told(contradiction: Contradiction, evidence: Sequence[Source]) -> str:
    """A contradiction in a line for a model, each value with the number of the evidence that gives it."""
    what, values = contradiction
    sides = [f"{value}{_number(draft, evidence)}" for value, draft in values]
    return f"The evidence disagrees about the {what}: {'; '.join(sides)}"


def told_as(question: Question, contradiction: Contradiction, said: Sequence[Draft]) -> Contradiction:
    """The same with the sentences of a model that give its values; where none does, the claim stays."""
    what, values = contradiction
    return what, tuple((value, _said(question, value, draft, said) or draft) for value, draft in values)


def unsaid(found: Sequence[Contradiction], said: Sequence[Draft]) -> list[Draft]:
    """The claims that give a value and are not among those said, each once."""
    claims = [draft for _, values in found for _, draft in values]
    return [draft for at, draft in enumerate(claims) if draft not in (*said, *claims[:at])]


def _said(question: Question, value: str, draft: Draft, said: Sequence[Draft]) -> Draft | None:
    same = (d for d in said if any(a.overlaps(b) for a in d.sources for b in draft.sources))
    return next((d for d in same if gives(question, d, value)), None)


def _claim(plain: Answer, numbers: Sequence[int]) -> Claim | None:
    return next((claim for claim in plain.claims if set(numbers) <= set(claim.citations)), None)


def _draft(plain: Answer, claim: Claim, cited: Sequence[Source]) -> Draft:
    """The draft that a claim was: without its marks, and with the words that lead it known as such."""
    text = without_marks(claim.text)
    event = next((e for e in plain.timeline if e.citations == claim.citations and e.when == claim.when), None)
    return Draft(
        text,
        tuple(cited[n - 1] for n in claim.citations),
        claim.when,
        claim.status,
        frame=text.removesuffix(event.what).removesuffix(": ") if event else "",
        articles=event.articles if event else 1,
    )


def _number(draft: Draft, evidence: Sequence[Source]) -> str:
    places = (n for n, shown in enumerate(evidence, 1) if any(shown.overlaps(s) for s in draft.sources))
    return "".join(f" [{n}]" for n in list(places)[:1])

"""A sentence and its sources: those it cites where they carry it, else others that do, else none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from rag.compose import Source
from rag.generate.sentences import Said
from rag.verify import fault_of
from rag.verify.stretch import sentences_of
from rag.verify.support import Support, no_support

_MOST = 3  # sources for one sentence
_LONGEST = 400  # characters of a sentence; what is longer is no sentence
_LONG = 400  # characters; a longer quote is narrowed to the sentences that carry what is said


@dataclass(frozen=True, slots=True)
class Sourced:
    """The sources that carry a sentence; without any, ``fault`` is what speaks against those it cites.

    ``recited`` tells that the model cited others, or none.
    """

    sources: tuple[Source, ...]
    fault: str = ""
    recited: bool = False


def sourced(said: Said, evidence: Sequence[Source], support: Support = no_support) -> Sourced:
    """Hold a sentence against what it cites, then against each other piece of the evidence."""
    if len(said.text) > _LONGEST:
        return Sourced((), f"it is longer than {_LONGEST} characters")
    fault_on = partial(fault_of, said.text, support=support)
    cited = [evidence[n - 1] for n in said.numbers if 0 < n <= len(evidence)][:_MOST]
    alone = [source for source in cited if not fault_on([source])]
    if alone:
        return Sourced(tuple(narrowed(said.text, s, support) for s in alone))
    fault = fault_on(cited) if len(cited) == len(said.numbers) else "it cites what is not there"
    if len(cited) > 1 and not fault:
        return Sourced(tuple(cited))
    other = next((s for s in evidence if s not in cited and not fault_on([s])), None)
    if other:
        return Sourced((narrowed(said.text, other, support),), fault, recited=True)
    return Sourced((), fault)


def narrowed(text: str, source: Source, support: Support = no_support) -> Source:
    """The shortest run of a long quote's sentences that still carries what is said."""
    inside = sentences_of(source)
    if source.end - source.start <= _LONG:
        return source
    for length in (1, 2, 3):
        for first in range(len(inside) - length + 1):
            run = inside[first : first + length]
            start = max(run[0].start + run[0].opens, source.start)
            piece = Source(source.story, start, min(run[-1].end, source.end))
            if not fault_of(text, [piece], support):
                return piece
    return source

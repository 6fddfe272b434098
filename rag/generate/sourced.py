"""A sentence and its sources: those it cites where they carry it, else others that do, else none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from rag.compose import Source
from rag.generate.sentences import Said
from rag.verify import fault_of
from rag.verify.orders import gives_orders
from rag.verify.stretch import sentences_of

_MOST = 3  # sources for one sentence
_LONGEST = 400  # characters of a sentence; what is longer is no sentence
_RUN = 3  # sentences of a long quote that may be needed together
_ORDERED = "its quote speaks to a language model"
_LONG = 400  # characters; a longer quote is narrowed to the sentences that carry what is said


@dataclass(frozen=True, slots=True)
class Sourced:
    """The sources that carry a sentence; without any, ``fault`` is what speaks against those it cites.

    ``recited`` tells that the model cited others, or none.
    """

    sources: tuple[Source, ...]
    fault: str = ""
    recited: bool = False


def sourced(said: Said, evidence: Sequence[Source]) -> Sourced:
    """Hold a sentence against what it cites, then against each other piece of the evidence."""
    if len(said.text) > _LONGEST:
        return Sourced((), f"it is longer than {_LONGEST} characters")
    cited = [evidence[n - 1] for n in said.numbers if 0 < n <= len(evidence)][:_MOST]
    carried = partial(_carried, said.text)
    if alone := [piece for source in cited if (piece := carried(source))]:
        return Sourced(tuple(alone))
    fault = _fault(said, cited)
    if not fault:
        return Sourced(tuple(cited))
    other = next((piece for s in evidence if s not in cited and (piece := carried(s))), None)
    return Sourced((other,), fault, recited=True) if other else Sourced((), fault)


def _fault(said: Said, cited: Sequence[Source]) -> str:
    """What speaks against a sentence on all that it cites together."""
    if len(cited) < len(said.numbers):
        return "it cites what is not there"
    if fault := fault_of(said.text, cited):
        return fault
    return _ORDERED if any(gives_orders(source.quote) for source in cited) else ""


def _carried(text: str, source: Source) -> Source | None:
    """The stretch of a source that carries a sentence: all of a short one, the shortest run of a long one."""
    if fault_of(text, [source]):
        return None
    ordered = gives_orders(source.quote)
    if source.end - source.start <= _LONG and not ordered:
        return source
    inside = sentences_of(source)
    for length in range(1, _RUN + 1):
        for first in range(len(inside) - length + 1):
            run = inside[first : first + length]
            start = max(run[0].start + run[0].opens, source.start)
            piece = Source(source.story, start, min(run[-1].end, source.end))
            if not fault_of(text, [piece]) and not gives_orders(piece.quote):
                return piece
    return None if ordered else source

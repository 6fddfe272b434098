"""A name exchanged for another: each is held against the one that the reader finds in its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rag.compose import Source
from rag.names import Name
from rag.reader import read
from rag.story import Sentence
from rag.verify.stretch import sentences_of
from rag.words import tokens

TELLS = "its quotes tell this of"
"""How the fault begins."""
LEAST_SURE = 0.6
"""How sure the reader must be that another name stands there; chosen on the development pairs."""
_PRONOUNS = frozenset("he she it they we i you him her them his its their our my your".split())


def fault_in_exchange(said: Sentence, sources: Sequence[Source]) -> str:
    """ "" unless the reader, asked the sentence with "who" for a name, answers with another one.

    Read is the sentence of the quotes that is nearest. Only a name that it does not have is asked for (or
    has less often), and only one that the sentence leaves out speaks against it: what was exchanged is
    added on the one side and missing on the other. Where a pronoun is missing, the name may stand for that.
    """
    near = max(
        (s for source in sources for s in sentences_of(source)), key=lambda s: len(said.roots & s.roots)
    )
    told = near.text[near.opens :]
    here, there = _words(said.text), _words(told)
    added = [name for name in said.names if any(here[w] > there[w] for w in _words_of(name))]
    left_out = [name for name in near.names if not any(here[w] for w in _words_of(name))]
    if not left_out or any(there[w] > here[w] for w in _PRONOUNS):
        return ""
    for name in added:
        (seen,) = read(_asked(said, name), [told], least=0.0)
        other = next((one for one in left_out if _words_of(one) <= _words(seen.text)), None)
        if other and seen.score >= LEAST_SURE:
            return f"{TELLS} {other}, not of {name}"
    return ""


def _asked(said: Sentence, name: Name) -> str:
    """The sentence as a question for a name: "Who arrived in Harlow on Friday?"."""
    before = said.text[: said.tokens[name.first].start].rstrip()
    behind = said.text[said.tokens[name.last - 1].end :].rstrip(" .")
    return f"{before} who{behind}?" if before else f"Who{behind}?"


def _words(text: str) -> Counter[str]:
    return Counter(token.lower for token in tokens(text))


def _words_of(name: Name) -> Counter[str]:
    return _words(" ".join(name.words))

"""Who does what: an act that the quotes tell of one doer is not told of another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.clauses import clause_at
from rag.compose import Source
from rag.doers import SOMEBODY, doers_of
from rag.names import PARTIAL, Name, likeness
from rag.story import Sentence, Story
from rag.verify.stretch import sentences_of
from rag.words import lemma


def fault_in_roles(told: Story, sources: Sequence[Source]) -> str:
    """ "" unless an act of the sentence has a doer whom the quotes name beside it, but as no doer of it."""
    quoted = [deed for s in sources for deed in _deeds(s.story, sentences_of(s))]
    for act, doers, _ in _deeds(told, told.sentences):
        same = [(theirs, sentence) for other, theirs, sentence in quoted if other == act]
        if not doers or not same or not all(theirs for theirs, _ in same):
            continue
        fitting = any(_alike(doers[0], one) for theirs, _ in same for one in theirs)
        beside = any(_alike(doers[0], one) for _, sentence in same for one in sentence.names)
        if not fitting and beside:
            return f"its quotes tell “{act}” of {same[0][0][0]}, not of {doers[0]}"
    return ""


def _deeds(story: Story, sentences: Sequence[Sentence]) -> Iterator[tuple[str, list[Name], Sentence]]:
    """The verbs in the past or present tense with those who do them; the rest is left out."""
    for sentence in sentences:
        named = {i for n in sentence.names for i in range(n.first, n.last)}
        for at, token in enumerate(sentence.tokens):
            verb = not token.capital and token.content and lemma(token.lower) != token.lower
            if at in named or not verb or token.lower.endswith("ing"):
                continue
            doers = [n for n in doers_of(story, sentence, at, clause_at(sentence, at)) if n != SOMEBODY]
            yield token.root, doers, sentence


def _alike(one: Name, other: Name) -> bool:
    return likeness(one, other) >= PARTIAL

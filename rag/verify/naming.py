"""The names of a sentence held against those of its quotes."""

from __future__ import annotations

from collections.abc import Sequence

from rag.compose import Source
from rag.names import PARTIAL, Name, likeness
from rag.story import Sentence
from rag.verify.days import times_in
from rag.verify.stretch import sentences_of
from rag.words import Token, in_dictionary, tokens

_LONG = 4  # letters from which a word that no dictionary has is taken for a name


def fault_in_names(said: Sentence, sources: Sequence[Source]) -> str:
    """ "" where every name of the sentence, and every word that may be one, is in a quote.

    An outlet may be named where it is the one that is quoted.
    """
    words = {t.lower for s in sources for t in tokens(s.quote)}
    roots = {t.root for s in sources for t in tokens(s.quote)}
    outlets = {w.lower for s in sources for w in tokens(s.story.article.outlet)}
    for name in said.names:
        given = {w.lower() for w in name.words}
        if given <= words or given <= outlets or any(_names(source, name) for source in sources):
            continue
        return f"the name {name} is not in its quotes"
    inside = {i for n in said.names for i in range(n.first, n.last)}
    dates = times_in(said.text, None)
    for i, token in enumerate(said.tokens):
        dated = any(t.start <= token.start < t.end for t in dates)
        if i not in inside and not dated and _unknown(token) and token.root not in roots | outlets:
            return f"the word {token.text} is not in its quotes"
    return ""


def _unknown(token: Token) -> bool:
    return len(token.text) >= _LONG and token.text.isalpha() and not in_dictionary(token.lower)


def _names(source: Source, name: Name) -> bool:
    """Whether a quote gives a name: in full, or in the part that its article uses for the full one."""
    story = source.story
    for sentence in sentences_of(source):
        for seen in sentence.names:
            inside = source.start <= sentence.start + sentence.tokens[seen.first].start < source.end
            if inside and likeness(name, seen, story.full_names) >= PARTIAL and _known(source, name, seen):
                return True
    return False


def _known(source: Source, name: Name, seen: Name) -> bool:
    """What the sentence adds to the quote's shorter name stands in the article: no invented first name."""
    added = {w.lower() for w in name.words} - {w.lower() for w in seen.words}
    article = source.story.article
    return len(name.words) <= len(seen.words) or added <= {
        t.lower for t in tokens(f"{article.title}\n{article.text}")
    }

"""The sentences of a quote, and which of them are nearest to what is said."""

from __future__ import annotations

from collections.abc import Sequence

from rag.compose import Source
from rag.story import Sentence


def sentences_of(source: Source) -> Sequence[Sentence]:
    """The sentences that a quote touches, as its article has them."""
    story = source.story
    return story.sentences[story.at(source.start) : story.at(source.end - 1) + 1]


def wording_of(source: Source, sentence: Sentence) -> str:
    """The part of a sentence that lies inside the quote."""
    start, end = max(source.start, sentence.start), min(source.end, sentence.end)
    return " ".join(source.story.article.text[start:end].split())


def nearest_first(said: Sentence, sources: Sequence[Source]) -> list[str]:
    """The sentences of the quotes, those first that share most words with what is said."""
    found = [
        (len(said.roots & s.roots), wording_of(source, s)) for source in sources for s in sentences_of(source)
    ]
    return [text for _, text in sorted(found, key=lambda pair: -pair[0])]

"""What a model is shown: the quotes that the plain answer cites, and the best passages beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index import Archive
from index.split import tiktoken_count
from rag.answer import Answer
from rag.asking import Asking
from rag.compose import Source
from rag.refuse import within
from rag.retrieve import Found, retrieve
from rag.story import Story, read_story

TOKENS = 2_000
"""The budget of all evidence together."""
_PASSAGES = 8


@dataclass(frozen=True, slots=True)
class Shown:
    """``sources`` are what a model is shown, numbered from 1; ``cited`` are what the plain answer cites."""

    sources: list[Source]
    cited: list[Source]


def evidence_for(archive: Archive, asking: Asking, plain: Answer) -> Shown:
    """The sources to number, the plain answer's first, within the budget of tokens.

    Only what the question's filters and days let through, as for the plain answer.
    """
    found = retrieve(archive, asking.question, asking.scope)
    stories = {f.story.article.id: f.story for f in found}
    cited = list(_cited(archive, plain, stories))
    chosen: list[Source] = []
    left = TOKENS
    for source in (*cited, *_passages(asking, found)):
        tokens = tiktoken_count(source.quote)
        if tokens <= left and not any(_inside(source, other) for other in chosen):
            chosen.append(source)
            left -= tokens
    return Shown(chosen, cited)


def _cited(archive: Archive, plain: Answer, stories: dict[str, Story]) -> Iterator[Source]:
    for citation in plain.citations:
        story = stories.get(citation.article_id) or read_story(archive.article(citation.article_id))
        yield Source(story, citation.start, citation.end)


def _passages(asking: Asking, found: Sequence[Found]) -> Iterator[Source]:
    hits = sorted(((hit, f.story) for f in found for hit in f.hits), key=lambda pair: -pair[0].score)
    for hit, story in hits[:_PASSAGES]:
        first, last = story.at(hit.passage.start), story.at(hit.passage.end - 1)
        if any(within(asking.question, story, s) for s in story.sentences[first : last + 1]):
            yield Source(story, hit.passage.start, hit.passage.end)


def _inside(one: Source, other: Source) -> bool:
    same = one.story.article.id == other.story.article.id
    return same and other.start <= one.start and one.end <= other.end

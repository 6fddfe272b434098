"""A free sentence held against the quotes that it cites."""

from __future__ import annotations

from collections.abc import Sequence

from index.article import Article, Offsets
from rag.compose import Source
from rag.story import Sentence, Story
from rag.verify.days import fault_in_days, times_in, times_of
from rag.verify.drafts import intact
from rag.verify.exchanged import fault_in_exchange
from rag.verify.figures import fault_in_figures, figures_in
from rag.verify.naming import fault_in_names
from rag.verify.polarity import fault_in_polarity
from rag.verify.roles import fault_in_roles
from rag.verify.stretch import nearest_first
from rag.verify.support import LEAST_COVERED, covered


def fault_of(text: str, sources: Sequence[Source]) -> str:
    """What speaks against a sentence on those sources; "" where they carry it.

    Names, numbers and dates must be in the quotes, normalised; what is negated, planned or possible there
    must be so here; who does what must be told alike; the words must be those of the quotes as far as
    ``rag.verify.support`` asks; and last, the reader must see no other name in the place of one.
    """
    if not sources:
        return "it cites nothing"
    if not all(intact(s.story.article.text, s.story.article.sha256) for s in sources):
        return "its quote does not stand in the article as it was stored"
    told = as_story(text, sources)
    said = told.sentences[0]
    dates = [(t.start, t.end) for t in times_in(text, sources[0].story.article.published)]
    claimed = figures_in(text, dates)
    figures = [figure for s in sources for figure in figures_in(s.quote, _dates(s))]
    return (
        fault_in_names(said, sources)
        or fault_in_figures(claimed, figures)
        or fault_in_days(text, sources)
        or fault_in_polarity(text, nearest_first(said, sources))
        or fault_in_roles(told, sources)
        or _uncovered(said, sources, [*dates, *((f.start, f.end) for f in claimed)])
        or fault_in_exchange(said, sources)
    )


def as_story(text: str, sources: Sequence[Source]) -> Story:
    """The sentence read as an article of the same day, with the names that the sources know."""
    first = sources[0].story.article
    article = Article("", "", text, first.published, "", "", "", "", "", "", "", ((0, len(text)),))
    proper = frozenset().union(*(s.story.proper_words for s in sources))
    return Story(article, proper)


def _dates(source: Source) -> list[Offsets]:
    return [(t.start - source.start, t.end - source.start) for t in times_of(source)]


def _uncovered(said: Sentence, sources: Sequence[Source], elsewhere: Sequence[Offsets]) -> str:
    share = covered(said, sources, elsewhere)
    return "" if share >= LEAST_COVERED else f"its quotes have {share:.0%} of its words"

"""Rewrites of one report: told in other words, with its quotes, names and figures kept.

A rewrite shares few words with what it rewrites, but not by chance: a quotation, a name with its office
or a sum with its unit comes through whole. So runs of four words are compared, each weighed by how few
other articles have it: what a whole running story repeats, or the language, counts next to nothing. The
limits were chosen on labelled pairs (`evals.benchmarks.copies`); quotations, names and figures looked for
on their own told rewrites from other stories of the day less well. Pure functions, a weaker relation than
`index.copies`: nothing is counted or left out because of it. `index.related` looks for it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from index.article import Article
from index.copies import words
from index.dates import DateSpan

RUN = 4
"""Words that follow one another and are compared as one."""

DAYS = 2
"""How many days at most lie between the publication of a report and of its rewrite."""

SHARE = 0.007
"""How much of two articles must be in common, of articles with a publication date."""

UNDATED_SHARE = 0.012
"""The same where one has no publication date, and any two articles of the archive may be compared."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What is compared of one article."""

    outlet: str
    published: DateSpan | None
    runs: frozenset[str]

    @classmethod
    def of(cls, article: Article) -> Telling:
        """The telling of a stored article."""
        published = article.published.span if article.published else None
        return cls(article.outlet.casefold(), published, runs(article.text))


def runs(text: str) -> frozenset[str]:
    """The runs of four words in a text."""
    found = words(text)
    return frozenset(map(" ".join, zip(*(found[start:] for start in range(RUN)), strict=False)))


def spread(tellings: Iterable[Telling]) -> Counter[str]:
    """In how many tellings each run stands; of copies give one."""
    return Counter(run for telling in tellings for run in telling.runs)


def share(one: Telling, other: Telling, spread: Counter[str]) -> float:
    """How much rare wording two tellings have in common, of the geometric mean of their lengths.

    A run that no third telling has counts whole, one that a third has half, and so on.
    """
    length = math.sqrt(len(one.runs) * len(other.runs))
    # In order, as the sum of floats depends on it in the last digit.
    common = sorted(max(1, spread[run] - 1) for run in one.runs & other.runs)
    return sum(1 / others for others in common) / length if length else 0.0


def enough(one: Telling, other: Telling) -> float | None:
    """The share from which two tellings are rewrites of one report; None where they cannot be.

    An outlet that comes back to its own story keeps the background word for word, which no share
    tells from a rewrite, so articles of one known outlet are not compared.
    """
    if one.outlet and one.outlet == other.outlet:
        return None
    if one.published is None or other.published is None:
        return UNDATED_SHARE
    later, earlier = (
        max(one.published.start, other.published.start),
        min(one.published.end, other.published.end),
    )
    return SHARE if later - earlier <= timedelta(days=DAYS) else None


def tells_the_same(one: Telling, other: Telling, spread: Counter[str]) -> bool:
    """Whether two articles rewrite one report."""
    least = enough(one, other)
    return least is not None and share(one, other, spread) >= least

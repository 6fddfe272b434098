"""Precision and recall on the labelled pairs, for each way of telling them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from evals.benchmarks.copies.labels import PARTS, Kind, Pair
from evals.metrics.rate import Rate
from index import copies, rewrites
from index.article import Article
from index.rewrites import Telling

Related = Callable[[str, str], bool]
"""Whether two articles, named by their ids, are what is looked for."""

Shingles = frozenset[tuple[str, ...]]

RESEMBLANCE = 0.5
_SHINGLE = 3
_FEW, _LIKELY = 32, 0.1


@dataclass(frozen=True, slots=True)
class System:
    """A way of telling pairs: those labelled ``wanted`` from the other ``judged`` ones, of all ``asked``."""

    name: str
    related: Related
    wanted: Kind
    judged: Collection[Kind]
    asked: Related = lambda one, other: True  # noqa: ARG005


@dataclass(frozen=True, slots=True)
class Result:
    """How a system did on one part; ``updates`` counts those that it took for what it looks for."""

    part: str
    system: str
    precision: Rate
    recall: Rate
    updates: Rate


def systems(articles: Mapping[str, Article]) -> list[System]:
    """Copies by three rules, and rewrites, over all articles."""
    any_label: tuple[Kind, ...] = ("copy", "rewrite", "update", "different")
    told: tuple[Kind, ...] = ("rewrite", "different")

    def of_two_outlets(one: str, other: str) -> bool:
        return articles[one].outlet != articles[other].outlet

    exact = {id_: copies.words_sha256(copies.words(article.text)) for id_, article in articles.items()}
    chained = resembling({id_: article.text for id_, article in articles.items()})
    groups = {id_: article.copy_group for id_, article in articles.items()}
    tells = rewriting(articles.values())
    return [
        System("exact copies: the same words", _same(exact), "copy", any_label),
        System("half of all 3-word shingles in common, chained", _same(chained), "copy", any_label),
        System("copy groups", _same(groups), "copy", any_label),
        System("rewrites", tells, "rewrite", told),
        System("rewrites, pairs of two outlets", tells, "rewrite", told, of_two_outlets),
    ]


def judge(system: System, pairs: Iterable[Pair]) -> list[Result]:
    """One result for each part; pairs that `System.related` cannot know must have been left out."""
    found: dict[str, list[tuple[Pair, bool]]] = {part: [] for part in PARTS}
    for pair in pairs:
        if system.asked(pair.one, pair.other):
            found[pair.part].append((pair, system.related(pair.one, pair.other)))
    return [_result(part, system, told) for part, told in found.items()]


def _result(part: str, system: System, told: Sequence[tuple[Pair, bool]]) -> Result:
    return Result(
        part,
        system.name,
        Rate.of(pair.label == system.wanted for pair, yes in told if yes and pair.label in system.judged),
        Rate.of(yes for pair, yes in told if pair.label == system.wanted),
        Rate.of(yes for pair, yes in told if pair.label == "update"),
    )


def _same(names: Mapping[str, str]) -> Related:
    return lambda one, other: names[one] == names[other]


def rewriting(articles: Iterable[Article]) -> Related:
    """Rewrites, with rarity counted over all articles, copies once."""
    tellings = {article.id: Telling.of(article) for article in articles}
    faces = {article.copy_group for article in articles}
    spread = rewrites.spread(tellings[face] for face in sorted(faces))
    return lambda one, other: rewrites.tells_the_same(tellings[one], tellings[other], spread)


def resembling(texts: Mapping[str, str]) -> dict[str, str]:
    """The usual rule, to compare with: whatever a chain of Jaccard similarities joins; named by its first."""
    cut = {id_: _shingles(copies.words(text)) for id_, text in texts.items()}
    near: dict[str, set[str]] = defaultdict(set)
    for one, other in _likely(cut):
        both = len(cut[one] & cut[other])
        if both >= RESEMBLANCE * (len(cut[one]) + len(cut[other]) - both):
            near[one].add(other)
            near[other].add(one)
    joined = copies.components(texts, near.__getitem__)
    return {id_: min(component) for component in joined for id_ in component}


def _likely(cut: Mapping[str, Shingles]) -> Iterator[tuple[str, str]]:
    """Pairs that share a tenth of the shorter text in shingles that few articles have."""
    holders: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for id_, shingles in cut.items():
        for shingle in shingles:
            holders[shingle].append(id_)
    common = Counter(
        pair for ids in holders.values() if len(ids) <= _FEW for pair in combinations(sorted(ids), 2)
    )
    for (one, other), both in common.items():
        if both >= _LIKELY * min(len(cut[one]), len(cut[other])):
            yield one, other


def _shingles(words: Sequence[str]) -> Shingles:
    return frozenset(zip(*(words[start:] for start in range(_SHINGLE)), strict=False))

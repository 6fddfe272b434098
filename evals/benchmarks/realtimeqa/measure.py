"""Ask every system every question, and note what came of it and how long it took."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from evals.benchmarks.realtimeqa.dataset import Question
from evals.benchmarks.realtimeqa.systems import ARTICLES, System
from evals.metrics.ranking import rank_of
from evals.metrics.wording import contains, fold
from index import Archive
from index.errors import UsageError
from index.progress import Progress, unseen
from rag import Answer, ask

SHOWN = 10
"""Passages that a search is asked for, as `Archive.search` is by default."""

READ = 5
"""Of these, the best ones that are looked through for the answer."""

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Reading:
    """What one search made of one question.

    ``rank`` is that of the gold article among the first ten, ``held`` whether the answer's wording
    stands in the best five passages, ``words`` how long these are, ``ms`` how long the search took.
    """

    rank: int | None
    held: bool
    words: int
    ms: float


@dataclass(frozen=True, slots=True)
class Answered:
    """What `ask` made of one question; ``refused`` is the reason, or "" for an answer."""

    text: str
    refused: str
    right: bool
    words: int
    ms: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that came of one question: a reading by the name of the system, and Dateline's answer."""

    question: Question
    readings: Mapping[str, Reading]
    answered: Answered | None


def measure(
    archive: Archive,
    systems: Sequence[System],
    asked: Sequence[Question],
    *,
    answers: bool = True,
    progress: Progress | None = None,
) -> list[Outcome]:
    """One outcome a question, in their order; with ``answers``, each is answered from ``archive`` too."""
    groups = _groups(archive, asked)
    for system in systems:
        system.search(asked[0].text, asked[0].as_of, SHOWN)  # models are loaded before time is taken
    if answers:
        ask(asked[0].text, archive=archive, as_of=asked[0].as_of)
    outcomes = []
    for done, question in enumerate(asked, start=1):
        readings = {system.name: _read(system, question, groups) for system in systems}
        outcomes.append(Outcome(question, readings, _answered(archive, question) if answers else None))
        (progress or unseen)("asking questions", done, len(asked))
    return outcomes


def is_right(text: str, answers: Sequence[str]) -> bool:
    """Whether one of the answers stands in the text, as whole words.

    Letter case, kinds of dash and quotation mark, white space, and the quotation marks around an
    answer do not count.
    """
    return any(contains(text, wording) for wording in map(_bare, answers) if wording)


def _bare(answer: str) -> str:
    return fold(answer).strip("\"' ")


def _groups(archive: Archive, asked: Sequence[Question]) -> dict[str, str]:
    """The copy group of each article: whichever of its members is found, the story is found."""
    groups = {article.id: article.copy_group for article in archive.articles()}
    gold = {id_ for question in asked for id_ in question.gold}
    if gold and not gold & groups.keys():
        raise UsageError(
            f"None of the {len(gold)} gold articles is among the {len(groups)} articles of {archive.path}.",
            "Name the archive that was made of this data, or a new folder.",
        )
    return groups


def _read(system: System, question: Question, groups: Mapping[str, str]) -> Reading:
    found, ms = _timed(lambda: system.search(question.text, question.as_of, SHOWN))
    best = [passage.text for passage in found[:READ]]
    rank = None
    if question.gold:
        ranked = (groups.get(id_, id_) for id_ in system.articles(question.text, question.as_of))
        gold = {groups.get(id_, id_) for id_ in question.gold}
        rank = rank_of(gold, list(dict.fromkeys(ranked))[:ARTICLES])
    held = any(is_right(text, question.answers) for text in best)
    return Reading(rank, held, sum(_words(text) for text in best), ms)


def _answered(archive: Archive, question: Question) -> Answered:
    answer, ms = _timed(lambda: ask(question.text, archive=archive, as_of=question.as_of))
    return judged(answer, question, ms)


def judged(answer: Answer, question: Question, ms: float) -> Answered:
    """A refusal is never right, whatever its message says."""
    refused = answer.refusal.reason if answer.refusal else ""
    right = not refused and is_right(answer.text, question.answers)
    return Answered(answer.text, refused, right, _words(answer.text), ms)


def _words(text: str) -> int:
    return len(text.split())


def _timed(call: Callable[[], Result]) -> tuple[Result, float]:
    started = time.perf_counter()
    result = call()
    return result, (time.perf_counter() - started) * 1000

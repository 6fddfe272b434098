"""A run: the sample archive is built afresh, every golden question is asked, every answer judged.

A dialogue is asked turn by turn, each follow-up with the questions before it and the answers really given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from evals.golden import Part, Question, load
from evals.metrics.rate import Rate
from evals.metrics.score import Sample
from evals.metrics.verdict import Verdict, judge, measure
from evals.sample import corpus
from index import Archive
from index.errors import Malformed, UsageError
from rag import Answer, ask

Scope = Literal["dev", "test", "all"]
Turns = tuple[tuple[str, Answer], ...]
"""Questions with the answers that were given, the earliest first."""


@dataclass(frozen=True, slots=True)
class Suite:
    """Questions over the articles that answer them: a folder of each."""

    name: str
    golden: Path
    corpus: Path


SUITES = {"golden": Suite("golden", Path(__file__).parent / "golden", corpus())}


@dataclass(frozen=True, slots=True)
class Result:
    """The verdicts of a run over the questions of ``scope``, in the order of the golden files."""

    suite: Suite
    scope: Scope
    verdicts: tuple[Verdict, ...]

    @property
    def rates(self) -> dict[str, Rate]:
        """Every metric by name."""
        return measure(self.verdicts)

    def part(self, part: Part) -> Result:
        """The same run, only one part of its questions."""
        kept = tuple(verdict for verdict in self.verdicts if verdict.sample.question.part == part)
        return Result(self.suite, part, kept)


def find(name: str) -> Suite:
    """The suite of that name; UsageError when there is none."""
    if name not in SUITES:
        raise UsageError(f"There is no suite '{name}'.", f"The suites are: {', '.join(SUITES)}.")
    return SUITES[name]


def run(suite: Suite, scope: Scope = "all", jobs: int = 1) -> Result:
    """Build, ask and judge; the archive lives in a temporary folder, so that nothing old is measured.

    ``jobs`` processes ask side by side, each a share of the dialogues; the verdicts are the same for
    any number of them, the time of an answer is not.
    """
    articles = {str(file.relative_to(suite.corpus)) for file in suite.corpus.rglob("*") if file.is_file()}
    questions = [q for q in load(suite.golden, articles) if scope in (q.part, "all")]
    with TemporaryDirectory(prefix="dateline-eval-") as folder:
        root = Path(folder) / "archive"
        with Archive.open(root, create=True) as archive:
            _fill(archive, suite.corpus)
            if jobs == 1:
                return Result(suite, scope, tuple(judge(sample) for sample in _samples(archive, questions)))
        return Result(suite, scope, _side_by_side(root, questions, jobs))


def _side_by_side(root: Path, questions: Sequence[Question], jobs: int) -> tuple[Verdict, ...]:
    """Dialogues are dealt out whole, every question with the turns before it; in the order of the files."""
    dialogues: dict[str, list[Question]] = {}
    first: dict[str, str] = {}
    for question in questions:
        first[question.id] = first[question.after] if question.after else question.id
        dialogues.setdefault(first[question.id], []).append(question)
    hands = [[q for one in [*dialogues.values()][job::jobs] for q in one] for job in range(jobs)]
    # Started afresh: a copy of a process in which threads run may hang.
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        judged = [verdict for hand in pool.map(_judged, [root] * jobs, hands) for verdict in hand]
    place = {question.id: place for place, question in enumerate(questions)}
    return tuple(sorted(judged, key=lambda verdict: place[verdict.sample.question.id]))


def _judged(root: Path, questions: Sequence[Question]) -> list[Verdict]:
    with Archive.open(root) as archive:
        return [judge(sample) for sample in _samples(archive, questions)]


def _fill(archive: Archive, articles: Path) -> None:
    failed: Sequence[tuple[str, str, str]] = archive.sync([articles]).failed
    if failed:
        path, code, message = failed[0]
        raise Malformed(
            f"{len(failed)} sample articles cannot be read: {path} ({code}): {message}", "Mend them."
        )


def _samples(archive: Archive, questions: Iterable[Question]) -> Iterator[Sample]:
    """Every question asked, in order; a turn stands below the one it comes after."""
    said: dict[str, Turns] = {}
    for question in questions:
        before = said[question.after] if question.after is not None else ()
        sample = _sample(archive, question, before)
        said[question.id] = (*before, (question.question, sample.answer))
        yield sample


def _sample(archive: Archive, question: Question, before: Turns) -> Sample:
    try:
        answer = ask(
            question.question,
            archive=archive,
            history=before,
            as_of=question.as_of,
            since=question.since,
            until=question.until,
            outlets=question.outlets,
        )
    except Exception as error:
        error.add_note(f"while asking the golden question '{question.id}': {question.question}")
        raise
    return Sample(question, answer, _texts(archive, answer))


def _texts(archive: Archive, answer: Answer) -> Mapping[str, str]:
    """What the archive itself holds of the cited articles; an id that it does not know is left out."""
    texts = {}
    for article_id in {cited.article_id for cited in answer.citations}:
        try:
            texts[article_id] = archive.article(article_id).text
        except UsageError:
            continue
    return texts

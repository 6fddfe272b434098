"""A run: the sample archive is built afresh, every golden question is asked, every answer judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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


def run(suite: Suite, scope: Scope = "all") -> Result:
    """Build, ask and judge; the archive lives in a temporary folder, so that nothing old is measured."""
    articles = {str(file.relative_to(suite.corpus)) for file in suite.corpus.rglob("*") if file.is_file()}
    questions = [q for q in load(suite.golden, articles) if scope in (q.part, "all")]
    with (
        TemporaryDirectory(prefix="dateline-eval-") as folder,
        Archive.open(Path(folder) / "archive", create=True) as archive,
    ):
        _fill(archive, suite.corpus)
        return Result(suite, scope, tuple(judge(_sample(archive, question)) for question in questions))


def _fill(archive: Archive, articles: Path) -> None:
    failed: Sequence[tuple[str, str, str]] = archive.sync([articles]).failed
    if failed:
        path, code, message = failed[0]
        raise Malformed(
            f"{len(failed)} sample articles cannot be read: {path} ({code}): {message}", "Mend them."
        )


def _sample(archive: Archive, question: Question) -> Sample:
    try:
        answer = ask(
            question.question,
            archive=archive,
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

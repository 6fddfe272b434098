"""How articles are best cut and embedded: ``python -m evals.benchmarks.passages DATA OUT``.

DATA holds ``articles.jsonl.gz`` and ``questions.jsonl`` of RealTime QA. For each setting an archive is
made in OUT of the gold articles of the development questions and a seeded sample of the others; the
questions are then asked as of their dates, and the gold article's rank counts. What OUT holds already is
not made again, so that an interrupted run goes on. The search is the archive's own, without the reader.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from evals.benchmarks.realtimeqa.dataset import ARTICLES, Item, Question, articles, questions
from evals.benchmarks.realtimeqa.table import points, share
from evals.metrics.bootstrap import estimate, gain
from evals.metrics.ranking import hits, rank_of, reciprocal_ranks
from index import Archive
from index.console import errors_told
from index.draft import Recipe
from index.embedder import Embedder, ShippedEmbedder
from index.errors import UsageError
from index.progress import Progress, progress_bars

CUTS = (1, 5, 10)
_SEED = 7


@dataclass(frozen=True, slots=True)
class Setting:
    """Tokens of a passage, sentences that two share, and what is embedded in front of one."""

    tokens: int
    overlap: int
    prefix: str = "title"

    @property
    def name(self) -> str:
        return f"{self.tokens} tokens, {self.overlap} shared, {self.prefix}"

    @property
    def folder(self) -> str:
        return re.sub(r"\W+", "-", self.name)


TODAY = Setting(Recipe().passage_tokens, Recipe().passage_overlap)
SETTINGS = (
    TODAY,
    Setting(120, 1),
    Setting(80, 1),
    Setting(200, 0),
    Setting(200, 1, "title and date"),
    Setting(200, 1, "nothing"),
)


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of a setting: a rank for each question, how many passages, and seconds to index them."""

    ranks: tuple[int | None, ...]
    passages: int
    seconds: float


class Prefixed:
    """The shipped model, given other words in front of a passage than the archive's.

    ``dates`` are publication dates by title.
    """

    def __init__(self, embedder: Embedder, prefix: str, dates: Mapping[str, str]) -> None:
        self.name, self.sha256 = embedder.name, embedder.sha256
        self._embedder, self._prefix, self._dates = embedder, prefix, dates

    def fits(self, text: str) -> bool:
        """Whether the model reads all of it, the words in front included."""
        return self._embedder.fits(self._worded(text))

    def passages(self, texts: Sequence[str], progress: Progress | None) -> NDArray[np.float32]:
        """The vectors of the reworded passages."""
        return self._embedder.passages([self._worded(text) for text in texts], progress)

    def questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Questions are embedded as they are."""
        return self._embedder.questions(texts)

    def prepare(self) -> None:
        """Leave what questions need."""
        self._embedder.prepare()

    def _worded(self, text: str) -> str:
        title, _, passage = text.partition("\n")
        if self._prefix == "nothing":
            return passage
        day = self._dates.get(title, "")
        return f"{title}, {day}\n{passage}" if day and self._prefix == "title and date" else text


def main(arguments: Sequence[str] | None = None) -> None:
    """Try every setting, print the table."""
    options = _parser().parse_args(arguments)
    with errors_told():
        if options.articles < 1:
            raise UsageError(f"--articles is {options.articles}.", "Index 1 article or more.")
        if options.out.resolve() == options.data.resolve():
            raise UsageError("OUT is the folder of the data.", "Name another: files are written there.")
        options.out.mkdir(parents=True, exist_ok=True)
        asked = [q for q in questions(options.data) if q.gold and q.part == "dev"]
        chosen = sample(list(articles(options.data)), asked, options.articles)
        tried = {
            setting.name: _kept(
                options.out / f"{setting.folder}-{len(chosen)}.json",
                lambda setting=setting: measure(setting, chosen, asked, options.out),  # type: ignore[misc]
            )
            for setting in SETTINGS
        }
    console = Console(width=max(124, Console().width))
    console.print(table(tried, len(chosen)))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals.benchmarks.passages", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--articles", type=int, default=600, metavar="N", help="about as many (600)")
    return parser


def sample(every: Sequence[Item], asked: Sequence[Question], count: int) -> list[Item]:
    """The gold articles, and so many others that there are ``count``, in the order of the file."""
    gold = {id_ for question in asked for id_ in question.gold}
    others = [item.id for item in every if item.id not in gold]
    rng = random.Random(_SEED)  # noqa: S311 - no secret
    taken = gold | set(rng.sample(others, min(len(others), max(0, count - len(gold)))))
    return [item for item in every if item.id in taken]


def measure(setting: Setting, chosen: Sequence[Item], asked: Sequence[Question], out: Path) -> Tried:
    """Index the articles under a setting, and rank them for each question."""
    root = out / f"{setting.folder}-{len(chosen)}"
    file = out / ARTICLES
    with gzip.open(file, "wt", encoding="utf-8") as stream:
        stream.writelines(json.dumps(asdict(item)) + "\n" for item in chosen)
    dates = {item.title: item.published or "" for item in chosen}
    embedder = Prefixed(ShippedEmbedder(root / "model"), setting.prefix, dates)
    recipe = Recipe(setting.tokens, setting.overlap)
    with Archive.open(root, create=True, exact=True, embedder=embedder, recipe=recipe) as archive:
        began = time.perf_counter()
        with progress_bars() as progress:
            archive.sync([file], progress=progress)
        seconds = time.perf_counter() - began
        return Tried(tuple(_ranks(archive, asked)), archive.info().passages, seconds)


def _ranks(archive: Archive, asked: Sequence[Question]) -> Iterator[int | None]:
    groups = {article.id: article.copy_group for article in archive.articles()}
    for question in asked:
        found = archive.search(question.text, max(CUTS), as_of=question.as_of, per_article=1)
        gold = {groups[id_] for id_ in question.gold if id_ in groups}
        yield rank_of(gold, [hit.article.copy_group for hit in found])


def _kept(file: Path, make: Callable[[], Tried]) -> Tried:
    """What is in a file, or what is made now and kept there."""
    if file.is_file():
        row = json.loads(file.read_text("utf-8"))
        return Tried(tuple(row["ranks"]), row["passages"], row["seconds"])
    tried = make()
    file.write_text(json.dumps(asdict(tried)) + "\n", encoding="utf-8")
    return tried


def table(tried: Mapping[str, Tried], count: int) -> Table:
    """A row for each setting; the last column compares it with today's, question by question."""
    shown = Table("passages", *(f"hit@{cut}" for cut in CUTS), "MRR", "number", "minutes", "MRR less today's")
    shown.title = f"The gold article among {count} articles, development questions"
    today = reciprocal_ranks(tried[TODAY.name].ranks)
    for name, one in tried.items():
        mrr = reciprocal_ranks(one.ranks)
        shown.add_row(
            name + " *" * (name == TODAY.name),
            *(share(estimate(hits(one.ranks, cut))) for cut in CUTS),
            points(estimate(mrr)),
            f"{one.passages:,}",
            f"{one.seconds / 60:.1f}",
            points(gain(mrr, today), signed=True),
        )
    shown.caption = f"{len(today)} questions; in brackets the 95 % interval; * as shipped"
    return shown


if __name__ == "__main__":
    main()

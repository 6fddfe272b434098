"""An archive beside a plain dict: whatever is done to it, and wherever it dies, both hold the same."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from evals.benchmarks.crashes.child import Reader
from evals.benchmarks.crashes.embedder import WordVectors
from evals.benchmarks.crashes.history import write
from evals.benchmarks.crashes.points import watched
from index.archive import Archive
from index.doctor.visit import visit
from index.journal import FILE
from index.lock import LOCK

WORDS = "river flood mayor council bridge snow pass drivers budget vote parliament harbour".split()

names = st.sampled_from("abcdef")
texts = st.lists(st.sampled_from(WORDS), min_size=2, max_size=8).map(
    lambda words: f"The {' '.join(words)} fell."
)


class ArchiveMachine(RuleBasedStateMachine):
    """Rows are put, dropped, searched; the archive is merged, reopened, and killed in the midst of it."""

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(tempfile.mkdtemp(prefix="dateline-machine-"))
        self.root = self.home / "archive"
        self.articles: dict[str, str] = {}
        self.deaths = 0
        self.patched = patch("index.sync.Sandbox", Reader)
        self.patched.start()
        self.open(exact=True)

    def open(self, *, exact: bool) -> None:
        self.archive = Archive.open(self.root, create=True, exact=exact, embedder=WordVectors())

    @initialize(name=names, text=texts)
    def begin(self, name: str, text: str) -> None:
        self.put(name, text)

    @rule(name=names, text=texts)
    def put(self, name: str, text: str) -> None:
        self.articles[name] = text
        self.archive.sync([write(self.home, self.articles)])

    @precondition(lambda self: self.articles)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(self.articles)))
        del self.articles[name]
        self.archive.remove(name)

    @rule(name=names, text=texts)
    def prune(self, name: str, text: str) -> None:
        self.articles = {name: text}
        self.archive.sync([write(self.home, self.articles)], prune=True)

    @rule()
    def merge(self) -> None:
        self.archive.merge()

    @rule(every=st.integers(1, 3))
    def rebuild(self, every: int) -> None:
        """Lose some of the files that are searched, and have them built anew."""
        self.archive.close()
        for file in sorted(path for path in self.root.rglob("*") if path.is_file())[::every]:
            if not file.name.startswith((FILE, LOCK)):
                file.unlink()
        assert visit(self.root, repair=True, embedder=WordVectors()).sound
        self.open(exact=True)

    @rule(exact=st.booleans())
    def reopen(self, exact: bool) -> None:
        self.archive.close()
        self.open(exact=exact)

    @rule(name=names, text=texts, point=st.integers(0, 30), merged=st.booleans())
    def die(self, name: str, text: str, point: int, merged: bool) -> None:
        """Go on from the files as they are at one point of an operation, or from those at its end."""
        before, after = self.articles, self.articles | {name: text}
        left = self._files_at(point, lambda: self._change(after, merged=merged))
        self.archive.close()
        shutil.rmtree(self.root)
        shutil.move(left, self.root)
        self.open(exact=False)
        self.articles = self._held()
        assert self.articles in (before, after)

    def _change(self, articles: dict[str, str], *, merged: bool) -> None:
        self.archive.sync([write(self.home, articles)])
        if merged:
            self.archive.merge()

    def _files_at(self, point: int, work: Callable[[], None]) -> Path:
        """A copy of the files as a kill at this point would leave them."""
        left, passed = self.home / f"left {self.deaths}", iter(range(point + 1))
        self.deaths += 1

        def reached(_: str) -> None:
            if next(passed, None) == point:
                shutil.copytree(self.root, left)

        with watched(reached):
            self.archive.close()  # its connections are not watched yet
            self.open(exact=True)
            work()
        return left if left.exists() else Path(shutil.copytree(self.root, left))

    def _held(self) -> dict[str, str]:
        return {article.id: article.text for article in self.archive.articles()}

    @invariant()
    def holds_what_the_dict_holds(self) -> None:
        assert self._held() == self.articles

    @invariant()
    def finds_what_the_dict_holds(self) -> None:
        hits = self.archive.search("the mayor fell", 50, per_article=9)
        copies = {copy.id for hit in hits for copy in self.archive.copies(hit.article)}
        assert {hit.article.id for hit in hits} | copies == set(self.articles)
        assert all(self.articles[hit.article.id] == hit.article.text for hit in hits)

    def teardown(self) -> None:
        self.archive.close()
        self.patched.stop()
        found = [finding.code for finding in visit(self.root, embedder=WordVectors()).findings]
        shutil.rmtree(self.home)
        assert set(found) <= {"leftovers"}


def _machine(examples: int, steps: int) -> Any:
    case: Any = type("Machine", (ArchiveMachine,), {}).TestCase  # type: ignore[attr-defined]
    case.settings = settings(max_examples=examples, stateful_step_count=steps, deadline=None)
    return case


TestArchive = _machine(6, 10)
TestArchiveForLong = pytest.mark.long(_machine(200, 30))

"""What an archive is after a kill: which state, what is lost, what is there that should not be."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from evals.benchmarks.crashes.child import Child, Tell
from evals.benchmarks.crashes.embedder import WordVectors
from evals.benchmarks.crashes.history import State
from index import search
from index.archive import Archive
from index.doctor.visit import visit
from index.errors import Missing
from index.journal import FILE, Journal
from index.view import View

QUESTIONS = ("the flood and the mayor", "snow on the pass", "budget vote in parliament")
ALLOWED = {"leftovers"}
"""What the doctor may find after a kill: it takes room, no more."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """``state``: which of the allowed states it is in, -1 for none; ``opened`` in seconds, first search
    included; ``unusable``: why it cannot be opened or searched."""

    state: int = -1
    lost: int = 0
    phantom: int = 0
    wrongly_found: int = 0
    opened: float = 0.0
    unusable: str = ""
    unsound: tuple[str, ...] = ()

    @property
    def harmless(self) -> bool:
        """Whether nothing at all went wrong."""
        return self.state >= 0 and not (self.wrongly_found or self.unusable or self.unsound)


def judge(root: Path, states: Sequence[State]) -> Verdict:
    """Look at the archive in a process of its own: a broken one may take that down."""
    return heard(Child(lambda tell: _look(root, states, tell)))


def heard(child: Child) -> Verdict:
    """The verdict that a child tells."""
    status = child.end()
    if status or not child.lines:
        return Verdict(unusable=f"exit status {status}")
    fields = json.loads(child.lines[-1])
    return Verdict(**fields | {"unsound": tuple(fields["unsound"])})


def compare(held: Sequence[tuple[str, str]], states: Sequence[State]) -> tuple[int, int, int]:
    """Of the rows held: which state they are (-1: none), how many are missing, how many of no state."""
    found = dict(held)
    doubled = len(held) - len(found)
    for number, state in enumerate(states):
        if found == dict(state) and not doubled:
            return number, 0, 0
    certain: Mapping[str, str] = {
        name: text for name, text in states[0].items() if all(state.get(name) == text for state in states)
    }
    lost = sum(found.get(name) != text for name, text in certain.items())
    phantom = sum(all(state.get(name) != text for state in states) for name, text in found.items())
    # Half of a change: of neither state, though each row is of one of them.
    return -1, lost, phantom + doubled or int(not lost)


def _look(root: Path, states: Sequence[State], tell: Tell) -> None:
    try:
        verdict = _judged(root, states)
    except Missing:
        verdict = Verdict(state=0) if not states[0] else Verdict(lost=len(states[0]), unusable="it is gone")
    except Exception as error:  # noqa: BLE001 - whatever it is, the archive cannot be used
        verdict = Verdict(unusable=f"{type(error).__name__}: {error}")
    tell(json.dumps(asdict(verdict)))


def _judged(root: Path, states: Sequence[State]) -> Verdict:
    began = time.perf_counter()
    with Archive.open(root, embedder=WordVectors()) as archive:
        archive.search(QUESTIONS[0])
        opened = time.perf_counter() - began
        held = [(article.id, article.text) for article in archive.articles()]
        found = [
            [(hit.passage.id, hit.score) for hit in archive.search(question, 20, per_article=9)]
            for question in QUESTIONS
        ]
    state, lost, phantom = compare(held, states)
    wrong = sum(mine != theirs for mine, theirs in zip(found, _exactly(root), strict=True))
    unsound = {finding.code for finding in visit(root, embedder=WordVectors()).findings} - ALLOWED
    return Verdict(state, lost, phantom, wrong, opened, "", tuple(sorted(unsound)))


def _exactly(root: Path) -> list[list[tuple[str, float]]]:
    """What is found when every passage of the journal is looked at, and nothing else is opened."""
    journal, embedder = Journal.open(root / FILE), WordVectors()
    try:
        with journal.reading() as db:
            view = View(None, db, embedder.sha256)
            vectors = embedder.questions(QUESTIONS)
            asked = [search.Query(q, v, None, 20, 9) for q, v in zip(QUESTIONS, vectors, strict=True)]
            return [
                [(view.id(place), score) for place, score, _ in search.find(db, view, query)]
                for query in asked
            ]
    finally:
        journal.close()

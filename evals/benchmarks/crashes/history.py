"""What is done to an archive, the same from the same seed, and the state after each step."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from index.archive import Archive

State = Mapping[str, str]
"""The articles of an archive: id → text."""

KINDS = ("add", "replace", "remove", "merge")

_WORDS = "river flood mayor council bridge snow pass drivers budget vote parliament harbour".split()
_FULL = 80


@dataclass(frozen=True, slots=True)
class Step:
    """One call of the archive; ``after`` is the state that it leaves, ``gone`` the article it removes."""

    kind: str
    after: State
    gone: str = ""

    def take(self, archive: Archive, folder: Path) -> None:
        """Do it; the file that is indexed is written first."""
        if self.kind == "merge":
            archive.merge()
        elif self.kind == "remove":
            archive.remove(self.gone)
        else:
            archive.sync([write(folder, self.after)])


class History:
    """Steps without end; the first adds the first articles."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 - no secret
        self._steps = [self._put("add", {}, 20)]

    def step(self, number: int) -> Step:
        """The step with this number, from 0 on."""
        while len(self._steps) <= number:
            self._steps.append(self._next(KINDS[len(self._steps) % len(KINDS)], self._steps[-1].after))
        return self._steps[number]

    def state(self, done: int) -> State:
        """The articles after so many steps."""
        return self.step(done - 1).after if done else {}

    def _next(self, kind: str, before: State) -> Step:
        if kind == "merge":
            return Step(kind, before)
        if kind == "remove":
            gone = self._random.choice(sorted(before))
            return Step(kind, {name: text for name, text in before.items() if name != gone}, gone)
        if kind == "replace" or len(before) >= _FULL:
            return Step("replace", dict(before) | {n: self._text() for n in self._some(sorted(before))})
        return self._put(kind, before, self._random.randint(1, 6))

    def _put(self, kind: str, before: State, number: int) -> Step:
        first = len(self._steps) * 100 if before else 0
        return Step(kind, dict(before) | {f"a{first + more}": self._text() for more in range(number)})

    def _some(self, names: list[str]) -> list[str]:
        return self._random.sample(names, self._random.randint(1, len(names)))

    def _text(self) -> str:
        return "\n\n".join(_sentence(self._random) for _ in range(self._random.randint(2, 8)))


def edition(number: int, articles: int) -> State:
    """So many articles, each of which names the edition."""
    source = random.Random(number)  # noqa: S311 - no secret
    return {f"a{row}": f"Edition {number} of the paper. {_sentence(source)}" for row in range(articles)}


def _sentence(source: random.Random) -> str:
    """Unlike any other, so that nothing is a copy."""
    return f"The {' '.join(source.choices(_WORDS, k=6))} {source.getrandbits(64):x} were seen."


def write(folder: Path, state: State) -> Path:
    """The articles as a file that can be indexed."""
    file = folder / "rows.jsonl"
    rows = [{"id": name, "title": f"Report {name}", "text": text} for name, text in sorted(state.items())]
    file.write_text("\n".join(map(json.dumps, rows)) + "\n", encoding="utf-8")
    return file

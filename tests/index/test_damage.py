"""Every derived file harmed in every way: found before it is opened, never a wrong answer, and built anew."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from evals.benchmarks.crashes.embedder import WordVectors
from index import generation
from index.archive import Archive
from index.doctor.visit import visit
from index.errors import Damaged
from index.journal import FILE, Journal

QUESTIONS = ("the river rose", "snow on the pass", "report 3")


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def emptied(data: bytes) -> bytes:
    return b""


def flipped(data: bytes) -> bytes:
    changed = bytearray(data)
    changed[len(data) // 2] ^= 4
    return bytes(changed)


def removed(data: bytes) -> None:
    return None


Way = Callable[[bytes], bytes | None]
WAYS: tuple[Way, ...] = (cut, emptied, flipped, removed)
HARMS = dict(zip(("cut", "emptied", "flipped", "removed"), WAYS, strict=True))


def answers(root: Path, *, exact: bool = False) -> list[Any]:
    with Archive.open(root, exact=exact, embedder=WordVectors()) as archive:
        return [
            [(hit.passage.id, hit.score, hit.article.text) for hit in archive.search(question, 20)]
            for question in QUESTIONS
        ]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with a generation and a tail."""
    home = tmp_path_factory.mktemp("sound")
    rows = [
        {"id": f"a{n}", "title": f"Report {n}", "text": f"The river {n} rose.\n\nSnow fell on pass {n}{n}."}
        for n in range(30)
    ]
    for count in (28, 30):
        (home / "rows.jsonl").write_text("\n".join(map(json.dumps, rows[:count])), encoding="utf-8")
        with Archive.open(home / "archive", create=True, exact=True, embedder=WordVectors()) as archive:
            archive.sync([home / "rows.jsonl"])
    return home / "archive"


@pytest.fixture(scope="module")
def expected(sound: Path) -> list[Any]:
    found = answers(sound, exact=True)
    assert all(found)
    return found


@pytest.fixture
def root(sound: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sound, tmp_path / "archive"))


def derived(root: Path) -> list[Path]:
    """All that is built from the journal, and can be built again."""
    folder = root / "generations" / str(generation.current(root))
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix != ".lock"]
    return [root / "CURRENT", *files]


def harm(file: Path, way: Way) -> None:
    """An empty file can only be removed."""
    data = file.read_bytes()
    after = way(data) if data else None
    if after is None:
        file.unlink()
    else:
        file.write_bytes(after)


@pytest.mark.parametrize("way", HARMS)
def test_a_harmed_file_is_found_before_it_is_opened_and_answers_are_right_or_none(
    root: Path, expected: list[Any], monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    remedies = []
    for file in derived(root):
        before = file.read_bytes()
        harm(file, HARMS[way])
        with monkeypatch.context() as patched:
            if file.name != "CURRENT":
                patched.setattr(generation, "Generation", lambda *_, file=file: pytest.fail(f"opened {file}"))
            try:
                assert answers(root) == expected, file
            except Damaged as error:
                remedies.append(error.remedy)
        file.write_bytes(before)
    assert len(remedies) > 15
    assert all("dateline doctor --repair" in remedy for remedy in remedies)
    assert answers(root) == expected


@pytest.mark.parametrize("every", [4, pytest.param(1, marks=pytest.mark.long)])
def test_whatever_file_is_harmed_the_doctor_finds_it_and_builds_all_anew(
    root: Path, expected: list[Any], every: int
) -> None:
    """In the quick run every fourth file: the doctor uses the same checks that are made before opening."""
    for number in range(0, len(derived(root)), every):
        harm(derived(root)[number], WAYS[number // every % len(WAYS)])
        found = visit(root, embedder=Unused())
        assert found.findings
        assert all(finding.mendable for finding in found.findings)
        assert visit(root, repair=True, embedder=Unused()).sound
        assert answers(root) == expected


def test_without_a_pointer_every_passage_is_looked_at(root: Path, expected: list[Any]) -> None:
    (root / "CURRENT").unlink()
    shutil.rmtree(root / "generations")
    assert answers(root) == expected


@pytest.mark.parametrize("way", HARMS)
def test_the_journals_shared_memory_is_made_anew(root: Path, expected: list[Any], way: str) -> None:
    journal = Journal.open(root / FILE)
    with journal.writing("left in the log") as change:
        change.db.execute("UPDATE changes SET what = what")
    left = Path(shutil.copytree(root, root.parent / "left"))  # as a killed process leaves it
    journal.close()
    shm = left / f"{FILE}-shm"
    assert (left / f"{FILE}-wal").stat().st_size
    harm(shm, HARMS[way])
    assert answers(left) == expected
    assert visit(left, embedder=Unused()).sound


class Unused(WordVectors):
    """Embeds questions, and no passage."""

    def passages(self, *_: Any) -> Any:
        pytest.fail("embedded a passage")

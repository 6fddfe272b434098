"""`--vectors` where something is asked: answers as ever, and a note when the server could not be used."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index import Archive, cli
from index.server import Server
from rag import ask
from rag.notes import NOT_SERVED
from tests.vector_server import UNUSED, Chroma

VISIT = "When did Emmanuel Macron visit Beijing?"


@pytest.fixture
def root(tmp_path: Path, sample_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample archive; no setting is in force."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("DATELINE_VECTORS", raising=False)
    monkeypatch.chdir(tmp_path)
    shutil.copytree(sample_path, tmp_path / "copy", ignore=shutil.ignore_patterns("model"))
    (tmp_path / "copy" / "model").symlink_to(sample_path / "model")
    return tmp_path / "copy"


@pytest.fixture
def printed(root: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """The JSON that a command prints about that archive, without the time that it took."""

    def run(*arguments: str) -> dict[str, Any]:
        cli.run([*arguments, "--archive", str(root), "--json"])
        found: dict[str, Any] = json.loads(capsys.readouterr().out)
        return {**found, "took_ms": 0}

    return run


def noted(calls: list[Any], function: Callable[..., Any]) -> Callable[..., Any]:
    def call(*arguments: Any) -> Any:
        calls.append(arguments)
        return function(*arguments)

    return call


def test_answers_come_from_the_server_and_without_it_they_are_the_same_and_say_so(
    chroma: Chroma, root: Path, printed: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Archive.open(root, vectors=chroma.url) as archive:
        archive.merge()
        assert archive.unsent is None
    commands = (("ask", VISIT), ("timeline", "Putin visits Beijing"))
    expected = [printed(*command) for command in commands]

    asked: list[Any] = []
    monkeypatch.setattr(Server, "neighbours", noted(asked, Server.neighbours))
    assert [printed(*command, "--vectors", chroma.url) for command in commands] == expected
    assert len(asked) == len(commands)

    chroma.stop()
    for command, found in zip(commands, expected, strict=True):
        away = printed(*command, "--vectors", chroma.url)
        assert away == {**found, "notes": [*found["notes"], NOT_SERVED]}


def test_the_setting_is_as_good_as_the_flag(
    root: Path, printed: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_VECTORS", UNUSED)
    assert NOT_SERVED in printed("ask", VISIT)["notes"]
    monkeypatch.setenv("DATELINE_ARCHIVE", str(root))
    assert NOT_SERVED in ask(VISIT).notes


def test_the_terminal_says_so_too(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["ask", VISIT, "--archive", str(root), "--vectors", UNUSED]) == 0
    assert f"\n\nNote: {NOT_SERVED}\n" in capsys.readouterr().out


def test_a_refusal_says_so_as_an_answer_does(root: Path) -> None:
    refused = ask("When did Joe Biden visit Beijing?", archive=root, vectors=UNUSED)
    assert refused.refusal
    assert refused.notes[-1] == NOT_SERVED


def test_a_search_that_needs_no_server_does_not_complain_of_it(root: Path) -> None:
    """Under a filter every passage that it leaves is compared anyway."""
    assert NOT_SERVED not in ask(VISIT, archive=root, vectors=UNUSED, until="2024-12-31").notes

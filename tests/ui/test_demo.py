"""`dateline demo`: the sample archive and one cited answer, on a machine that has nothing yet."""

from __future__ import annotations

from importlib.metadata import entry_points
from pathlib import Path

import pytest

from evals.sample import corpus
from index import cli
from ui import commands
from ui.commands import QUESTION


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with nothing in it."""
    for name in ("XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "DATELINE_ARCHIVE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_demo_builds_the_sample_archive_and_prints_one_cited_answer(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["demo", "--no-chat"]) == 0
    out, _ = capsys.readouterr()
    articles = len(list(corpus().glob("*.md")))
    assert out.startswith(f"The sample archive: {articles} articles, ")
    (root,) = (file.parent for file in home.rglob("journal.sqlite"))
    assert f'$ dateline ask "{QUESTION}" --archive {root}\n' in out
    for day in ("4 February 2022", "October 2023", "16 May 2024"):
        assert day in out
    assert "20 March" not in out
    assert "\nSources\n  [1] " in out
    assert cli.run(["ask", QUESTION, "--archive", str(root)]) == 0
    asked = capsys.readouterr().out
    assert asked.split("\n\nSources")[0] in out


def test_the_sample_is_announced_by_the_package_that_brings_it() -> None:
    (entry,) = entry_points(group="dateline.samples")
    assert entry.load()() == corpus()
    assert len(list(corpus().glob("*.md"))) >= 30


def test_without_a_sample_the_demo_says_what_to_install(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands, "entry_points", lambda group: [])
    assert cli.run(["demo"]) == 2
    assert capsys.readouterr().err == (
        "Error: No sample articles are installed.\n→ Install the whole package: pip install dateline\n"
    )

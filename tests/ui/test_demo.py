"""`dateline demo`: the sample archive and one cited answer, on a machine that has nothing yet."""

from __future__ import annotations

import socket
from collections.abc import Callable
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from fastapi import FastAPI

from evals.sample import corpus
from index import cli
from ui import app, commands, sample, serve
from ui.sample import QUESTIONS, sample_archive, sample_articles
from ui.shelf import Shelf


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
    assert f'$ dateline ask "{QUESTIONS[0]}" --archive {root}\n' in out
    for day in ("4 February 2022", "October 2023", "16 May 2024"):
        assert day in out
    assert "20 March" not in out
    assert "\nSources\n  [1] " in out
    assert "http" not in out
    assert cli.run(["ask", QUESTIONS[0], "--archive", str(root)]) == 0
    asked = capsys.readouterr().out
    assert asked.split("\n\nSources")[0] in out


def test_the_demo_opens_the_page_on_the_sample_and_prints_its_address(
    home: Path,
    make_empty: Callable[[Path], Path],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (home / "bridges").mkdir()
    text = "The northern bridge reopened on 4 May 2021. Traffic was light that morning.\n"
    (home / "bridges" / "north.txt").write_text(text, encoding="utf-8")
    monkeypatch.setattr(commands, "sample_articles", lambda: home / "bridges")
    sample_archive().parent.mkdir(parents=True)
    make_empty(sample_archive())
    made: list[dict[str, object]] = []

    def create(_: Shelf, **options: object) -> FastAPI:
        made.append(options)
        return FastAPI()

    monkeypatch.setattr(app, "create", create)
    monkeypatch.setattr(serve, "run", lambda make, taken: make())
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        port = other.getsockname()[1]
    assert cli.run(["demo", "--no-browser", "--port", str(port)]) == 0
    out = capsys.readouterr().out
    assert out.startswith("The sample archive: 1 articles, ")
    assert out.endswith(f"\nDateline is at http://127.0.0.1:{port} (Ctrl-C stops it)\n")
    assert made == [{"start": "sample", "hosts": ("localhost", "127.0.0.1", "::1"), "password": None}]


def test_the_sample_is_announced_by_the_package_that_brings_it() -> None:
    (entry,) = entry_points(group="dateline.samples")
    assert entry.load()() == corpus() == sample_articles()
    assert len(list(corpus().glob("*.md"))) >= 30


def test_the_sample_archive_is_kept_in_the_users_cache(home: Path) -> None:
    assert sample_archive() == home / ".cache" / "dateline" / "sample"


def test_without_a_sample_the_demo_says_what_to_install(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sample, "entry_points", lambda group: [])
    assert cli.run(["demo"]) == 2
    assert capsys.readouterr().err == (
        "Error: No sample articles are installed.\n→ Install the whole package: pip install dateline\n"
    )

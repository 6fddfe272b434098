"""An archive with nothing in it, in a browser: three questions on the sample archive to begin with."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from evals.sample import corpus
from tests.ui.browser.conftest import Visit
from tests.ui.browser.served import Site, serving
from ui import shelf
from ui.sample import QUESTIONS


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few of the sample articles, so that indexing them is quick."""
    folder = tmp_path_factory.mktemp("few")
    for pattern in ("*blinken*", "*earthquake*", "*putin-beijing*"):
        for article in sorted(corpus().glob(pattern)):
            shutil.copy(article, folder)
    return folder


@pytest.fixture
def empty(tmp_path: Path, few: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """The application where there is no archive at all."""
    monkeypatch.setattr(shelf, "sample_articles", lambda: few)
    with serving(tmp_path / "own", tmp_path / "sample") as site:
        yield site


def test_an_empty_archive_offers_three_questions_and_a_click_builds_the_sample(
    visit: Visit, empty: Site
) -> None:
    chat = visit(empty.url)
    expect(chat.masthead).to_contain_text("No articles yet")
    expect(chat.page.locator(".welcome .head")).to_have_text("This archive is empty")
    assert not empty.own.exists()
    for question in QUESTIONS:
        expect(chat.button(question)).to_be_visible()
    chat.button(QUESTIONS[1]).click()
    expect(chat.answers.locator(".chip").first).to_be_visible(timeout=60_000)
    expect(chat.masthead).to_contain_text("Sample archive")
    expect(chat.turns).to_have_text([QUESTIONS[1]])
    expect(chat.evidence.locator(".source").first).to_be_visible()
    chat.ask(QUESTIONS[0])
    expect(chat.turns).to_have_count(2)
    chat.button("Use my own archive").click()
    expect(chat.masthead).to_contain_text("No articles yet")
    expect(chat.turns).to_have_count(0)
    expect(chat.button(QUESTIONS[0])).to_be_visible()


def test_a_question_to_an_empty_archive_is_told_so(visit: Visit, empty: Site) -> None:
    chat = visit(empty.url)
    told = chat.ask("Who is the mayor of Velmora?")
    assert told.inner_text()
    expect(told.locator(".claim")).to_have_count(0)
    assert str(empty.own) not in told.inner_text()

"""What goes wrong while the page is open: a message with a remedy, and the conversation is kept."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.ui.browser.cable import Cable, cable
from tests.ui.browser.chatpage import ChatPage
from tests.ui.browser.conftest import Visit, copied
from tests.ui.browser.served import Site, serving
from tests.ui.browser.staged import Told
from ui import sessions

QUESTION = "When did Putin visit Beijing?"
Tell = Callable[..., Told]


@pytest.fixture(scope="module")
def shared(visit_for_all: Visit, site: Site) -> ChatPage:
    return visit_for_all(site.url, provoked=True)


@pytest.fixture
def chat(shared: ChatPage) -> ChatPage:
    """A page without a conversation."""
    shared.start_anew()
    return shared


@pytest.fixture
def line(site: Site) -> Iterator[Cable]:
    """A connection to the server that can be cut."""
    with cable(site.port) as made:
        yield made


def assert_says_nothing_of_the_inside(told: Locator) -> None:
    text = told.inner_text()
    assert not any(word in text for word in ("Traceback", "Error:", "/", ".py", "None")), text


def test_a_question_of_ten_thousand_characters_stays_in_the_box(chat: ChatPage) -> None:
    chat.ask(QUESTION)
    long = "why " * 2_500
    problem = chat.ask(long)
    expect(problem).to_contain_text("The question has 10,000 characters; at most 2,000 are read.")
    expect(problem.locator(".remedy")).to_have_text("Ask in a sentence or two.")
    assert_says_nothing_of_the_inside(problem)
    expect(chat.box).to_have_value(long)
    expect(chat.answers.first.locator(".claim").first).to_be_visible()
    assert chat.turns.last.bounding_box()["height"] < 400  # type: ignore[index]  # it is on the page
    expect(chat.ask("Where did he stay?").locator(".understood")).to_contain_text("Putin")


def test_a_question_of_more_than_a_megabyte_does_not_end_the_page(chat: ChatPage) -> None:
    chat.ask(QUESTION)
    chat.begin("why " * 300_000)
    expect(chat.page.get_by_text("At most 1 MB")).to_be_visible()
    chat.ask(QUESTION)
    expect(chat.turns).to_have_count(2)


def test_an_error_nobody_foresaw_says_what_to_do_and_tells_nothing(
    chat: ChatPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(question: str, **_: object) -> None:
        raise RuntimeError("/secret/place/journal.sqlite: <script>window.hostile=1</script>")

    with monkeypatch.context() as patched:
        patched.setattr(sessions, "ask_stream", broken)
        problem = chat.ask(QUESTION)
    expect(problem.locator(".head")).to_have_text("This could not be answered")
    expect(problem.locator(".remedy")).to_contain_text("Try again")
    expect(problem).not_to_contain_text("secret")
    assert_says_nothing_of_the_inside(problem)
    expect(chat.box).to_have_value(QUESTION)
    expect(chat.again().locator(".chip").first).to_be_visible()
    expect(chat.turns).to_have_count(1)


def test_an_archive_that_is_removed_while_the_page_is_open_is_missed_and_found_again(
    visit: Visit, sample_path: Path, tmp_path: Path
) -> None:
    with serving(copied(sample_path, tmp_path / "own"), tmp_path / "sample") as site:
        chat = visit(site.url)
        chat.ask(QUESTION)
        chat.evidence.get_by_role("link", name="Whole article").first.wait_for()
        article = chat.evidence.get_by_role("link", name="Whole article").first.get_attribute("href")
        shutil.move(site.own, tmp_path / "elsewhere")
        problem = chat.ask("Where did he stay?")
        expect(problem).to_contain_text("The archive is no longer there")
        expect(problem.locator(".remedy")).to_contain_text("Your conversation is kept")
        assert_says_nothing_of_the_inside(problem)
        expect(chat.answers.first.locator(".claim").first).to_be_visible()
        gone = chat.page.request.get(f"{site.url}{article}")
        assert gone.status == 404
        assert "no longer there" in gone.text()
        assert str(tmp_path) not in gone.text()
        shutil.move(tmp_path / "elsewhere", site.own)
        chat.again()
        expect(chat.answers.last.locator(".understood")).to_contain_text("Putin")
        expect(chat.turns).to_have_count(2)


def test_a_connection_lost_within_an_answer_leaves_the_conversation(
    visit: Visit, line: Cable, told: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat = visit(line.url, provoked=True)
    chat.ask(QUESTION)
    script = told("The first statement.")
    chat.begin("Why did he go there?")
    expect(chat.partial).to_have_text("The first statement.")
    line.cut()
    lost = chat.page.get_by_text("The connection was lost before the answer was complete.")
    expect(lost).to_contain_text("Once it is back: Stop, then Ask again.")
    expect(chat.answers.first.locator(".claim").first).to_be_visible()
    expect(chat.partial).to_have_text("The first statement.")
    line.mend()
    chat.button("Stop").click()
    expect(chat.page.locator(".stopped")).to_contain_text("The first statement.")
    script.go_on(10)
    expect(chat.again().locator(".understood")).to_contain_text("Why did Putin go to Beijing?")
    expect(chat.turns).to_have_count(2)


def test_a_question_asked_without_a_connection_stays_in_the_box(visit: Visit, line: Cable) -> None:
    chat = visit(line.url, provoked=True)
    chat.ask(QUESTION)
    line.cut()
    chat.begin("Why did he go there?")
    expect(chat.page.get_by_text("Dateline cannot be reached.")).to_contain_text("try again in a moment")
    expect(chat.box).to_have_value("Why did he go there?")
    line.mend()
    expect(chat.ask("Why did he go there?").locator(".understood")).to_contain_text(
        "Why did Putin go to Beijing?"
    )
    expect(chat.turns).to_have_count(2)


def test_a_server_that_starts_again_answers_the_page_that_was_open(
    visit: Visit, sample_path: Path, tmp_path: Path
) -> None:
    own = copied(sample_path, tmp_path / "own")
    with serving(own, tmp_path / "sample") as first:
        chat: ChatPage = visit(first.url, provoked=True)
        chat.ask(QUESTION)
    expect(chat.answers.locator(".claim").first).to_be_visible()
    with serving(own, tmp_path / "sample", port=first.port):
        chat.begin("When did Blinken visit Beijing?")
        expect(chat.answers.last).to_contain_text("19 June 2023")

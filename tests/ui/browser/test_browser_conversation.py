"""A conversation in a browser: told bit by bit, stopped, gone on with, begun anew, and nobody else's."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.ui.browser.chatpage import ChatPage
from tests.ui.browser.conftest import Visit
from tests.ui.browser.served import Site
from tests.ui.browser.staged import Told
from ui.words import searched

QUESTION = "When did Putin visit Beijing?"
Tell = Callable[..., Told]


@pytest.fixture(scope="module")
def shared(visit_for_all: Visit, site: Site) -> ChatPage:
    return visit_for_all(site.url)


@pytest.fixture
def chat(shared: ChatPage) -> ChatPage:
    """A page without a conversation."""
    shared.start_anew()
    return shared


def test_an_answer_appears_sentence_by_sentence_and_then_with_its_sources(chat: ChatPage, told: Tell) -> None:
    script = told("The first statement.", "\nThe second one.")
    chat.begin(QUESTION)
    expect(chat.partial).to_have_text("The first statement.")
    expect(chat.turns).to_have_text(QUESTION)
    expect(chat.box).to_have_value("")
    expect(chat.button("Stop")).to_be_visible()
    script.go_on()
    expect(chat.partial).to_contain_text("The second one.")
    script.go_on()
    expect(chat.answers).to_have_count(1)
    expect(chat.partial).to_have_count(0)
    expect(chat.evidence.locator(".source").first).to_be_visible()
    expect(chat.button("Ask")).to_be_visible()


def test_stop_keeps_what_was_told_and_the_next_question_is_answered(
    visit: Visit, site: Site, told: Tell
) -> None:
    script = told("The first statement.")
    chat = visit(site.url)
    chat.begin(QUESTION)
    expect(chat.partial).to_have_text("The first statement.")
    chat.button("Stop").click()
    stopped = chat.page.locator(".answer.stopped")
    expect(stopped).to_contain_text("The first statement.")
    expect(stopped).to_contain_text("Stopped before the answer was complete.")
    expect(chat.button("Ask")).to_be_visible()
    script.go_on(10)
    expect(chat.again().locator(".claim").first).to_be_visible()
    expect(chat.turns).to_have_count(1)
    expect(stopped).to_have_count(0)


def test_a_follow_up_is_understood_from_the_question_before_it(chat: ChatPage) -> None:
    chat.ask(QUESTION)
    answer = chat.ask("Why did he go there?")
    expect(answer.locator(".understood")).to_contain_text("Why did Putin go to Beijing?")
    expect(chat.turns).to_have_count(2)
    expect(chat.answers.first.locator(".claim").first).to_be_visible()


def test_a_follow_up_can_be_asked_as_it_was_typed_instead(chat: ChatPage) -> None:
    chat.ask(QUESTION)
    expect(chat.button("Ask as typed")).to_have_count(0)
    before = chat.ask("Who met him there?").element_handle()
    chat.button("Ask as typed").click()
    chat.page.wait_for_function("old => !old.isConnected", arg=before)
    expect(chat.button("Ask")).to_be_visible()
    expect(chat.turns).to_have_count(2)
    expect(chat.answers.last.locator(".understood")).to_have_count(0)
    expect(chat.button("Ask as typed")).to_have_count(0)


def test_an_earlier_answer_keeps_its_own_evidence(chat: ChatPage) -> None:
    chat.ask(QUESTION)
    first = chat.evidence.inner_text()
    chat.ask("How many people died in the earthquakes in Turkey and Syria?")
    expect(chat.evidence.locator("h2")).to_contain_text("earthquakes")
    chat.answers.first.locator(".chip").first.click()
    assert chat.evidence.inner_text() == first
    expect(chat.page.locator(".source.marked .n")).to_have_text("1")
    chat.answers.last.locator(".sources").click()
    expect(chat.evidence.locator("h2")).to_contain_text("earthquakes")


def test_a_refusal_looks_like_one_and_names_what_was_searched(chat: ChatPage, site: Site) -> None:
    refusal = chat.ask("Who is the mayor of Atlantis?")
    expect(refusal.locator(".head")).to_have_text("Not in this archive")
    expect(refusal).to_contain_text(f"Searched: {searched(site.shelf.archive('own').info())}.")
    expect(refusal.locator(".claim, .chip")).to_have_count(0)
    assert "refusal" in (refusal.get_attribute("class") or "")
    nearest = refusal.locator(".nearest a").first
    title = nearest.inner_text()
    with chat.page.expect_popup() as opened:
        nearest.click()
    expect(opened.value.locator("h1")).to_have_text(title)
    opened.value.close()


def test_a_trip_called_off_and_a_meeting_carry_different_words(chat: ChatPage) -> None:
    answer = chat.ask("When did Blinken visit Beijing?")
    dropped = answer.locator(".claim").filter(has_text="5 February 2023")
    expect(dropped.locator(".status")).to_have_text("called off")
    met = answer.locator(".claim").filter(has_text="19 June 2023")
    expect(met.locator(".status")).to_have_text("took place")
    assert dropped.locator(".status").evaluate("e => getComputedStyle(e).color") != met.locator(
        ".status"
    ).evaluate("e => getComputedStyle(e).color")


def test_an_empty_question_asks_nothing(visit: Visit, site: Site) -> None:
    chat = visit(site.url)
    chat.open_filters()
    chat.field("As of").fill("someday")
    chat.begin(QUESTION)
    expect(chat.notice).to_contain_text("is not a date")
    chat.begin("   ")
    expect(chat.notice).not_to_contain_text("is not a date")
    expect(chat.turns).to_have_count(0)


def test_a_new_conversation_begins_empty(chat: ChatPage) -> None:
    chat.ask(QUESTION)
    chat.button("New conversation").click()
    expect(chat.turns).to_have_count(0)
    expect(chat.page.locator(".welcome")).to_be_visible()
    expect(chat.button("New conversation")).to_be_hidden()
    answer = chat.ask("Why did he go there?")
    expect(answer.locator(".understood")).to_have_count(0)


def test_a_new_conversation_in_the_middle_of_an_answer_stays_empty(
    visit: Visit, site: Site, told: Tell
) -> None:
    script = told("The first statement.")
    chat = visit(site.url)
    chat.begin(QUESTION)
    expect(chat.partial).to_have_text("The first statement.")
    chat.button("New conversation").click()
    expect(chat.turns).to_have_count(0)
    script.go_on(10)
    chat.ask_until_taken("How many people died in the earthquakes in Turkey and Syria?")
    expect(chat.answers).to_contain_text("50,000")
    expect(chat.turns).to_have_text(["How many people died in the earthquakes in Turkey and Syria?"])


def test_a_reload_begins_a_conversation_that_works(visit: Visit, site: Site) -> None:
    chat = visit(site.url)
    chat.ask(QUESTION)
    chat.page.reload()
    expect(chat.page.locator(".welcome")).to_be_visible()
    expect(chat.turns).to_have_count(0)
    expect(chat.ask(QUESTION).locator(".chip").first).to_be_visible()


def test_two_browsers_do_not_see_each_other(visit: Visit, site: Site) -> None:
    mine, yours = visit(site.url), visit(site.url)
    mine.ask(QUESTION)
    yours.ask("How many people died in the earthquakes in Turkey and Syria?")
    expect(mine.turns).to_have_text([QUESTION])
    expect(mine.ask("Why did he go there?").locator(".understood")).to_contain_text("Putin")
    expect(yours.turns).to_have_count(1)
    expect(yours.evidence).not_to_contain_text("Putin")


def test_two_tabs_that_ask_at_once_each_get_their_own_answer(visit: Visit, site: Site, told: Tell) -> None:
    left = visit(site.url)
    right = visit(site.url, beside=left)
    script = told("A moment.")
    left.begin(QUESTION)
    right.begin("How many people died in the earthquakes in Turkey and Syria?")
    expect(left.partial).to_have_text("A moment.")
    expect(right.partial).to_have_text("A moment.")
    script.go_on(2)
    expect(left.answers).to_contain_text("17-18 October 2023")
    expect(right.answers).to_contain_text("50,000")
    expect(left.turns).to_have_text([QUESTION])
    expect(right.turns).to_have_text(["How many people died in the earthquakes in Turkey and Syria?"])

"""Filters in a browser: outlets, days, and the day that is taken for today."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.ui.browser.chatpage import ChatPage
from tests.ui.browser.conftest import Visit
from tests.ui.browser.served import Site
from ui.words import searched

QUESTION = "When did Putin visit Beijing?"


@pytest.fixture(scope="module")
def shared(visit_for_all: Visit, site: Site) -> ChatPage:
    chat = visit_for_all(site.url)
    chat.open_filters()
    return chat


@pytest.fixture
def chat(shared: ChatPage) -> ChatPage:
    """A page with its filters open and empty, and no conversation."""
    shared.start_anew()
    for label in ("Published from", "Published to", "As of"):
        shared.field(label).fill("")
    return shared


def test_as_of_a_day_nothing_later_is_read_and_ages_are_those_of_that_day(chat: ChatPage) -> None:
    chat.field("As of").fill("2022-03-01")
    answer = chat.ask(QUESTION)
    expect(answer).to_contain_text("4 February 2022")
    expect(answer).not_to_contain_text("2023")
    expect(chat.turns.last).to_contain_text("as of 1 Mar 2022")
    lines = chat.evidence.locator(".source .line").all_inner_texts()
    assert any("4 Feb 2022 · 3 weeks ago" in line for line in lines), lines
    assert not re.search(r"202[345]", " ".join(lines))


def test_a_month_means_its_first_day_from_and_its_last_day_to(chat: ChatPage) -> None:
    chat.field("Published from").fill("Oct 2023")
    chat.field("Published to").fill("October 2023")
    answer = chat.ask(QUESTION)
    expect(chat.turns.last).to_contain_text("published from 1 Oct 2023 · published to 31 Oct 2023")
    expect(answer).to_contain_text("17-18 October 2023")
    expect(answer).not_to_contain_text("2022")


def test_a_filter_that_is_no_date_says_so_and_keeps_the_question(chat: ChatPage) -> None:
    chat.field("Published from").fill("last Tuesdayish")
    chat.begin(QUESTION)
    expect(chat.notice).to_contain_text("“last Tuesdayish” is not a date.")
    expect(chat.notice).to_contain_text("Write it as 2022-02-04, Feb 2022 or 2022.")
    expect(chat.box).to_have_value(QUESTION)
    expect(chat.turns).to_have_count(0)
    chat.field("Published from").fill("2023")
    chat.box.press("Enter")
    expect(chat.answers).to_have_count(1)
    expect(chat.notice).not_to_contain_text("is not a date")


def test_dates_that_leave_nothing_are_refused_with_what_the_archive_covers(
    chat: ChatPage, site: Site
) -> None:
    chat.field("Published to").fill("1999")
    refusal = chat.ask(QUESTION)
    expect(refusal.locator(".head")).to_have_text("Nothing within these limits")
    expect(refusal).to_contain_text(searched(site.shelf.archive("own").info()))


def test_from_after_to_is_a_problem_with_a_remedy(chat: ChatPage) -> None:
    chat.field("Published from").fill("2023")
    chat.field("Published to").fill("2022")
    answer = chat.ask(QUESTION)
    expect(answer).to_contain_text("No day is since 2023-01-01 and until 2022-12-31.")
    expect(answer.locator(".remedy")).to_have_text("Give a window that holds a day.")
    expect(chat.box).to_have_value(QUESTION)


def test_asking_again_takes_the_filters_as_they_are_now(chat: ChatPage) -> None:
    chat.ask(QUESTION)
    chat.field("Published to").fill("2022")
    answer = chat.again()
    expect(chat.turns).to_have_count(1)
    expect(chat.turns).to_contain_text("published to 31 Dec 2022")
    expect(answer).not_to_contain_text("2023")


def test_only_the_chosen_outlets_are_read(visit: Visit, site: Site) -> None:
    chat = visit(site.url)
    chat.open_filters()
    outlets = chat.field("Outlets")
    outlets.click()
    options = chat.page.get_by_role("option")
    expect(options).to_have_count(10)
    options.filter(has_text="Eastgate Dispatch").click()
    outlets.press("Escape")
    chat.ask(QUESTION)
    expect(chat.turns.last).to_contain_text("Eastgate Dispatch")
    named = chat.evidence.locator(".source .line b").all_inner_texts()
    assert set(named) == {"Eastgate Dispatch"}

"""Asking in a browser: the answer, its chips and their evidence."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.ui.browser.chatpage import ChatPage
from tests.ui.browser.conftest import Visit
from tests.ui.browser.served import Site

QUESTION = "When did Putin visit Beijing?"


@pytest.fixture(scope="module")
def answered(visit_for_all: Visit, site: Site) -> ChatPage:
    """A page with one answer; the tests that share it leave it as it is."""
    chat = visit_for_all(site.url)
    chat.ask(QUESTION)
    return chat


def test_an_answer_shows_its_claims_with_a_word_for_what_happened(answered: ChatPage) -> None:
    claims = answered.answers.last.locator(".claim")
    expect(claims.filter(has_text="17-18 October 2023")).to_have_count(1)
    expect(claims.filter(has_text="17-18 October 2023").locator(".status")).to_have_text("took place")
    assert not re.search(r"\[\d", answered.answers.last.inner_text())


def test_chips_are_numbered_in_order_and_each_has_its_evidence(answered: ChatPage) -> None:
    numbers = answered.answers.last.locator(".chip").all_inner_texts()
    assert list(dict.fromkeys(numbers)) == [str(n + 1) for n in range(len(set(numbers)))]
    assert answered.evidence.locator(".source .n").all_inner_texts() == list(dict.fromkeys(numbers))


def test_evidence_gives_outlet_date_age_title_and_the_marked_quote(answered: ChatPage) -> None:
    source = answered.evidence.locator(".source").filter(has_text="Eastgate Dispatch").first
    expect(source.locator(".line")).to_contain_text(
        re.compile(r"Eastgate Dispatch · \d+ \w{3} \d{4} · \d+ years ago")
    )
    assert source.locator("h3").inner_text()
    mark = source.locator("mark").inner_text()
    assert len(mark) > 20
    assert mark in source.locator("blockquote").inner_text()
    expect(source.get_by_role("link", name="Whole article")).to_have_attribute("target", "_blank")


def test_a_click_on_a_chip_brings_its_evidence_into_view_and_marks_it(answered: ChatPage) -> None:
    chips = answered.answers.last.locator(".chip")
    for n in (chips.count(), 2):
        answered.answers.last.get_by_role("link", name=str(n), exact=True).click()
        marked = answered.page.locator(".source.marked")
        expect(marked).to_have_count(1)
        expect(marked.locator(".n")).to_have_text(str(n))
        expect(marked).to_be_in_viewport(ratio=0.5)
        expect(marked).to_be_focused()


def test_hovering_over_a_chip_shows_the_quote_within_the_window(answered: ChatPage) -> None:
    for n in ("1", "9"):
        chip = answered.answers.last.get_by_role("link", name=n, exact=True)
        chip.hover()
        card = answered.answers.last.locator(".card:visible")
        expect(card).to_have_count(1)
        quote = answered.evidence.locator(".source").nth(int(n) - 1).locator("mark").inner_text()
        assert card.locator(".card-quote").inner_text()[:60] == quote[:60]
        box = card.bounding_box()
        assert box is not None
        assert box["x"] >= 0 and box["y"] >= 0  # noqa: PT018 - one thought
        assert box["x"] + box["width"] <= 1280
        assert box["y"] + box["height"] <= 800
    answered.page.mouse.move(0, 0)
    expect(answered.page.locator(".card:visible")).to_have_count(0)


def test_the_whole_article_opens_with_the_quote_marked(answered: ChatPage) -> None:
    source = answered.evidence.locator(".source").first
    with answered.page.expect_popup() as opened:
        source.get_by_role("link", name="Whole article").click()
    article = opened.value
    expect(article.locator("mark")).to_have_text(source.locator("mark").inner_text())
    expect(article.locator("mark")).to_be_in_viewport()
    expect(article.locator("h1")).to_have_text(source.locator("h3").inner_text())
    article.close()


def test_the_keyboard_alone_asks_reaches_a_source_and_comes_back(visit: Visit, site: Site) -> None:
    chat = visit(site.url)
    page = chat.page
    page.evaluate("() => document.activeElement.blur()")
    tab_to(chat, "document.activeElement.matches('#question textarea')")
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    expect(chat.answers).to_have_count(1)
    tab_to(chat, "document.activeElement.matches('.chip')", "Shift+Tab")
    expect(page.locator(".card:visible")).to_have_count(1)
    number = page.locator(".chip:focus").inner_text()
    page.keyboard.press("Enter")
    expect(page.locator(".source.marked .n")).to_have_text(number)
    expect(page.locator(".source.marked")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".chip:focus")).to_have_text(number)


def tab_to(chat: ChatPage, there: str, key: str = "Tab", most: int = 40) -> None:
    """Press Tab until the focus is there."""
    for _ in range(most):
        if chat.page.evaluate(f"() => {there}"):
            return
        chat.page.keyboard.press(key)
    raise AssertionError(f"{most} times {key} do not lead there")

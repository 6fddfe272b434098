"""Articles that carry markup in every field: the page shows it as text, runs none and fetches none."""

from __future__ import annotations

import json
import re
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from index.article import Article
from tests.ui.browser.chatpage import ChatPage
from tests.ui.browser.conftest import Visit
from tests.ui.browser.served import Site, serving
from tests.ui.browser.staged import Fixed, crowded
from ui import sessions

PAYLOADS: dict[str, str] = json.loads((Path(__file__).parents[1] / "hostile.json").read_text("utf-8"))
TOWNS = "Velmora Quellen Dunmere Asterby Holloway Pinscombe Tarrow Ludgrave Wexmoor Brindle".split()
NAMES = "Ilda Brant, Otto Welsh, Mara Finch, Jonas Pryde, Edda Locke, Karl Hume, Nora Vance".split(", ")
OURS = {
    "a",
    "article",
    "b",
    "blockquote",
    "div",
    "h1",
    "h2",
    "h3",
    "header",
    "li",
    "mark",
    "p",
    "section",
    "span",
    "ul",
}


class Listener:
    """Counts whoever connects to it."""

    def __init__(self) -> None:
        self.connections = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.host = f"127.0.0.1:{self._socket.getsockname()[1]}"
        threading.Thread(target=self._count, daemon=True).start()

    def _count(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.connections += 1
            connection.close()

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()


@dataclass(frozen=True)
class Hostile:
    """A page over an archive of hostile articles, and the listener to which their addresses point."""

    chat: ChatPage
    site: Site
    listener: Listener
    payloads: list[str]

    @property
    def articles(self) -> list[Article]:
        return list(self.site.shelf.archive("own").articles())

    def assert_harmless(self, page: Page | None = None) -> None:
        opened = page or self.chat.page
        assert opened.evaluate("() => window.hostile") is None
        assert self.listener.connections == 0


def row(number: int, payload: str) -> dict[str, Any]:
    """An article with a payload in each field, and with a sentence to ask for beside it."""
    town, mayor = TOWNS[number % len(TOWNS)], NAMES[number % len(NAMES)]
    fact = f"The mayor of {town}, {mayor}, opened bridge {number} over the river on Monday."
    return {
        "id": f"hostile-{number}",
        "title": f"Bridge {number} {payload}",
        "text": f"{fact} {payload}\n\n{payload}\n\nBridge {number} is {number + 40} metres long. {payload}",
        "outlet": f"{payload} {number % 20}",
        "author": payload,
        "url": payload if "://" in payload else f"https://news.example/{payload}",
        "published": f"2024-03-{number % 28 + 1:02}",
    }


@pytest.fixture(scope="module")
def hostile(visit_for_all: Visit, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hostile]:
    root = tmp_path_factory.mktemp("hostile")
    listener = Listener()
    payloads = [payload.replace("evil.example", listener.host) for payload in PAYLOADS.values()]
    rows = root / "<img src=x onerror=window.hostile=1>.jsonl"
    rows.write_text("".join(f"{json.dumps(row(n, payload))}\n" for n, payload in enumerate(payloads)))
    with serving(root / "own", root / "sample") as site:
        chat = visit_for_all(site.url)
        chat.open_uploads()
        expect(chat.upload(rows).locator(".head")).to_contain_text(
            f"{len(payloads)} articles added", timeout=60_000
        )
        yield Hostile(chat, site, listener, payloads)
    listener.close()


@pytest.fixture
def cited(hostile: Hostile, monkeypatch: pytest.MonkeyPatch) -> Hostile:
    """The page with an answer that cites every one of the articles."""
    archive = hostile.site.shelf.archive("own")
    monkeypatch.setattr(sessions, "ask_stream", Fixed(crowded(archive, len(hostile.payloads))))
    hostile.chat.ask("Which bridges were opened?")
    return hostile


def assert_only_our_elements(place: Locator) -> None:
    """Within ``place`` there is no element, attribute or address but those of our templates."""
    found: list[dict[str, Any]] = place.evaluate(
        """place => [...place.querySelectorAll('*')].map(element => ({
            tag: element.tagName.toLowerCase(),
            names: element.getAttributeNames(),
            address: element.getAttribute('href'),
        }))"""
    )
    assert {element["tag"] for element in found} <= OURS
    names = {name for element in found for name in element["names"]}
    assert not {name for name in names if name.startswith("on") or name in ("style", "src", "srcset")}
    for address in {element["address"] for element in found if element["address"] is not None}:
        assert re.match(r"#(asked|cite|evidence)-\d|/article\?|https?://", address), address


def squeezed(text: str) -> str:
    """Text as a browser shows it, which folds white space and leaves out what cannot be seen."""
    return re.sub(
        r"[\s\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]+", "", text
    )


def test_there_are_enough_payloads() -> None:
    assert len(PAYLOADS) >= 60


def test_every_payload_in_an_answer_and_its_evidence_is_shown_as_text(cited: Hostile) -> None:
    page = cited.chat.page
    sources = page.locator(".evidence .turn.current .source")
    expect(sources).to_have_count(len(cited.payloads))
    shown = sources.evaluate_all("all => all.map(one => one.textContent)")
    for article, text in zip(cited.articles, shown, strict=True):
        first, last = article.sentences[0]
        assert squeezed(article.text[first:last]) in squeezed(text)
    whole = squeezed("".join(shown))
    assert sum(squeezed(payload) in whole for payload in cited.payloads) >= 60
    for place in ("#chat .conversation", "#evidence .evidence"):
        assert_only_our_elements(page.locator(place))
    cited.assert_harmless()


def test_chips_cards_and_marks_work_among_hostile_articles(cited: Hostile) -> None:
    page = cited.chat.page
    chips = cited.chat.answers.last.locator(".chip")
    for place in range(0, chips.count(), 30):
        chips.nth(place).hover()
        expect(page.locator(".card:visible")).to_have_count(1)
        chips.nth(place).click()
        expect(page.locator(".source.marked .n")).to_have_text(chips.nth(place).inner_text())
    cited.assert_harmless()


def test_the_page_of_an_article_shows_its_payloads_as_text(hostile: Hostile) -> None:
    page = hostile.chat.page.context.new_page()
    for article in hostile.articles[::3]:
        page.goto(f"{hostile.site.url}/article?archive=own&id={article.id}&from=0&to=30")
        shown = page.evaluate(
            "() => [document.querySelector('main').textContent, "
            "document.querySelectorAll('script, img, iframe, form, style, object, embed, base').length]"
        )
        assert squeezed(article.title[:60]) in squeezed(shown[0])
        assert squeezed(article.text) in squeezed(shown[0])
        assert shown[1] == 0
        links = page.locator("main a").evaluate_all("all => all.map(one => one.href)")
        assert all(link.startswith(("http://", "https://")) for link in links)
        hostile.assert_harmless(page)
    page.close()


def test_the_real_answer_from_a_hostile_article_is_harmless(hostile: Hostile) -> None:
    for number in (9, 81, 96):
        town, mayor = TOWNS[number % len(TOWNS)], NAMES[number % len(NAMES)]
        answer = hostile.chat.ask(f"Who opened bridge {number} over the river in {town}?")
        expect(answer).to_contain_text(mayor)
        assert_only_our_elements(hostile.chat.page.locator("#chat .conversation"))
    hostile.assert_harmless()


def test_a_hostile_question_is_shown_as_text(hostile: Hostile) -> None:
    question = " ".join(payload for payload in hostile.payloads if len(payload) < 60)[:1_900]
    hostile.chat.ask(question)
    assert squeezed(question) in squeezed(hostile.chat.turns.last.locator("p").first.inner_text())
    assert_only_our_elements(hostile.chat.page.locator("#chat .conversation"))
    hostile.assert_harmless()


def test_hostile_outlets_can_be_chosen_and_are_text(hostile: Hostile) -> None:
    chat = hostile.chat
    chat.open_filters()
    chat.field("Outlets").click()
    options = chat.page.get_by_role("option")
    expect(options.first).to_be_visible()
    assert options.count() > 60
    expect(chat.page.locator(".options img, .options script, .options iframe, .options form")).to_have_count(
        0
    )
    options.filter(has_text="onerror").first.click()
    chat.field("Outlets").press("Escape")
    chat.ask("Which bridges were opened?")
    expect(chat.turns.last).to_contain_text("onerror")
    assert_only_our_elements(chat.page.locator("#chat .conversation"))
    hostile.assert_harmless()

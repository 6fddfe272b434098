"""How the page looks: within a narrow window, in light and in dark, with enough contrast to be read."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.ui.browser.chatpage import ChatPage
from tests.ui.browser.conftest import Visit
from tests.ui.browser.served import Site
from tests.ui.browser.staged import Fixed, crowded
from ui import sessions

QUESTION = "When did Putin visit Beijing?"
WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
NARROW = 360
AA = 4.5
"""The contrast that WCAG 2.2 (1.4.3, level AA) asks of text."""

# The contrast between an element's text and what lies behind it, by the formula of WCAG 2.2.
CONTRAST = """
element => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgba = colour => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = ([r, g, b, a], below) => [r, g, b].map((part, i) => part * a + below[i] * (1 - a));
  const chain = [];
  for (let at = element; at; at = at.parentElement) chain.push(at);
  let ground = [255, 255, 255], opacity = 1;
  for (const at of chain.reverse()) {
    const style = getComputedStyle(at);
    opacity *= Number(style.opacity);
    const [r, g, b, a] = rgba(style.backgroundColor);
    ground = over([r, g, b, a * opacity], ground);
  }
  const [r, g, b, a] = rgba(getComputedStyle(element).color);
  const luminance = colour => {
    const [red, green, blue] = colour.map(part => part / 255).map(
      part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ink = over([r, g, b, a * opacity], ground);
  const [low, high] = [luminance(ink), luminance(ground)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}
"""
# Every element that can be seen and has words of its own, with their contrast where it is too low.
FAINT = f"""
least => {{
  const contrast = {CONTRAST};
  const spoken = node => node.nodeType === Node.TEXT_NODE && node.textContent.trim();
  const seen = element => element.checkVisibility({{ opacityProperty: true, visibilityProperty: true }});
  return [...document.body.querySelectorAll('*')]
    .filter(element => [...element.childNodes].some(spoken) && seen(element))
    .map(element => [contrast(element), `${{element.tagName}}.${{element.className}}`, element.textContent])
    .filter(([found]) => found < least)
    .map(([found, name, text]) => `${{found.toFixed(2)}} ${{name}}: ${{text.trim().slice(0, 40)}}`);
}}
"""


@pytest.fixture
def crowd(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every answer has 20 citations with long titles."""
    monkeypatch.setattr(sessions, "ask_stream", Fixed(crowded(site.shelf.archive("own"))))


@pytest.fixture(scope="module")
def narrow(visit_for_all: Visit, site: Site) -> ChatPage:
    return visit_for_all(site.url, width=NARROW, height=720)


def test_a_narrow_window_is_never_scrolled_sideways(narrow: ChatPage) -> None:
    assert narrow.wider_than_its_window() <= 0
    narrow.ask(QUESTION)
    assert narrow.wider_than_its_window() <= 0
    narrow.ask("Who is the mayor of Atlantis?")
    assert narrow.wider_than_its_window() <= 0
    narrow.ask(f"Who wrote {WORD * 3}?")
    assert narrow.wider_than_its_window() <= 0
    narrow.answers.first.locator(".chip").last.click()
    expect(narrow.page.locator(".source.marked")).to_be_in_viewport()
    assert narrow.wider_than_its_window() <= 0
    narrow.open_filters()
    assert narrow.wider_than_its_window() <= 0


def test_twenty_citations_with_long_titles_fit_a_narrow_window(narrow: ChatPage, crowd: None) -> None:
    narrow.ask(QUESTION)
    expect(narrow.evidence.locator(".source")).to_have_count(20)
    assert narrow.wider_than_its_window() <= 0
    narrow.page.mouse.move(0, 0)
    narrow.answers.last.locator(".chip").last.focus()
    card = narrow.page.locator(".card:visible")
    box = card.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= NARROW


def test_in_a_narrow_window_a_source_leads_back_to_its_sentence(
    visit: Visit, site: Site, crowd: None
) -> None:
    chat = visit(site.url, width=NARROW, height=720)
    for _ in range(2):
        chat.ask(QUESTION)
    expect(chat.turns.last).to_be_in_viewport()  # and with it the beginning of the answer
    for answer in (chat.answers.first, chat.answers.last):
        chip = answer.locator(".chip").last
        chip.click()
        source = chat.page.locator(".source.marked")
        expect(source).to_be_in_viewport()
        source.get_by_role("link", name="Back to the answer").click()
        expect(chip).to_be_focused()
        expect(chip).to_be_in_viewport()


def test_in_a_wide_window_no_source_offers_a_way_back(visit: Visit, site: Site, crowd: None) -> None:
    chat = visit(site.url)
    chat.ask(QUESTION)
    expect(chat.evidence.locator(".back").first).to_be_hidden()


def test_an_upload_report_fits_a_narrow_window(visit: Visit, own_site: Site, tmp_path: Path) -> None:
    chat = visit(own_site.url, width=NARROW, height=720)
    chat.open_uploads()
    file = tmp_path / f"{WORD}-{WORD}.html"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    expect(chat.upload(file).locator("li.failed")).to_have_count(1)
    assert chat.wider_than_its_window() <= 0


def test_the_box_stays_in_view_below_a_long_conversation(visit: Visit, site: Site, crowd: None) -> None:
    chat = visit(site.url)
    for _ in range(3):
        chat.ask(QUESTION)
    expect(chat.box).to_be_in_viewport(ratio=1)
    expect(chat.answers.last.locator(".sources")).to_be_in_viewport()
    assert chat.page.evaluate("() => document.scrollingElement.scrollHeight - innerHeight") <= 0
    assert chat.wider_than_its_window() <= 0


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_everything_that_is_read_has_enough_contrast(visit: Visit, site: Site, dark: bool) -> None:
    chat = visit(site.url, dark=dark)
    ground = chat.page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    assert (ground == "rgb(255, 255, 255)") is not dark
    chat.open_filters()
    chat.open_uploads()
    assert chat.page.evaluate(FAINT, AA) == []
    chat.field("As of").fill("2026")
    for question in (
        "When did Blinken visit Beijing?",
        "Who is the mayor of Atlantis?",
        "why " * 600,
        QUESTION,
    ):
        chat.ask(question)
        assert chat.page.evaluate(FAINT, AA) == []
    chip = chat.answers.last.locator(".chip").first
    for step in (chip.hover, chip.click):
        step()
        expect(chat.page.locator(".card:visible")).to_have_count(1)
        assert chat.page.evaluate(FAINT, AA) == []
    chat.page.goto(f"{site.url}{chat.evidence.locator('.links a').first.get_attribute('href')}")
    chat.page.locator("mark").wait_for()
    assert chat.page.evaluate(FAINT, AA) == []

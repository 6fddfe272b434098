"""The page as a reader handles it: the question box, the answers, their sources."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Locator, Page, expect


class ChatPage:
    """One open page; every step waits until the page has taken it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.box = page.get_by_role("textbox", name="Your question")
        self.turns = page.locator(".asked")
        self.answers = page.locator(".answer:not(.partial)")
        self.partial = page.locator(".answer.partial")
        self.notice = page.locator("#notice")
        self.evidence = page.locator(".evidence .turn.current")
        self.masthead = page.locator(".masthead")
        self.report = page.locator(".upload")

    def open(self, url: str) -> ChatPage:
        self.page.goto(url)
        self.masthead.wait_for()
        self.box.wait_for()
        return self

    def ask(self, question: str) -> Locator:
        """Ask, and wait for what comes of it: an answer, a refusal or a problem."""
        told = self.answers.count()
        self.begin(question)
        expect(self.answers).to_have_count(told + 1)
        expect(self.button("Ask")).to_be_visible()
        return self.answers.last

    def begin(self, question: str) -> None:
        """Ask, and wait for nothing."""
        self.box.fill(question)
        self.box.press("Enter")

    def ask_until_taken(self, question: str) -> None:
        """Ask until it is taken: while a question that was given up is still at work, none is."""
        self.box.fill(question)
        for _ in range(100):
            if not self.box.input_value():
                return
            self.box.press("Enter")
            self.page.wait_for_timeout(200)
        raise AssertionError("the question is not taken")

    def again(self) -> Locator:
        """Ask the latest question once more, and wait for its answer."""
        before = self.answers.last.element_handle()
        self.button("Ask again").click()
        self.page.wait_for_function("old => !old.isConnected", arg=before)
        expect(self.button("Ask")).to_be_visible()
        return self.answers.last

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def field(self, label: str) -> Locator:
        """A field of the filters."""
        return self.page.locator("#filters").get_by_label(label)

    def start_anew(self) -> None:
        """Leave the conversation, where there is one."""
        if self.turns.count():
            self.button("New conversation").click()
            expect(self.turns).to_have_count(0)

    def open_filters(self) -> None:
        self.button("Filters ▼").click()
        self.field("As of").wait_for()

    def open_uploads(self) -> None:
        self.button("Add articles ▼").click()
        self.button("Click to upload or drop files").wait_for()

    def upload(self, *files: Path) -> Locator:
        """Give files to the page, and wait for its report."""
        self.give(files)
        self.page.locator(
            ".upload .files li.read, .upload .files li.failed, .upload .remedy"
        ).first.wait_for()
        expect(self.page.locator(".upload .pulse")).to_have_count(0)
        return self.report

    def give(self, files: Sequence[Path]) -> None:
        """Give files to the page."""
        self.page.locator("#add input[type=file]").set_input_files(list(files))

    def wider_than_its_window(self) -> int:
        """By how many pixels the page would have to be scrolled sideways."""
        beyond: int = self.page.evaluate(
            "() => document.scrollingElement.scrollWidth - document.documentElement.clientWidth"
        )
        return beyond

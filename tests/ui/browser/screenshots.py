"""Pictures of the page in its states, to be looked at: ``python -m tests.ui.browser.screenshots [FOLDER]``.

They are written to ``.cache/screenshots`` of the checkout, unless another folder is named.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from unittest.mock import patch

from playwright.sync_api import Browser, expect

from evals.sample import corpus
from index import Archive
from tests.ui.browser.chatpage import ChatPage
from tests.ui.browser.served import Site, chromium, serving
from tests.ui.browser.staged import Fixed, Told, crowded
from ui import sessions

FOLDER = Path(__file__).parents[3] / ".cache" / "screenshots"
QUESTION = "When did Putin visit Beijing?"
REFUSED = "Who is the mayor of Atlantis?"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8


class Camera:
    """Opens pages of one site and takes their pictures into a folder."""

    def __init__(self, browser: Browser, site: Site, folder: Path) -> None:
        self._browser = browser
        self._site = site
        self._folder = folder

    def open(self, *, width: int = 1280, height: int = 800, dark: bool = False) -> ChatPage:
        context = self._browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        return ChatPage(context.new_page()).open(self._site.url)

    def take(self, chat: ChatPage, name: str, *, whole: bool = False) -> None:
        file = self._folder / f"{name}.png"
        chat.page.screenshot(path=file, full_page=whole)
        print(file)  # noqa: T201 - a command


def conversation(camera: Camera, *, dark: bool = False) -> None:
    """Welcome, an answer with a marked source, a card, a refusal, an error."""
    mark = "-dark" if dark else ""
    chat = camera.open(dark=dark)
    camera.take(chat, f"welcome{mark}")
    chat.ask(QUESTION)
    camera.take(chat, f"answer{mark}")
    chat.answers.last.locator(".chip").nth(4).click()
    camera.take(chat, f"marked{mark}")
    chat.answers.last.locator(".chip").nth(7).hover()
    camera.take(chat, f"card{mark}")
    chat.page.mouse.move(0, 0)
    chat.ask(REFUSED)
    camera.take(chat, f"refusal{mark}")
    chat.ask("why " * 600)
    camera.take(chat, f"error{mark}")


def telling(camera: Camera) -> None:
    """A question that is being searched for, then half told, then stopped."""
    script = Told("", "Friday 4 February 2022: Vladimir Putin and Xi Jinping met on Friday. [1]")
    with told_by(script):
        chat = camera.open()
        chat.begin(QUESTION)
        chat.page.locator(".searching").wait_for()
        camera.take(chat, "searching")
        script.go_on()
        chat.partial.wait_for()
        camera.take(chat, "streaming")
        chat.button("Stop").click()
        chat.page.locator(".stopped").wait_for()
        camera.take(chat, "stopped")
        script.go_on(10)


def filters(camera: Camera) -> None:
    chat = camera.open()
    chat.open_filters()
    camera.take(chat, "filters")
    chat.field("As of").fill("2022-03-01")
    chat.ask(QUESTION)
    camera.take(chat, "as-of")
    chat.field("Outlets").click()
    chat.page.wait_for_function("() => getComputedStyle(document.querySelector('.options')).opacity === '1'")
    camera.take(chat, "outlets")
    chat.page.keyboard.press("Escape")
    chat.field("As of").fill("next Tuesdayish")
    chat.begin(QUESTION)
    expect(chat.notice).to_contain_text("is not a date")
    camera.take(chat, "not-a-date")


def crowd(camera: Camera, archive: Archive) -> None:
    """Twenty citations with long titles, wide and narrow."""
    with told_by(Fixed(crowded(archive))):
        chat = camera.open()
        chat.ask(QUESTION)
        chat.answers.last.locator(".chip").nth(11).click()
        camera.take(chat, "crowd")
        chat = camera.open(width=360, height=720)
        chat.ask(QUESTION)
        camera.take(chat, "crowd-narrow", whole=True)


def narrow(camera: Camera, folder: Path) -> None:
    chat = camera.open(width=360, height=720)
    camera.take(chat, "narrow-welcome")
    chat.ask(QUESTION)
    chat.ask(REFUSED)
    camera.take(chat, "narrow", whole=True)
    chat.open_filters()
    chat.open_uploads()
    chat.upload(*mixed(folder))
    camera.take(chat, "narrow-panels", whole=True)


def uploads(camera: Camera, folder: Path) -> None:
    chat = camera.open()
    chat.open_uploads()
    camera.take(chat, "uploads")
    chat.upload(*mixed(folder))
    camera.take(chat, "report")


def article(camera: Camera) -> None:
    """The page of an article, at its quote."""
    for dark in (False, True):
        chat = camera.open(dark=dark)
        chat.ask(QUESTION)
        with chat.page.expect_popup() as opened:
            chat.evidence.get_by_role("link", name="Whole article").first.click()
        chat = ChatPage(opened.value)
        chat.page.locator("mark").wait_for()
        camera.take(chat, "article-dark" if dark else "article")


def mixed(folder: Path) -> list[Path]:
    """Files of which only one can be read."""
    contents = {
        "fog-in-dunmere.txt": b"Fog in Dunmere\n\nFog closed the ferry of Dunmere on Friday 1 March 2024.\n",
        "a-photograph-that-somebody-saved-under-the-name-of-a-page.html": PNG,
        "noise.txt": bytes((i * 7919 + i // 256 * 31) % 256 for i in range(5_000)),
        "rows.jsonl": b'{"text": "Short."}\n{"text": \n[]\n{"title": "No text"}\n',
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in contents]


@contextmanager
def told_by(script: Told | Fixed) -> Iterator[None]:
    """Have the answers told by a script."""
    with patch.object(sessions, "ask_stream", script), patch.object(sessions, "_SECONDS_BETWEEN_UPDATES", 0):
        yield


def main(folder: Path) -> None:
    """Take all the pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        work = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        with Archive.open(work / "sample", create=True) as archive:
            archive.sync([corpus()])
        browser = stack.enter_context(chromium())
        site = stack.enter_context(serving(work / "sample", work / "none"))
        empty = stack.enter_context(serving(work / "empty", work / "sample"))
        camera = Camera(browser, site, folder)
        conversation(camera)
        conversation(camera, dark=True)
        telling(camera)
        filters(camera)
        crowd(camera, site.shelf.archive("own"))
        article(camera)
        beginner = Camera(browser, empty, folder)
        beginner.take(beginner.open(), "empty")
        uploads(beginner, work)
        narrow(camera, work)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)

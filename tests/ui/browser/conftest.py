"""A running application, a browser, and an eye on everything that the browser does."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Request, WebError, expect

from tests.ui.browser.chatpage import ChatPage
from tests.ui.browser.served import CHROMIUM, Site, chromium, serving
from tests.ui.browser.staged import Told
from ui import sessions

_MILLISECONDS = 20_000
_NOT_OURS = "ignore::DeprecationWarning"
Visit = Callable[..., ChatPage]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let Gradio, which runs in the process of these tests, use what pandas will take away."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.filterwarnings(_NOT_OURS))


@pytest.fixture(scope="session", autouse=True)
def installed() -> None:
    """Skip where there is no browser; fail where there must be one."""
    if not CHROMIUM.exists():
        missing = f"The tests of the page need {CHROMIUM}: apt-get install chromium"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for the tests of one file.

    For one file and not for all, because Playwright keeps an event loop running in this thread, and
    tests elsewhere start loops of their own.
    """
    expect.set_options(timeout=_MILLISECONDS)
    with chromium() as started:
        yield started


@pytest.fixture(scope="session", autouse=True)
def uploads_go_with_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Have Gradio keep what is uploaded in a folder of the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADIO_TEMP_DIR", str(tmp_path_factory.mktemp("gradio")))
        yield


@pytest.fixture(scope="session")
def site(sample_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The application over the sample articles; nobody adds to them."""
    root = tmp_path_factory.mktemp("site")
    with serving(copied(sample_path, root / "own"), root / "sample") as started:
        yield started


@pytest.fixture(scope="module")
def own_site(sample_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Another one over the sample articles, whose archive the tests of a file may change."""
    root = tmp_path_factory.mktemp("own_site")
    with serving(copied(sample_path, root / "own"), root / "sample") as started:
        yield started


def copied(archive: Path, place: Path) -> Path:
    shutil.copytree(archive, place)
    return place


@dataclass
class Watch:
    """What the pages of one browser did that nobody sees; ``home`` is where they may go."""

    home: str
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    provoked: bool = False
    """Whether the test itself makes requests fail, of which the browser tells in its console."""

    def over(self, context: BrowserContext) -> None:
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("dialog", self._dialog)

    def check(self) -> None:
        outside = [url for url in self.requests if not url.startswith((f"{self.home}/", "data:", "blob:"))]
        assert not outside, f"requests beyond {self.home}: {outside}"
        assert not self.scripts, self.scripts
        violations = [error for error in self.errors if "Content Security Policy" in error]
        assert not violations, violations
        assert self.provoked or not self.errors, self.errors

    def _request(self, request: Request) -> None:
        self.requests.append(request.url)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" or "Content Security Policy" in message.text:
            self.errors.append(f"{message.text} ({message.location['url']})")

    def _error(self, error: WebError) -> None:
        self.scripts.append(f"a script failed: {error.error}")

    def _dialog(self, dialog: Dialog) -> None:
        self.scripts.append(f"a dialog opened: {dialog.message}")
        dialog.dismiss()


class Visitors:
    """Opens pages, each in a browser of its own or in one that is open already."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._watched: list[tuple[BrowserContext, Watch]] = []

    def __call__(
        self,
        url: str,
        *,
        width: int = 1280,
        height: int = 800,
        dark: bool = False,
        provoked: bool = False,
        beside: ChatPage | None = None,
    ) -> ChatPage:
        """The open page: a tab ``beside`` another one, else the only tab of a new browser."""
        if beside is not None:
            return ChatPage(beside.page.context.new_page()).open(url)
        context = self._browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        context.set_default_timeout(_MILLISECONDS)
        watch = Watch(url, provoked=provoked)
        watch.over(context)
        self._watched.append((context, watch))
        return ChatPage(context.new_page()).open(url)

    def leave(self) -> None:
        """Close every browser; fails when one of them did what no page of ours may do."""
        for context, _ in self._watched:
            context.close()
        for _, watch in self._watched:
            watch.check()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Opens pages for one test."""
    visitors = Visitors(browser)
    yield visitors
    visitors.leave()


@pytest.fixture(scope="module")
def visit_for_all(browser: Browser) -> Iterator[Visit]:
    """Opens pages that the tests of a file share."""
    visitors = Visitors(browser)
    yield visitors
    visitors.leave()


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Told]]:
    """Has the next answers told in the given pieces, each when the test says so."""
    made: list[Told] = []

    def begin(*pieces: str) -> Told:
        made.append(Told(*pieces))
        monkeypatch.setattr(sessions, "ask_stream", made[-1])
        monkeypatch.setattr(sessions, "_SECONDS_BETWEEN_UPDATES", 0)
        return made[-1]

    yield begin
    for script in made:
        script.go_on(1000)

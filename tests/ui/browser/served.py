"""The real application on a free port of this machine, and a real browser to look at it."""

from __future__ import annotations

import gc
import threading
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, sync_playwright

from ui.app import create
from ui.serve import bind
from ui.shelf import Name, Shelf

CHROMIUM = Path("/usr/bin/chromium")
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]
_SECONDS_TO_START = 60
_SECONDS_TO_END = 20


@dataclass(frozen=True, slots=True)
class Site:
    """A running application: where it is, and the archives that it reads."""

    url: str
    shelf: Shelf
    own: Path

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])


@contextmanager
def serving(own: Path, sample: Path, *, start: Name = "own", port: int = 0) -> Iterator[Site]:
    """The application over two archive folders, in a thread of this process, until the block ends."""
    shelf = Shelf(own, sample)
    with bind("127.0.0.1", port) as taken:
        app = _created(shelf, start)
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical", timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [taken]}, daemon=True)
        thread.start()
        try:
            _wait_until_started(server)
            yield Site(f"http://127.0.0.1:{taken.getsockname()[1]}", shelf, own)
        finally:
            server.should_exit = True
            thread.join(_SECONDS_TO_END)
    assert not thread.is_alive(), "the server does not end"


def _created(shelf: Shelf, start: Name) -> FastAPI:
    """The application; of the event loops that Gradio makes for it, and leaves open, nobody is told."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        app = create(shelf, start=start)
        gc.collect()
    return app


def _wait_until_started(server: uvicorn.Server) -> None:
    last = time.monotonic() + _SECONDS_TO_START
    while not server.started:
        assert time.monotonic() < last, f"the server does not start within {_SECONDS_TO_START} seconds"
        time.sleep(0.05)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's browser, without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()

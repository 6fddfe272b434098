"""What the tests of the page share: archives that are cheap to make, and the application, served."""

from __future__ import annotations

import asyncio
import shutil
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest
import uvicorn
from fastapi import FastAPI

from index import Archive
from tests.ui.visitor import Served, Visitor
from tests.ui.walls import walled
from ui import guard
from ui.serve import bind
from ui.shelf import Shelf

_SECONDS = 60


@pytest.fixture(scope="session")
def make_empty(sample_path: Path) -> Callable[[Path], Path]:
    """Makes an archive without articles, with the graph that another archive exported."""

    def make(root: Path) -> Path:
        Archive.open(root, create=True).close()
        shutil.copytree(sample_path / "model", root / "model")
        return root

    return make


@pytest.fixture
def empty(make_empty: Callable[[Path], Path], tmp_path: Path) -> Path:
    """The folder of an archive without articles."""
    return make_empty(tmp_path / "archive")


@pytest.fixture(scope="session")
def served(sample_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The application over a copy of the sample articles, to which tests may add."""
    root = tmp_path_factory.mktemp("served")
    shutil.copytree(sample_path, root / "own")
    shelf = Shelf(root / "own", root / "sample")
    with bind("127.0.0.1", 0) as taken:
        server = uvicorn.Server(
            uvicorn.Config(_created(shelf), log_level="critical", timeout_graceful_shutdown=1)
        )
        thread = threading.Thread(target=server.run, kwargs={"sockets": [taken]}, daemon=True)
        thread.start()
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        _wait_for(url)
        yield Served(server.config.app, url, root / "own", shelf)  # type: ignore[arg-type]  # the one made above
        server.should_exit = True
        thread.join(_SECONDS)


def _created(shelf: Shelf) -> FastAPI:
    """The application, made in a running event loop: without one Gradio makes loops that it never closes."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(lambda: asyncio.run(_create(shelf))).result()


async def _create(shelf: Shelf) -> FastAPI:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Gradio's own, while it is imported
        from ui.app import create

        return create(shelf)


def _wait_for(url: str) -> None:
    last = time.monotonic() + _SECONDS
    while True:
        try:
            httpx.get(f"{url}/health", trust_env=False)
        except httpx.TransportError:
            assert time.monotonic() < last, f"the application is not up within {_SECONDS} seconds"
            time.sleep(0.05)
        else:
            return


@pytest.fixture(scope="session")
def client(served: Served) -> Iterator[httpx.Client]:
    """Sends requests to the application."""
    # Each on a connection of its own: after an error the server closes the one that it came by.
    limits = httpx.Limits(max_keepalive_connections=0)
    with httpx.Client(base_url=served.url, trust_env=False, timeout=_SECONDS, limits=limits) as made:
        yield made


@pytest.fixture(scope="session")
def visit(client: httpx.Client) -> Callable[[], Visitor]:
    """Loads the page anew."""
    return lambda: Visitor(client)


@pytest.fixture(scope="session")
def walls() -> FastAPI:
    """The small site behind the walls, without a password."""
    return walled()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """The clock by which wrong passwords are counted, at ``now``."""
    told = SimpleNamespace(now=1000.0)
    monkeypatch.setattr(guard, "time", SimpleNamespace(monotonic=lambda: told.now))
    return told

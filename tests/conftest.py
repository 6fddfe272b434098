"""What every test stands on: no network, and a model that is loaded once."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import settings
from numpy.typing import NDArray

from evals.sample import corpus
from index import Archive
from index.embed import QueryEmbedder, export_query_graph
from index.embedder import ShippedEmbedder
from tests.vector_server import Chroma

# A slow machine is no failure.
settings.register_profile("dateline", deadline=None)
settings.load_profile("dateline")

_HERE = ("127.", "::1", "localhost")
_LOOK_UPS = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}
_SENDS = {"socket.connect", "socket.sendto", "socket.sendmsg"}


class NetworkReached(AssertionError):
    """A test tried to leave this machine."""


@pytest.fixture(autouse=True, scope="session")
def outside() -> Iterator[list[str]]:
    """Raises in whatever looks up or connects to another machine; the hosts that were asked for."""
    asked: list[str] = []
    watching = True

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if watching and event in _LOOK_UPS | _SENDS:
            host = _host(event, arguments)
            if host and not host.startswith(_HERE):
                asked.append(host)
                raise NetworkReached(f"a test reached for {host}")

    sys.addaudithook(watch)  # cannot be taken away again, only told to look elsewhere
    yield asked
    watching = False


@pytest.fixture(autouse=True)
def no_network(outside: list[str]) -> Iterator[None]:
    """Fail also the test whose code swallowed the guard's error."""
    outside.clear()
    yield
    assert not outside, f"reached for {outside}"


def _host(event: str, arguments: tuple[Any, ...]) -> str:
    """The host of a look-up or of an internet address; "" for every other kind of address."""
    if event in _LOOK_UPS:
        host = arguments[0]
    else:
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else ""
    return host.decode() if isinstance(host, bytes) else str(host or "")


@pytest.fixture(scope="session")
def query_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the graph that embeds questions; exporting it loads torch, once a session."""
    folder = tmp_path_factory.mktemp("graph")
    export_query_graph(folder)
    return folder


@pytest.fixture(scope="session")
def query_embedder(query_graph: Path) -> QueryEmbedder:
    """Embeds questions as an archive does."""
    return QueryEmbedder(query_graph)


class Remembering(ShippedEmbedder):
    """The shipped model, which embeds each text once: many questions read the same articles."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._known: dict[str, NDArray[np.float32]] = {}

    def questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known.update(zip(new, super().questions(new), strict=True))
        return np.stack([self._known[text] for text in texts])


@pytest.fixture(scope="session")
def open_remembering() -> Callable[[Path], Archive]:
    """Opens an archive with the shipped model, as often asked as one likes."""
    return lambda root: Archive.open(root, create=True, exact=True, embedder=Remembering(root / "model"))


@pytest.fixture(scope="session")
def sample_path(
    tmp_path_factory: pytest.TempPathFactory, open_remembering: Callable[[Path], Archive]
) -> Path:
    """The folder of an archive of the sample articles, indexed once a session; nobody writes to it."""
    root = tmp_path_factory.mktemp("sample") / "archive"
    with open_remembering(root) as archive:
        assert not archive.sync([corpus()]).failed
    return root


@pytest.fixture(scope="session")
def sample_archive(sample_path: Path, open_remembering: Callable[[Path], Archive]) -> Iterator[Archive]:
    """The archive of the sample articles, open."""
    with open_remembering(sample_path) as archive:
        yield archive


@pytest.fixture
def chroma(tmp_path: Path) -> Iterator[Chroma]:
    """A Chroma server, up."""
    server = Chroma(tmp_path / "server")
    server.start()
    yield server
    server.stop()


@pytest.fixture
def python(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs Python code in a fresh process, with a home of its own and no setting of this machine."""
    home = tmp_path / "home"
    home.mkdir()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DATELINE_", "XDG_"))}

    def run(code: str, *arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", code, *map(str, arguments)],
            capture_output=True,
            text=True,
            cwd=home,
            env=kept | {"HOME": str(home)} | environment,
            timeout=300,
        )

    return run


@pytest.fixture
def dateline(
    python: Callable[..., subprocess.CompletedProcess[str]],
) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs the command line in a fresh process."""
    code = "from index.cli import main; main()"
    return lambda *arguments, **environment: python(code, *arguments, **environment)

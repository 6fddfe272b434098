"""What every test stands on: no network, and a model that is loaded once."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from index.embed import QueryEmbedder, export_query_graph

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

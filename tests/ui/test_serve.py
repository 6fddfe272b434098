"""Where the page is served: on this machine, and beyond it only with a password."""

from __future__ import annotations

import socket
import webbrowser
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import UsageError
from ui import serve

CHOSEN = "correct horse"
EVERYWHERE = "0.0.0.0"  # noqa: S104 - never bound here


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.2", "::1", "localhost"])
def test_on_this_machine_no_password_is_needed(host: str) -> None:
    serve.check(host, None)


@pytest.mark.parametrize(
    "host",
    [EVERYWHERE, "::", "", "192.168.1.5", "10.0.0.1", "fe80::1", "news.example", "localhost.example", "127"],
)
def test_beyond_this_machine_a_password_is_demanded(host: str) -> None:
    with pytest.raises(UsageError) as caught:
        serve.check(host, None)
    assert caught.value.message == f"On {host} other machines can reach the page, and it has no password."
    assert "DATELINE_PASSWORD" in caught.value.remedy
    serve.check(host, CHOSEN)


@given(st.ip_addresses().map(str))
def test_only_loopback_addresses_go_without_a_password(host: str) -> None:
    loopback = host.startswith("127.") or host == "::1"
    if loopback:
        serve.check(host, None)
    else:
        with pytest.raises(UsageError):
            serve.check(host, None)


@pytest.fixture
def busy() -> Iterator[int]:
    """A port of this machine on which somebody listens."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_a_port_in_use_is_told_with_another_to_try(busy: int) -> None:
    with pytest.raises(UsageError) as caught:
        serve.bind("127.0.0.1", busy)
    assert caught.value.message.startswith(f"The page cannot be served on 127.0.0.1, port {busy}: ")
    assert "in use" in caught.value.message
    assert caught.value.remedy == f"Try another port: --port {busy + 1 if busy < 65_535 else 7860}."
    assert caught.value.exit_code == 2


def test_after_the_last_port_and_after_one_of_the_system_the_usual_one_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def taken(_: object, address: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("ui.serve.socket.socket", type("Taken", (socket.socket,), {"bind": taken}))
    for port in (65_535, 80):
        with pytest.raises(UsageError) as caught:
            serve.bind("127.0.0.1", port)
        assert caught.value.remedy == "Try another port: --port 7860."


def test_an_address_of_another_machine_is_told_as_such() -> None:
    with pytest.raises(UsageError) as caught:
        serve.bind("192.0.2.1", 7860)
    assert caught.value.remedy == "Name an address of this machine with --host, or leave --host out."


def test_a_free_port_is_taken_for_us(busy: int) -> None:
    with serve.bind("127.0.0.1", 0) as taken:
        host, port = taken.getsockname()
        assert host == "127.0.0.1"
        taken.listen()
        with pytest.raises(UsageError):
            serve.bind("127.0.0.1", port)
    serve.bind("127.0.0.1", port).close()


@pytest.mark.parametrize(
    ("host", "port", "url"),
    [
        ("127.0.0.1", 7860, "http://127.0.0.1:7860"),
        (EVERYWHERE, 80, "http://127.0.0.1:80"),
        ("::", 7860, "http://127.0.0.1:7860"),
        ("::1", 7860, "http://[::1]:7860"),
        ("news.example", 8000, "http://news.example:8000"),
    ],
)
def test_the_address_is_one_for_a_browser_on_this_machine(host: str, port: int, url: str) -> None:
    assert serve.address(host, port) == url


def test_the_page_is_called_by_the_names_of_this_machine_its_address_and_those_it_was_given() -> None:
    loopback = ("localhost", "127.0.0.1", "::1")
    assert serve.hosts("127.0.0.1", ()) == loopback
    assert serve.hosts("192.168.1.5", ("news.example",)) == (*loopback, "192.168.1.5", "news.example")
    assert serve.hosts("localhost", ("localhost", "a", "a")) == (*loopback, "a")


@pytest.mark.parametrize("host", [EVERYWHERE, "::"])
def test_on_every_address_the_page_is_called_by_the_machines_name(
    host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "gethostname", lambda: "desk")
    named = serve.hosts(host, ("news.example",))
    assert named == ("localhost", "127.0.0.1", "::1", "desk", "news.example")
    assert host not in named


@pytest.mark.parametrize(("screen", "shown"), [(None, []), ("DISPLAY", ["u"]), ("WAYLAND_DISPLAY", ["u"])])
def test_a_browser_is_opened_only_where_there_is_a_screen(
    screen: str | None, shown: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    if screen:
        monkeypatch.setenv(screen, ":0")
    serve.open_browser("u")
    assert opened == shown

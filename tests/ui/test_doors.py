"""Who may ask, by which name, from which page, and for what."""

from __future__ import annotations

import pytest
from fastapi import FastAPI
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ui.walls import (
    HERE,
    driven,
    reached,
    send,
    walled,
)


@pytest.mark.parametrize(
    "name",
    [
        "localhost",
        "localhost:7860",
        "localhost:",
        "LocalHost:80",
        "127.0.0.1",
        "127.0.0.1:7860",
        "[::1]",
        "[::1]:7860",
    ],
)
def test_the_page_answers_to_the_names_of_this_machine(name: str, walls: FastAPI) -> None:
    assert send(walls, "/health", headers=[("host", name)]).status_code == 200


@pytest.mark.parametrize(
    "name",
    [
        "evil.example",
        "evil.example:7860",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "localhost@evil.example",
        "127.0.0.2",
        "2130706433",
        "[::2]:7860",
        "[::1",
        "::1",
        "",
        ":7860",
        "\xe9",
    ],
)
def test_the_page_answers_to_no_other_name(name: str, walls: FastAPI) -> None:
    response = send(walls, "/health", headers=[("host", name.encode("latin-1"))])
    assert response.status_code == 421
    assert "dateline chat --name NAME" in response.text


def test_the_page_answers_to_the_names_that_it_was_given_whatever_their_case() -> None:
    app = walled("News.Example", "FE80::1")
    for name in ("news.example", "NEWS.example:443", "[fe80::1]:7860"):
        assert send(app, "/health", headers=[("host", name)]).status_code == 200
    assert send(app, "/health").status_code == 421


@given(st.text(st.characters(codec="latin-1"), max_size=30))
@settings(max_examples=60)
def test_a_name_is_allowed_or_told_to_be_foreign(name: str) -> None:
    app = walled("news.example")
    response = send(app, "/health", headers=[("host", name.strip().encode("latin-1"))])
    assert response.status_code == 421 or "news.example" in name.lower()


@pytest.mark.parametrize(
    "path",
    [
        "/health",
        "/article?archive=own&id=a",
        "/favicon.ico",
        "/manifest.json",
        "/theme.css",
        "/dateline/chat.js",
        "/assets/index.js",
        "/static/js/x.js",
        "/svelte/x.js",
        "/gradio_api/startup-events",
        "/gradio_api/queue/data?session_hash=x",
        "/gradio_api/heartbeat/x",
        "/gradio_api/upload_progress?upload_id=x",
        "/gradio_api/theme.css",
    ],
)
def test_what_the_page_needs_is_open(path: str, walls: FastAPI) -> None:
    assert reached(send(walls, path))


@pytest.mark.parametrize("path", ["queue/join", "cancel", "reset", "upload"])
def test_what_the_page_sends_is_taken(path: str, walls: FastAPI) -> None:
    headers = [("origin", HERE), ("content-type", "application/json")]
    response = send(walls, f"/gradio_api/{path}", "POST", headers, b"{}")
    assert response.status_code == 200


@pytest.mark.parametrize("method", ["GET", "POST", "HEAD"])
@pytest.mark.parametrize(
    "path",
    """
    /config /config/ /config? /openapi.json /docs /redoc /login /login/ /login_check /logout /user /token
    /app_id /monitoring /monitoring/summary /robots.txt /pwa_icon /runs /dev/reload /mcp /mcp/sse
    /file=/etc/passwd /file/etc/passwd /proxy=http://evil.example/ /upload /queue/join /queue/data
    /gradio_api /gradio_api/ /gradio_api/info /gradio_api/info/ /gradio_api/openapi.json /gradio_api/config
    /gradio_api/file=/etc/passwd /gradio_api/file/etc/passwd /gradio_api/proxy=http://evil.example/
    /gradio_api/login_check /gradio_api/user /gradio_api/token /gradio_api/app_id /gradio_api/deep_link
    /gradio_api/runs /gradio_api/run-history/records /gradio_api/run-history/connect /gradio_api/run/_ask
    /gradio_api/api/_ask /gradio_api/call/_ask /gradio_api/call/v2/_ask /gradio_api/call/_ask/1
    /gradio_api/stream/1 /gradio_api/component_server /gradio_api/process_recording /gradio_api/mcp/sse
    /gradio_api/vibe-edit /gradio_api/vibe-code /gradio_api/profiling/traces /gradio_api/custom_component/a
    /gradio_api/queue/status /gradio_api/queue/join/ /gradio_api/upload/ /gradio_api/uploads /health/
    /article/ /articles /healthy /dateline /assets /static /svelte /theme.css/x /GRADIO_API/upload
    /gradio_api//upload /%2Fconfig /%2e%2e/config /x/../config /gradio_api/%75pload/x
    """.split(),
)
def test_everything_else_is_closed(path: str, method: str, walls: FastAPI) -> None:
    response = send(walls, path, method, [("origin", HERE)])
    assert response.status_code == 404
    assert method == "HEAD" or response.text == "There is nothing here."


OPEN = (
    *("/health", "/article", "/favicon.ico", "/manifest.json", "/theme.css"),
    *("/dateline/", "/assets/", "/static/", "/svelte/", "/gradio_api/heartbeat/", "/gradio_api/upload"),
    *("/gradio_api/queue/join", "/gradio_api/queue/data", "/gradio_api/startup-events"),
    *("/gradio_api/cancel", "/gradio_api/reset", "/gradio_api/theme.css"),
)


@given(
    st.sampled_from(["/", "//", "/gradio_api/", "/gradio_api//", "/gradio_api/queue/", "/./", "/../", ""]),
    st.text(max_size=12) | st.sampled_from(["config", "info", "file=x", "login", "upload/x", "health\n\n"]),
)
@settings(max_examples=100)
def test_no_address_that_is_made_up_is_open(folder: str, name: str) -> None:
    path = folder + name
    start, *_ = driven(walled(), path)
    assert start["status"] == 404 or path == "/" or path.startswith(OPEN)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"])
def test_nothing_but_reading_and_posting_is_done(method: str, walls: FastAPI) -> None:
    assert send(walls, "/health", method).status_code == 405


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        (None, "localhost:7860"),
        ("http://localhost:7860", "localhost:7860"),
        ("http://127.0.0.1:7860", "127.0.0.1:7860"),
        ("http://[::1]:7860", "[::1]:7860"),
        ("https://localhost", "localhost"),
    ],
)
def test_a_page_of_our_own_may_post(origin: str | None, host: str, walls: FastAPI) -> None:
    headers = [("host", host), *([("origin", origin)] if origin else [])]
    assert reached(send(walls, "/gradio_api/cancel", "POST", headers))


@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        "https://evil.example:7860",
        "http://localhost",
        "http://localhost:7861",
        "http://127.0.0.1:7860",
        "http://localhost:7860.evil.example",
        "http://localhost:7860@evil.example",
        "http://evil.example/localhost:7860",
        "localhost:7860",
        "null",
        "",
        "http://[",
        "file://",
        "\xe9",
    ],
)
def test_a_foreign_page_may_not_post(origin: str, walls: FastAPI) -> None:
    headers = [("origin", origin.encode("latin-1"))]
    response = send(walls, "/gradio_api/cancel", "POST", headers)
    assert response.status_code == 403
    assert response.text == "Only Dateline's own page may ask this."


def test_no_foreign_page_is_ever_told_that_it_may_read(walls: FastAPI) -> None:
    for path in ("/", "/health", "/config", "/static/x"):
        response = send(walls, path, headers=[("origin", "http://evil.example")])
        assert not [name for name in response.headers if name.startswith("access-control")]
        assert response.headers["cross-origin-resource-policy"] == "same-origin"

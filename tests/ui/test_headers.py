"""What every answer tells a browser, and which scripts it lets run."""

from __future__ import annotations

import re
from types import SimpleNamespace

import httpx
import pytest
from fastapi import FastAPI
from fastapi.responses import PlainTextResponse, StreamingResponse

from tests.ui.walls import (
    PAGE,
    RIGHT,
    Headers,
    basic,
    broken,
    send,
    walled,
)
from ui import guard

ALWAYS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


def _check_headers(response: httpx.Response) -> None:
    for name, value in ALWAYS.items():
        assert response.headers[name] == value
    assert "camera=()" in response.headers["permissions-policy"]
    policy = _directives(response)
    assert policy["default-src"] == ["'none'"]
    assert policy["frame-ancestors"] == policy["form-action"] == ["'none'"]
    assert policy["base-uri"] in (["'none'"], ["'self'"])
    assert not {"'unsafe-inline'", "'unsafe-eval'", "*"} & set(policy.get("script-src", []))
    assert not [
        source for sources in policy.values() for source in sources if ":/" in source or source == "*"
    ]


def _directives(response: httpx.Response) -> dict[str, list[str]]:
    parts = [part.split() for part in response.headers["content-security-policy"].split(";")]
    return {name: sources for name, *sources in parts}


@pytest.mark.parametrize(
    ("path", "method", "headers", "status"),
    [
        ("/", "GET", [], 200),
        ("/health", "GET", [], 200),
        ("/config", "GET", [], 404),
        ("/health", "PUT", [], 405),
        ("/gradio_api/cancel", "POST", [("origin", "null")], 403),
        ("/gradio_api/cancel", "POST", [("content-length", "2000000")], 413),
        ("/gradio_api/queue/join", "POST", [], 422),
        ("/health", "GET", [("host", "evil.example")], 421),
        ("/static/broken", "GET", [], 500),
    ],
)
def test_every_answer_carries_the_headers(
    path: str, method: str, headers: Headers, status: int, walls: FastAPI
) -> None:
    response = send(walls, path, method, headers)
    assert response.status_code == status
    _check_headers(response)
    assert response.headers["cache-control"] == "no-store"
    assert "secret" not in response.text


def test_a_request_for_the_password_carries_the_headers_too(clock: SimpleNamespace) -> None:
    app = walled(password=RIGHT)
    statuses = set()
    for _ in range(11):
        response = send(app, "/", headers=basic("wrong"))
        _check_headers(response)
        statuses.add(response.status_code)
    assert statuses == {401, 429}


def test_a_page_that_fails_is_said_to_have_failed() -> None:
    app = FastAPI()

    @app.get("/")
    def fail() -> StreamingResponse:
        return StreamingResponse(broken(), media_type="text/html")

    guard.put_around(app, hosts=guard.LOOPBACK, password=None)
    response = send(app, "/")
    assert response.status_code == 500
    _check_headers(response)
    assert "half" not in response.text
    assert "secret" not in response.text


def test_scripts_run_only_with_the_nonce_of_their_page(walls: FastAPI) -> None:
    response = send(walls, "/")
    (nonce,) = re.findall(r"'nonce-([^']+)'", response.headers["content-security-policy"])
    assert len(nonce) >= 22, "sixteen random bytes"
    assert _directives(response)["script-src"] == ["'self'", f"'nonce-{nonce}'"]
    assert response.text == PAGE.replace("<script", f'<script nonce="{nonce}"')
    assert int(response.headers["content-length"]) == len(response.content)


def test_every_page_has_a_nonce_of_its_own(walls: FastAPI) -> None:
    policies = {send(walls, "/").headers["content-security-policy"] for _ in range(20)}
    assert len(policies) == 20


def test_other_answers_may_not_run_a_script_at_all(walls: FastAPI) -> None:
    for path in ("/article", "/static/x", "/dateline/chat.js", "/config"):
        policy = _directives(send(walls, path))
        assert "script-src" not in policy
        assert policy["default-src"] == ["'none'"]


def test_an_answer_may_say_itself_how_long_it_is_kept() -> None:
    app = FastAPI()

    @app.get("/assets/x")
    def kept() -> PlainTextResponse:
        return PlainTextResponse("x", headers={"Cache-Control": "max-age=60"})

    guard.put_around(app, hosts=guard.LOOPBACK, password=None)
    assert send(app, "/assets/x").headers["cache-control"] == "max-age=60"

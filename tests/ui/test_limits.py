"""How much may be sent, declared or not, and that nothing else is held back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from fastapi import FastAPI, Request
from fastapi.responses import StreamingResponse
from starlette.types import Message, Scope

from tests.ui.walls import (
    RIGHT,
    driven,
    pieces,
    run,
    scope,
    send,
)
from ui import guard


def test_a_body_up_to_the_limit_is_taken(walls: FastAPI) -> None:
    response = send(walls, "/gradio_api/cancel", "POST", content=b"x" * 1_000_000)
    assert response.text == "reached with 1000000 bytes"
    response = send(walls, "/gradio_api/cancel", "POST", content=pieces(250_000, 4))
    assert response.text == "reached with 1000000 bytes"


def test_a_body_over_the_limit_is_not_even_read(walls: FastAPI) -> None:
    asked = []

    async def never() -> AsyncIterator[bytes]:
        asked.append(True)
        yield b""

    response = send(walls, "/gradio_api/cancel", "POST", [("content-length", "1000001")], never())
    assert (response.status_code, response.text) == (
        413,
        "At most 1 MB are taken at once: send less.",
    )
    assert not asked


@pytest.mark.parametrize("path", ["/gradio_api/cancel", "/gradio_api/queue/join", "/gradio_api/reset"])
def test_a_body_of_undeclared_length_is_cut_off_at_the_limit(path: str, walls: FastAPI) -> None:
    taken = []

    async def endless() -> AsyncIterator[bytes]:
        for number in range(1000):
            taken.append(number)
            yield b'{"a": "' + b"x" * 100_000

    response = send(walls, path, "POST", [("content-type", "application/json")], endless())
    assert (response.status_code, response.text) == (
        413,
        "At most 1 MB are taken at once: send less.",
    )
    assert len(taken) <= 12


def test_a_body_may_not_be_longer_than_it_was_declared_to_be(walls: FastAPI) -> None:
    response = send(walls, "/gradio_api/cancel", "POST", [("content-length", "5")], pieces(400_000, 9))
    assert response.status_code == 413


@pytest.mark.parametrize("length", ["", "-1", "1e3", "x", "+5", "1 2", "\xb2", "0x10", "9" * 30, "9" * 5000])
def test_a_length_that_is_no_number_of_bytes_is_refused(length: str, walls: FastAPI) -> None:
    headers = [("content-length", length.encode("latin-1"))]
    assert send(walls, "/gradio_api/cancel", "POST", headers, pieces(1, 1)).status_code == 413


def test_uploads_may_be_larger(walls: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    response = send(walls, "/gradio_api/upload", "POST", content=pieces(500_000, 5))
    assert response.text == "reached with 2500000 bytes"
    monkeypatch.setattr(guard, "MOST_UPLOADED_AT_ONCE", 2_000_000)
    response = send(walls, "/gradio_api/upload", "POST", content=pieces(500_000, 5))
    assert (response.status_code, response.text) == (
        413,
        "At most 2 MB are taken at once: send less.",
    )


def test_an_answer_that_has_begun_is_broken_off_when_too_much_comes_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(guard, "MOST_UPLOADED_AT_ONCE", 100)
    app = FastAPI()

    @app.post("/gradio_api/upload")
    async def echo(request: Request) -> StreamingResponse:
        async def pieces() -> AsyncIterator[bytes]:
            yield b"begun"
            async for piece in request.stream():
                yield piece[:1]

        return StreamingResponse(pieces())

    guard.put_around(app, hosts=guard.LOOPBACK, password=None)
    sent = driven(app, "/gradio_api/upload", "POST", [b"x" * 60] * 3)
    assert [message["type"] for message in sent].count("http.response.start") == 1
    assert b"At most" not in b"".join(message.get("body", b"") for message in sent)


def test_a_stream_passes_piece_by_piece() -> None:
    sent: list[Message] = []
    seen: list[int] = []
    app = FastAPI()

    @app.get("/gradio_api/queue/data")
    def stream() -> StreamingResponse:
        async def pieces() -> AsyncIterator[bytes]:
            for _ in range(3):
                seen.append(len(sent))
                yield b"piece"

        return StreamingResponse(pieces(), media_type="text/event-stream")

    guard.put_around(app, hosts=guard.LOOPBACK, password=None)

    async def receive() -> Message:
        await asyncio.Event().wait()
        raise AssertionError

    async def send(message: Message) -> None:
        sent.append(message)

    run(lambda: app(scope("/gradio_api/queue/data"), receive, send))
    assert seen == [1, 2, 3], "the head and each piece are out before the next is made"
    assert [message.get("body") for message in sent] == [None, b"piece", b"piece", b"piece", b""]


def test_a_stream_that_breaks_is_not_followed_by_a_second_answer(walls: FastAPI) -> None:
    with pytest.raises(RuntimeError, match="secret"):
        driven(walls, "/static/half")


def test_what_is_no_request_passes_through() -> None:
    reached: list[str] = []

    async def inner(scope: Scope, receive: Any, send: Any) -> None:
        reached.append(scope["type"])

    app = FastAPI()
    guard.put_around(app, hosts=guard.LOOPBACK, password=RIGHT)
    app.router = inner  # type: ignore[assignment]  # the innermost
    run(lambda: app({"type": "lifespan", "asgi": {"version": "3.0"}}, None, None))  # type: ignore[arg-type]
    assert reached == ["lifespan"]

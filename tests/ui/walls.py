"""A small site behind the walls of the application, and requests to it as they come off the wire."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Annotated, Any, TypeVar

import httpx
from fastapi import Body, FastAPI, Request
from fastapi.responses import HTMLResponse, PlainTextResponse, StreamingResponse
from starlette.types import ASGIApp, Message, Scope

from ui import guard

HERE = "http://localhost:7860"


RIGHT = "correct horse battery"


PAGE = "<!doctype html><head><script>one()</script><script src=x type=module></script></head><body>page"


T = TypeVar("T")


Headers = Sequence[tuple[str, str | bytes]]


def site() -> FastAPI:
    """A page, a route that reads what it is sent, one that takes JSON, and one that fails."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)

    @app.get("/", response_class=HTMLResponse)
    def page() -> str:
        return PAGE

    @app.post("/gradio_api/queue/join")
    def take(told: Annotated[dict[str, Any], Body()]) -> int:
        return len(told)

    @app.get("/static/broken")
    def fail() -> None:
        raise RuntimeError("/secret/path")

    @app.get("/static/half")
    def half() -> StreamingResponse:
        return StreamingResponse(broken())

    @app.api_route("/{path:path}", methods=["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"])
    async def anything(request: Request) -> PlainTextResponse:
        return PlainTextResponse(f"reached with {len(await request.body())} bytes")

    return app


def broken() -> Iterator[bytes]:
    yield b"half"
    raise RuntimeError("/secret/path")


def walled(*hosts: str, password: str | None = None) -> FastAPI:
    app = site()
    guard.put_around(app, hosts=hosts or guard.LOOPBACK, password=password)
    return app


def send(
    app: ASGIApp,
    path: str,
    method: str = "GET",
    headers: Headers = (),
    content: bytes | AsyncIterator[bytes] | None = None,
    address: str = "127.0.0.1",
) -> httpx.Response:
    """One request, from an address; what the application raises is for the server's log."""

    sent = [(name.encode(), value if isinstance(value, bytes) else value.encode()) for name, value in headers]

    async def send() -> httpx.Response:
        transport = httpx.ASGITransport(app, raise_app_exceptions=False, client=(address, 5000))
        async with httpx.AsyncClient(transport=transport, base_url=HERE, trust_env=False) as client:
            return await client.request(method, path, headers=sent, content=content)

    return run(send)


def run(work: Callable[[], Awaitable[T]]) -> T:
    """A coroutine in a thread of its own, because in this one a loop may be running."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(lambda: asyncio.run(_awaited(work()))).result()


async def _awaited(result: Awaitable[T]) -> T:
    return await result


async def pieces(size: int, count: int) -> AsyncIterator[bytes]:
    for _ in range(count):
        yield b"x" * size


def reached(response: httpx.Response) -> bool:
    return response.status_code == 200 and response.text.startswith("reached")


def driven(app: ASGIApp, path: str, method: str = "GET", body: Sequence[bytes] = (b"",)) -> list[Message]:
    """What an application sends, message by message."""
    waiting = [{"type": "http.request", "body": piece, "more_body": True} for piece in body]
    waiting[-1]["more_body"] = False
    sent: list[Message] = []

    async def receive() -> Message:
        return waiting.pop(0) if waiting else {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    run(lambda: app(scope(path, method), receive, send))
    return sent


def scope(path: str, method: str = "GET") -> Scope:
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "http_version": "1.1",
        "scheme": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": [(b"host", b"localhost:7860")],
        "client": ("127.0.0.1", 5000),
        "server": ("127.0.0.1", 7860),
    }


def basic(password: str, name: str = "anybody") -> Headers:
    pair = base64.b64encode(f"{name}:{password}".encode())
    return [("authorization", b"Basic " + pair)]

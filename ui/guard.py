"""The walls around the application: who may ask, what may be asked for, how much, and what a page may do.

Each wall is an ASGI application around the next. None of them reads a stream to its end, save the one
page into which the nonce is written.
"""

from __future__ import annotations

import base64
import hmac
import re
import secrets
import time
from abc import ABC, abstractmethod
from collections.abc import Sequence
from urllib.parse import urlsplit

from fastapi import FastAPI
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = ("localhost", "127.0.0.1", "::1")
MOST_UPLOADED_AT_ONCE = 100_000_000
"""Bytes of one upload; what is over the limit for a file is told file by file (`ui.uploads`)."""
_MOST_ASKED = 1_000_000
_GUESSES = 10
_GUESSES_SECONDS = 60.0

_OPEN = re.compile(
    r"/(?:$|health$|article$|favicon\.ico$|manifest\.json$|theme\.css$|dateline/|assets/|static/|svelte/"
    r"|gradio_api/(?:startup-events$|queue/(?:join|data)$|heartbeat/|cancel$|reset$|upload$|upload_progress$|theme\.css$))"
)
"""What the page needs; everything else that Gradio offers (its API and its description, files by path,
proxying, run history, monitoring) is closed."""


def put_around(app: FastAPI, *, hosts: Sequence[str], password: str | None) -> None:
    """Put the walls around an application, the outermost last."""
    app.add_middleware(_Limits)
    app.add_middleware(_Doors)
    if password is not None:
        app.add_middleware(_Password, password=password)
    app.add_middleware(_Hosts, names=frozenset(hosts))
    app.add_middleware(_Headers)


class _Wall(ABC):
    """Lets through whatever is no HTTP request, such as the server's start and end."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        passed = self._request if scope["type"] == "http" else self._app
        await passed(scope, receive, send)

    @abstractmethod
    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer an HTTP request, or pass it on."""


class _Hosts(_Wall):
    """Only requests that call the server by a name of its own: no foreign name can be pointed at it."""

    def __init__(self, app: ASGIApp, names: frozenset[str]) -> None:
        super().__init__(app)
        self._names = frozenset(name.lower() for name in names)

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        if _host(Headers(scope=scope).get("host", "")) in self._names:
            await self._app(scope, receive, send)
            return
        told = (
            "Dateline does not answer to this name. Whoever runs it can allow it: dateline chat --name NAME"
        )
        await PlainTextResponse(told, 421)(scope, receive, send)


def _host(header: str) -> str:
    """The name in a Host header, without its port."""
    try:
        return urlsplit(f"//{header}").hostname or ""
    except ValueError:
        return ""


class _Doors(_Wall):
    """Only known addresses, and writing only from a page of our own."""

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _OPEN.match(scope["path"]):
            await PlainTextResponse("There is nothing here.", 404)(scope, receive, send)
        elif scope["method"] not in ("GET", "HEAD", "POST"):
            await PlainTextResponse("This cannot be done here.", 405)(scope, receive, send)
        elif scope["method"] == "POST" and not _from_here(Headers(scope=scope)):
            await PlainTextResponse("Only Dateline's own page may ask this.", 403)(scope, receive, send)
        else:
            await self._app(scope, receive, send)


def _from_here(headers: Headers) -> bool:
    """Whether a request comes from our own page: browsers name the origin of whatever they post."""
    origin = headers.get("origin")
    try:
        return origin is None or urlsplit(origin).netloc == headers.get("host")
    except ValueError:
        return False


_LENGTH = re.compile("[0-9]{1,15}")


class _TooLarge(Exception):
    pass


class _Limits(_Wall):
    """Bodies up to a size, declared or not."""

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        most = MOST_UPLOADED_AT_ONCE if scope["path"] == "/gradio_api/upload" else _MOST_ASKED
        refused = PlainTextResponse(f"At most {most // 1_000_000} MB are taken at once: send less.", 413)
        declared = Headers(scope=scope).get("content-length", "0")
        if not _LENGTH.fullmatch(declared) or int(declared) > most:
            await refused(scope, receive, send)
            return
        taken, begun = 0, False

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > most:
                raise _TooLarge
            return message

        async def noted(message: Message) -> None:
            nonlocal begun
            # What the application makes of a body that was cut off is not its answer.
            if taken <= most or begun:
                begun = True
                await send(message)

        try:
            await self._app(scope, counted, noted)
        except Exception:
            if taken <= most:
                raise
        if taken > most and not begun:
            await refused(scope, receive, send)


class _Password(_Wall):
    """HTTP Basic authentication (RFC 7617) with any name; wrong ones are counted by address."""

    def __init__(self, app: ASGIApp, password: str) -> None:
        super().__init__(app)
        self._password = password.encode()
        self._wrong: dict[str, list[float]] = {}

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] == "/health":
            await self._app(scope, receive, send)
            return
        address = (scope.get("client") or ("", 0))[0]
        offered = _offered(Headers(scope=scope).get("authorization", ""))
        if self._too_many(address):
            wait = {"Retry-After": str(int(_GUESSES_SECONDS))}
            await PlainTextResponse("Too many wrong passwords. Wait a minute.", 429, wait)(
                scope, receive, send
            )
        elif offered is not None and hmac.compare_digest(offered, self._password):
            await self._app(scope, receive, send)
        else:
            if offered is not None:
                self._wrong.setdefault(address, []).append(time.monotonic())
            ask = {"WWW-Authenticate": 'Basic realm="Dateline", charset="UTF-8"'}
            await PlainTextResponse("Dateline asks for its password.", 401, ask)(scope, receive, send)

    def _too_many(self, address: str) -> bool:
        since = time.monotonic() - _GUESSES_SECONDS
        recent = [moment for moment in self._wrong.get(address, ()) if moment > since]
        if recent:
            self._wrong[address] = recent
        else:
            self._wrong.pop(address, None)
        return len(recent) >= _GUESSES


def _offered(authorization: str) -> bytes | None:
    """The password of an Authorization header; None where there is none that can be read."""
    scheme, _, encoded = authorization.partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        _, colon, password = base64.b64decode(encoded, validate=True).partition(b":")
    except ValueError:
        return None
    return password if colon else None


_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_NEVER = ("Access-Control-Allow-Origin", "Access-Control-Allow-Credentials")
"""With these Gradio lets other pages read its answers: any page, where its host is not this machine."""

_STILL = (
    "default-src 'none'; style-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""What every other answer may load, the pages of articles among them: a style sheet."""


def _policy(nonce: str) -> str:
    """What the page of the chat may load: our own files, and the inline scripts that carry the nonce."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' 'nonce-{nonce}'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "manifest-src 'self'",
            "worker-src 'self' blob:",
            "base-uri 'self'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "object-src 'none'",
        )
    )


class _Headers(_Wall):
    """Security headers on everything, and a content security policy that lets only our scripts run."""

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        home = scope["path"] == "/"
        nonce = secrets.token_urlsafe(16)
        started: Message | None = None
        begun = False
        body = bytearray()

        async def headed(message: Message) -> None:
            nonlocal started, begun
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _ALWAYS.items():
                    headers[name] = value
                for name in _NEVER:
                    del headers[name]
                headers["Content-Security-Policy"] = _policy(nonce) if home else _STILL
                headers.setdefault("Cache-Control", "no-store")
                if home:
                    started = message
                    return
            elif home and started is not None:
                body.extend(message.get("body", b""))
                if message.get("more_body", False):
                    return
                page = re.sub(rb"<script\b", f'<script nonce="{nonce}"'.encode(), bytes(body))
                MutableHeaders(scope=started)["Content-Length"] = str(len(page))
                begun = True
                await send(started)
                message = {"type": "http.response.body", "body": page}
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, headed)
        except Exception:
            # Told here, because what stands further out would tell it without the headers.
            if not begun:
                home = False
                told = "Something went wrong that should not have. Load the page again."
                await PlainTextResponse(told, 500)(scope, receive, headed)
            raise

"""Serve the page on an address of this machine until Ctrl-C."""

from __future__ import annotations

import errno
import ipaddress
import os
import socket
from collections.abc import Callable, Sequence

from fastapi import FastAPI

from index.errors import UsageError
from ui.guard import LOOPBACK

_SECONDS_TO_END = 5


def check(host: str, password: str | None) -> None:
    """Whether the page may be served there: beyond this machine only with a password. `UsageError`."""
    if password is None and not _is_loopback(host):
        raise UsageError(
            f"On {host} other machines can reach the page, and it has no password.",
            "Set DATELINE_PASSWORD (8 characters or more), or leave --host out.",
        )


def hosts(host: str, names: Sequence[str]) -> tuple[str, ...]:
    """The names that a request may call the page by."""
    wildcard = host in ("0.0.0.0", "::")  # noqa: S104 - compared, not bound
    own = (socket.gethostname(),) if wildcard else (host,)
    return tuple(dict.fromkeys((*LOOPBACK, *own, *names)))


def bind(host: str, port: int) -> socket.socket:
    """A socket on that address, so that a port in use is known before anything is loaded. `UsageError`."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    taken = socket.socket(family, socket.SOCK_STREAM)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((host, port))
        taken.listen()  # from here on a browser waits until the page is ready
    except OSError as error:
        taken.close()
        raise UsageError(
            f"The page cannot be served on {host}, port {port}: {error.strerror or error}.",
            f"Try another port: --port {port + 1 if 1023 < port < 65_535 else 7860}."
            if error.errno in (errno.EADDRINUSE, errno.EACCES)
            else "Name an address of this machine with --host, or leave --host out.",
        ) from error
    return taken


def address(host: str, port: int) -> str:
    """What to type into a browser on this machine."""
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104 - compared, not bound
    return f"http://[{shown}]:{port}" if ":" in shown else f"http://{shown}:{port}"


def run(make: Callable[[], FastAPI], taken: socket.socket) -> None:
    """Serve the application on a socket until Ctrl-C; running requests have a few seconds to end."""
    import uvicorn

    config = uvicorn.Config(
        make(), log_level="warning", timeout_graceful_shutdown=_SECONDS_TO_END, server_header=False
    )
    uvicorn.Server(config).run(sockets=[taken])


def open_browser(url: str) -> None:
    """Show the page in the user's browser where there is a screen; nothing is lost where there is none."""
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        import webbrowser

        webbrowser.open(url)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"

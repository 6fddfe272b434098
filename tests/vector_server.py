"""A Chroma server of the tests."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

UNUSED = "http://127.0.0.1:9"
"""Where no server is."""


class Chroma:
    """A `chroma run`, on a port of its own; it ends with its test, and by itself after some minutes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def start(self, data: str = "data") -> None:
        """Serve the folder of that name; return once it answers."""
        program = Path(sys.executable).with_name("chroma")
        where = ["--path", str(self._folder / data), "--host", "127.0.0.1", "--port", str(self.port)]
        self._process = subprocess.Popen(
            ["timeout", "--signal=KILL", "300", program, "run", *where],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                httpx.get(f"{self.url}/api/v2/heartbeat", timeout=1).raise_for_status()
            except httpx.HTTPError:
                time.sleep(0.05)
            else:
                return
        pytest.fail("chroma run did not come up")

    def stop(self) -> None:
        """Without a warning, as a machine that goes down."""
        if self._process is not None:
            self._process.terminate()  # `timeout` passes it on
            self._process.wait(10)
            self._process = None

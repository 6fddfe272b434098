"""Models that say what a test tells them: in this process, and behind a server on this machine."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from rag.generate import patience
from rag.generate.model import Deadline, Prompt

QUESTION = "When did Finland join NATO?"
TRUE = "Finland joined NATO on 4 April 2023 [1]."


@dataclass
class Scripted:
    """A model that gives one script after another: texts to say, an error to raise."""

    scripts: list[Sequence[str | Exception]]
    name: str = "scripted"
    prompts: list[Prompt] = field(default_factory=list)

    def complete(self, prompt: Prompt, deadline: Deadline) -> Iterator[str]:
        self.prompts.append(prompt)
        for part in self.scripts[min(len(self.prompts), len(self.scripts)) - 1]:
            if isinstance(part, Exception):
                raise part
            yield part


@pytest.fixture
def scripted() -> Callable[..., Scripted]:
    """(parts, …) → a model that gives those parts, one list a call, the last one for ever."""
    return lambda *scripts: Scripted(list(scripts))


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """No failures are remembered from another test, and nobody waits between attempts."""
    monkeypatch.setattr(patience, "PAUSES", (0.0, 0.0))
    patience.BREAKER.failures.clear()
    patience.BREAKER.rests.clear()


@dataclass
class Fault:
    """How a server answers: its status, what it sends, and whether it then hangs or breaks off."""

    says: Sequence[str] = ()
    status: int = 200
    raw: bytes = b""
    hangs: bool = False
    breaks: bool = False
    endless: bool = False


class Server(ThreadingHTTPServer):
    """Speaks OpenAI's chat protocol; answers with one fault after another, the last one for ever."""

    daemon_threads = True
    fault = Fault

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.faults: list[Fault] = []
        self.requests: list[dict[str, Any]] = []
        self.left = threading.Event()
        self.over = threading.Event()

    @property
    def spec(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1#scripted"

    def handle_error(self, request: Any, client_address: Any) -> None:
        self.left.set()  # whoever listened has gone


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        server = self.server
        server.requests.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        fault = server.faults[min(len(server.requests), len(server.faults)) - 1]
        self.send_response(fault.status)
        self.send_header("Content-Type", "text/event-stream" if fault.status == 200 else "application/json")
        if fault.breaks:
            self.send_header("Content-Length", "1000000")
        self.end_headers()
        self.wfile.write(fault.raw)
        for piece in fault.says:
            self._say(piece)
        while fault.endless and not server.over.is_set():
            self._say("Finland joined and joined ")
        if fault.hangs:
            server.over.wait(30)
        if fault.status == 200 and not (fault.breaks or fault.raw):
            self.wfile.write(b"data: [DONE]\n\n")

    def _say(self, piece: str) -> None:
        choice = {"index": 0, "delta": {"role": "assistant", "content": piece}, "finish_reason": None}
        chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "scripted"}
        self.wfile.write(f"data: {json.dumps(chunk | {'choices': [choice]})}\n\n".encode())
        self.wfile.flush()

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    """A server on this machine; fill in its ``faults``."""
    with Server() as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield running
        running.over.set()
        running.shutdown()
        thread.join()

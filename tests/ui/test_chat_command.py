"""`dateline chat`: what it refuses before anything is loaded, and what it serves."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from index import cli
from ui import app, serve

Run = Callable[..., subprocess.CompletedProcess[str]]

HEAVY = ("gradio", "fastapi", "uvicorn", "torch", "chromadb", "onnxruntime", "sentence_transformers")
CHOSEN = "correct horse"
EVERYWHERE = "0.0.0.0"  # noqa: S104 - never bound without a password


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home with nothing in it."""
    for name in ("XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "DATELINE_ARCHIVE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def free() -> int:
    """A port of this machine that nobody uses."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        port: int = other.getsockname()[1]
    return port


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What an application would be made of and where it would be served, instead of doing so."""
    calls: list[dict[str, Any]] = []

    def create(shelf: Any, **options: Any) -> FastAPI:
        calls.append({"shelf": shelf, **options})
        return FastAPI()

    def run(make: Callable[[], FastAPI], taken: socket.socket) -> None:
        make()
        calls[-1]["address"] = taken.getsockname()

    monkeypatch.setattr(app, "create", create)
    monkeypatch.setattr(serve, "run", run)
    monkeypatch.setattr(serve, "open_browser", lambda url: calls.extend([{"opened": url}]))
    return calls


def test_the_page_is_not_served_to_other_machines_without_a_password(
    served: list[dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    for host in (EVERYWHERE, "::", "192.168.1.5"):
        assert cli.run(["chat", "--host", host]) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert err == (
            f"Error: On {host} other machines can reach the page, and it has no password.\n"
            "→ Set DATELINE_PASSWORD (8 characters or more), or leave --host out.\n"
        )
    assert served == []


def test_the_page_is_refused_before_anything_is_loaded(python: Run) -> None:
    told = python(
        "import sys\n"
        "from index.cli import run\n"
        f"code = run(['chat', '--host', {EVERYWHERE!r}])\n"
        "print(code, *(name for name in ('gradio', 'torch', 'chromadb') if name in sys.modules))\n"
    )
    assert told.stdout == "2\n"


def test_with_a_password_the_page_is_served_to_others(
    served: list[dict[str, Any]], free: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_PASSWORD", CHOSEN)
    monkeypatch.setattr(socket, "gethostname", lambda: "desk")
    arguments = ["chat", "--host", EVERYWHERE, "--port", str(free), "--name", "news.example", "--name", "b"]
    assert cli.run([*arguments, "--no-browser"]) == 0
    (call,) = served
    assert call["password"] == CHOSEN
    assert call["hosts"] == ("localhost", "127.0.0.1", "::1", "desk", "news.example", "b")
    assert call["address"] == (EVERYWHERE, free)
    assert call["start"] == "own"


def test_the_address_is_printed_and_opened_in_a_browser(
    served: list[dict[str, Any]], free: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["chat", "--port", str(free)]) == 0
    assert capsys.readouterr().out == f"\nDateline is at http://127.0.0.1:{free} (Ctrl-C stops it)\n"
    assert served[0] == {"opened": f"http://127.0.0.1:{free}"}
    assert served[1]["address"] == ("127.0.0.1", free)
    assert served[1]["password"] is None


def test_no_browser_is_opened_where_none_is_wanted(served: list[dict[str, Any]], free: int) -> None:
    assert cli.run(["chat", "--port", str(free), "--no-browser"]) == 0
    assert "opened" not in served[0]


def test_settings_stand_where_no_flag_is_given(
    served: list[dict[str, Any]], free: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_PORT", str(free))
    (tmp_path / "dateline.toml").write_text('names = ["news.example"]\narchive = "kept"\n', encoding="utf-8")
    assert cli.run(["chat", "--no-browser"]) == 0
    assert served[0]["address"] == ("127.0.0.1", free)
    assert "news.example" in served[0]["hosts"]
    assert served[0]["shelf"].ready() == tmp_path / "kept"
    served[0]["shelf"].close()


def test_a_port_in_use_is_told_and_nothing_is_made(
    served: list[dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert cli.run(["chat", "--port", str(port), "--no-browser"]) == 2
    out, err = capsys.readouterr()
    assert (out, served) == ("", [])
    assert f"Error: The page cannot be served on 127.0.0.1, port {port}" in err
    assert "→ Try another port: --port " in err


@pytest.mark.parametrize("port", ["0", "65536", "-1", "many"])
def test_a_port_that_cannot_be_is_wrong_use(
    port: str, served: list[dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["chat", "--port", port]) == 2
    assert "port" in capsys.readouterr().err
    assert served == []


def test_what_the_commands_say_of_themselves_loads_nothing_heavy(python: Run) -> None:
    told = python(
        "import json, sys\n"
        "import ui, ui.commands\n"
        "from index.cli import run\n"
        "codes = [run([*command, '--help']) for command in ([], ['chat'], ['demo'])]\n"
        f"heavy = {HEAVY!r}\n"
        "print(json.dumps([codes, [name for name in heavy if name in sys.modules]]))\n"
    )
    assert json.loads(told.stdout.splitlines()[-1]) == [[0, 0, 0], []]
    for said in ("--host", "--port", "--name", "--no-browser", "--archive", "--no-chat", "DATELINE_PASSWORD"):
        assert said in told.stdout


@pytest.fixture
def running(sample_path: Path, tmp_path: Path, free: int) -> Iterator[subprocess.Popen[str]]:
    """`dateline chat` over the sample articles, in a process of its own."""
    command = [sys.executable, "-c", "from index.cli import main; main()", "chat", "--no-browser"]
    process = subprocess.Popen(
        [*command, "--archive", str(sample_path), "--port", str(free)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    with process:
        yield process
        process.kill()


def _answer(running: subprocess.Popen[str], client: httpx.Client) -> httpx.Response:
    """The first that the page gives once it is up."""
    while running.poll() is None:
        try:
            return client.get("/health")
        except httpx.TransportError:
            time.sleep(0.05)
    raise AssertionError(f"it ended with {running.returncode}")


def test_the_page_is_served_until_it_is_interrupted(running: subprocess.Popen[str], free: int) -> None:
    assert running.stdout is not None
    lines = [running.stdout.readline(), running.stdout.readline()]
    assert lines == ["\n", f"Dateline is at http://127.0.0.1:{free} (Ctrl-C stops it)\n"]
    with httpx.Client(base_url=f"http://127.0.0.1:{free}", trust_env=False, timeout=60) as client:
        answer = _answer(running, client)
        assert answer.json() == {"status": "ok"}
        assert "server" not in answer.headers
        assert re.search(r"<script nonce=", client.get("/").text)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=60)
    assert (running.returncode, out) == (130, "")
    assert "Traceback" not in err

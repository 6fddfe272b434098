"""The reading process as a process: how it starts, what it loads, and how it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from index.readers import worker
from index.readers.wire import Frame, unpack

Run = Callable[..., subprocess.CompletedProcess[str]]
HEAVY = "torch numpy trafilatura pypdf feedparser lxml charset_normalizer chromadb multiprocessing asyncio"
READ = (
    "from index.readers.sandbox import Sandbox\n"
    "with Sandbox() as s: print([f.text for f in s.read(Path(sys.argv[1]))])"
)


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text("It rose.", "utf-8")
    return path


def frames(data: bytes) -> list[Frame]:
    buffer, heard = bytearray(data), []
    while (frame := unpack(buffer)) is not None:
        heard.append(frame)
    assert not buffer
    return heard


def started() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "index.readers.worker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )


def test_it_serves_until_there_is_no_more_to_read(story: Path) -> None:
    requests = "".join(json.dumps({"path": str(path)}) + "\n" for path in (story, "/gone.txt", story))
    with started() as process:
        out, _ = process.communicate(requests.encode(), timeout=60)
    assert process.returncode == 0
    kinds = [next(iter(frame)) for frame in frames(out)]
    assert kinds == ["ready", "source", "done", "failure", "done", "source", "done"]


def test_it_ends_when_nobody_hears_it(story: Path) -> None:
    with started() as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdout.read(4)
        process.stdout.close()
        process.stdin.write(json.dumps({"path": str(story)}).encode() + b"\n")
        process.stdin.flush()
        assert process.wait(60) == 0


def test_it_ends_with_whoever_started_it_even_in_the_middle_of_a_file(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.md"
    bomb.write_bytes(b"[a](b " * 1_000_000)
    code = (
        "import sys\nfrom pathlib import Path\nfrom index.readers import child\n"
        "child._START = 'from index.readers import limits; limits.CPU_SECONDS = 1; ' + child._START\n"
        "one = child.Child()\none.ask(Path(sys.argv[1]), 0)\nprint(one.pid, flush=True)\none.hear(600)"
    )
    with subprocess.Popen([sys.executable, "-c", code, bomb], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        parent.kill()
    until = time.monotonic() + 120  # its processor time ends after a second
    while runs(pid) and time.monotonic() < until:
        time.sleep(0.05)
    assert not runs(pid)


def runs(pid: int) -> bool:
    """Whether the process is at work: one that ended may wait for a parent to notice."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_it_loads_nothing_heavy_before_a_file_needs_it(python: Run) -> None:
    loaded = python(f"import sys, index.readers.worker; print(set({HEAVY.split()}) & set(sys.modules))")
    assert loaded.stdout == "set()\n", loaded.stderr


def test_it_runs_nothing_of_a_program_without_a_guard(python: Run, tmp_path: Path, story: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(f"import sys\nfrom pathlib import Path\nprint('main')\n{READ}\n", "utf-8")
    code = "import runpy, sys; runpy.run_path(sys.argv.pop(1), run_name='__main__')"
    assert python(code, script, story).stdout == "main\n['It rose.']\n"


def test_it_imports_nothing_from_the_folder_that_it_stands_in(
    python: Run, tmp_path: Path, story: Path
) -> None:
    for name in ("json", "yaml", "index"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('run')", "utf-8")
    code = f"import os, sys, index, json, yaml\nfrom pathlib import Path\nos.chdir({str(tmp_path)!r})\n{READ}"
    ran = python(code, story)
    assert ran.stdout == "['It rose.']\n", ran.stderr


def test_ctrl_c_leaves_no_words_of_the_reading_process(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.md"
    bomb.write_bytes(b"[a](b " * 1_000_000)
    code = (
        "import sys\nfrom pathlib import Path\nfrom index.readers.sandbox import Sandbox\n"
        "with Sandbox(600) as s:\n  print('reads', flush=True)\n"
        "  try: list(s.read(Path(sys.argv[1])))\n  except KeyboardInterrupt: print('stopped')"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, bomb],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(1)
        os.killpg(process.pid, signal.SIGINT)
        out, words = process.communicate(timeout=60)
    assert (out, words, process.returncode) == ("stopped\n", "", 0)


def test_a_fork_lets_go_of_the_process_that_waits(python: Run, story: Path) -> None:
    code = (
        f"import os, sys\nfrom pathlib import Path\nfrom index.readers import child\n{READ}\n"
        "pid = child._spare[0].pid\nif not (fork := os.fork()): os._exit(len(child._spare))\n"
        "print(os.waitpid(fork, 0)[1], child._spare[0].pid == pid)\n"
        "with Sandbox() as s: print(len(list(s.read(Path(sys.argv[1])))))"
    )
    ran = python(code, story)
    assert ran.stdout == "['It rose.']\n0 True\n1\n", ran.stderr


def test_many_threads_may_read_at_once(python: Run, story: Path) -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom concurrent.futures import ThreadPoolExecutor\n"
        "from index.readers.sandbox import Sandbox\n"
        "def read(_):\n  with Sandbox() as s: return [f.text for f in s.read(Path(sys.argv[1]))]\n"
        "with ThreadPoolExecutor(4) as pool: print(set(map(str, pool.map(read, range(12)))))"
    )
    ran = python(code, story)
    assert (ran.stdout, ran.stderr) == ("{\"['It rose.']\"}\n", "")


@pytest.mark.parametrize("event", ["socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.exec"])
def test_a_parser_may_not_leave_the_process(event: str) -> None:
    with pytest.raises(worker.NotAllowed):
        worker._stay_inside(event, ())
    worker._stay_inside("open", ())

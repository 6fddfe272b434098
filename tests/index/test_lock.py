"""One writer at a time, and a lock that dies with its process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from index.errors import Locked
from index.lock import write_lock

_HOLD = """
import sys, time
from pathlib import Path
from index.lock import write_lock
with write_lock(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def _holder(root: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-c", _HOLD, str(root)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_writer_is_told_which_process_writes(tmp_path: Path) -> None:
    process = _holder(tmp_path)
    try:
        with pytest.raises(Locked) as caught, write_lock(tmp_path):
            pass
        assert caught.value.pid == process.pid
        assert caught.value.message == f"The archive {tmp_path} is being written to by process {process.pid}."
        assert caught.value.exit_code == 3
    finally:
        process.kill()
        process.communicate()


def test_the_lock_of_a_killed_writer_is_free(tmp_path: Path) -> None:
    process = _holder(tmp_path)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    with write_lock(tmp_path):
        assert (tmp_path / "write.pid").read_text() == f"{os.getpid()}\n"


def test_two_writers_of_one_process_exclude_each_other(tmp_path: Path) -> None:
    with write_lock(tmp_path), pytest.raises(Locked) as caught, write_lock(tmp_path):
        pass
    assert caught.value.pid == os.getpid()


def test_a_holder_that_left_no_pid_is_still_locked_out(tmp_path: Path) -> None:
    with write_lock(tmp_path):
        (tmp_path / "write.pid").unlink()
        with pytest.raises(Locked, match="is being written to\\.") as caught, write_lock(tmp_path):
            pass
    assert caught.value.pid is None


def test_the_lock_is_free_again_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="half-way"), write_lock(tmp_path):
        raise ValueError("half-way")
    with write_lock(tmp_path):
        pass
    assert not (tmp_path / "write.pid").exists()


def test_a_disk_without_room_for_the_pid_is_no_reason_not_to_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_text", full)
        with write_lock(tmp_path), pytest.raises(Locked) as caught, write_lock(tmp_path):
            pass
    assert caught.value.pid is None

from __future__ import annotations

import json
import os
import resource
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.errors import Unavailable
from index.readers import Failure, Source, child, limits, read
from index.readers.child import Child, Ended
from index.readers.sandbox import Sandbox

BOMB = b"[a](b " * 1_000_000
"""A Markdown file that takes its reader a minute."""
ROWS = json.dumps({"text": "It rose. " * 300}) + "\n"
"""A row of which few fit into a pipe."""


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as opened:
        yield opened


def write(path: Path, data: bytes | str) -> Path:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def process(sandbox: Sandbox) -> int:
    """The reading process, while it waits for the next file."""
    assert sandbox._child is not None
    return sandbox._child.pid


def test_every_format_is_read_as_it_is_in_this_process(
    sandbox: Sandbox,
    tmp_path: Path,
    make_pdf: Callable[..., bytes],
    make_docx: Callable[..., bytes],
    make_zip: Callable[..., bytes],
) -> None:
    rows = '{"id": "a", "text": "It rose.", "published": "2023-10-16"}\n{\n{"text": "It fell."}'
    feed = "<item><description>It rose.</description></item>"
    files: dict[str, bytes | str] = {
        "a.txt": "It rose — “by two metres”.",
        "b.md": "---\ntitle: Flood\ndate: 2023-10\n---\nIt rose.",
        "c.html": "<html><article><p>The river rose by two metres in the night.</p></article></html>",
        "d.pdf": make_pdf([["It rose."]]),
        "e.docx": make_docx("<w:p><w:r><w:t>It rose.</w:t></w:r></w:p>"),
        "f.xml": f"<rss version='2.0'><channel>{feed}</channel></rss>",
        "g.jsonl": rows,
        "h.zip": make_zip({"a.txt": "It rose.", "b.jsonl": rows}),
        "i.txt": "",
    }
    paths = [write(tmp_path / name, data) for name, data in files.items()]
    for path in [*paths, tmp_path / "gone.txt", tmp_path]:
        assert list(sandbox.read(path)) == list(read(path))


def test_one_process_reads_file_after_file_and_batch_after_batch(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "It rose.")
    pids = set()
    for _ in range(2):
        with Sandbox() as sandbox:
            for _ in range(3):
                list(sandbox.read(path))
                pids.add(process(sandbox))
    assert len(pids) == 1


def test_a_file_that_takes_too_long_is_one_failure_and_the_next_goes_on(tmp_path: Path) -> None:
    bomb, fine = write(tmp_path / "bomb.md", BOMB), write(tmp_path / "fine.txt", "It rose.")
    with Sandbox(seconds=0.5) as sandbox:
        list(sandbox.read(fine))
        first = process(sandbox)
        (failure,) = sandbox.read(bomb)
        assert isinstance(failure, Failure)
        assert (failure.path, failure.code) == (str(bomb), "timed_out")
        assert "the 0.5 s that an article may take" in failure.message
        assert [type(found) for found in sandbox.read(fine)] == [Source]
        assert process(sandbox) != first


def test_a_long_file_has_the_time_for_each_of_its_articles_and_not_for_all(tmp_path: Path) -> None:
    path = write(tmp_path / "long.jsonl", ROWS * 5000)
    with Sandbox(seconds=1.0) as sandbox:
        assert sum(isinstance(found, Source) for found in sandbox.read(path)) == 5000


def test_time_that_the_asker_takes_is_not_the_readers(tmp_path: Path) -> None:
    path = write(tmp_path / "long.jsonl", ROWS * 1000)
    with Sandbox(seconds=1.0) as sandbox:
        found = sandbox.read(path)
        next(found)
        signal.sigtimedwait([], 1.5)
        assert sum(isinstance(item, Source) for item in found) == 999


def test_a_member_that_takes_too_long_costs_itself_alone(
    tmp_path: Path, make_zip: Callable[..., bytes]
) -> None:
    path = write(tmp_path / "news.zip", make_zip({"a.txt": "One.", "b.md": BOMB, "c.txt": "Two."}))
    with Sandbox(seconds=1.0) as sandbox:
        one, failure, two = sandbox.read(path)
    assert isinstance(one, Source)
    assert isinstance(two, Source)
    assert isinstance(failure, Failure)
    assert (one.text, two.text) == ("One.", "Two.")
    assert (failure.code, failure.message[:5]) == ("timed_out", "b.md:")


def test_an_archive_of_such_members_is_left_after_some(
    tmp_path: Path, make_zip: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.readers.sandbox._LOSSES", 2)
    path = write(tmp_path / "news.zip", make_zip({f"{number}.md": BOMB for number in range(4)}))
    with Sandbox(seconds=0.5) as sandbox:
        found = list(sandbox.read(path))
    assert [item.code for item in found if isinstance(item, Failure)] == [
        "timed_out",
        "timed_out",
        "malformed",
    ]


@pytest.mark.parametrize(
    ("number", "code", "says"),
    [
        (signal.SIGSEGV, "malformed", "SIGSEGV"),
        (signal.SIGKILL, "unavailable", "SIGKILL"),
        (signal.SIGPROF, "timed_out", "processor time"),
        (signal.SIGRTMIN + 3, "malformed", "broke its reader"),
    ],
)
def test_a_process_that_dies_gives_what_it_had_and_one_failure(
    tmp_path: Path, sandbox: Sandbox, number: int, code: str, says: str
) -> None:
    path = write(tmp_path / "rows.jsonl", ROWS * 2000)
    list(sandbox.read(write(tmp_path / "fine.txt", "It rose.")))
    pid = process(sandbox)
    found = sandbox.read(path)
    assert isinstance(next(found), Source)
    os.kill(pid, number)
    *before, failure = found
    assert all(isinstance(item, Source) for item in before)
    assert len(before) < 1999
    assert isinstance(failure, Failure)
    assert failure.code == code
    assert says in failure.message
    assert isinstance(next(sandbox.read(path)), Source)


def test_a_process_that_died_while_it_waited_costs_nothing(tmp_path: Path, sandbox: Sandbox) -> None:
    path = write(tmp_path / "a.txt", "It rose.")
    list(sandbox.read(path))
    os.kill(process(sandbox), signal.SIGKILL)
    assert [type(found) for found in sandbox.read(path)] == [Source]


def test_a_process_that_talks_nonsense_is_malformed(
    tmp_path: Path, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "a.txt", "It rose.")
    monkeypatch.setattr(Child, "hear", lambda self, seconds: {"source": {"text": 5}})
    (failure,) = sandbox.read(path)
    assert isinstance(failure, Failure)
    assert failure.code == "malformed"


def test_reading_that_is_given_up_ends_its_process(tmp_path: Path, sandbox: Sandbox) -> None:
    path = write(tmp_path / "rows.jsonl", ROWS * 2000)
    list(sandbox.read(write(tmp_path / "fine.txt", "It rose.")))
    pid = process(sandbox)
    found = sandbox.read(path)
    next(found)
    found.close()  # type: ignore[attr-defined]
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert sum(1 for _ in sandbox.read(path)) == 2000


def test_two_files_may_be_read_at_once(tmp_path: Path, sandbox: Sandbox) -> None:
    one = write(tmp_path / "one.jsonl", '{"text": "One."}\n' * 3)
    two = write(tmp_path / "two.jsonl", '{"text": "Two."}\n' * 3)
    pairs = list(zip(sandbox.read(one), sandbox.read(two), strict=True))
    assert all(isinstance(item, Source) for pair in pairs for item in pair)
    assert len(pairs) == 3


def test_a_process_is_replaced_before_its_leaks_tell(tmp_path: Path, sandbox: Sandbox) -> None:
    path = write(tmp_path / "a.txt", "It rose.")
    pids = set()
    for _ in range(limits.CHILD_FILES + 2):
        assert [type(found) for found in sandbox.read(path)] == [Source]
        if sandbox._child is not None:
            pids.add(process(sandbox))
    assert len(pids) == 2


def test_the_process_has_limits_and_a_session_of_its_own(tmp_path: Path, sandbox: Sandbox) -> None:
    list(sandbox.read(write(tmp_path / "a.txt", "It rose.")))
    pid = process(sandbox)
    assert os.getsid(pid) == pid
    if hasattr(resource, "prlimit"):
        assert resource.prlimit(pid, resource.RLIMIT_AS)[0] == limits.MEMORY_BYTES


def test_paths_are_told_as_they_were_asked_for(
    tmp_path: Path, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(Path("a.txt"), "It rose.")
    strange = Path(os.fsdecode(os.fsencode(tmp_path) + b"/r\xe9\n.txt"))
    write(strange, "It fell.")
    for path in (Path("a.txt"), Path("gone.txt"), strange):
        (mine,), (its,) = read(path), sandbox.read(path)
        assert its.path == mine.path


def test_that_no_process_starts_is_said_with_what_to_do(
    tmp_path: Path, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    child._stop_spare()
    monkeypatch.setattr(child, "_START", "raise SystemExit(3)")
    path = write(tmp_path / "a.txt", "It rose.")
    with pytest.raises(Unavailable, match=r"does not start \(Ended\(3\)\).*index\.readers\.worker"):
        list(sandbox.read(path))
    monkeypatch.setattr("sys.executable", str(tmp_path / "no python"))
    with pytest.raises(Unavailable, match=r"does not start \(FileNotFoundError"):
        list(sandbox.read(path))


def test_a_child_that_is_gone_says_how_it_ended(tmp_path: Path) -> None:
    gone = Child()
    os.kill(gone.pid, signal.SIGTERM)
    with pytest.raises(Ended) as caught:
        gone.hear(10)
    assert caught.value.code == -signal.SIGTERM
    with pytest.raises(Ended):
        gone.ask(tmp_path, 0)
    gone.stop()

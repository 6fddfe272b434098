from __future__ import annotations

import os
from pathlib import Path

from index.readers import Failure, discover


def make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("It rose.", "utf-8")


def found(*paths: Path | str) -> list[str]:
    return [entry.name for entry in discover(paths) if isinstance(entry, Path)]


def failures(*paths: Path | str) -> list[Failure]:
    return [entry for entry in discover(paths) if isinstance(entry, Failure)]


def test_a_folder_gives_its_articles_sorted_and_not_what_is_hidden(tmp_path: Path) -> None:
    make(tmp_path, "b.md", "a.txt", "sub/c.HTML", "sub/d.jsonl.gz", ".hidden.txt", ".git/e.txt")
    assert found(tmp_path) == ["a.txt", "b.md", "c.HTML", "d.jsonl.gz"]
    assert failures(tmp_path) == []


def test_every_format_is_taken_by_its_suffix(tmp_path: Path) -> None:
    names = "a.docx b.pdf c.rss d.atom e.xml f.zip g.json h.ndjson.gz i.markdown j.htm".split()
    make(tmp_path, *names)
    assert found(tmp_path) == names


def test_what_is_not_read_is_said(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "picture.png", "style.css", "README")
    assert found(tmp_path) == ["a.txt"]
    said = failures(tmp_path)
    assert [Path(failure.path).name for failure in said] == ["README", "picture.png", "style.css"]
    assert {failure.code for failure in said} == {"unsupported"}
    assert "(.png)" in said[1].message


def test_a_file_that_is_named_is_taken_whatever_its_suffix(tmp_path: Path) -> None:
    make(tmp_path, "README", ".hidden")
    assert found(tmp_path / "README", tmp_path / ".hidden") == ["README", ".hidden"]


def test_a_file_is_given_once(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "b.txt")
    assert found(tmp_path / "a.txt", tmp_path, tmp_path / "b.txt", str(tmp_path)) == ["a.txt", "b.txt"]


def test_a_missing_path_is_unavailable(tmp_path: Path) -> None:
    (failure,) = failures(tmp_path / "gone")
    assert failure.code == "unavailable"
    assert "no such file or directory" in failure.message


def test_a_path_that_no_system_takes_is_unavailable() -> None:
    assert [failure.code for failure in failures("a\x00b", "x" * 5000)] == ["unavailable"] * 2


def test_an_empty_folder_is_said(tmp_path: Path) -> None:
    (failure,) = failures(tmp_path)
    assert failure.code == "empty"
    assert "0 found" in failure.message


def test_links_that_leave_the_folder_are_not_followed(tmp_path: Path) -> None:
    make(tmp_path, "in/a.txt", "out/b.txt")
    (tmp_path / "in" / "b.txt").symlink_to(tmp_path / "out" / "b.txt")
    (tmp_path / "in" / "c.txt").symlink_to(tmp_path / "in" / "a.txt")
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "dangling.txt").symlink_to(tmp_path / "in" / "nowhere.txt")
    assert found(tmp_path / "in") == ["a.txt", "c.txt"]
    said = {Path(failure.path).name: failure.code for failure in failures(tmp_path / "in")}
    assert said == {"b.txt": "unsupported", "dangling.txt": "unavailable", "loop": "unsupported"}


def test_a_link_that_is_named_is_followed(tmp_path: Path) -> None:
    make(tmp_path, "real/a.txt")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert found(tmp_path / "link") == ["a.txt"]


def test_a_pipe_is_no_article(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert [failure.code for failure in failures(tmp_path)] == ["unsupported"]
    assert [failure.code for failure in failures(tmp_path / "pipe.txt")] == ["unsupported"]

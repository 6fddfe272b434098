"""What an archive makes of every format, and of a folder full of trouble."""

from __future__ import annotations

import json
import os
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.archive import Archive
from index.readers import Failure, Source, discover
from index.readers.sandbox import Sandbox

RAIN = "Heavy rain fell on the valley on Monday. The river rose by two metres, the mayor said."
SNOW = "Snow closed the mountain pass on Friday. Forty drivers spent the night in their cars."
VOTE = "Parliament voted for the budget on Thursday. The opposition left the chamber before the count."


def places(archive: Archive) -> dict[str, str]:
    """The first words of the articles by their ids."""
    return {article.id: article.text.split()[0] for article in archive.articles()}


def feed(*stories: tuple[str, str]) -> str:
    items = "".join(
        f"<item><guid isPermaLink='false'>{name}</guid><description>{text}</description></item>"
        for name, text in stories
    )
    return f"<rss version='2.0'><channel><title>Valley Paper</title>{items}</channel></rss>"


def test_every_format_becomes_articles(
    archive: Archive,
    folder: Path,
    unpublished: list[int],
    make_pdf: Callable[..., bytes],
    make_docx: Callable[..., bytes],
    make_zip: Callable[..., bytes],
) -> None:
    (folder / "a.pdf").write_bytes(make_pdf([[RAIN]]))
    (folder / "b.docx").write_bytes(make_docx(f"<w:p><w:r><w:t>{SNOW}</w:t></w:r></w:p>"))
    (folder / "c.rss").write_text(feed(("v", VOTE)))
    (folder / "d.zip").write_bytes(make_zip({"one.txt": RAIN, "two.md": SNOW}))
    report = archive.sync([folder])
    assert (report.added, report.failed) == (5, [])
    assert {Path(article.path).name for article in archive.articles()} == {
        "a.pdf",
        "b.docx",
        "c.rss",
        "d.zip",
    }
    assert all(article.published is None for article in archive.articles())
    assert archive.sync([folder]).unchanged == 5


def test_every_format_finds_the_date_that_its_text_opens_with(
    archive: Archive,
    folder: Path,
    unpublished: list[int],
    make_pdf: Callable[..., bytes],
    make_docx: Callable[..., bytes],
    make_zip: Callable[..., bytes],
) -> None:
    dated = ["Flood in the valley", "By Ann Holt, 4 May 2023", RAIN]
    text = "\n\n".join(dated)
    (folder / "a.pdf").write_bytes(make_pdf([dated]))
    (folder / "b.docx").write_bytes(
        make_docx("".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in dated))
    )
    (folder / "c.rss").write_text(feed(("v", "".join(f"&lt;p&gt;{line}&lt;/p&gt;" for line in dated))))
    (folder / "d.zip").write_bytes(make_zip({"one.txt": text, "two.md": text}))
    (folder / "e.jsonl").write_text(json.dumps({"text": text}))
    assert archive.sync([folder]).failed == []
    found = {
        (Path(article.path).name, article.published and article.published.value, article.published_from)
        for article in archive.articles()
    }
    assert found == {
        (name, "2023-05-04", "byline") for name in ("a.pdf", "b.docx", "c.rss", "d.zip", "e.jsonl")
    }


def test_an_entry_and_a_member_are_followed_when_others_come_before_them(
    archive: Archive, folder: Path, unpublished: list[int], make_zip: Callable[..., bytes]
) -> None:
    (folder / "c.rss").write_text(feed(("r", RAIN)))
    (folder / "d.zip").write_bytes(make_zip({"s.txt": SNOW}))
    archive.sync([folder])
    before = places(archive)
    (folder / "c.rss").write_text(feed(("v", VOTE), ("r", RAIN)))
    (folder / "d.zip").write_bytes(make_zip({"a.txt": VOTE, "s.txt": SNOW}))
    report = archive.sync([folder])
    assert (report.added, report.updated, report.unchanged) == (2, 0, 2)
    assert before.items() <= places(archive).items()


def test_a_file_that_changes_while_it_is_read_is_reported_and_read_again(
    archive: Archive, folder: Path, unpublished: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = folder / "a.txt"
    file.write_text(RAIN)

    def changing(self: Sandbox, path: Path) -> Iterator[Source | Failure]:
        yield from untouched(self, path)
        path.write_text(SNOW)

    untouched = Sandbox.read
    with monkeypatch.context() as patch:
        patch.setattr(Sandbox, "read", changing)
        report = archive.sync([folder], prune=True)
    ((path, code, message),) = report.failed
    assert (path, code) == (str(file), "unavailable")
    assert "changed while it was read" in message
    again = archive.sync([folder])
    assert (again.updated, again.failed) == (1, [])
    assert [article.text for article in archive.articles()] == [SNOW]


def test_a_file_that_goes_while_it_is_read_is_one_failure(
    archive: Archive, folder: Path, unpublished: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.txt").write_text(RAIN)

    def going(self: Sandbox, path: Path) -> Iterator[Source | Failure]:
        path.unlink()
        yield from untouched(self, path)

    untouched = Sandbox.read
    monkeypatch.setattr(Sandbox, "read", going)
    assert [code for _, code, _ in archive.sync([folder]).failed] == ["unavailable"]


def test_a_folder_full_of_trouble_is_reported_and_the_rest_goes_in(
    archive: Archive, folder: Path, unpublished: list[int], make_zip: Callable[..., bytes]
) -> None:
    outside = folder.with_name("outside.txt")
    outside.write_text(VOTE)
    (folder / "a.txt").write_text(RAIN)
    (folder / "bomb.html").write_text("<p>" * 30_000)
    (folder / "bomb.zip").write_bytes(make_zip({f"{number}.txt": bytes(2_000_000) for number in range(600)}))
    (folder / "link.txt").symlink_to(outside)
    (folder / "nested.zip").write_bytes(make_zip({"in.zip": make_zip({"a.txt": VOTE}), "s.txt": SNOW}))
    os.mkfifo(folder / "pipe.txt")
    (folder / "rows.jsonl").write_text(json.dumps({"text": 5}) + "\n{\n")
    report = archive.sync([folder])
    failed = {Path(path).name: code for path, code, _ in report.failed}
    assert failed == {
        "bomb.html": "too_large",
        "bomb.zip": "too_large",
        "link.txt": "unsupported",
        "nested.zip": "unsupported",
        "pipe.txt": "unsupported",
        "rows.jsonl": "malformed",
    }
    assert sorted(places(archive).values()) == ["Heavy", "Snow"]


def found_in(folder: Path, count: int) -> tuple[int, int]:
    """How many of so many empty files are found, and the bytes of memory that finding them takes."""
    for number in range(count):
        (folder / f"story-{number:06d}.txt").touch()
    tracemalloc.start()
    try:
        found = sum(isinstance(entry, Path) for entry in discover([folder]))
        return found, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_the_files_of_a_folder_are_found_in_little_memory(tmp_path: Path) -> None:
    found, memory = found_in(tmp_path, 3000)
    assert found == 3000
    assert memory < 3000 * 600


@pytest.mark.long
def test_a_hundred_thousand_files_are_found_and_each_is_reported(
    tmp_path: Path, folder: Path, archive: Archive, unpublished: list[int]
) -> None:
    found, memory = found_in(folder, 100_000)
    assert found == 100_000
    assert memory < 100_000 * 600
    (folder / "rain.txt").write_text(RAIN)
    report = archive.sync([folder])
    assert (report.added, len(report.failed)) == (1, 100_000)

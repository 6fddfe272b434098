"""Uploads in a browser: what is taken in can be asked for, what is not is told file by file."""

from __future__ import annotations

import re
import threading
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from index.report import SyncReport
from tests.ui.browser.chatpage import ChatPage
from tests.ui.browser.conftest import Visit
from tests.ui.browser.served import Site

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 8
NOISE = bytes((i * 7919 + i // 256 * 31) % 256 for i in range(5_000))
TRAM = """---
title: Velmora opens its tram line
date: 2024-03-03
outlet: Velmora Courier
---
VELMORA - Mayor Ilda Brant opened the tram line of Velmora on Sunday in front of two thousand people.
"""


@pytest.fixture(scope="module")
def shared(visit_for_all: Visit, own_site: Site) -> ChatPage:
    chat = visit_for_all(own_site.url)
    chat.open_uploads()
    return chat


@pytest.fixture
def chat(shared: ChatPage) -> ChatPage:
    """A page with its place for uploads open, and no conversation."""
    shared.start_anew()
    return shared


def written(folder: Path, name: str, content: str | bytes) -> Path:
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def test_what_is_uploaded_can_be_asked_for(chat: ChatPage, tmp_path: Path) -> None:
    before = chat.masthead.inner_text()
    report = chat.upload(written(tmp_path, "tram.md", TRAM))
    expect(report.locator(".head")).to_have_text("1 article added")
    expect(report.locator("li.read .name")).to_have_text("tram.md")
    expect(chat.masthead).not_to_have_text(before)
    answer = chat.ask("Who opened the tram line of Velmora?")
    expect(answer.locator(".claim").first).to_contain_text("Ilda Brant")
    expect(chat.evidence.locator(".line").first).to_contain_text("Velmora Courier · 3 Mar 2024")
    expect(chat.upload(tmp_path / "tram.md").locator(".head")).to_contain_text("1 already there")
    expect(chat.turns).to_have_count(1)


def test_each_file_that_is_not_what_its_name_says_is_named_with_its_reason(
    chat: ChatPage, tmp_path: Path
) -> None:
    report = chat.upload(
        written(tmp_path, "photo.html", PNG),
        written(tmp_path, "noise.txt", NOISE),
        written(tmp_path, "empty.txt", ""),
        written(tmp_path, "broken.jsonl", '{"text": "A row that breaks off\n'),
        written(
            tmp_path,
            "good.txt",
            "The harbour of Quellen\n\nQuellen's harbour closed on Monday after a storm.\n",
        ),
    )
    expect(report.locator(".head")).to_have_text("1 article added, 4 files not read")
    expect(report.locator("li.read .name")).to_have_text("good.txt")
    reasons = {
        row.locator(".name").inner_text(): row.locator(".reason").inner_text()
        for row in report.locator("li.failed").all()
    }
    assert set(reasons) == {"photo.html", "noise.txt", "empty.txt", "broken.jsonl"}
    assert "PNG image" in reasons["photo.html"]
    assert "binary" in reasons["noise.txt"]
    assert not re.search(r"Traceback|(^|\s)/\w", report.inner_text())
    assert str(tmp_path) not in report.inner_text()


def test_a_file_of_fifty_megabytes_is_turned_away_with_a_remedy_and_the_next_one_taken(
    chat: ChatPage, tmp_path: Path
) -> None:
    chat.ask("When did Putin visit Beijing?")
    report = chat.upload(
        written(tmp_path, "large.txt", b"news " * 10_000_000),
        written(tmp_path, "small.txt", "Fog in Dunmere\n\nFog closed Dunmere's ferry on Friday.\n"),
    )
    expect(report.locator(".head")).to_have_text("1 article added, 1 file not read")
    expect(report.locator("li.failed")).to_contain_text("large.txt")
    expect(report.locator("li.failed .reason")).to_contain_text("50.0 MB")
    expect(report.locator("li.failed .reason")).to_contain_text("dateline add")
    expect(chat.answers.locator(".claim").first).to_be_visible()


def test_more_than_a_hundred_megabytes_are_refused_before_they_are_read(own_site: Site) -> None:
    with closing(HTTPConnection(own_site.url.removeprefix("http://"), timeout=60)) as line:
        line.putrequest("POST", "/gradio_api/upload")
        line.putheader("Content-Length", "100000001")
        line.endheaders()
        answer = line.getresponse()
        assert (answer.status, answer.read()) == (413, b"At most 100 MB are taken at once: send less.")


def test_what_is_asked_while_files_are_read_in_stays(
    chat: ChatPage, own_site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, add = threading.Event(), own_site.shelf.add

    def held(*arguments: Any) -> SyncReport:
        gate.wait(30)
        return add(*arguments)

    monkeypatch.setattr(own_site.shelf, "add", held)
    chat.give(
        [written(tmp_path, "snow.txt", "Snow in Asterby\n\nSnow closed the school of Asterby on Friday.\n")]
    )
    expect(chat.report.locator(".head")).to_contain_text("Reading files")
    expect(chat.report.locator("li .name")).to_have_text("snow.txt")
    chat.ask("When did Putin visit Beijing?")
    gate.set()
    expect(chat.report.locator(".head")).to_have_text("1 article added")
    expect(chat.turns).to_have_count(1)
    expect(chat.ask("Why did he go there?").locator(".understood")).to_contain_text("Putin")


def test_names_of_files_that_write_from_right_to_left_or_look_like_markup_stay_text(
    chat: ChatPage, tmp_path: Path
) -> None:
    names = [
        "<img src=x onerror=window.hostile=1>.txt",
        "[x](javascript:window.hostile=1).txt",
        "a\u202etxt.exe.txt",
    ]
    names = [name.replace("/", "") for name in names]
    report = chat.upload(*(written(tmp_path, name, PNG) for name in names))
    expect(report.locator("li.failed")).to_have_count(3)
    expect(report.locator("img, a")).to_have_count(0)
    assert "\u202e" not in report.inner_text()
    assert chat.page.evaluate("() => window.hostile") is None

"""What happens on the page, as a browser sends it: one visitor's events, and nobody else's."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from index.errors import Locked
from index.lock import write_lock
from rag import answering
from rag.lookup import find
from tests.ui.visitor import Served, Visitor
from ui import chat, shelf
from ui.problems import UNFORESEEN
from ui.sample import QUESTIONS
from ui.uploads import Upload

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # what Gradio takes from pandas

VISIT = QUESTIONS[0]
Visit = Callable[[], Visitor]


def test_on_arrival_the_page_says_what_it_reads(visit: Visit) -> None:
    there = visit().does("_arrive")
    assert "articles, published" in there.parts["head"]
    assert there.parts["chat"] == ""
    assert "The sources of an answer appear here" in there.parts["evidence"]


def test_an_answer_comes_with_its_evidence_and_the_next_question_follows_it(visit: Visit) -> None:
    visitor = visit()
    first = visitor.asks(VISIT)
    assert "4 February 2022" in first.parts["chat"]
    assert 'href="#cite-1-1"' in first.parts["chat"]
    assert 'id="cite-1-1"' in first.parts["evidence"]
    assert '"value": ""' in first.sent  # emptied when the question was taken
    assert "value" not in first.parts["question"]  # and what is typed meanwhile stays
    second = visitor.asks("How many people died in the earthquakes in Turkey and Syria?")
    assert "4 February 2022" in second.parts["chat"]
    assert 'id="cite-2-1"' in second.parts["evidence"]
    anew = visitor.does("_start_anew")
    assert anew.parts["chat"] == ""


def test_nobody_sees_what_another_asks(visit: Visit) -> None:
    one, other = visit(), visit()
    one.asks(VISIT)
    assert other.does("_arrive").parts["chat"] == ""
    assert VISIT not in other.asks("Who won the election in Tuvalu?").sent


def test_to_ask_again_replaces_the_latest_answer(visit: Visit) -> None:
    visitor = visit()
    visitor.asks(VISIT)
    again = visitor.does("_again", [], "", "", "2021")
    assert again.parts["chat"].count('class="asked"') == 1
    assert "as of 31 Dec 2021" in again.parts["chat"]


def test_a_follow_up_is_asked_as_typed_on_request_and_stays_so(visit: Visit) -> None:
    visitor = visit()
    visitor.asks(VISIT)
    assert "Understood as" in visitor.asks("Who met him there?").parts["chat"]
    for event in ("_ask_as_typed", "_again"):
        typed = visitor.does(event, [], "", "", "")
        assert typed.parts["chat"].count('class="asked"') == 2
        assert "Understood as" not in typed.parts["chat"]


def test_a_question_of_ten_thousand_characters_stays_in_the_box_beside_a_remedy(visit: Visit) -> None:
    visitor = visit()
    visitor.asks(VISIT)
    long = "w" * 10_000
    failed = visitor.asks(long)
    assert failed.success
    assert "The question has 10,000 characters; at most 2,000 are read." in failed.parts["chat"]
    assert "4 February 2022" in failed.parts["chat"]
    assert failed.parts["question"]["value"] == long


def test_words_that_are_no_date_are_told_and_nothing_is_asked(visit: Visit) -> None:
    told = visit().asks(VISIT, since="<b>soon</b>")
    assert "“&lt;b&gt;soon&lt;/b&gt;” is not a date." in told.parts["notice"]
    assert "<b>soon" not in told.sent
    assert 'class=\\"asked' not in told.sent


def test_the_days_of_a_filter_are_the_first_and_the_last_that_it_names(visit: Visit) -> None:
    told = visit().asks(VISIT, since="Feb 2022", until="2022", as_of="2023-05")
    line = "as of 31 May 2023 · published from 1 Feb 2022 · published to 31 Dec 2022"
    assert line in told.parts["chat"]


@pytest.mark.parametrize("question", ["", "   ", "\n"])
def test_nothing_is_asked_of_an_empty_box(question: str, visit: Visit) -> None:
    told = visit().asks(question)
    assert told.success
    assert 'class=\\"asked' not in told.sent


def test_a_question_of_markup_is_shown_as_text_while_it_is_asked_and_after(visit: Visit) -> None:
    told = visit().asks("<img src=x onerror=alert(1)> <script>alert(1)</script>")
    assert told.success
    assert "<img" not in told.sent
    assert "<script" not in told.sent
    assert "&lt;img src=x onerror=alert(1)&gt;" in told.parts["chat"]


def test_half_of_a_character_does_not_end_the_conversation(visit: Visit) -> None:
    visitor = visit()
    told = visitor.asks("When did \ud83d Putin visit Beijing?")
    assert told.success
    assert 'class="answer' in told.parts["chat"]
    assert "4 February 2022" in visitor.asks(VISIT).parts["chat"]


def _sent(client: httpx.Client, *files: tuple[str, bytes]) -> list[dict[str, Any]]:
    """Files as the page names them once they have come in."""
    form = [("files", (name, content, "text/plain")) for name, content in files]
    paths = client.post("/gradio_api/upload", files=form).json()
    names = [name for name, _ in files]
    meta = {"_type": "gradio.FileData"}
    return [{"path": path, "orig_name": name, "meta": meta} for path, name in zip(paths, names, strict=True)]


def test_files_that_are_added_are_read_and_the_bad_one_is_named(
    visit: Visit, client: httpx.Client, served: Served
) -> None:
    text = "The Hollow Street bridge reopened on 4 May 2021. Traffic was light that morning."
    files = _sent(client, ("hollow.txt", text.encode()), ("<b>bad</b>.txt", b"\x89PNG\r\n\x1a\n\0\0\0"))
    before = served.shelf.archive("own").info().articles
    visitor = visit()
    told = visitor.does("_take_in", files)
    assert told.success
    assert "1 article added, 1 file not read" in told.sent
    for hidden in (str(served.own), "/gradio/", "<b>bad", "Traceback"):
        assert hidden not in told.sent
    assert f"{before + 1} articles" in visitor.does("_use_what_came_in").parts["head"]
    assert "4 May 2021" in visitor.asks("When did the Hollow Street bridge reopen?").parts["chat"]


@pytest.fixture
def private(tmp_path: Path) -> Path:
    """A file of this machine that nobody added."""
    file = tmp_path / "private.txt"
    file.write_text("The private bridge reopened on 4 May 2021, nobody was told.", encoding="utf-8")
    return file


@pytest.mark.parametrize("meta", [{"_type": "gradio.FileData"}, {}, None])
@pytest.mark.parametrize(
    "way",
    [
        "{private}",
        "/proc/self/environ.txt",
        "{upload}/../{up}{private}",
        "file://{private}",
        "http://evil.example/a.txt",
        "https://evil.example/a.txt",
        "HTTP://evil.example/a.txt",
        "private.txt",
        "",
        "\0.txt",
    ],
)
def test_a_visitor_can_name_no_file_but_those_that_came_in(
    way: str, meta: Any, visit: Visit, served: Served, private: Path
) -> None:
    from gradio.utils import get_upload_folder

    folder = get_upload_folder()
    path = way.format(private=private, upload=folder, up="../" * folder.count("/"))
    before = served.shelf.archive("own").info().articles
    told = visit().does("_take_in", [{"path": path, "url": path, "meta": meta}])
    assert not told.success
    assert served.shelf.archive("own").info().articles == before
    assert not list(served.own.rglob("private.txt"))
    assert "nobody was told" not in told.sent


def test_no_other_field_takes_a_file_either(visit: Visit, private: Path) -> None:
    for path in (str(private), "http://evil.example/a.txt"):
        file = {"path": path, "meta": {"_type": "gradio.FileData"}}
        visitor = visit()
        assert not visitor.does("_ask", file, [], "", "", "").success
        assert not visitor.does("_ask", "?", [file], "", "", "").success
        assert not visitor.does("_ask", "?", [], {"deep": [file]}, "", "").success
        assert not visitor.does("_ask_example", file).success


def test_what_no_page_of_ours_would_send_fails_without_a_trace(visit: Visit) -> None:
    visitor = visit()
    sent: list[tuple[Any, ...]] = [(None,) * 5, (5,) * 5, ([], {}, [], {}, []), ("?", ["x"], "", "", "")]
    for values in sent:
        told = visitor.does("_ask", *values)
        for hidden in ("Traceback", "site-packages", ".py", "Error("):
            assert hidden not in told.sent
    assert "4 February 2022" in visitor.asks(VISIT).parts["chat"]


def test_an_event_that_breaks_says_nothing_of_why(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> str:
        raise RuntimeError("no such table in /srv/archive")

    monkeypatch.setattr("ui.chat.render.conversation", broken)
    told = visit().does("_arrive")
    assert not told.success
    for hidden in ("no such table", "/srv", "RuntimeError", "Traceback"):
        assert hidden not in told.sent


@pytest.mark.parametrize(
    "body",
    [b"", b"null", b"[]", b"{}", b'{"data":[]}', b'{"data":[],"fn_index":9999,"session_hash":"x"}', b"\xff"],
)
def test_what_is_no_event_is_refused_without_a_trace(
    body: bytes, client: httpx.Client, served: Served
) -> None:
    headers = {"content-type": "application/json"}
    response = client.post("/gradio_api/queue/join", content=body, headers=headers)
    assert 400 <= response.status_code <= 500
    for hidden in ("Traceback", "site-packages", str(served.own)):
        assert hidden not in response.text


@pytest.fixture
def away(served: Served, tmp_path: Path) -> Iterator[Path]:
    """The place of the page's own archive, which is elsewhere for this test."""
    kept = served.own.rename(served.own.with_name("kept"))
    yield served.own
    if served.own.is_dir():
        shutil.rmtree(served.own)
    else:
        served.own.unlink(missing_ok=True)
    kept.rename(served.own)


def test_an_archive_removed_while_the_page_is_open_is_told_and_the_conversation_kept(
    visit: Visit, served: Served
) -> None:
    visitor = visit()
    visitor.asks(VISIT)
    kept = served.own.rename(served.own.with_name("kept"))
    gone = visitor.asks("And then?")
    arrived = visit().does("_arrive")
    kept.rename(served.own)
    assert "The archive is no longer there, or is not ready yet." in gone.parts["chat"]
    assert "4 February 2022" in gone.parts["chat"]
    assert str(served.own) not in gone.sent
    assert gone.parts["question"]["value"] == "And then?"
    assert "No articles yet" in arrived.parts["head"]
    assert "This archive is empty" in arrived.parts["greeting"]
    assert "4 February 2022" in visitor.asks(VISIT).parts["chat"]


def test_an_archive_that_cannot_be_read_is_told_on_arrival_without_its_path(visit: Visit, away: Path) -> None:
    away.write_text("no archive")
    arrived = visit().does("_arrive")
    assert arrived.success
    assert "The archive cannot be used as it is." in arrived.parts["notice"]
    assert "This archive is empty" not in arrived.sent
    assert str(away) not in arrived.sent


def test_a_damaged_archive_is_told_on_arrival(visit: Visit, away: Path) -> None:
    away.mkdir()
    (away / "journal.sqlite").write_bytes(b"no database" * 1000)
    arrived = visit().does("_arrive")
    assert arrived.success
    assert "The archive on disk is damaged." in arrived.parts["notice"]
    assert str(away) not in arrived.sent


def test_a_sample_that_cannot_be_made_is_told(
    visit: Visit, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: object) -> None:
        raise Locked(f"The archive {served.own} is being written to.", "Wait.")

    monkeypatch.setattr(shelf.Shelf, "make_sample", locked)
    told = visit().does("_ask_example", VISIT)
    assert told.success
    assert "Somebody else is adding articles to this archive right now." in told.parts["notice"]


def test_an_upload_while_another_writes_is_told(visit: Visit, client: httpx.Client, served: Served) -> None:
    files = _sent(client, ("late.txt", b"The late bridge reopened on 4 May 2021."))
    with write_lock(served.own):
        told = visit().does("_take_in", files)
    assert "Somebody else is adding articles to this archive right now." in told.sent


def test_what_is_asked_while_files_are_read_in_is_still_there_afterwards(
    visit: Visit, client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered = threading.Event()

    def slow(*_: object) -> Iterator[Upload]:
        yield Upload(())
        assert answered.wait(60)
        yield Upload((), done=True, summary="0 articles added")

    monkeypatch.setattr(chat, "take_in", slow)
    visitor = visit()
    visitor.does("_arrive")
    upload = visitor.begins("_take_in", _sent(client, ("a.txt", b"A bridge reopened.")))
    question = visitor.begins("_ask", VISIT, [], "", "", "")
    messages = []
    for message in visitor.messages():
        messages.append(message)
        if message["msg"] == "process_completed" and message["event_id"] == question:
            answered.set()
    done = [message["event_id"] for message in messages if message["msg"] == "process_completed"]
    assert done == [question, upload]
    assert "4 February 2022" in visitor.does("_stop").parts["chat"]


@pytest.mark.parametrize("click", ["_stop", "_start_anew", "_use_own"])
def test_what_is_stopped_is_not_computed_to_its_end_and_the_next_question_is_answered(
    click: str, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    searching, clicked = threading.Event(), threading.Event()

    def slow(*values: Any) -> Any:
        searching.set()
        assert clicked.wait(60)
        return find(*values)

    visitor = visit()
    visitor.does("_arrive")
    with monkeypatch.context() as patch:
        patch.setattr(answering, "find", slow)
        patch.setattr(answering, "weigh", None)
        question = visitor.begins("_ask", VISIT, [], "", "", "")
        assert searching.wait(60)
        stopping = visitor.begins(click)
        messages = []
        for message in visitor.messages():
            messages.append(message)
            if message["msg"] == "process_completed" and message["event_id"] == stopping:
                clicked.set()
    done = [message["event_id"] for message in messages if message["msg"] == "process_completed"]
    assert done == [stopping, question]
    assert UNFORESEEN.message not in json.dumps(messages)
    assert "4 February 2022" in visitor.asks(VISIT).parts["chat"]

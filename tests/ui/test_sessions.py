"""A conversation: every question ends in an answer or in a problem, and nothing that was said is lost."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index import errors
from index.article import Article
from index.info import ArchiveInfo
from rag import Answer, Citation
from rag.answer import Delta
from ui import render, sessions
from ui.sessions import MOST_TURNS, READ_BACK, Conversation, Filters, Turn, reply
from ui.shelf import Shelf

VISIT = "When did Putin visit Beijing?"
HIDDEN = "/srv/secret/archive"
INFO = ArchiveInfo(HIDDEN, 44, 90, date(2022, 2, 3), date(2024, 5, 17), {"Northline": 44}, 0, "model", 1, 1)


class _OneArticle:
    """A shelf with a single archive, which holds a single article."""

    llm: str | None = None

    def __init__(self, text: str = "") -> None:
        self.text = text

    def archive(self, name: str) -> _OneArticle:
        return self

    def info(self) -> ArchiveInfo:
        return INFO

    def article(self, id: str) -> Article:  # noqa: A002
        return Article(id, "", self.text, None, "", "", "", "", "", "", id)


@pytest.fixture(scope="module")
def shelf(sample_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    """The sample articles as a page's own archive, and no sample beside it."""
    made = Shelf(sample_path, tmp_path_factory.mktemp("none") / "sample")
    yield made
    made.close()


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[dict[str, Any]]]:
    """Lets `ask_stream` give these parts, or raise; the options that it is called with."""

    def tell(*parts: Delta | Answer | Exception) -> list[dict[str, Any]]:
        calls: list[dict[str, Any]] = []

        def ask_stream(question: str, **options: Any) -> Iterator[Delta | Answer]:
            calls.append({"question": question, **options})
            for part in parts:
                if isinstance(part, Exception):
                    raise part
                yield part

        monkeypatch.setattr(sessions, "ask_stream", ask_stream)
        return calls

    return tell


def _asked(shelf: Shelf, question: str, before: Conversation | None = None) -> Conversation:
    """The conversation after one more question."""
    *_, last = reply(shelf, before or Conversation(), question, Filters())
    return last


def _answer(question: str = "?", text: str = "It did.") -> Answer:
    return Answer(question, question, text)


def _turn(number: int, **changes: Any) -> Turn:
    return Turn(number, f"question {number}", Filters(), "own", **changes)


def _alone() -> Shelf:
    return cast(Shelf, _OneArticle())


def test_a_question_is_shown_at_once_then_what_is_searched_then_the_answer(shelf: Shelf) -> None:
    steps = list(reply(shelf, Conversation(), VISIT, Filters()))
    assert [step.turns[-1].state for step in steps] == ["asking"] * (len(steps) - 1) + ["answered"]
    assert (steps[0].turns[-1].question, steps[0].turns[-1].searched) == (VISIT, "")
    assert "articles, published" in steps[1].turns[-1].searched
    last = steps[-1].turns[-1]
    assert last.answer is not None
    assert "4 February 2022" in last.answer.text
    assert last.partial == ""


def test_the_evidence_is_the_words_of_the_articles(shelf: Shelf) -> None:
    turn = _asked(shelf, VISIT).turns[-1]
    assert turn.answer is not None
    assert tuple(item.citation for item in turn.evidence) == turn.answer.citations
    assert turn.evidence
    for item in turn.evidence:
        cited = item.citation
        text = shelf.archive("own").article(cited.article_id).text
        assert text[: cited.start].endswith(item.before.removeprefix("… "))
        assert text[cited.start : cited.end] == cited.quote
        assert text[cited.end :].startswith(item.after.removesuffix(" …"))
        assert "\n\n" not in item.before + item.after


@st.composite
def _quoted(draw: st.DrawFn) -> tuple[str, int, int]:
    """A text of a few paragraphs, and a stretch within one of them."""
    words = st.lists(
        st.sampled_from(["a", "bridge", "reopened", "…", "in", "2021."]), min_size=1, max_size=200
    )
    paragraphs = [" ".join(draw(words)) for _ in range(draw(st.integers(1, 4)))]
    chosen = draw(st.integers(0, len(paragraphs) - 1))
    place = sum(len(paragraph) + 2 for paragraph in paragraphs[:chosen])
    start = draw(st.integers(0, len(paragraphs[chosen]) - 1))
    end = draw(st.integers(start + 1, len(paragraphs[chosen])))
    return "\n\n".join(paragraphs), place + start, place + end


@given(_quoted())
@settings(max_examples=60)
@example(("one quote", 0, 9))
@example(("x" * 900 + "q" + "y" * 900, 900, 901))
def test_around_a_quote_stands_what_stands_around_it_in_its_paragraph(quoted: tuple[str, int, int]) -> None:
    text, start, end = quoted
    citation = Citation(1, "a", "", "", None, "", "", start, end, text[start:end])
    answer = Answer("?", "?", "!", citations=(citation,))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sessions, "ask_stream", lambda *_, **__: iter([answer]))
        (item,) = _asked(cast(Shelf, _OneArticle(text)), "?").turns[-1].evidence
    first = text.rfind("\n\n", 0, start)
    paragraph_before = text[first + 2 if first >= 0 else 0 : start]
    paragraph_after = text[end:].split("\n\n")[0]
    before, after = item.before.removeprefix("… "), item.after.removesuffix(" …")
    assert paragraph_before.endswith(before)
    assert paragraph_after.startswith(after)
    assert max(len(item.before), len(item.after)) <= 402
    if len(paragraph_before) <= 400:
        assert item.before == paragraph_before
    else:
        assert item.before.startswith("… ")
    if len(paragraph_after) <= 400:
        assert item.after == paragraph_after
    else:
        assert item.after.endswith(" …")


def test_a_question_that_is_too_long_gets_a_message_with_a_remedy_and_the_conversation_is_kept(
    shelf: Shelf,
) -> None:
    before = _asked(shelf, VISIT)
    after = _asked(shelf, "w" * 10_000, before)
    assert after.turns[:-1] == before.turns
    failed = after.turns[-1]
    assert failed.state == "failed"
    assert failed.problem is not None
    assert failed.problem.message == "The question has 10,000 characters; at most 2,000 are read."
    assert failed.problem.remedy == "Ask in a sentence or two."
    assert len(_asked(shelf, VISIT, after).turns) == 3


def test_without_an_archive_the_page_says_so_and_names_no_folder(tmp_path: Path) -> None:
    turn = _asked(Shelf(tmp_path / "own", tmp_path / "sample"), VISIT).turns[-1]
    assert turn.state == "failed"
    assert turn.problem is not None
    assert turn.problem.message == "There is nothing to search yet."
    assert str(tmp_path) not in render.conversation(Conversation(turns=(turn,)))


def test_a_folder_of_something_else_is_not_named_to_a_reader(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "photo.jpg").touch()
    (tmp_path / "sample").touch()
    for name in ("own", "sample"):
        before = Conversation(name)
        failed = _asked(Shelf(tmp_path / "own", tmp_path / "sample"), VISIT, before)
        assert failed.turns[-1].state == "failed"
        assert str(tmp_path) not in render.conversation(failed)


_ERRORS = [
    errors.Missing(f"There is no archive at {HIDDEN}.", "`dateline add PATH`"),
    errors.Locked(f"The archive {HIDDEN} is being written to by process 7.", "Wait.", 7),
    errors.Damaged(f"The journal {HIDDEN} is damaged.", "Restore it.", HIDDEN),
    errors.TooNew(f"The archive {HIDDEN} has version 9.", "`pip install --upgrade dateline`"),
    errors.EmbeddingMismatch(f"{HIDDEN} was embedded with another model.", "`dateline add PATH`"),
    errors.DiskFull(f"The disk with {HIDDEN} is full.", "Free some space."),
    errors.ArchiveError(f"The journal {HIDDEN} cannot be used.", "Check the folder's permissions."),
    errors.ServerAway(f"The vector server http://{HIDDEN} does not answer.", "`chroma run`"),
    errors.ModelMissing(f"{HIDDEN} is not installed.", "`pip install`"),
    errors.ModelAway(f"http://{HIDDEN} does not answer.", "Start it."),
    errors.ModelRefused(f"http://{HIDDEN} says 401.", "Set OPENAI_API_KEY."),
    errors.ModelTimedOut(f"http://{HIDDEN} took 60 s.", "Wait."),
    errors.BadReply(f"http://{HIDDEN} sent no JSON.", "Look at it."),
]


@pytest.mark.parametrize("error", _ERRORS, ids=lambda error: error.code)
def test_what_is_wrong_with_an_archive_is_told_without_a_path_or_a_command(
    error: errors.DatelineError, told: Callable[..., Any]
) -> None:
    told(Delta("It "), error)
    turn = _asked(_alone(), VISIT).turns[-1]
    assert turn.state == "failed"
    assert turn.problem is not None
    assert turn.problem.message
    assert turn.problem.remedy
    for words in (turn.problem.message, turn.problem.remedy):
        assert not {"/", "`"} & set(words)
        assert "Traceback" not in words


def test_every_archive_error_has_words_for_a_reader() -> None:
    told = {type(error) for error in _ERRORS}
    assert {errors.ArchiveError, *errors.ArchiveError.__subclasses__()} <= told
    assert set(errors.ModelError.__subclasses__()) <= told


def test_what_nobody_foresaw_is_logged_and_told_without_details(
    told: Callable[..., Any], caplog: pytest.LogCaptureFixture
) -> None:
    told(Delta("It did. "), RuntimeError(f"no such table in {HIDDEN}"))
    before = Conversation(turns=(_turn(1, state="answered", answer=_answer()),))
    after = _asked(_alone(), VISIT, before)
    assert after.turns[0] == before.turns[0]
    assert (after.turns[1].state, after.turns[1].question) == ("failed", VISIT)
    markup = render.conversation(after)
    assert "Something went wrong that should not have." in markup
    for detail in (HIDDEN, "no such table", "RuntimeError", "Traceback"):
        assert detail not in markup
    (record,) = [record for record in caplog.records if record.name == "ui.sessions"]
    assert record.levelno == logging.ERROR
    assert record.exc_info is not None
    assert HIDDEN in str(record.exc_info[1])


def test_an_article_that_went_away_while_it_was_cited_is_told_like_anything_else(
    shelf: Shelf, told: Callable[..., Any]
) -> None:
    gone = Citation(1, "gone", "", "", None, "", "", 0, 1, "x")
    told(Answer("?", "?", "!", citations=(gone,)))
    turn = _asked(shelf, VISIT).turns[-1]
    assert (turn.state, turn.answer) == ("failed", None)


def test_what_was_asked_before_goes_along(told: Callable[..., Any]) -> None:
    calls = told(_answer())
    turns = (
        _turn(1, state="answered", answer=_answer("one")),
        _turn(2, state="failed"),
        _turn(3, state="stopped", partial="half"),
        _turn(4, state="answered", answer=_answer("four")),
    )
    _asked(_alone(), "And then?", Conversation(turns=turns))
    assert calls[0]["question"] == "And then?"
    assert calls[0]["history"] == [("question 1", _answer("one")), ("question 4", _answer("four"))]


def test_only_the_latest_turns_go_along(told: Callable[..., Any]) -> None:
    calls = told(_answer())
    turns = tuple(_turn(n, state="answered", answer=_answer()) for n in range(1, 31))
    _asked(_alone(), "And then?", Conversation(turns=turns))
    assert [question for question, _ in calls[0]["history"]] == [
        f"question {n}" for n in range(31 - READ_BACK, 31)
    ]


def test_a_follow_up_is_understood_from_what_was_asked_before(shelf: Shelf) -> None:
    first = _asked(shelf, VISIT)
    second = _asked(shelf, "And when did he visit Pyongyang?", first).turns[-1]
    assert second.answer is not None
    assert "Putin" in second.answer.understood_as


def test_a_question_asked_alone_is_read_without_the_turns_before_it(told: Callable[..., Any]) -> None:
    calls = told(_answer("And then?"))
    before = Conversation(turns=(_turn(1, state="answered", answer=_answer("one")),))
    *_, last = reply(_alone(), before, "And then?", Filters(), alone=True)
    assert calls[0]["history"] == []
    assert (last.turns[-1].alone, last.turns[-1].rewritten) == (True, False)
    assert _turn(2, answer=_answer("another?")).rewritten


def test_the_filters_go_along_and_stand_with_the_question(told: Callable[..., Any]) -> None:
    calls = told(_answer())
    filters = Filters(("Northline",), date(2022, 1, 1), date(2022, 12, 31), date(2023, 1, 1))
    *_, last = reply(_alone(), Conversation(), VISIT, filters)
    assert last.turns[-1].filters == filters
    assert {name: calls[0][name] for name in ("outlets", "since", "until", "as_of")} == {
        "outlets": ("Northline",),
        "since": date(2022, 1, 1),
        "until": date(2022, 12, 31),
        "as_of": date(2023, 1, 1),
    }
    _asked(_alone(), VISIT)
    assert [calls[1][name] for name in ("outlets", "since", "until", "as_of")] == [None] * 4
    assert [bool(Filters()), bool(filters)] == [False, True]


def test_an_outlet_that_is_not_there_is_a_problem_and_not_an_answer(shelf: Shelf) -> None:
    *_, last = reply(shelf, Conversation(), VISIT, Filters(outlets=("The Unheard",)))
    assert last.turns[-1].state == "failed"
    assert last.turns[-1].problem is not None
    assert "'The Unheard'" in last.turns[-1].problem.message


def test_a_window_without_a_day_is_a_problem_with_both_days(shelf: Shelf) -> None:
    filters = Filters(since=date(2023, 1, 1), until=date(2022, 1, 1))
    *_, last = reply(shelf, Conversation(), VISIT, filters)
    assert last.turns[-1].problem is not None
    assert last.turns[-1].problem.message == "No day is since 2023-01-01 and until 2022-01-01."


def test_what_has_come_so_far_is_shown_while_the_rest_comes(
    told: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "_SECONDS_BETWEEN_UPDATES", 0)
    told(Delta("One. "), Delta("Two. "), Delta("Three."), _answer(text="One. Two. Three."))
    partials = [step.turns[-1].partial for step in reply(_alone(), Conversation(), "?", Filters())]
    assert partials == ["", "", "One. ", "One. Two. ", "One. Two. Three.", ""]


def test_pieces_that_come_fast_are_shown_together(
    told: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "_SECONDS_BETWEEN_UPDATES", 1e9)
    told(*[Delta("word ")] * 1000, _answer())
    assert len(list(reply(_alone(), Conversation(), "?", Filters()))) == 3


def test_a_page_that_is_closed_while_it_asks_leaves_no_problem(
    told: Callable[..., Any], caplog: pytest.LogCaptureFixture
) -> None:
    told(_answer())
    steps = reply(_alone(), Conversation(), VISIT, Filters())
    assert isinstance(steps, Iterator)
    next(steps)
    steps.close()  # type: ignore[attr-defined]  # a generator
    assert not caplog.records


def test_an_unfinished_question_is_stopped_and_keeps_what_was_shown() -> None:
    asking = Conversation().begin("first", Filters()).latest(partial="So far.")
    stopped = asking.stopped()
    assert (stopped.turns[0].state, stopped.turns[0].partial) == ("stopped", "So far.")
    assert "Stopped before the answer was complete." in render.conversation(stopped)
    again = asking.begin("second", Filters())
    assert [turn.state for turn in again.turns] == ["stopped", "asking"]
    assert [turn.number for turn in again.turns] == [1, 2]


def test_to_ask_again_the_latest_turn_makes_room() -> None:
    told = Conversation(turns=(_turn(1, state="answered"), _turn(2, state="failed")))
    assert told.without_latest().turns == told.turns[:1]


_STEPS = st.lists(st.sampled_from(["begin", "answer", "fail", "stop", "again"]), max_size=40)


@given(start=st.integers(0, MOST_TURNS + 20), steps=_STEPS)
@settings(max_examples=60)
def test_a_conversation_keeps_its_order_whatever_happens(start: int, steps: list[str]) -> None:
    now = Conversation()
    for number in range(start):
        now = now.begin(str(number), Filters())
    for step in steps:
        before = now
        if step == "begin":
            now = now.begin("?", Filters())
            assert now.turns[-1].state == "asking"
        elif step == "stop":
            now = now.stopped()
        elif now.turns and step == "again":
            now = now.without_latest()
        elif now.turns:
            now = now.latest(state="answered" if step == "answer" else "failed")
        numbers = [turn.number for turn in now.turns]
        assert numbers == sorted(set(numbers))
        assert len(numbers) <= MOST_TURNS
        assert [turn for turn in now.turns[:-1] if turn.state == "asking"] == []
        assert set(before.turns[1:-1]) <= set(now.turns), "what is past does not change"


def test_two_browsers_that_ask_at_once_get_what_each_would_get_alone(shelf: Shelf) -> None:
    questions = [VISIT, "How many people died in the earthquakes in Turkey and Syria?"] * 2
    alone = [_asked(shelf, question) for question in questions[:2]] * 2
    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(lambda question: _asked(shelf, question), questions))
    assert together == alone

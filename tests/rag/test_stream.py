"""`ask_stream`: the same answer, piece by piece."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event

import pytest

from index import Archive
from index.errors import QuestionTooLong
from rag import Answer, Delta, answering, ask, ask_stream


@pytest.mark.parametrize(
    "question",
    ["When did Putin visit Beijing?", "Who leads Gazprom?", "When did Joe Biden visit Beijing?", ""],
)
def test_the_pieces_join_to_the_text_and_the_answer_comes_last(
    sample_archive: Archive, question: str
) -> None:
    *pieces, last = ask_stream(question, archive=sample_archive)
    assert all(isinstance(piece, Delta) for piece in pieces)
    assert isinstance(last, Answer)
    assert last == ask(question, archive=sample_archive)
    assert "".join(piece.text for piece in pieces if isinstance(piece, Delta)) == last.text
    assert len(pieces) == max(1, len(last.claims))


def test_each_piece_is_one_verified_claim(sample_archive: Archive) -> None:
    *pieces, last = ask_stream("When did Putin visit Beijing?", archive=sample_archive)
    assert isinstance(last, Answer)
    texts = [piece.text.strip() for piece in pieces if isinstance(piece, Delta)]
    assert texts == [claim.text for claim in last.claims]
    assert len(texts) > 1


def test_the_options_are_those_of_ask(sample_archive: Archive) -> None:
    *_, last = ask_stream("When did Putin visit Beijing?", archive=sample_archive, as_of="2022-12-31")
    assert last == ask("When did Putin visit Beijing?", archive=sample_archive, as_of="2022-12-31")


def test_an_error_is_raised_before_the_first_piece(sample_archive: Archive) -> None:
    stream = ask_stream("x" * 10_000, archive=sample_archive)
    assert isinstance(stream, Iterator)
    with pytest.raises(QuestionTooLong):
        next(stream)


@pytest.mark.parametrize(
    ("during", "never"),
    [("standalone", "take"), ("take", "find"), ("find", "weigh"), ("weigh", "drafts_for")],
)
def test_an_answer_that_is_given_up_ends_at_its_next_step(
    during: str, never: str, sample_archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop, step = Event(), getattr(answering, during)

    def given_up(*values: object) -> object:
        stop.set()
        return step(*values)

    monkeypatch.setattr(answering, during, given_up)
    monkeypatch.setattr(answering, never, None)
    assert list(ask_stream("When did Putin visit Beijing?", archive=sample_archive, stop=stop)) == []


def test_an_answer_that_nobody_gives_up_is_that_of_ask(sample_archive: Archive) -> None:
    *_, last = ask_stream("When did Putin visit Beijing?", archive=sample_archive, stop=Event())
    assert last == ask("When did Putin visit Beijing?", archive=sample_archive)

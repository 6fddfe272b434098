"""`ask_stream`: the same answer, piece by piece."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index import Archive
from index.errors import QuestionTooLong
from rag import Answer, Delta, ask, ask_stream


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

"""Questions and texts as windows of wordpieces."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from rag.reader.windows import LIMIT, QUESTION_LIMIT, STRIDE, batch, tokenize, windows

LONG = "The ferry left Merrow at dawn and came back at dusk. " * 200


def test_a_text_without_words_has_no_window(tokenizer: Tokenizer) -> None:
    question, empty, blank = tokenize(tokenizer, ["Who sailed?", "", " \n "])
    assert windows(question, empty) == windows(question, blank) == []


def test_a_short_text_has_one_window_with_all_of_it(tokenizer: Tokenizer) -> None:
    question, text = tokenize(tokenizer, ["Who sailed?", "The ferry sailed."])
    (window,) = windows(question, text)
    assert len(window) == len(question) + len(text) + 3
    assert window.first == len(question) + 2


def test_windows_of_a_long_text_overlap_and_leave_nothing_out(tokenizer: Tokenizer) -> None:
    question, text = tokenize(tokenizer, ["Who sailed?", LONG])
    rows = windows(question, text)
    starts = [int(np.flatnonzero(text.offsets[:, 0] == row.pieces.offsets[0, 0])[0]) for row in rows]
    assert all(len(row) <= LIMIT for row in rows)
    assert all(
        before + len(row.pieces) - after == STRIDE
        for before, after, row in zip(starts, starts[1:], rows, strict=False)
    )
    assert rows[-1].pieces.offsets[-1, 1] == text.offsets[-1, 1]


def test_a_long_question_is_cut_and_leaves_room_for_the_text(tokenizer: Tokenizer) -> None:
    question, text = tokenize(tokenizer, ["why " * 500, LONG])
    rows = windows(question, text)
    assert {len(row.question) for row in rows} == {QUESTION_LIMIT}
    assert len(rows[0]) == LIMIT


def test_a_batch_marks_the_text_and_its_filling(tokenizer: Tokenizer) -> None:
    question, short, longer = tokenize(tokenizer, ["Who?", "He.", "He sailed north again."])
    rows = windows(question, short) + windows(question, longer)
    made = batch(rows, width=16, count=3)
    assert made.ids.shape == made.types.shape == made.mask.shape == (3, 16)
    assert made.mask.sum(axis=1).tolist() == [len(rows[0]), len(rows[1]), 1]
    assert made.ids[0, : len(rows[0])].tolist() == [101, *question.ids, 102, *short.ids, 102]
    assert made.types[0].nonzero()[0].tolist() == list(range(rows[0].first, len(rows[0])))


@given(st.text(max_size=400))
def test_pieces_lie_in_the_text_in_order(tokenizer: Tokenizer, text: str) -> None:
    (pieces,) = tokenize(tokenizer, [text])
    starts, ends = pieces.offsets[:, 0], pieces.offsets[:, 1]
    assert (starts <= ends).all()
    assert (ends <= len(text)).all()
    assert (np.diff(starts) >= 0).all()
    assert len(pieces.words) == len(pieces.ids) == len(pieces)


def test_a_lone_surrogate_is_read_as_one_unknown_character(tokenizer: Tokenizer) -> None:
    (pieces,) = tokenize(tokenizer, ["a \ud800 harbour"])
    assert pieces.offsets[-1].tolist() == [4, 11]

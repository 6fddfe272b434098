"""Reading with a network that is handed in: the best span, the best window, every offset exact."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from rag.reader.calibration import Calibration
from rag.reader.scan import LONGEST, MOST, NOTHING, Found, Logits, Network, scan
from rag.reader.windows import Batch, tokenize

EVEN = Calibration()
FILLER = "The road to the coast is closed in most winters. "


def pointing_at(tokenizer: Tokenizer, first: str, last: str) -> Network:
    """A network that begins answers at the wordpiece ``first`` and ends them at ``last``."""
    begin, finish = (tokenizer.token_to_id(word) for word in (first, last))

    def network(windows: Batch) -> Logits:
        text = windows.types * windows.mask
        start = np.where((windows.ids == begin) & (text == 1), 9.0, 0.0).astype(np.float32)
        end = np.where((windows.ids == finish) & (text == 1), 9.0, 0.0).astype(np.float32)
        return start, end, start.max(axis=1)

    return network


def drawn(windows: Batch) -> Logits:
    """Logits that hang on nothing but the pieces themselves."""
    start = ((windows.ids * 7919) % 101 / 10).astype(np.float32)
    end = ((windows.ids * 104729) % 97 / 10).astype(np.float32)
    return start, end, start[:, 1]


def test_the_span_that_the_network_points_at_is_found(tokenizer: Tokenizer) -> None:
    text = "The mole of Merrow was built by merchants in the north."
    (found,) = scan(pointing_at(tokenizer, "merchants", "north"), tokenizer, [("Who?", text)], EVEN)
    assert text[found.start : found.end] == "merchants in the north"
    assert found.margin == 18.0


def test_an_answer_never_ends_before_it_begins(tokenizer: Tokenizer) -> None:
    text = "The merchants of the north built it."
    (found,) = scan(pointing_at(tokenizer, "north", "merchants"), tokenizer, [("Who?", text)], EVEN)
    assert found.start < found.end


def test_a_span_is_rounded_out_to_whole_words(tokenizer: Tokenizer) -> None:
    text = "The mole was built by Lindqvistson that year."
    piece = next(t for t in tokenizer.encode(text).tokens if t.startswith("##"))
    (found,) = scan(pointing_at(tokenizer, piece, piece), tokenizer, [("Who?", text)], EVEN)
    assert text[found.start : found.end] == "Lindqvistson"


def test_the_best_window_of_a_long_text_counts(tokenizer: Tokenizer) -> None:
    text = FILLER * 60 + "Then merchants came. " + FILLER * 60
    (found,) = scan(pointing_at(tokenizer, "merchants", "merchants"), tokenizer, [("Who came?", text)], EVEN)
    assert text[found.start : found.end] == "merchants"
    assert found.answerable == 9.0


def test_of_a_very_long_text_the_windows_with_the_words_of_the_question_are_read(
    tokenizer: Tokenizer,
) -> None:
    seen: list[int] = []

    def network(windows: Batch) -> Logits:
        seen.append(len(windows.ids))
        return pointing_at(tokenizer, "merchants", "merchants")(windows)

    text = FILLER * 1500 + "Then merchants came to the lighthouse. " + FILLER * 1500
    (found,) = scan(network, tokenizer, [("Who came to the lighthouse?", text)], EVEN)
    assert sum(seen) == MOST
    assert text[found.start : found.end] == "merchants"


def test_a_text_without_words_holds_nothing(tokenizer: Tokenizer) -> None:
    assert scan(drawn, tokenizer, [("Who?", ""), ("Who?", " \n")], EVEN) == [NOTHING, NOTHING]


def test_no_answer_is_longer_than_a_clause(tokenizer: Tokenizer) -> None:
    text = "merchants " + "and " * 90 + "north"
    (found,) = scan(pointing_at(tokenizer, "merchants", "north"), tokenizer, [("Who?", text)], EVEN)
    (pieces,) = tokenize(tokenizer, [text[found.start : found.end]])
    assert len(pieces) <= LONGEST


def test_texts_come_back_in_their_order_whatever_their_lengths(tokenizer: Tokenizer) -> None:
    texts = [FILLER * n + "Here merchants." for n in (40, 1, 12, 0, 3)]
    network = pointing_at(tokenizer, "merchants", "merchants")
    found = scan(network, tokenizer, [("Who?", text) for text in texts], EVEN, pieces=300)
    assert [f.start for f in found] == [text.index("merchants") for text in texts]


@given(st.lists(st.text(max_size=300), max_size=4), st.text(min_size=1, max_size=60))
def test_offsets_lie_in_the_text_whatever_it_holds(
    tokenizer: Tokenizer, texts: list[str], question: str
) -> None:
    found: list[Found] = scan(drawn, tokenizer, [(question, text) for text in texts], EVEN)
    for text, one in zip(texts, found, strict=True):
        assert 0 <= one.start <= one.end <= len(text)

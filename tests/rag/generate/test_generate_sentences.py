"""A stream of text comes out as whole sentences with the numbers that they cite."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.generate.sentences import Said, said

REPLY = (
    "Ana Brandt, the U.S. envoy, met Mr. Okoro on Oct. 17 [1]. They signed a pact worth $1.2 million. [2][3] "
    "\n\n- “We agree,” she said [1, 4].\n2. **The dinner** was called off[2]."
)
SAID = [
    Said("Ana Brandt, the U.S. envoy, met Mr. Okoro on Oct. 17.", (1,)),
    Said("They signed a pact worth $1.2 million.", (2, 3)),
    Said("“We agree,” she said.", (1, 4)),
    Said("The dinner was called off.", (2,)),
]


def test_a_reply_is_read_as_sentences_with_their_numbers() -> None:
    assert list(said([REPLY])) == SAID


@given(st.lists(st.integers(0, len(REPLY)), max_size=40))
def test_where_the_pieces_are_cut_makes_no_difference(cuts: list[int]) -> None:
    edges = [0, *sorted(cuts), len(REPLY)]
    assert list(said(REPLY[a:b] for a, b in pairwise(edges))) == SAID


def test_a_sentence_comes_before_the_reply_is_over() -> None:
    pieces = iter(["It rained [1]. The river", " rose [2]."])
    assert next(said(pieces)) == Said("It rained.", (1,))
    assert next(pieces) == " rose [2]."


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("It rained [Source 2].", (2,)),
        ("It rained 【3】.", (3,)),
        ("It rained [1; 2][2].", (1, 2)),
        ("It rained.", ()),
        ("It rained [^4].", (4,)),
    ],
)
def test_marks_of_other_shapes_are_read(text: str, numbers: tuple[int, ...]) -> None:
    assert list(said([text])) == [Said("It rained.", numbers)]


@pytest.mark.parametrize("text", ["", "  \n", "[1]", "***", "<think>never ended"])
def test_what_says_nothing_is_no_sentence(text: str) -> None:
    assert list(said([text])) == []


def test_what_a_model_thinks_aloud_is_left_out() -> None:
    assert list(said(["<thi", "nk>It snowed [1].", " No.</think>\n", "It rained [2]."])) == [
        Said("It rained.", (2,))
    ]


def test_characters_that_cannot_be_seen_are_left_out() -> None:
    assert list(said(["It\u200b rai\u00adned\u202e [1]."])) == [Said("It rained.", (1,))]


@given(st.lists(st.text(max_size=20), max_size=20))
def test_no_text_breaks_the_reading(pieces: list[str]) -> None:
    for sentence in said(pieces):
        assert sentence.text == " ".join(sentence.text.split())

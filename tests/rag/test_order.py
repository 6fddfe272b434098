"""Which came first: the two events that a question compares."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.order import compared

_WORDS = "which came first , : the vote or march ? did Hale resign before after happened".split()


@given(st.text() | st.lists(st.sampled_from(_WORDS)).map(" ".join))
def test_no_question_is_too_odd_to_be_compared(text: str) -> None:
    compared(text)


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("Which came first, the vote in Oslo or the march?", "the vote in Oslo", "the march"),
        ("What happened first: the vote or Hale's resignation?", "the vote", "Hale's resignation"),
        ("Which was earlier, the vote, or the march?", "the vote", "the march"),
        ("Did the vote take place before the march?", "the vote", "the march"),
        ("Did Hale resign after the march?", "Hale did resign", "the march"),
        ("Was Hale sworn in before the march?", "Hale was sworn in", "the march"),
        ("Was Hale sworn in before or after the march?", "Hale was sworn in", "the march"),
        ("Who left first, Hale or Brandt?", "Hale left", "Brandt left"),
        ("Who was sworn in later: Hale or Brandt?", "Hale was sworn in", "Brandt was sworn in"),
        ("Which bridge opened first, the Tarn or the Vohl?", "the Tarn opened", "the Vohl opened"),
        ("Which of these happened first: the fire or the flood?", "the fire", "the flood"),
    ],
)
def test_two_events_are_read_from_a_comparison(text: str, one: str, other: str) -> None:
    pair = compared(text)
    assert pair is not None
    assert (pair.one, pair.other) == (one, other)


@pytest.mark.parametrize(
    "text", ["When was the vote?", "Who came first in the race?", "Which party won, Red or Blue?"]
)
def test_what_compares_no_times_is_no_comparison(text: str) -> None:
    assert compared(text) is None

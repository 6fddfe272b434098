"""One thing asked for, or every one of several."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.question import understand
from rag.several import asks_several


@pytest.mark.parametrize(
    "text",
    [
        "Which countries signed the treaty?",
        "In which northern cities was the bridge talked about?",
        "Which of the ministers resigned?",
        "What figures are given for the trade?",
        "Which people were named?",
        "List the states that have signed.",
        "Please name all the leaders who came.",
        "Who else was there?",
        "Who were the guests?",
    ],
)
def test_every_one_is_asked_for(text: str) -> None:
    assert asks_several(understand(text))


@pytest.mark.parametrize(
    "text",
    [
        "Which country signed the treaty?",
        "Which minister was at the parade?",
        "Which US ship was sent?",
        "What does the statement say?",
        "What was the score?",
        "Who is the guest?",
        "Who opened the bridge?",
        "",
    ],
)
def test_one_thing_is_asked_for(text: str) -> None:
    assert not asks_several(understand(text))


@given(st.text())
def test_any_text_can_be_looked_at(text: str) -> None:
    assert asks_several(understand(text)) in {True, False}

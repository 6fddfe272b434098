"""A question asked politely asks the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.courtesy import plainly
from rag.question import understand


@pytest.mark.parametrize(
    ("polite", "plain"),
    [
        ("Could you tell me when the bridge opened, please?", "when the bridge opened?"),
        ("Can you please tell me the exact day on which it opened?", "the exact day on which it opened?"),
        ("Hello, do you know who opened the bridge?", "who opened the bridge?"),
        ("I'd like to know why the ferry sank.", "why the ferry sank."),
        ("Please tell us about the reason for the strike", "the reason for the strike"),
        ("Any idea where Okoro is now? Thanks", "where Okoro is now?"),
        ("Would you happen to know if the port was closed?", "if the port was closed?"),
    ],
)
def test_what_is_said_around_a_question_is_left_out(polite: str, plain: str) -> None:
    assert plainly(polite) == plain


@pytest.mark.parametrize(
    "text",
    [
        "Who told me the truth about the ferry?",
        "Can Ana Brandt tell the court what she saw?",
        "Do the inspectors know when the dam broke?",
        "What did Okoro say?",
        "Tell me a story",
        "Who said please?",
        "How did she say thank you?",
    ],
)
def test_what_belongs_to_the_question_stays(text: str) -> None:
    assert plainly(text) == text


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Could you tell me the exact day on which the FBI searched the house?", "when"),
        ("Do you know whether Ana Brandt resigned?", "yes_no"),
        ("I would like to know how many people died in the flood.", "how_many"),
    ],
)
def test_the_kind_is_that_of_the_question_itself(text: str, kind: str) -> None:
    assert understand(text).kind == kind


@given(st.text() | st.text(alphabet="could you tell me when the please?., "))
def test_nothing_is_added_to_a_question(text: str) -> None:
    assert plainly(text) in text or plainly(text).rstrip("?!. ") in text

"""Whatever is wrong with a language model or with what is asked of it, the conversation is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ui.sessions import MOST_TURNS, Conversation, Filters, Turn, reply
from ui.shelf import Shelf

QUESTION = "When did Finland join NATO?"
AWAY = "http://127.0.0.1:9/v1#small"
Asked = Callable[[str, Conversation], Conversation]


@pytest.fixture
def asked(sample_path: Path, tmp_path: Path) -> Iterator[Callable[[str | None], Asked]]:
    """(model) → (question, conversation) → the conversation with that question on a page with that model."""
    shelves: list[Shelf] = []

    def with_model(llm: str | None) -> Asked:
        shelves.append(Shelf(sample_path, tmp_path / "sample", llm=llm))
        return lambda question, before: list(reply(shelves[-1], before, question, Filters()))[-1]

    yield with_model
    for shelf in shelves:
        shelf.close()


def _told(turn: Turn) -> str:
    """The problem with its remedy, or the notes of the answer."""
    if turn.problem:
        return f"{turn.problem.message} {turn.problem.remedy}"
    return " ".join(turn.answer.notes) if turn.answer else ""


@pytest.mark.parametrize(
    ("llm", "question", "state", "words"),
    [
        (None, QUESTION * 400, "failed", "at most 2,000 are read. Ask in a sentence or two."),
        ("nobody:small", QUESTION, "failed", "names no language model. Give ollama:MODEL"),
        (AWAY, QUESTION, "answered", "Start it, or correct its address."),
    ],
    ids=["long question", "unknown provider", "no server"],
)
def test_what_goes_wrong_is_told_with_a_remedy_beside_the_turns_before(
    asked: Callable[[str | None], Asked], llm: str | None, question: str, state: str, words: str
) -> None:
    if llm == AWAY:
        pytest.importorskip("llama_index.llms.openai_like", reason="comes with the extra “openai”")
    before = Conversation(turns=(Turn(1, "Who leads NATO?", Filters(), "own", state="answered"),))
    after = asked(llm)(question, before)
    assert [turn.question for turn in after.turns] == ["Who leads NATO?", question]
    assert after.turns[-1].state == state
    assert words in _told(after.turns[-1])


def test_two_hundred_turns_make_room_and_the_next_question_is_answered(
    asked: Callable[[str | None], Asked],
) -> None:
    conversation = Conversation()
    for _ in range(200):
        conversation = conversation.begin(QUESTION, Filters())
    after = asked(None)(QUESTION, conversation)
    assert len(after.turns) == MOST_TURNS
    assert (after.turns[-1].number, after.turns[-1].state) == (201, "answered")

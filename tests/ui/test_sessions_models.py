"""Whatever is wrong with a language model or with what is asked of it, the conversation is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.problems import without_address
from ui.sessions import MOST_TURNS, Conversation, Filters, Turn, reply
from ui.shelf import Shelf

HOSTS = st.from_regex(r"[a-z0-9.-]{1,20}(:[0-9]{2,5})?", fullmatch=True)
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
        (AWAY, QUESTION, "answered", "No server answers for small. Start it"),
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
    assert "127.0.0.1" not in _told(after.turns[-1])


def test_two_hundred_turns_make_room_and_the_next_question_is_answered(
    asked: Callable[[str | None], Asked],
) -> None:
    conversation = Conversation()
    for _ in range(200):
        conversation = conversation.begin(QUESTION, Filters())
    after = asked(None)(QUESTION, conversation)
    assert len(after.turns) == MOST_TURNS
    assert (after.turns[-1].number, after.turns[-1].state) == (201, "answered")


@given(st.sampled_from(["http", "https"]), HOSTS, st.from_regex(r"[A-Za-z0-9/._-]{1,20}", fullmatch=True))
def test_a_served_model_is_told_by_its_name_and_never_by_its_address(
    scheme: str, host: str, name: str
) -> None:
    spec = f"{scheme}://{host}/v1#{name}"
    told = f"{spec} did not answer in time. {spec} is not asked for 60 more seconds."
    without = f"{name} did not answer in time. {name} is not asked for 60 more seconds."
    assert without_address(told, f" {spec} ") == without


@pytest.mark.parametrize("llm", [None, "ollama:qwen3"])
def test_of_any_other_model_nothing_is_left_out(llm: str | None) -> None:
    assert (
        without_address("ollama:qwen3 did not answer in time.", llm) == "ollama:qwen3 did not answer in time."
    )

"""What the articles disagree about is told to a model, and stands in its answer whatever it says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from index import Archive
from rag import Answer, Delta, ask, ask_stream
from rag.notes import DISPUTED

QUESTION = "When did the DART spacecraft strike Dimorphos?"
ONE = "The DART spacecraft struck Dimorphos on 26 September 2022 [1]. "
OTHER = "The DART spacecraft struck the asteroid Dimorphos on 27 September 2022 [2]. "
VALUES = ["26 September 2022", "27 September 2022"]
Worded = Callable[..., Answer]


@pytest.fixture
def worded(sample_archive: Archive, scripted: Callable[..., Any]) -> Worded:
    """(parts) → the answer to `QUESTION` worded by a model that says those parts."""
    return lambda *parts: ask(QUESTION, archive=sample_archive, llm=scripted(parts))


def _sides(answer: Answer) -> list[tuple[str, str]]:
    """Each value that is disagreed about, with the first words of the quote that gives it."""
    (conflict,) = answer.conflicts
    quotes = {c.n: c.quote for c in answer.citations}
    return [(value, quotes[n][:25]) for value, numbers in conflict.values for n in numbers]


def test_a_model_is_told_the_values_with_the_numbers_of_their_evidence(
    sample_archive: Archive, scripted: Callable[..., Any]
) -> None:
    model = scripted([ONE])
    ask(QUESTION, archive=sample_archive, llm=model)
    fence = model.prompts[0].user.split("</evidence")[0]
    assert "The evidence disagrees about the day: 26 September 2022 [1]; 27 September 2022 [2]" in fence


def test_both_sides_in_a_models_words_are_the_conflict(worded: Worded) -> None:
    found = worded(ONE, OTHER)
    assert len(found.claims) == 2
    assert [value for value, _ in _sides(found)] == VALUES
    assert [n for _, numbers in found.conflicts[0].values for n in numbers] == [1, 2]
    assert DISPUTED in found.notes
    assert not any(step.step == "added" for step in found.trace)


@pytest.mark.parametrize(("said", "left_out"), [(ONE, "27 September"), (OTHER, "26 September")])
def test_the_side_that_a_model_leaves_out_is_added_in_the_articles_words(
    worded: Worded, said: str, left_out: str
) -> None:
    found = worded(said)
    assert len(found.claims) == len(found.citations) == 2
    assert left_out in found.claims[1].text
    assert [value for value, _ in _sides(found)] == VALUES
    assert [step.what for step in found.trace if step.step == "added"] == [found.claims[1].text[:-4][:120]]
    assert sorted(event.when.value[:10] for event in found.timeline) == ["2022-09-26", "2022-09-27"]
    assert not any(event.what.startswith("On ") for event in found.timeline)


def test_a_model_that_tells_neither_side_gets_both_added(worded: Worded) -> None:
    found = worded("The DART spacecraft struck Dimorphos at about 22,500 kilometres an hour [1].")
    assert len(found.claims) == 3
    assert [value for value, _ in _sides(found)] == VALUES


def test_where_nothing_is_shown_the_plain_answer_brings_its_conflict(
    worded: Worded, sample_archive: Archive
) -> None:
    assert worded("It fell into the sea [1].").conflicts == ask(QUESTION, archive=sample_archive).conflicts


def test_the_added_side_is_streamed_like_the_rest(
    sample_archive: Archive, scripted: Callable[..., Any]
) -> None:
    *parts, last = ask_stream(QUESTION, archive=sample_archive, llm=scripted([ONE]))
    assert isinstance(last, Answer)
    assert "".join(part.text for part in parts if isinstance(part, Delta)) == last.text
    assert len(parts) == 2


def test_articles_that_agree_add_nothing(sample_archive: Archive, scripted: Callable[..., Any]) -> None:
    model = scripted(["Finland joined NATO on 4 April 2023 [1]."])
    found = ask("When did Finland join NATO?", archive=sample_archive, llm=model)
    assert found.conflicts == ()
    assert "disagrees about" not in model.prompts[0].user

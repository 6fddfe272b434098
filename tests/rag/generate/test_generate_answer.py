"""A model's words are shown where their sources carry them; else the articles' own words stand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from index import Archive
from index.errors import ModelAway, QuestionTooLong, UsageError
from rag import Answer, Delta, answering, ask, ask_stream, pipeline
from rag.asking import Asking, take
from rag.generate.answer import BROKEN_OFF, OWN_WORDS
from rag.retrieve import Scope

QUESTION = "When did Finland join NATO?"
TRUE = "Finland joined NATO on 4 April 2023 [1]. "
ALSO = "Finland is the 31st member [2]. "
FALSE = "Finland joined NATO on 5 April 2023 [1]. "
Ask = Callable[..., Answer]


@pytest.fixture
def answer(sample_archive: Archive, scripted: Callable[..., Any]) -> Ask:
    """(parts, question) → the answer worded by a model that says those parts."""

    def asked(*parts: str | Exception, question: str = QUESTION) -> Answer:
        return ask(question, archive=sample_archive, llm=scripted(parts))

    return asked


@pytest.fixture
def plain(sample_archive: Archive) -> Answer:
    """The answer without a model."""
    return ask(QUESTION, archive=sample_archive)


def _dropped(answer: Answer) -> list[tuple[str, str]]:
    return [(s.what, s.because) for s in answer.trace if s.step == "dropped"]


def test_what_holds_is_shown_with_its_quote_its_date_and_its_number(answer: Ask) -> None:
    found = answer(TRUE, ALSO)
    assert found.text == "Finland joined NATO on 4 April 2023. [1]\nFinland is the 31st member. [2]"
    assert [c.citations for c in found.claims] == [(1,), (2,)]
    assert "joined NATO" in found.citations[0].quote
    assert found.citations[1].quote == "Finland is the 31st member."
    assert [(e.when.value, e.status) for e in found.timeline] == [("2023-04-04", "happened")]
    assert found.notes == ()


def test_numbers_follow_the_order_of_use_whatever_the_model_cites(answer: Ask) -> None:
    assert answer(ALSO, TRUE).text.startswith("Finland is the 31st member. [1]")


def test_what_does_not_hold_is_dropped_counted_and_told_in_the_trace(answer: Ask) -> None:
    found = answer(TRUE, FALSE)
    assert found.text == "Finland joined NATO on 4 April 2023. [1]"
    assert _dropped(found) == [("Finland joined NATO on 5 April 2023.", "a date is not in its quotes")]
    assert any("dropped" in note and note.endswith(": 1.") for note in found.notes)


@pytest.mark.parametrize("marks", ["", "[3]", "[99]", "[0]", "[3][99]"])
def test_a_true_sentence_with_a_wrong_citation_or_none_gets_the_right_one(answer: Ask, marks: str) -> None:
    found = answer(f"Finland joined NATO on 4 April 2023 {marks}.")
    assert found.text == "Finland joined NATO on 4 April 2023. [1]"
    assert "joined NATO" in found.citations[0].quote
    assert [s.step for s in found.trace].count("recited") == 1


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ((FALSE,), "No sentence of the language model was carried by its sources (1 dropped)."),
        (("Not in the archive.",), "The language model found no answer in the evidence."),
        (("",), "The language model found no answer in the evidence."),
        ((ModelAway("It is away.", "Start it."),), "It is away. Start it."),
    ],
)
def test_where_nothing_is_shown_the_articles_own_words_stand_and_a_note_says_why(
    answer: Ask, plain: Answer, parts: tuple[str | Exception, ...], why: str
) -> None:
    found = answer(*parts)
    assert (found.text, found.claims, found.citations) == (plain.text, plain.claims, plain.citations)
    assert found.notes == (*plain.notes, f"{why} {OWN_WORDS}")


def test_what_was_verified_before_the_model_broke_off_stays(answer: Ask) -> None:
    found = answer(TRUE, "Then it", ModelAway("It is away.", "Start it."))
    assert found.text == "Finland joined NATO on 4 April 2023. [1]"
    assert BROKEN_OFF in found.notes


def test_a_sentence_is_said_once(answer: Ask) -> None:
    assert len(answer(TRUE, TRUE, TRUE).claims) == 1


def test_a_refusal_stays_a_refusal_and_the_trace_says_that_no_model_was_asked(
    sample_archive: Archive, scripted: Callable[..., Any]
) -> None:
    model = scripted(["Joe Biden visited Beijing [1]."])
    question = "When did Joe Biden visit Beijing?"
    worded, plain = (ask(question, archive=sample_archive, llm=llm) for llm in (model, None))
    assert (worded.text, worded.refusal, worded.notes) == (plain.text, plain.refusal, plain.notes)
    assert [(s.step, s.what) for s in worded.trace[len(plain.trace) :]] == [("not_asked", "scripted")]
    assert model.prompts == []


def test_each_sentence_is_streamed_once_verified_and_the_pieces_join_to_the_text(
    sample_archive: Archive, scripted: Callable[..., Any]
) -> None:
    *parts, last = ask_stream(QUESTION, archive=sample_archive, llm=scripted([TRUE, FALSE, ALSO]))
    texts = [part.text for part in parts if isinstance(part, Delta)]
    assert isinstance(last, Answer)
    assert len(texts) == len(parts) == 2
    assert "".join(texts) == last.text


def test_the_plain_answer_is_streamed_in_the_models_place(
    sample_archive: Archive, scripted: Callable[..., Any], plain: Answer
) -> None:
    *parts, last = ask_stream(QUESTION, archive=sample_archive, llm=scripted([FALSE]))
    assert isinstance(last, Answer)
    assert "".join(p.text for p in parts if isinstance(p, Delta)) == last.text == plain.text


def test_a_question_is_taken_once_with_a_model_too(
    sample_archive: Archive, scripted: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[str] = []

    def counting(archive: Archive, text: str, scope: Scope) -> Asking:
        taken.append(text)
        return take(archive, text, scope)

    for module in (answering, pipeline):
        monkeypatch.setattr(module, "take", counting)
    ask(QUESTION, archive=sample_archive, llm=scripted([TRUE]))
    assert taken == [QUESTION]


def test_two_questions_in_one_are_worded_by_a_model(answer: Ask) -> None:
    found = answer(TRUE, question="When did Finland join NATO, and who leads Gazprom?")
    assert found.text == "Finland joined NATO on 4 April 2023. [1]"


def test_the_filters_hold_for_what_a_model_reads(
    sample_archive: Archive, scripted: Callable[..., Any]
) -> None:
    model = scripted(["Not in the archive."])
    ask("When did Putin visit Beijing?", archive=sample_archive, as_of="2022-12-31", llm=model)
    ask("When did Putin visit Beijing as of 2022?", archive=sample_archive, llm=model)
    for prompt in model.prompts:
        heads = [line for line in prompt.user.splitlines() if line.startswith("[")]
        assert heads
        assert not any("2023:" in line[:60] or "2024:" in line[:60] for line in heads)


def test_a_missing_archive_is_a_refusal_with_a_model_too(tmp_path: Any, scripted: Callable[..., Any]) -> None:
    found = ask(QUESTION, archive=tmp_path / "none", llm=scripted([TRUE]))
    assert found.refusal
    assert found.refusal.reason == "no_archive"


def test_bad_input_is_told_before_any_model_is_asked(
    sample_archive: Archive, scripted: Callable[..., Any]
) -> None:
    model = scripted([TRUE])
    with pytest.raises(QuestionTooLong):
        ask("x" * 10_000, archive=sample_archive, llm=model)
    with pytest.raises(UsageError):
        ask(QUESTION, archive=sample_archive, llm="nobody:nothing")
    assert model.prompts == []


def test_two_hundred_turns_of_history_do_not_lengthen_the_prompt(
    sample_archive: Archive, scripted: Callable[..., Any], plain: Answer
) -> None:
    model = scripted([TRUE])
    ask(QUESTION, archive=sample_archive, llm=model)
    found = ask(QUESTION, archive=sample_archive, llm=model, history=[("Who leads NATO?", plain)] * 200)
    assert found.claims
    assert len(model.prompts[0].user) == len(model.prompts[1].user)

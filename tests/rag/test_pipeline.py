"""The public surface: what `ask` and `aask` take, and what they give for it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import rag
from index import Archive
from index.errors import Missing, QuestionTooLong, UsageError
from rag import Answer, aask, ask
from rag.pipeline import MOST_CHARACTERS, timeline

VISIT = "When did Emmanuel Macron visit Beijing?"


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The place of the user's own archive, which is not there yet; no other settings."""
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATELINE_ARCHIVE", str(tmp_path / "own"))
    return tmp_path / "own"


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "empty", create=True, exact=True) as archive:
        yield archive


def test_exactly_the_documented_names_are_exported() -> None:
    assert {"ask", "aask", "ask_stream", "Answer", "Citation", "Refusal"} <= set(rag.__all__)
    assert all(hasattr(rag, name) for name in rag.__all__)


def test_an_archive_is_given_open_or_as_its_folder(sample_archive: Archive) -> None:
    answer = ask(VISIT, archive=sample_archive)
    assert answer.refusal is None
    assert ask(VISIT, archive=sample_archive.path) == answer
    assert ask(VISIT, archive=str(sample_archive.path)) == answer
    assert sample_archive.info().articles


def test_without_an_archive_the_users_own_is_asked(
    sample_path: Path, sample_archive: Archive, nowhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_ARCHIVE", str(sample_path))
    assert ask(VISIT) == ask(VISIT, archive=sample_archive)


@pytest.mark.parametrize("given", [True, False])
def test_a_missing_archive_is_a_refusal_that_says_what_to_do_and_creates_nothing(
    nowhere: Path, given: bool
) -> None:
    answer = ask(VISIT, archive=nowhere if given else None)
    assert answer.refusal is not None
    assert answer.refusal.reason == "no_archive"
    assert answer.text == f"There is no archive at {nowhere}. Index something first: `dateline add PATH`."
    assert not nowhere.exists()


def test_an_empty_archive_is_a_refusal_that_says_what_to_do(empty: Archive) -> None:
    answer = ask(VISIT, archive=empty)
    assert answer.refusal is not None
    assert answer.refusal.reason == "no_archive"
    assert answer.text == "The archive is empty. Add articles with: dateline add PATH"


def test_an_archive_that_waits_for_its_index_is_a_refusal_with_the_remedy(
    empty: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def search(*arguments: object, **options: object) -> None:
        raise Missing("3 articles cannot be searched yet.", "Run `dateline add` again.")

    monkeypatch.setattr(empty, "search", search)
    answer = ask(VISIT, archive=empty)
    assert answer.text == "3 articles cannot be searched yet. Run `dateline add` again."


@pytest.mark.parametrize("question", ["", "   ", "\n\t", "?!", "…", "the", "\u202e\x00"])
def test_nothing_to_search_for_is_a_refusal(sample_archive: Archive, question: str) -> None:
    answer = ask(question, archive=sample_archive)
    assert answer.refusal is not None
    assert answer.refusal.reason == "unclear_question"
    assert "Ask in a sentence" in answer.text
    assert answer.question == question
    assert not answer.refusal.nearest


def test_a_question_of_10000_characters_is_too_long_and_the_message_has_both_numbers(empty: Archive) -> None:
    with pytest.raises(QuestionTooLong) as error:
        ask("Who? " * 2_000, archive=empty)
    assert error.value.message == "The question has 10,000 characters; at most 2,000 are read."
    assert error.value.remedy
    assert ask("x" * MOST_CHARACTERS, archive=empty).refusal


def test_the_answer_keeps_the_question_and_says_how_it_was_understood(sample_archive: Archive) -> None:
    answer = ask(f"  {VISIT.replace(' ', '  ')}\n", archive=sample_archive)
    assert answer.question == f"  {VISIT.replace(' ', '  ')}\n"
    assert answer.understood_as == VISIT
    assert answer.took_ms > 0


def test_how_long_it_took_does_not_make_another_answer(sample_archive: Archive) -> None:
    answer = ask(VISIT, archive=sample_archive)
    assert replace(answer, took_ms=answer.took_ms + 1) == answer


def test_history_supplies_the_names_that_the_question_lacks(sample_archive: Archive) -> None:
    history = [("When did Finland join NATO?", "On Tuesday.")]
    answer = ask("When did they join?", archive=sample_archive, history=history)
    assert answer.understood_as == "When did Finland join NATO?"
    assert "4 April 2023" in answer.text
    first = ask("When did Finland join NATO?", archive=sample_archive)
    assert ask("When did they join?", archive=sample_archive, history=[(first.question, first)]) == answer


def test_history_supplies_the_person_where_only_the_place_is_named(sample_archive: Archive) -> None:
    history = [("Who is Narendra Modi?", "The prime minister of India.")]
    answer = ask("When did he visit Moscow?", archive=sample_archive, history=history)
    assert "Modi" in answer.understood_as
    assert "July 2024" in answer.text
    assert "2019" not in answer.text


def test_a_pronoun_for_two_men_is_refused_with_both_names(sample_archive: Archive) -> None:
    history = [("When did Joe Biden and Donald Trump meet?", "In November.")]
    answer = ask("Where did he go next?", archive=sample_archive, history=history)
    assert answer.refusal is not None
    assert answer.refusal.reason == "unclear_question"
    assert "“he” is Joe Biden or Donald Trump" in answer.text


def test_thanks_are_no_question_and_the_dialogue_goes_on(sample_archive: Archive) -> None:
    first = ("When did Finland join NATO?", ask("When did Finland join NATO?", archive=sample_archive))
    thanks = ask("Thanks!", archive=sample_archive, history=[first])
    assert thanks.refusal is not None
    assert thanks.refusal.reason == "unclear_question"
    after = ask("And Sweden?", archive=sample_archive, history=[first, ("Thanks!", thanks)])
    assert after.understood_as == "When did Sweden join NATO?"


def test_history_takes_nothing_from_a_question_that_stands_alone(sample_archive: Archive) -> None:
    history = [("When did Finland join NATO?", "On Tuesday.")]
    assert ask(VISIT, archive=sample_archive, history=history) == ask(VISIT, archive=sample_archive)
    assert ask(VISIT, archive=sample_archive, history=[]) == ask(VISIT, archive=sample_archive)


@pytest.mark.parametrize(
    "window",
    [
        {"as_of": "2022-12-31"},
        {"since": "2023-01-01", "until": "2023-12-31"},
        {"since": "2024-01-01", "outlets": ["Eastgate Dispatch"]},
    ],
)
def test_filters_are_strings_or_dates_and_only_what_they_allow_is_cited(
    sample_archive: Archive, window: dict[str, Any]
) -> None:
    answer = ask("When did Putin visit Beijing?", archive=sample_archive, **window)
    days = {name: date.fromisoformat(day) for name, day in window.items() if name != "outlets"}
    assert ask("When did Putin visit Beijing?", archive=sample_archive, **{**window, **days}) == answer
    assert answer.citations
    latest = min(days.get("as_of", date.max), days.get("until", date.max))
    for cited in answer.citations:
        assert cited.published is not None
        assert cited.published.span is not None
        assert days.get("since", date.min) <= cited.published.span.start
        assert cited.published.span.end <= latest
        assert cited.outlet in window.get("outlets", [cited.outlet])
    left_out = sample_archive.undated()
    articles = "1 article" if left_out == 1 else f"{left_out} articles"
    assert any(note.startswith(f"{articles} without a publication date") for note in answer.notes)


def test_one_outlet_may_be_given_as_a_string(sample_archive: Archive) -> None:
    one = ask(VISIT, archive=sample_archive, outlets="Orchard Street Review")
    assert one == ask(VISIT, archive=sample_archive, outlets=["Orchard Street Review"])
    assert {cited.outlet for cited in one.citations} == {"Orchard Street Review"}


@pytest.mark.parametrize("name", ["as_of", "since", "until"])
@pytest.mark.parametrize("value", ["yesterday", "2022-13-01", "04/02/2022", ""])
def test_a_filter_that_is_no_date_is_wrong_use(empty: Archive, name: str, value: str) -> None:
    options: dict[str, Any] = {name: value}
    with pytest.raises(UsageError, match=f"{name} is '{value}', which is no date. Give a day as 2024-05-17."):
        ask(VISIT, archive=empty, **options)


def test_a_window_without_a_day_and_an_unknown_outlet_are_wrong_use(sample_archive: Archive) -> None:
    with pytest.raises(UsageError, match="2024-01-01"):
        ask(VISIT, archive=sample_archive, since="2024-01-01", until="2023-01-01")
    with pytest.raises(UsageError, match="no outlet 'Nowhere'"):
        ask(VISIT, archive=sample_archive, outlets=["Nowhere"])


def test_what_is_no_language_model_is_turned_away_in_words(empty: Archive) -> None:
    with pytest.raises(UsageError, match=r"object is no language model\. Give ollama:MODEL"):
        ask(VISIT, archive=empty, llm=object())


def test_an_archive_without_anything_in_the_window_says_what_it_covers(sample_archive: Archive) -> None:
    answer = ask(VISIT, archive=sample_archive, since="2026-01-01")
    assert answer.refusal is not None
    assert answer.refusal.reason == "outside_dates"
    assert answer.text == (
        "The archive has no article published since 2026-01-01 on this. "
        "The archive covers 2019-06-03 to 2025-09-03."
    )


def test_aask_gives_the_same_answer_and_many_may_run_at_once(sample_archive: Archive) -> None:
    async def both() -> list[Answer]:
        return await asyncio.gather(*(aask(VISIT, archive=sample_archive) for _ in range(2)))

    assert asyncio.run(both()) == [ask(VISIT, archive=sample_archive)] * 2


def test_a_question_typed_small_is_answered_as_well(sample_archive: Archive) -> None:
    answer = ask("when did macron visit beijing", archive=sample_archive)
    assert [event.when for event in answer.timeline] == [
        e.when for e in ask(VISIT, archive=sample_archive).timeline
    ]


@pytest.mark.parametrize(
    ("question", "months"),
    [
        ("When did the Queen die?", {"2022-09"}),
        ("When did Finland join NATO?", {"2023-04"}),
        ("When did Putin visit Beijing in 2023?", {"2023-10"}),
        ("When was Putin in China?", {"2019-04", "2022-02", "2023-10", "2024-05", "2025-08", "2025-09"}),
    ],
)
def test_only_the_events_asked_for_are_dated(
    sample_archive: Archive, question: str, months: set[str]
) -> None:
    answer = ask(question, archive=sample_archive)
    found = {f"{e.when.span.start:%Y-%m}" for e in answer.timeline if e.when.span}
    assert found, answer.text
    assert found <= months, answer.text


def test_a_year_in_the_question_binds_a_yes_or_no_too(sample_archive: Archive) -> None:
    answer = ask("Did Putin visit Beijing in 2022?", archive=sample_archive)
    assert answer.citations
    assert "April 2019" not in answer.text


def test_the_first_to_visit_has_visited(sample_archive: Archive) -> None:
    answer = ask("When did Olaf Scholz visit Beijing?", archive=sample_archive)
    assert [event.status for event in answer.timeline] == ["happened"]


def test_what_was_announced_and_reported_is_not_called_unreported(sample_archive: Archive) -> None:
    answer = ask("When will Putin visit Beijing?", archive=sample_archive)
    assert not any("reports that it took place" in note for note in answer.notes)


@pytest.mark.parametrize("topic", ["Putin visits Beijing", "Putin visiting Beijing"])
def test_a_timeline_lists_the_dated_events_of_a_topic_oldest_first(
    sample_archive: Archive, topic: str
) -> None:
    events = timeline(topic, archive=sample_archive).timeline
    spans = [event.when.span for event in events if event.when.span]
    assert spans == sorted(spans)
    assert {2022, 2023, 2024} <= {span.start.year for span in spans}

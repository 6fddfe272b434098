"""Questions about time over a small invented archive: what they fix, what they count from, what is noted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from index import Archive
from rag import Answer, ask, notes
from rag.pipeline import timeline

_ARTICLES = {
    "01-plan": (
        "2022-01-20",
        "Hale to visit Velmora",
        "President Juno Hale will visit Velmora on 4 February.",
    ),
    "02-visit": (
        "2022-02-05",
        "Hale in Velmora",
        "President Juno Hale visited Velmora on Friday and signed a fishing accord.",
    ),
    "03-flood": (
        "2022-05-11",
        "Flood in Dornach",
        "A flood struck the town of Dornach on Tuesday and killed four people.",
    ),
    "04-again": (
        "2022-09-16",
        "Hale back in Velmora",
        "President Juno Hale visited Velmora on Thursday for the second time.",
    ),
    "05-third": (
        "2023-06-20",
        "Hale in Velmora once more",
        "President Juno Hale visited Velmora on Monday, her third journey there.",
    ),
    "06-next": (
        "2023-11-01",
        "Hale plans a journey",
        "President Juno Hale will visit Velmora on 12 December, officials said.",
    ),
    "07-forum": (
        "2023-10-02",
        "Okoro to attend forum",
        "Tomas Okoro will attend the river forum in Kelso on 20 October.",
    ),
    "08-one": ("2023-08-18", "Lind resigns", "Ivo Lind resigned as mayor of Kelso on 16 August."),
    "09-two": (
        "2023-08-19",
        "Mayor gone",
        "Ivo Lind resigned as mayor of Kelso on 17 August, the council said.",
    ),
    "10-undated": ("", "Market day", "The fair in Ostrava Bay was opened on 17-18 October."),
    "11-month": (
        "2023-03",
        "Bridge opens",
        "The Kelso bridge was opened on Friday, March 17, after a year of repairs.",
    ),
}


@pytest.fixture(scope="module")
def archive(
    tmp_path_factory: pytest.TempPathFactory, open_remembering: Callable[[Path], Archive]
) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("asking")
    for name, (published, title, text) in _ARTICLES.items():
        dated = f"published: {published}\n" if published else ""
        front = f"---\ntitle: {title}\noutlet: The Kelso Post\n{dated}---\n"
        (folder / f"{name}.md").write_text(f"{front}{text}\n", encoding="utf-8")
    with open_remembering(tmp_path_factory.mktemp("archive") / "a") as opened:
        assert not opened.sync([folder]).failed
        yield opened


def _told(answer: Answer) -> list[tuple[str, str]]:
    return [(event.when.value, event.status) for event in answer.timeline]


def test_a_plan_that_was_reported_has_happened_with_both_cited(archive: Archive) -> None:
    answer = ask("When did Juno Hale visit Velmora in February 2022?", archive=archive)
    assert _told(answer) == [("2022-02-04", "happened")]
    assert answer.text.startswith("On Friday 4 February 2022: ")
    assert (answer.timeline[0].articles, len(answer.citations)) == (2, 2)
    (status,) = [step for step in answer.trace if step.step == "status"]
    assert (status.what, status.because.split(";")[0]) == ("2022-02-04 happened", "reported as a fact")


@pytest.mark.parametrize(
    ("question", "days"),
    [
        ("When did Juno Hale visit Velmora before May 2022?", ["2022-02-04"]),
        ("When did Juno Hale visit Velmora between 2022 and 2023?", None),
        ("When did Juno Hale last visit Velmora?", ["2023-06-19"]),
        ("When did Juno Hale first visit Velmora?", ["2022-02-04"]),
        ("When did Juno Hale visit Velmora since the flood in Dornach?", None),
        ("When did Juno Hale visit Velmora before the flood in Dornach?", ["2022-02-04"]),
    ],
)
def test_windows_events_and_order_choose_among_visits(
    archive: Archive, question: str, days: list[str] | None
) -> None:
    found = [e.when.value for e in ask(question, archive=archive).timeline if e.status == "happened"]
    if days is None:
        assert {"2022-09-15", "2023-06-19"} <= set(found)
    else:
        assert found == days


def test_an_event_that_a_question_counts_from_is_cited_noted_and_traced(archive: Archive) -> None:
    answer = ask("When did Juno Hale visit Velmora after the flood in Dornach?", archive=archive)
    assert "2022-02-04" not in [event.when.value for event in answer.timeline]
    assert notes.COUNTED_FROM in answer.notes
    assert any("flood struck" in cited.quote for cited in answer.citations)
    (step,) = [step for step in answer.trace if step.step == "counted_from"]
    assert step.what == "the flood in Dornach: 2022-05-10"


def test_an_event_without_a_date_in_the_archive_sets_no_limit_and_that_is_said(archive: Archive) -> None:
    answer = ask("When did Juno Hale visit Velmora after the coronation of Ada Brook?", archive=archive)
    assert notes.NOT_DATED in answer.notes


def test_as_of_in_words_reads_nothing_later_and_says_so(archive: Archive) -> None:
    answer = ask("As of June 2022, when had Juno Hale visited Velmora?", archive=archive)
    assert [value for value, _ in _told(answer)] == ["2022-02-04"]
    assert notes.as_asked(date(2022, 6, 30)) in answer.notes
    assert all(
        c.published and c.published.span and c.published.span.end.year == 2022 for c in answer.citations
    )


def test_a_relative_time_counts_from_the_last_day_of_the_archive_with_a_note(archive: Archive) -> None:
    answer = ask("When did Juno Hale visit Velmora last year?", archive=archive)
    assert {value for value, _ in _told(answer)} == {"2022-02-04", "2022-09-15"}
    assert notes.counted_from_newest(date(2023, 11, 1)) in answer.notes
    assert ask("When did Juno Hale visit Velmora last year?", archive=archive) == answer
    given = ask("When did Juno Hale visit Velmora last year?", archive=archive, as_of="2023-11-01")
    assert not any("count from" in note for note in given.notes)


@pytest.mark.parametrize(
    "question", ["When did Juno Hale visit Velmora in 2021?", "Who was killed by the flood in 1995?"]
)
def test_nothing_in_the_days_asked_about_is_a_refusal_that_names_what_is_covered(
    archive: Archive, question: str
) -> None:
    answer = ask(question, archive=archive)
    assert answer.refusal is not None
    assert answer.refusal.reason == "outside_dates"
    assert "The archive covers 2022-01-20 to 2023-11-01." in answer.text
    assert [step.step for step in answer.trace] == ["window"]


def test_what_was_only_announced_is_planned_and_no_report_is_claimed(archive: Archive) -> None:
    answer = ask("Has Tomas Okoro already attended the river forum?", archive=archive)
    assert _told(answer) == [("2023-10-20", "planned")]
    assert answer.text.startswith("Announced for Friday 20 October 2023: ")
    assert notes.ONLY_ANNOUNCED in answer.notes


def test_two_days_for_one_resignation_are_shown_as_a_conflict(archive: Archive) -> None:
    answer = ask("When did Ivo Lind resign?", archive=archive)
    assert _told(answer) == [("2023-08-16", "happened"), ("2023-08-17", "happened")]
    (conflict,) = answer.conflicts
    assert conflict.values == (("16 August 2023", (1,)), ("17 August 2023", (2,)))
    assert notes.DISPUTED in answer.notes


def test_how_many_times_counts_what_has_happened_and_cites_each(archive: Archive) -> None:
    answer = ask(
        "How many times did Juno Hale visit Velmora between January 2022 and December 2023?", archive=archive
    )
    assert answer.text.startswith("3 times in these articles; on Friday 4 February 2022: ")
    assert [status for _, status in _told(answer)] == ["happened"] * 3
    assert notes.PICKED in answer.notes


@pytest.mark.parametrize(
    "question",
    [
        "Which came first, the flood in Dornach or the resignation of Ivo Lind?",
        "Which happened first: the resignation of Ivo Lind or the flood in Dornach?",
    ],
)
def test_which_came_first_tells_both_in_order(archive: Archive, question: str) -> None:
    answer = ask(question, archive=archive)
    assert answer.text.startswith("First, the flood in Dornach, on Tuesday 10 May 2022: ")
    assert "\nThen, the resignation of Ivo Lind, on " in answer.text


def test_a_day_whose_year_is_not_stated_keeps_its_words(archive: Archive) -> None:
    answer = ask("When was the fair in Ostrava Bay opened?", archive=archive)
    assert answer.text.startswith("On 17-18 October, year not stated in these articles: ")
    assert notes.YEAR_NOT_STATED in answer.notes


def test_a_year_inferred_from_the_weekday_is_marked_with_its_reason(archive: Archive) -> None:
    answer = ask("When was the Kelso bridge opened?", archive=archive)
    assert answer.text.startswith("On Friday 17 March 2023 (year inferred): ")
    assert notes.YEAR_BY_WEEKDAY in answer.notes
    assert [step.step for step in answer.trace] == ["status", "inferred"]


@pytest.mark.parametrize(
    "question",
    [
        "When did Juno Hale visit Velmora on February 30?",
        "What happened on 30 February 2023?",
        "What happened in the year 0?",
        "12345 67890",
        "as of",
        "since the",
        "Which came first, or?",
        "between the and the?",
    ],
)
def test_no_bad_date_in_a_question_breaks_or_is_invented(archive: Archive, question: str) -> None:
    answer = ask(question, archive=archive)
    assert not any(step.step == "window" for step in answer.trace)


def test_a_timeline_lists_every_event_of_a_topic(archive: Archive) -> None:
    events = _told(timeline("Juno Hale visits Velmora", archive=archive))
    assert events == [
        ("2022-02-04", "happened"),
        ("2022-09-15", "happened"),
        ("2023-06-19", "happened"),
        ("2023-12-12", "planned"),
    ]
    assert len(timeline("Juno Hale", archive=archive).timeline) >= 4


def test_a_mistaken_date_of_the_future_is_not_today(
    tmp_path: Path, open_remembering: Callable[[Path], Archive]
) -> None:
    for name, (published, text) in {
        "probe": ("2999-02-03", "The probe Fulmar landed on Sunday."),
        "ferry": ("2024-05-16", "The ferry Alda sank off Kelso on Wednesday."),
    }.items():
        front = f"---\ntitle: {name}\noutlet: The Kelso Post\npublished: {published}\n---\n"
        (tmp_path / f"{name}.md").write_text(f"{front}{text}\n", encoding="utf-8")
    with open_remembering(tmp_path / "a") as archive:
        archive.sync([tmp_path])
        assert archive.info().newest == date(2024, 5, 16)
        answer = ask("What happened this week?", archive=archive)
    assert _told(answer) == [("2024-05-15", "happened")]
    assert notes.counted_from_newest(date(2024, 5, 16)) in answer.notes


def test_what_happened_on_a_day_is_told_with_its_events(archive: Archive) -> None:
    answer = ask("What happened on 2022-05-10?", archive=archive)
    assert _told(answer) == [("2022-05-10", "happened")]
    assert answer.trace[-1].step == "status"
    nothing = ask("What happened on 3 March 1950?", archive=archive).refusal
    assert nothing is not None
    assert nothing.reason == "outside_dates"


def test_of_two_events_without_a_date_no_order_is_told(archive: Archive) -> None:
    refusal = ask(
        "Which came first, the flood in Dornach or the coronation of Ada Brook?", archive=archive
    ).refusal
    assert refusal is not None
    assert "the coronation of Ada Brook" in refusal.message

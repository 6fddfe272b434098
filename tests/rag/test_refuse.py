"""Who decides to refuse: what answers, what is too little, and what the reader is told instead."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from index import Archive
from index.article import Hit, Passage
from index.dates import DateSpan
from rag import ask
from rag.evidence import Evidence
from rag.question import understand
from rag.refuse import answers, nearest, nothing_found, outside_dates, within
from rag.retrieve import Found, Scope
from rag.story import Story

STORY = "The mayor opened the new bridge on 4 May 2021. Traffic was light that day."
MAY = DateSpan(date(2021, 5, 1), date(2021, 5, 31))
APRIL = DateSpan(date(2021, 4, 15), date(2021, 4, 20))
YEAR_BEFORE = DateSpan(date(2020, 1, 1), date(2020, 12, 31))

PERSONS = ("Vladimir Putin", "Xi Jinping", "Narendra Modi", "Joe Biden", "Antony Blinken", "Emmanuel Macron")
PLACES = ("Beijing", "Moscow", "Samarkand", "Kyiv", "Johannesburg", "Pyongyang")
# The months in which the sample articles tell of a visit, made or planned; "" for one without a date.
TOLD = {
    ("Vladimir Putin", "Beijing"): {"2019-04", "2022-02", "2023-10", "2024-05", "2025-09"},
    ("Vladimir Putin", "Samarkand"): {"2022-09"},
    ("Vladimir Putin", "Pyongyang"): {""},
    ("Xi Jinping", "Moscow"): {"2019-06", "2023-03", "2025-05"},
    ("Xi Jinping", "Samarkand"): {"2022-09"},
    ("Xi Jinping", "Johannesburg"): {"2023-08"},
    ("Narendra Modi", "Moscow"): {"2024-07"},
    ("Narendra Modi", "Samarkand"): {"2022-09"},
    ("Narendra Modi", "Johannesburg"): {"2023-08"},
    ("Antony Blinken", "Beijing"): {"2023-02", "2023-06"},
    ("Emmanuel Macron", "Beijing"): {"2023-04"},
}
# Only to be guessed at from who met whom: it may be refused, but not dated otherwise.
IMPLIED = {("Narendra Modi", "Samarkand"), ("Narendra Modi", "Johannesburg")}
# Told, and not to have happened: a trip that was called off, and one of which nothing is known.
UNDONE = {("Vladimir Putin", "Johannesburg"), ("Narendra Modi", "Kyiv")}
NEVER = [(who, where) for who in PERSONS for where in PLACES if (who, where) not in TOLD.keys() | UNDONE]
# Both stand in one sentence or article, as host, in passing, or beside somebody else who travels.
BESIDE = [
    ("Volodymyr Zelensky", "Moscow"),
    ("Volodymyr Zelensky", "Kyiv"),
    ("Fumio Kishida", "Moscow"),
    ("Kim Jong Un", "Moscow"),
    ("Kim Jong Un", "Tianjin"),
    ("Xi Jinping", "Washington"),
    ("Antony Blinken", "Washington"),
    ("Olaf Scholz", "Moscow"),
    ("Viktor Orban", "Moscow"),
    ("Joe Biden", "Tianjin"),
]


# Answered wrongly as yet: by the host's home, or by somebody else's journey.
_WRONG = pytest.mark.xfail(strict=True, reason="answered from what others did")
_WRONGLY_TOLD = {
    ("Vladimir Putin", "Moscow"),
    ("Xi Jinping", "Beijing"),
    ("Volodymyr Zelensky", "Kyiv"),
}


def _marked(pairs: Sequence[tuple[str, str]]) -> list[ParameterSet]:
    return [pytest.param(*pair, marks=[_WRONG] if pair in _WRONGLY_TOLD else []) for pair in pairs]


@pytest.mark.parametrize(("who", "where"), _marked([*NEVER, *BESIDE]))
def test_a_visit_that_no_article_tells_of_is_refused(sample_archive: Archive, who: str, where: str) -> None:
    answer = ask(f"When did {who} visit {where}?", archive=sample_archive)
    assert answer.refusal is not None, answer.text
    assert answer.refusal.reason == "not_in_archive"


@pytest.mark.parametrize(
    "question",
    [
        "Did Joe Biden visit Beijing?",
        "Has Xi Jinping visited Kyiv?",
        "Has Xi visited Kyiv?",
        pytest.param("When did Pope Francis visit Paris?", marks=_WRONG),
        "What is 2+2?",
    ],
)
def test_what_no_article_tells_of_is_refused_however_it_is_asked(
    sample_archive: Archive, question: str
) -> None:
    answer = ask(question, archive=sample_archive)
    assert answer.refusal is not None, answer.text


@pytest.mark.parametrize(("who", "where"), _marked([*TOLD]))
def test_a_visit_that_is_told_is_dated_to_its_own_month(
    sample_archive: Archive, who: str, where: str
) -> None:
    answer = ask(f"When did {who} visit {where}?", archive=sample_archive)
    months = {f"{e.when.span.start:%Y-%m}" if e.when.span else "" for e in answer.timeline}
    assert months or (who, where) in IMPLIED, answer.text
    assert months <= TOLD[who, where], answer.text


@pytest.mark.parametrize(("who", "where"), sorted(UNDONE))
def test_a_visit_that_was_not_made_is_never_told_as_made(
    sample_archive: Archive, who: str, where: str
) -> None:
    answer = ask(f"When did {who} visit {where}?", archive=sample_archive)
    assert {event.status for event in answer.timeline} <= {"cancelled", "open", "denied"}, answer.text


def test_the_refusal_names_the_nearest_articles_each_once(sample_archive: Archive) -> None:
    answer = ask("When did Joe Biden visit Beijing?", archive=sample_archive)
    assert answer.refusal is not None
    ids = [near.article_id for near in answer.refusal.nearest]
    assert len(ids) == len(set(ids)) == 3
    for near in answer.refusal.nearest:
        article = sample_archive.article(near.article_id)
        assert (near.title, near.path) == (article.title, article.path)
    assert not answer.claims
    assert not answer.citations


def test_the_refusal_says_which_name_no_article_has(sample_archive: Archive) -> None:
    answer = ask("When did Angela Merkel visit Beijing?", archive=sample_archive)
    assert answer.text == "The archive does not answer this: no article found for it names Angela Merkel."


@pytest.fixture
def sure(story: Callable[..., Story], evidence: Callable[..., list[Evidence]]) -> Evidence:
    """A sentence with full marks for everything."""
    return replace(evidence([story(STORY)], 1.0)[0])


QUESTION = understand("What did the mayor open?")


def test_a_sentence_with_full_marks_answers(sure: Evidence) -> None:
    assert answers(QUESTION, sure)


@pytest.mark.parametrize("mark", ["names", "fit"])
def test_no_sentence_answers_that_lacks_the_names_or_the_kind(sure: Evidence, mark: str) -> None:
    unseen = replace(sure, read=0.0)
    assert not answers(QUESTION, replace(unseen, **{mark: 0.0}))  # type: ignore[arg-type]  # marks are floats


def test_where_the_reader_sees_the_answer_the_kind_and_the_binding_may_be_missed_but_no_name(
    sure: Evidence,
) -> None:
    assert answers(QUESTION, replace(sure, fit=0.0))
    assert answers(QUESTION, replace(sure, binding=0.0))
    assert not answers(QUESTION, replace(sure, names=0.0))
    assert not answers(understand("Did the mayor open it?"), replace(sure, binding=0.0))
    assert not answers(understand("Did the mayor open it?"), replace(sure, told=0.0, read=0.0))


@pytest.mark.parametrize(
    ("asked", "mark"),
    [
        *(("Who opened the bridge?", mark) for mark in ("coverage", "told")),
        *(("Did the mayor open it?", mark) for mark in ("coverage", "act", "told")),
        *(("What did he open?", mark) for mark in ("coverage", "act", "told")),
    ],
)
def test_a_single_low_mark_refuses_nothing_that_all_the_others_speak_for(
    sure: Evidence, asked: str, mark: str
) -> None:
    assert answers(understand(asked), replace(sure, read=0.3, **{mark: 0.0}))  # type: ignore[arg-type]


def test_who_did_it_is_not_told_where_the_act_or_its_object_is_not(sure: Evidence) -> None:
    asked, unsure = understand("Who opened the bridge?"), replace(sure, read=0.3, coverage=0.6)
    assert answers(asked, unsure)
    assert not answers(asked, replace(unsure, act=0.3))
    assert answers(asked, replace(unsure, act=0.3, read=0.5))
    assert answers(asked, replace(unsure, act=0.3, coverage=0.9))
    assert not answers(understand("Who opened the school?"), unsure)
    assert not answers(understand("Who succeeded Ana Brandt?"), replace(sure, binding=0.0))


def test_many_low_marks_together_refuse(sure: Evidence) -> None:
    low = replace(sure, read=0.1, coverage=0.4, act=0.0, hit=0.8)
    assert not answers(QUESTION, low)


def test_a_question_asked_with_more_care_takes_a_likelier_answer(sure: Evidence) -> None:
    strict, lenient = replace(QUESTION, care="strict"), replace(QUESTION, care="lenient")
    grades = [replace(sure, read=grade / 20, hit=grade / 20, coverage=0.5) for grade in range(21)]
    given = [sum(answers(question, item) for item in grades) for question in (strict, QUESTION, lenient)]
    assert given[0] < given[1] < given[2]


@pytest.mark.parametrize(
    ("window", "published", "inside"),
    [
        (MAY, "2021-05-10", True),
        (MAY, "2022-05-10", True),
        (APRIL, "2021-05-10", False),
        (YEAR_BEFORE, "2021-05-10", False),
        (YEAR_BEFORE, None, False),
    ],
)
def test_the_dates_of_a_sentence_decide_whether_it_tells_of_the_days_a_question_names(
    story: Callable[..., Story], window: DateSpan, published: str | None, inside: bool
) -> None:
    told = story(STORY, published=published)
    assert within(replace(QUESTION, window=window), told, told.sentences[0]) is inside


@pytest.mark.parametrize(
    ("window", "published", "inside"),
    [
        (MAY, "2021-05-10", True),
        (MAY, "2022-05-10", True),
        (APRIL, "2021-05-10", True),
        (YEAR_BEFORE, "2021-05-10", False),
        (YEAR_BEFORE, None, False),
    ],
)
def test_a_sentence_without_a_date_has_those_of_its_neighbours_or_just_before_print(
    story: Callable[..., Story], window: DateSpan, published: str | None, inside: bool
) -> None:
    told = story("The mayor opened the new bridge on 4 May 2021. Traffic was light.", published=published)
    assert within(replace(QUESTION, window=window), told, told.sentences[1]) is inside


def test_an_article_without_any_time_is_not_held_against_the_days(story: Callable[..., Story]) -> None:
    told = story("The mayor opened the new bridge.", published=None)
    assert within(replace(QUESTION, window=DateSpan.day(date(2020, 1, 1))), told, told.sentences[0])


def _found(stories: Sequence[Story]) -> list[Found]:
    return [
        Found(s, (Hit(Passage(f"p{i}", s.article.id, 0, 5, 1), s.article, 1 - i / 10, i + 1, ("dense",)),))
        for i, s in enumerate(stories)
    ]


def test_the_nearest_are_the_three_found_first(story: Callable[..., Story]) -> None:
    found = _found([story(f"{STORY} {n}") for n in range(5)])
    ids = [item.story.article.id for item in found]
    assert [near.article_id for near in nearest(found[::-1])] == ids[:3]
    assert nearest([]) == []


def test_an_empty_archive_and_an_empty_window_are_told_apart(sample_archive: Archive, tmp_path: Path) -> None:
    with Archive.open(tmp_path / "none", create=True) as none:
        assert nothing_found(none, Scope(since=date(2020, 1, 1))).reason == "no_archive"
    refusal = nothing_found(sample_archive, Scope(until=date(2018, 1, 1), outlets=("Harbour Post",)))
    assert refusal.reason == "outside_dates"
    assert refusal.message == (
        "The archive has no article from Harbour Post published until 2018-01-01 on this. "
        "The archive covers 2019-06-03 to 2025-09-03."
    )
    assert (
        "since 2018-01-01 and as of 2018-02-01"
        in outside_dates(sample_archive, Scope(since=date(2018, 1, 1), as_of=date(2018, 2, 1))).message
    )


def test_the_days_covered_end_with_the_day_that_is_today(sample_archive: Archive) -> None:
    asked = ask("When did Putin visit Beijing in 2024?", archive=sample_archive, as_of="2022-02-04")
    assert asked.refusal is not None
    assert "covers 2019-06-03 to 2022-02-04." in asked.refusal.message
    early = outside_dates(sample_archive, Scope(as_of=date(2018, 2, 1)))
    assert "covers" not in early.message

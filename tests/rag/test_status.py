"""Did it happen? Called off, denied, open, planned and possible acts are told from what has been."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from index.dates import DateSpan
from rag.clauses import clause_at
from rag.status import judge
from rag.story import Story

Read = Callable[..., Story]
PUBLISHED = "2024-05-15"
BEFORE, AFTER = DateSpan.day(date(2024, 5, 3)), DateSpan.day(date(2024, 6, 3))


def gap(reason: str) -> pytest.MarkDecorator:
    """What the rules do not yet see; strict, so that a rule that learns it says so."""
    return pytest.mark.xfail(strict=True, reason=reason)


def status(story: Story, when: DateSpan | None = None) -> str:
    """What is judged of the last visit, trip or travel in the only sentence."""
    sentence = story.sentences[0]
    acts = ("visit", "visits", "visited", "trip", "travel", "travelled", "visiting")
    at = [i for i, t in enumerate(sentence.tokens) if t.lower in acts][-1]
    return judge(sentence, at, clause_at(sentence, at), when, story.article.published).status


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("happened", "Okoro visited Halden."),
        ("happened", "Okoro's visit to Halden went well."),
        ("happened", "Okoro visited Halden but did not meet Hale."),
        ("happened", "Okoro did not stop in Oslo, but visited Halden."),
        ("happened", "Okoro visited Halden after Hale cancelled a speech."),
        ("happened", "Okoro visited Halden, which will vote soon."),
        ("cancelled", "Okoro called off his visit to Halden."),
        ("cancelled", "Okoro's visit to Halden was cancelled."),
        ("cancelled", "Okoro has canceled a trip to Halden."),
        ("cancelled", "Okoro will not travel to Halden."),
        ("cancelled", "Okoro postponed a visit to Halden."),
        ("cancelled", "Okoro abandoned a plan to visit Halden."),
        ("denied", "Okoro has never visited Halden."),
        ("denied", "Okoro didn’t visit Halden."),
        ("denied", "Okoro refused to visit Halden."),
        ("denied", "Okoro ruled out a visit to Halden."),
        ("denied", "Okoro has no plans to visit Halden."),
        ("open", "It is unclear whether Okoro visited Halden."),
        ("open", "It is not known whether Okoro will visit Halden."),
        ("open", "Okoro was undecided about a visit to Halden."),
        ("planned", "Okoro will visit Halden."),
        ("planned", "Okoro plans to visit Halden."),
        ("planned", "Okoro is to visit Halden."),
        ("planned", "Okoro is expected to travel to Halden."),
        ("planned", "Okoro's visit to Halden is scheduled for June."),
        ("planned", "Okoro is preparing a trip to Halden."),
        ("planned", "Okoro to visit Halden"),
        ("unknown", "Okoro may visit Halden."),
        ("unknown", "Okoro should visit Halden."),
        ("unknown", "Okoro wants to visit Halden."),
        ("unknown", "Hale urged Okoro to visit Halden."),
        ("unknown", "Hale would rejoice if Okoro visited Halden."),
    ],
)
def test_the_words_of_its_own_clause_say_whether_an_act_took_place(
    story: Read, expected: str, text: str
) -> None:
    assert status(story(text, published=PUBLISHED)) == expected


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("unknown", "Okoro asked about a potential visit to Halden."),
        ("unknown", "There was talk of a visit to Halden by Okoro."),
        ("unknown", "Halden spoke of the risk of a long visit by Okoro."),
        ("happened", "Okoro had questions about the visit to Halden."),
        ("happened", "Okoro, the eventual winner, visited Halden."),
        ("happened", "The potential buyer visited Halden on Friday."),
        ("denied", "Okoro denied that he visited Halden."),
        ("denied", "Okoro made no visit to Halden."),
        ("denied", "Okoro failed to visit Halden."),
        ("unknown", "Had Okoro visited Halden, he would have met Hale."),
        ("happened", "On 3 May Okoro visited Halden."),
        ("happened", "Okoro visited Halden to cancel the deal."),
        pytest.param(
            "happened", "Okoro, not known to fly, visited Halden.", marks=gap('"not" of an inserted phrase')
        ),
    ],
)
def test_words_that_belong_to_something_else_or_stand_outside_the_clause(
    story: Read, expected: str, text: str
) -> None:
    assert status(story(text, published=PUBLISHED)) == expected


def test_will_not_travel_is_not_will_travel(story: Read) -> None:
    assert status(story("Okoro will travel to Halden.")) == "planned"
    assert status(story("Okoro will not travel to Halden.")) == "cancelled"
    assert status(story("Okoro won't travel to Halden.")) in {"cancelled", "denied"}


def test_what_is_dated_after_publication_is_planned_however_it_is_worded(story: Read) -> None:
    told = story("Okoro visits Halden.", published=PUBLISHED)
    assert status(told, AFTER) == "planned"
    assert status(told, BEFORE) == "happened"


def test_what_is_called_off_or_denied_stays_so_with_a_date_to_come(story: Read) -> None:
    assert status(story("Okoro cancelled his visit to Halden."), AFTER) == "cancelled"
    assert status(story("Okoro ruled out a visit to Halden."), AFTER) == "denied"
    assert status(story("It is unclear whether Okoro will visit Halden."), AFTER) == "open"


def test_an_old_plan_does_not_say_what_became_of_it(story: Read) -> None:
    assert status(story("Okoro was due to visit Halden."), BEFORE) == "unknown"


def test_without_a_publication_date_only_the_words_decide(story: Read) -> None:
    assert status(story("Okoro visits Halden.", published=None), AFTER) == "happened"
    assert status(story("Okoro will visit Halden.", published=None), BEFORE) == "planned"


def test_a_judgement_says_what_decided_it(story: Read) -> None:
    told = story("Okoro called off his visit to Halden.")
    sentence = told.sentences[0]
    judged = judge(sentence, 4, clause_at(sentence, 4), None, told.article.published)
    assert judged == ("cancelled", "called off")


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("cancelled", "Okoro's trip, which was to begin with a visit on 3 June, has been called off."),
        ("cancelled", "The tour, planned as a visit to Halden on 3 June, was postponed because of floods."),
        ("cancelled", "The tour, which includes a visit on 3 June, will not take place."),
        ("planned", "Okoro, who is due to visit Halden on 3 June, cancelled a speech."),
    ],
)
def test_what_resumes_behind_a_modifier_may_call_it_off(story: Read, expected: str, text: str) -> None:
    assert status(story(text, published=PUBLISHED), AFTER) == expected


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("denied", "Rumours that Okoro visited Halden on 3 May were false, his lawyer said."),
        ("denied", "Claims that Okoro had visited Halden are completely baseless."),
        ("denied", "The paper wrongly claimed that Okoro visited Halden."),
        ("denied", "Okoro dismissed reports that he had visited Halden."),
        ("unknown", "There were rumours that Okoro visited Halden on 3 May."),
        ("happened", "Hale confirmed reports that Okoro visited Halden on 3 May."),
        ("unknown", "Nobody had expected Okoro to visit Halden on 3 May."),
    ],
)
def test_a_rumour_is_no_report(story: Read, expected: str, text: str) -> None:
    assert status(story(text, published=PUBLISHED), BEFORE) == expected


def test_a_denial_ends_where_another_auxiliary_begins(story: Callable[..., Story]) -> None:
    sentence = story("Hale said that she would not run again and would leave office on 29 May.").sentences[0]
    at = next(i for i, t in enumerate(sentence.tokens) if t.lower == "leave")
    assert judge(sentence, at, clause_at(sentence, at), None, None).status == "planned"

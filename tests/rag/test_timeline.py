"""Events over articles: the same one merged, others apart, in order, with what became of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from rag.evidence import Evidence
from rag.happening import Happening
from rag.question import understand
from rag.sightings import sightings
from rag.story import Story
from rag.timeline import events_for

Read = Callable[..., Story]
Weigh = Callable[..., list[Evidence]]
Tell = Callable[..., list[tuple[str, str, int]]]
QUESTION = "When did Juno Hale visit Lusaka?"
RARE = "When did Juno Hale inspect Lusaka?"  # a verb that stands in no list of acts
TODAY = date(2024, 7, 1)


def gap(reason: str) -> pytest.MarkDecorator:
    """What the rules do not yet see; strict, so that a rule that learns it says so."""
    return pytest.mark.xfail(strict=True, reason=reason)


def told(events: list[Happening]) -> list[tuple[str, str, int]]:
    return [(event.when.value, event.status, len(event.sightings)) for event in events]


@pytest.fixture
def tell(story: Read, evidence: Weigh) -> Tell:
    """(question, (published, text), …) → value, status and number of sightings of each event."""

    def events(question: str, *articles: tuple[str | None, str]) -> list[tuple[str, str, int]]:
        stories = [story(text, published=published) for published, text in articles]
        return told(events_for(understand(question, today=TODAY), evidence(stories)))

    return events


def test_a_death_is_on_no_day_to_come(tell: Tell) -> None:
    assert tell(
        "When did Juno Hale die?",
        ("2024-05-04", "Juno Hale died on Friday."),
        ("2024-05-05", "The death of Juno Hale has begun a mourning that ends on 19 May."),
    ) == [("2024-05-03", "happened", 1)]


def test_an_hour_alone_is_of_no_day_for_what_is_to_come(tell: Tell) -> None:
    assert (
        tell("When will Juno Hale visit Lusaka?", ("2024-06-20", "Juno Hale will visit Lusaka at 4 p.m."))
        == []
    )
    seen = tell(QUESTION, ("2024-05-04", "Juno Hale visited Lusaka at 4 p.m., the mayor said."))
    assert seen == [("2024-05-04T16:00", "happened", 1)]


def test_articles_that_tell_of_the_same_day_make_one_event(tell: Tell) -> None:
    assert tell(
        QUESTION,
        ("2024-05-04", "Juno Hale visited Lusaka on Friday."),
        ("2024-05-15", "Juno Hale travelled to Lusaka on 3 May."),
    ) == [("2024-05-03", "happened", 2)]


def test_days_that_overlap_or_follow_make_one_event_over_all_of_them(tell: Tell) -> None:
    articles = [
        ("2024-05-15", "Juno Hale visited Lusaka on May 3-4."),
        ("2024-05-15", "Juno Hale visited Lusaka on 4 May."),
        ("2024-05-16", "Juno Hale was visiting Lusaka on 5 May."),
    ]
    assert tell(QUESTION, *articles) == [("2024-05-03/2024-05-05", "happened", 3)]


def test_a_month_that_holds_the_day_adds_nothing_to_it(tell: Tell) -> None:
    assert tell(
        QUESTION,
        ("2024-06-15", "Juno Hale visited Lusaka in May."),
        ("2024-06-15", "Juno Hale visited Lusaka on 3 May."),
    ) == [("2024-05-03", "happened", 2)]


def test_visits_on_other_days_stay_apart_and_the_oldest_comes_first(tell: Tell) -> None:
    assert tell(
        QUESTION,
        ("2024-05-15", "Juno Hale visited Lusaka on 3 May."),
        ("2022-02-15", "Juno Hale visited Lusaka on 4 February."),
        ("2024-06-15", "Juno Hale visited Lusaka on 10 June."),
    ) == [("2022-02-04", "happened", 1), ("2024-05-03", "happened", 1), ("2024-06-10", "happened", 1)]


def test_what_was_planned_and_then_reported_has_happened(tell: Tell) -> None:
    plan = ("2024-05-01", "Juno Hale will visit Lusaka on 3 May.")
    assert tell(QUESTION, plan) == [("2024-05-03", "planned", 1)]
    assert tell(QUESTION, plan, ("2024-05-04", "Juno Hale visited Lusaka on Friday.")) == [
        ("2024-05-03", "happened", 2)
    ]


def test_what_was_planned_and_then_called_off_is_cancelled(tell: Tell) -> None:
    assert tell(
        QUESTION,
        ("2024-05-01", "Juno Hale will visit Lusaka on 3 May."),
        ("2024-05-02", "Juno Hale has called off her visit to Lusaka on 3 May."),
    ) == [("2024-05-03", "cancelled", 2)]


@pytest.mark.parametrize(
    "text",
    [
        "Juno Hale was due to visit Lusaka on 3 May.",
        "Tomas Okoro visited Lusaka on 3 May, and Juno Hale stayed in Oslo.",
        "Juno Hale visited Oslo on 3 May.",
        "Juno Hale visited Lusaka.",
    ],
)
def test_what_is_told_elsewhere_or_undated_is_no_event(tell: Tell, text: str) -> None:
    assert tell(QUESTION, ("2024-05-15", text)) == []


@pytest.mark.parametrize(
    ("status", "text"),
    [
        ("denied", "Juno Hale refused to visit Lusaka in March."),
        ("open", "It is unclear whether Juno Hale visited Lusaka in March."),
        ("denied", "Juno Hale denied that she visited Lusaka in March."),
    ],
)
def test_what_is_only_denied_or_open_is_told_as_that(tell: Tell, status: str, text: str) -> None:
    assert tell(QUESTION, ("2024-05-15", text)) == [("2024-03", status, 1)]


@pytest.fixture
def untold(story: Read, evidence: Weigh) -> Callable[[str, float], list[Evidence]]:
    """(text, read) → evidence that means about the same and has the act in no known word."""
    return lambda text, read: [replace(item, told=0.0) for item in evidence([story(text)], read)]


@pytest.mark.parametrize("question", [QUESTION, RARE])
def test_an_act_that_was_denied_is_no_event_however_near_its_words(
    untold: Callable[[str, float], list[Evidence]], question: str
) -> None:
    weighed = untold("Juno Hale refused to visit Lusaka in March.", 1.0)
    assert {e.status for e in events_for(understand(question), weighed)} <= {"denied"}


@pytest.mark.parametrize(
    ("question", "read", "found"),
    [
        (RARE, 1.0, True),
        (RARE, 0.7, True),
        (RARE, 0.4, False),
        ("When did Juno Hale resign in Lusaka?", 1.0, True),
        ("When did Juno Hale resign in Lusaka?", 0.7, False),
        (QUESTION, 1.0, False),  # who went where is never guessed
    ],
)
def test_an_act_in_other_words_is_taken_from_what_means_the_same_a_known_act_less_easily(
    untold: Callable[[str, float], list[Evidence]], question: str, read: float, found: bool
) -> None:
    weighed = untold("Juno Hale set foot in Lusaka on 3 May.", read)
    events = told(events_for(understand(question), weighed))
    assert events == ([("2024-05-03", "happened", 1)] if found else [])


def test_where_the_act_is_told_in_its_own_word_no_other_words_are_taken_for_it(
    story: Read, evidence: Weigh
) -> None:
    weighed = evidence([story("Juno Hale set foot in Lusaka on 3 May.")], 1.0)
    assert events_for(understand(RARE), weighed) == []


def test_a_weekday_that_cannot_be_placed_stays_words_and_comes_last(tell: Tell) -> None:
    unplaced = (None, "Juno Hale visited Lusaka on Friday.")
    ((value, status, _),) = tell(QUESTION, unplaced)
    assert status == "happened"
    assert not value[:4].isdigit()
    values = [v for v, _, _ in tell(QUESTION, unplaced, ("2024-05-15", "Juno Hale visited Lusaka on 3 May."))]
    assert values == ["2024-05-03", value]


def test_days_without_a_year_merge_with_each_other(tell: Tell) -> None:
    events = tell(
        QUESTION,
        (None, "Juno Hale visited Lusaka on May 3-5."),
        (None, "Juno Hale visited Lusaka on 3 May."),
    )
    assert [(value, n) for value, _, n in events] == [("XXXX-05-03/XXXX-05-05", 2)]


def test_a_question_with_a_year_leaves_out_what_was_in_another(tell: Tell) -> None:
    articles = [
        ("2022-02-15", "Juno Hale visited Lusaka on 4 February."),
        ("2024-05-15", "Juno Hale visited Lusaka on 3 May."),
        (None, "Juno Hale visited Lusaka on Friday."),
    ]
    assert tell("When did Juno Hale visit Lusaka in 2022?", *articles) == [("2022-02-04", "happened", 1)]
    assert tell("When did Juno Hale visit Lusaka in 2021?", *articles) == []


def test_a_question_for_what_is_to_come_leaves_out_what_has_been(tell: Tell) -> None:
    articles = [
        ("2024-05-15", "Juno Hale visited Lusaka on 3 May."),
        ("2024-06-15", "Juno Hale will visit Lusaka on 10 August."),
    ]
    assert tell("When will Juno Hale visit Lusaka?", *articles) == [("2024-08-10", "planned", 1)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Juno Hale visited Lusaka on 3 May and Oslo on 10 May.", ["2024-05-03"]),
        pytest.param(
            "Juno Hale visited Oslo on 3 May and Lusaka on 10 May.",
            ["2024-05-10"],
            marks=gap("one verb with two places"),
        ),
        ("Juno Hale visited Lusaka twice, on 3 May and on 10 May.", ["2024-05-03", "2024-05-10"]),
    ],
)
def test_each_of_two_dates_in_a_sentence_belongs_to_its_own_visit(
    tell: Tell, text: str, values: list[str]
) -> None:
    assert [value for value, _, _ in tell(QUESTION, ("2024-05-15", text))] == values


def test_a_sighting_shows_the_act_and_its_time_as_the_article_words_them(
    story: Read, evidence: Weigh
) -> None:
    told = story("It rained. Juno Hale visited Lusaka. The visit on 3 May lasted an hour. She left.")
    (sighting, *_) = sightings(understand(QUESTION), evidence([told]))
    shown = told.article.text[sighting.start : sighting.end]
    assert shown == "Juno Hale visited Lusaka. The visit on 3 May lasted an hour."
    assert sighting.when.text == "3 May"


def test_a_report_goes_before_a_denial_of_another_day(tell: Tell) -> None:
    articles = [
        ("2024-05-06", "Juno Hale denied that she had visited Lusaka on Friday."),
        ("2024-05-15", "Juno Hale visited Lusaka on Tuesday."),
    ]
    assert tell(QUESTION, *articles) == [("2024-05-14", "happened", 1)]


def test_an_expectation_does_not_hide_what_came(tell: Tell) -> None:
    text = "LUSAKA — Nobody had expected Juno Hale to resign on Tuesday, but she resigned on Tuesday evening."
    assert tell("When did Juno Hale resign?", ("2024-05-15", text)) == [("2024-05-14TEV", "happened", 1)]


def test_who_was_announced_for_an_event_and_is_told_of_there_has_attended_it(tell: Tell) -> None:
    articles = [
        ("2024-05-02", "Juno Hale will attend the harbour forum in Lusaka on 14-15 May."),
        ("2024-05-15", "Juno Hale was given the place of honour at the harbour forum in Lusaka on Tuesday."),
    ]
    question = "Has Juno Hale already attended the harbour forum?"
    assert tell(question, *articles) == [("2024-05-14/2024-05-15", "happened", 2)]


@pytest.mark.parametrize(
    "text",
    [
        "Juno Hale spoke at a fish market in Lusaka on Tuesday.",
        "Tomas Okoro spoke at the harbour forum in Lusaka on Tuesday.",
        "Juno Hale will speak at the harbour forum in Lusaka on Wednesday.",
        "Juno Hale spoke of the harbour forum on 3 May.",
    ],
)
def test_what_tells_of_another_event_or_day_confirms_nothing(tell: Tell, text: str) -> None:
    plan = ("2024-05-02", "Juno Hale will attend the harbour forum in Lusaka on 14-15 May.")
    events = tell("Has Juno Hale already attended the harbour forum?", plan, ("2024-05-14", text))
    assert [status for _, status, _ in events] == ["planned"]


def test_only_what_the_question_names_has_begun(tell: Tell) -> None:
    text = "The dock strike began on 3 May.\n\nThe summer school began on 6 May."
    assert tell("When did the dock strike begin?", ("2024-05-15", text)) == [("2024-05-03", "happened", 1)]


def test_what_an_act_is_counted_from_is_not_its_day(tell: Tell) -> None:
    text = "Juno Hale was arrested on Tuesday. It was her first arrest since her release in March 2019."
    assert tell("When was Juno Hale arrested?", ("2024-05-15", text)) == [("2024-05-14", "happened", 2)]


def test_each_day_of_a_list_has_its_own_place(tell: Tell) -> None:
    text = "Juno Hale and Tomas Okoro met in Oslo on 3 May and in Lusaka on 9 May."
    assert tell("When did Juno Hale and Tomas Okoro meet?", ("2024-05-15", text)) == [
        ("2024-05-03", "happened", 1),
        ("2024-05-09", "happened", 1),
    ]
    assert tell("When did Juno Hale and Tomas Okoro meet in Lusaka?", ("2024-05-15", text)) == [
        ("2024-05-09", "happened", 1)
    ]


def test_a_meeting_of_somebody_else_is_not_theirs(tell: Tell) -> None:
    text = (
        "Juno Hale and Tomas Okoro met on 3 May.\n\n"
        "Ivo Lind's deputy said that talks in Oslo on 9 May had been short."
    )
    events = tell("When did Juno Hale and Tomas Okoro meet?", ("2024-05-15", text))
    assert events == [("2024-05-03", "happened", 1)]


@pytest.fixture
def listed(story: Read, evidence: Weigh) -> Tell:
    """(topic, (published, text), …) → value, status and number of sightings of each of its events."""

    def events(topic: str, *articles: tuple[str | None, str]) -> list[tuple[str, str, int]]:
        stories = [story(text, published=published) for published, text in articles]
        question = replace(understand(f"When {topic}", today=TODAY), listing=True)
        return told(events_for(question, evidence(stories)))

    return events


def test_a_topic_lists_its_dated_events_with_what_became_of_them(listed: Tell) -> None:
    text = (
        "The Lantern Gala was opened on 3 May. The Lantern Gala has been held since 1987. "
        "The Lantern Gala, which was to be repeated on 3 June, has been called off."
    )
    assert listed("Lantern Gala", ("2024-05-15", text)) == [
        ("2024-05-03", "happened", 1),
        ("2024-06-03", "cancelled", 1),
    ]


def test_two_acts_of_one_day_are_two_events_of_a_topic(listed: Tell) -> None:
    text = "The Lantern Gala was opened on 3 May. On 3 May a visitor praised the Lantern Gala."
    assert len(listed("Lantern Gala", ("2024-05-15", text))) == 2


def test_they_are_all_whom_the_sentence_before_joins(tell: Tell) -> None:
    text = "Juno Hale and Tomas Okoro met in Oslo on Friday. They had met in Lusaka on 9 April."
    assert tell("When did Juno Hale and Tomas Okoro meet?", ("2024-05-15", text)) == [
        ("2024-04-09", "happened", 1),
        ("2024-05-10", "happened", 1),
    ]


def test_what_only_could_be_is_not_planned(tell: Tell) -> None:
    assert tell(QUESTION, ("2024-05-15", "Juno Hale could visit Lusaka on 1 September.")) == [
        ("2024-09-01", "open", 1)
    ]


def test_the_two_are_meant_whoever_tells_of_them(tell: Tell) -> None:
    text = (
        "Juno Hale and Tomas Okoro will meet next week.\n\n"
        "Ivo Lind told reporters that the two were preparing for a meeting on 22 May."
    )
    events = tell("When will Juno Hale and Tomas Okoro meet?", ("2024-05-15", text))
    assert ("2024-05-22", "planned") in [(value, status) for value, status, _ in events]


@pytest.mark.parametrize(
    "text",
    [
        "Juno Hale wound up a two-day visit to Zambia on Friday with a tour of Lusaka.",
        "Juno Hale was heading for Lusaka. She was there on Friday for a trade fair.",
        "Juno Hale stopped in Lusaka on Friday.",
        "Juno Hale returned to Lusaka on Friday.",
    ],
)
def test_who_tours_stops_or_is_there_visits(tell: Tell, text: str) -> None:
    assert [status for _, status, _ in tell(QUESTION, ("2024-05-18", text))] == ["happened"]


@pytest.mark.parametrize(
    "text",
    [
        "Presidents Juno Hale of Norway and Ana Brandt of Chile signed a pact "
        "on Wednesday after two hours of talks.",
        "Juno Hale held talks on Wednesday with her Chilean counterpart, Ana Brandt.",
        "Juno Hale met Ana Brandt in Oslo. After the meeting in Oslo, on 15 May, she flew home.",
    ],
)
def test_a_meeting_is_told_of_both_in_whatever_part_of_the_sentence(tell: Tell, text: str) -> None:
    told = tell("When did Hale and Brandt meet?", ("2024-05-18", text))
    assert [(value, status) for value, status, _ in told] == [("2024-05-15", "happened")]


def test_asked_of_one_city_a_meeting_in_another_is_none(tell: Tell) -> None:
    text = "Juno Hale and Ana Brandt met in Oslo on Friday. They had met in Tarn on 8 February."
    assert tell("When did Hale and Brandt meet in Tarn?", ("2024-05-18", text)) == [
        ("2024-02-08", "happened", 1)
    ]


def test_what_happened_some_time_after_an_act_does_not_date_it(tell: Tell) -> None:
    text = "The plant at Tarn reopened on Friday, six weeks after a fire."
    assert tell("When was the fire at Tarn?", ("2024-05-18", text)) == []


def test_whoever_won_the_election_was_elected(tell: Tell) -> None:
    text = "Ana Brandt won the presidential election on Sunday."
    assert tell("When was Brandt elected?", ("2024-05-14", text)) == [("2024-05-12", "happened", 1)]


def test_since_when_asks_for_the_bound_of_a_stretch(tell: Tell) -> None:
    text = "The old bridge at Tarn has been closed since December 2016."
    assert [v for v, _, _ in tell("Since when is the bridge at Tarn closed?", ("2024-05-18", text))] == [
        "2016-12"
    ]


def test_a_leg_that_could_be_dropped_is_still_planned(tell: Tell) -> None:
    text = "Juno Hale will go to Lusaka on 20 May, though this leg of the tour could still be dropped."
    assert tell(QUESTION, ("2024-05-15", text)) == [("2024-05-20", "planned", 1)]


def test_a_stop_that_had_been_planned_and_was_cancelled_is_called_off(tell: Tell) -> None:
    text = "Juno Hale left today; a stop in Lusaka that had been planned for Friday was cancelled."
    assert tell(QUESTION, ("2024-05-15", text)) == [("2024-05-17", "cancelled", 1)]


def test_a_new_day_is_read_from_what_was_put_off_and_the_day_of_the_report_is_none(tell: Tell) -> None:
    text = (
        "Juno Hale's visit to Lusaka, planned for 1 June, has been pushed back to 3 July, "
        "aides said on Friday."
    )
    assert tell(QUESTION, ("2024-05-18", text)) == [
        ("2024-06-01", "cancelled", 1),
        ("2024-07-03", "planned", 1),
    ]


def test_what_was_to_be_done_on_a_cancelled_trip_is_cancelled(tell: Tell) -> None:
    text = "Juno Hale cancelled a trip to Lusaka, where she was to have spoken on Friday."
    assert {s for _, s, _ in tell("When did Juno Hale speak in Lusaka?", ("2024-05-15", text))} == {
        "cancelled"
    }


def test_two_meetings_in_two_towns_are_two_though_one_sentence_tells_of_both(tell: Tell) -> None:
    text = "Juno Hale and Ana Brandt met in Oslo on Thursday, and in Tarn on Wednesday."
    told = tell("When did Hale and Brandt meet?", ("2024-05-18", text))
    assert told == [("2024-05-15", "happened", 1), ("2024-05-16", "happened", 1)]


def test_an_announcement_that_recalls_an_earlier_calling_off_still_plans(tell: Tell) -> None:
    text = (
        "Juno Hale is due in Lusaka on 20 May. She had planned to come in July, but that visit was scrapped."
    )
    assert tell(QUESTION, ("2024-05-15", text)) == [("2024-05-20", "planned", 1)]


def test_what_was_called_off_last_year_is_held_this_year(tell: Tell) -> None:
    text = "The Tarn harvest fair, cancelled last year, will be held from September 9 to 12."
    (event,) = tell("When is the Tarn harvest fair?", ("2024-05-15", text))
    assert event[:2] == ("2024-09-09/2024-09-12", "planned")


def test_an_announced_resignation_has_happened_though_she_stays_on(tell: Tell) -> None:
    text = "Ana Brandt announced her resignation on Thursday and will stay on for a month."
    assert tell("When did Brandt resign?", ("2024-05-18", text)) == [("2024-05-16", "happened", 1)]


def test_a_correction_gives_the_day_in_the_sentence_behind(tell: Tell) -> None:
    told = tell(
        "When did the ferry Vega run aground?",
        ("2024-05-06", "The ferry Vega ran aground on Saturday."),
        (
            "2024-05-10",
            "An article on Monday misstated the day on which the ferry Vega ran aground. "
            "It was Friday, May 3, not Saturday.",
        ),
    )
    assert [(value, status) for value, status, _ in told] == [("2024-05-03", "happened")]

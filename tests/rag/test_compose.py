"""Evidence becomes claims in the article's own words, dated where a date is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from index.dates import DateSpan, TimeValue
from rag.answer import Status
from rag.compose import Source, from_events, from_evidence, opening
from rag.evidence import Evidence
from rag.happening import Happening
from rag.leads import bare, placed
from rag.question import understand
from rag.sightings import Sighting
from rag.story import Story

QUESTION = understand("What did the mayor open?")
BRIDGE = "The mayor opened the new bridge in Kelso on Friday."
MAY_3 = TimeValue("3 May 2024", "2024-05-03", DateSpan.day(date(2024, 5, 3)))

Stories = Callable[..., Story]
Weighed = Callable[..., list[Evidence]]


def _sighting(story: Story, **changes: object) -> Sighting:
    sentence = story.sentences[0]
    whole = Sighting(story, sentence.start, sentence.end, MAY_3, "happened", "", 1.0)
    return replace(whole, **changes)  # type: ignore[arg-type]  # fields by name


def test_a_claim_is_the_quote_with_its_whitespace_folded(story: Stories, evidence: Weighed) -> None:
    (draft,) = from_evidence(QUESTION, evidence([story("The mayor opened\nthe new  bridge.")]))
    assert draft.text == "The mayor opened the new bridge."
    assert [source.quote for source in draft.sources] == ["The mayor opened\nthe new  bridge."]
    assert draft.frame == ""


def test_what_is_told_twice_is_one_claim_with_both_sources(story: Stories, evidence: Weighed) -> None:
    told = [story(BRIDGE), story(BRIDGE.replace("new", "long"))]
    (draft,) = from_evidence(QUESTION, evidence(told))
    assert [source.story for source in draft.sources] == told
    assert draft.articles == 2


def test_one_article_is_cited_once_for_a_claim(story: Stories, evidence: Weighed) -> None:
    (draft,) = from_evidence(QUESTION, evidence([story(f"{BRIDGE} {BRIDGE.replace('new', 'long')}")]))
    assert len(draft.sources) == draft.articles == 1


def test_what_is_much_worse_than_the_best_is_not_said(story: Stories, evidence: Weighed) -> None:
    best, worse = evidence([story(f"{BRIDGE} A choir of forty children sang.")])
    worse = replace(worse, coverage=0.2, hit=0.2)
    assert len(from_evidence(QUESTION, [best, worse])) == 1


def test_of_a_list_more_is_said_than_of_one_thing(story: Stories, evidence: Weighed) -> None:
    told = "The pier in Kelso shut. Divers left the mill. Ada Brook bought a lock. Snow hid it. Ice broke."
    items = evidence([story(told)])
    ranked = [replace(item, coverage=1.0 - 0.2 * place) for place, item in enumerate(items)]
    question = understand("Which works did the mayor end?")
    one = from_evidence(question, ranked)
    every = from_evidence(question, ranked, several=True)
    assert len(one) < len(every)


def test_at_most_three_claims_of_which_none_overlap(story: Stories, evidence: Weighed) -> None:
    text = " ".join(
        f"{w.title()} was opened by the {w} mayor himself." for w in "pier mill lock weir dam".split()
    )
    drafts = from_evidence(QUESTION, evidence([story(text)]))
    assert len(drafts) <= 3
    spans = sorted((s.start, s.end) for d in drafts for s in d.sources)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("Ada Brook leads the town. She opened the bridge.", "Ada Brook leads"),
        ("Ada Brook leads the town. The old mayor opened the bridge.", "The old mayor"),
        ("Ada Brook leads the town\n\nShe opened the bridge.", "She opened"),
    ],
)
def test_a_quote_starts_a_sentence_earlier_only_where_it_dangles(
    story: Stories, text: str, opens: str
) -> None:
    told = story(text)
    start = opening(QUESTION, told, told.sentences[1])
    assert told.article.text[start:].startswith(opens)


def test_a_quote_starts_behind_the_dateline(story: Stories) -> None:
    told = story(f"KELSO, Scotland — {BRIDGE}")
    assert told.article.text[opening(QUESTION, told, told.sentences[0]) :] == BRIDGE


@pytest.mark.parametrize(
    ("status", "lead"),
    [
        ("happened", "On Friday 3 May 2024: "),
        ("planned", "Announced for Friday 3 May 2024: "),
        ("cancelled", "Called off, Friday 3 May 2024: "),
        ("open", "Not certain, Friday 3 May 2024: "),
        ("denied", "Denied, Friday 3 May 2024: "),
    ],
)
def test_a_line_leads_with_the_date_and_how_sure_it_is(story: Stories, status: Status, lead: str) -> None:
    event = Happening(MAY_3, status, (_sighting(story(BRIDGE), status=status),))
    (draft,) = from_events(QUESTION, [event])
    assert draft.text == f"{lead}{BRIDGE}"
    assert (draft.when, draft.status) == (MAY_3, status)
    assert draft.frame == lead.removesuffix(": ")


def test_a_line_shows_the_sighting_of_the_events_own_status(story: Stories) -> None:
    plan, report = story("The mayor will open the bridge on 3 May 2024."), story(BRIDGE)
    seen = (_sighting(plan, status="planned", weight=2.0), _sighting(report))
    (draft,) = from_events(QUESTION, [Happening(MAY_3, "happened", seen)])
    assert draft.text.endswith(BRIDGE)
    assert [source.story for source in draft.sources] == [report, plan]


def test_copies_count_once_for_an_event(story: Stories) -> None:
    one = story(BRIDGE)
    copy = Story(replace(story(f"{BRIDGE} More.").article, copy_group=one.article.copy_group))
    (draft,) = from_events(QUESTION, [Happening(MAY_3, "happened", (_sighting(one), _sighting(copy)))])
    assert draft.articles == 1


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (MAY_3, "Friday 3 May 2024"),
        (TimeValue("May", "2024-05", DateSpan(date(2024, 5, 1), date(2024, 5, 31))), "May 2024"),
        (
            TimeValue("Oct. 17-18", "XXXX-10-17/XXXX-10-18", None),
            "17-18 October, year not stated in these articles",
        ),
        (TimeValue("on\nFriday", "XXXX-WXX-5", None), "“on Friday” (day not known)"),
        (TimeValue("today", "PRESENT_REF", None), "“today” (day not known)"),
    ],
)
def test_a_time_that_cannot_be_placed_keeps_its_words(when: TimeValue, words: str) -> None:
    assert bare(when) == words


def _span(start: date, end: date, value: str) -> TimeValue:
    return TimeValue("then", value, DateSpan(start, end))


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (MAY_3, "on Friday 3 May 2024"),
        (_span(date(2024, 5, 3), date(2024, 5, 5), "2024-05-03/2024-05-05"), "on 3-5 May 2024"),
        (_span(date(2024, 5, 1), date(2024, 5, 31), "2024-05"), "in May 2024"),
        (_span(date(2024, 1, 1), date(2024, 12, 31), "2024"), "in 2024"),
        (_span(date(2024, 3, 1), date(2024, 5, 31), "2024-SP"), "in the spring of 2024"),
        (_span(date(2024, 5, 6), date(2024, 5, 12), "2024-W19"), "in the week of 6-12 May 2024"),
        (
            TimeValue("Oct. 17-18", "XXXX-10-17/XXXX-10-18", None),
            "on 17-18 October, year not stated in these articles",
        ),
        (TimeValue("October", "XXXX-10", None), "in October, year not stated in these articles"),
        (TimeValue("Friday", "XXXX-WXX-5", None), "“Friday” (day not known)"),
    ],
)
def test_a_sentence_takes_a_time_in_as_precisely_as_it_is_known(when: TimeValue, words: str) -> None:
    assert placed(when) == words


def test_a_source_quotes_its_stretch(story: Stories) -> None:
    assert Source(story(BRIDGE), 4, 9).quote == BRIDGE[4:9]

"""From a question to stories: filters and names in the question's own words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from index import Archive
from index.article import Hit, Passage
from index.dates import DateSpan
from index.errors import UsageError
from rag.question import understand
from rag.retrieve import (
    PASSAGES,
    PER_ARTICLE,
    Found,
    Scope,
    candidates,
    names_nothing,
    proper_words,
    retrieve,
    search,
    with_known_names,
)
from rag.story import Story

QUESTION = "When did Putin visit Beijing?"


def _found(story: Story) -> Found:
    passage = Passage("p", story.article.id, 0, len(story.article.text), 9)
    return Found(story, (Hit(passage, story.article, 1.0, 1, ("dense",)),))


def test_a_scope_takes_dates_and_iso_strings() -> None:
    day = date(2022, 2, 4)
    assert Scope.of(as_of="2022-02-04") == Scope.of(as_of=day) == Scope(as_of=day)
    assert Scope.of(outlets="One Paper") == Scope.of(outlets=["One Paper"]) == Scope(outlets=("One Paper",))
    assert Scope.of() == Scope()
    with pytest.raises(UsageError, match="until is 'May'"):
        Scope.of(until="May")


def test_only_date_filters_leave_undated_articles_out() -> None:
    assert not Scope(outlets=("One Paper",)).dated
    assert Scope(since=date(2022, 2, 4)).dated


def test_a_search_stays_within_its_scope(sample_archive: Archive) -> None:
    scope = Scope.of(since="2023-01-01", until="2023-12-31")
    hits = search(sample_archive, QUESTION, scope)
    assert 0 < len(hits) <= PASSAGES
    spans = [hit.article.published.span for hit in hits if hit.article.published]
    assert len(spans) == len(hits)
    assert all(span is not None and span.start.year == span.end.year == 2023 for span in spans)
    ids = [hit.article.id for hit in hits]
    assert max(map(ids.count, ids)) <= PER_ARTICLE


@pytest.mark.parametrize(
    "question", [QUESTION, "Where did Putin and Xi meet on the day the Winter Olympics opened?", "gas"]
)
def test_each_story_and_each_passage_is_found_once_best_first(sample_archive: Archive, question: str) -> None:
    found = retrieve(sample_archive, understand(question), Scope())
    stories = [item.story.article.id for item in found]
    passages = [hit.passage.id for item in found for hit in item.hits]
    assert len(stories) == len(set(stories))
    assert len(passages) == len(set(passages))
    assert all(hit.article.id == item.story.article.id for item in found for hit in item.hits)
    assert found[0].score == max(item.score for item in found)


def test_of_copies_one_story_is_found(sample_archive: Archive) -> None:
    asked = understand("Where did Putin and Xi meet on the day the Winter Olympics opened?")
    groups = [item.story.article.copy_group for item in retrieve(sample_archive, asked, Scope())]
    assert len(groups) == len(set(groups))


@pytest.mark.parametrize(
    "asked",
    [
        "Who met Xi Jinping at Vnukovo airport and what did Zelensky say about Modi?",
        "Who won the World Cup final in December 2022?",
    ],
)
def test_candidates_come_best_first_and_few_of_an_article(sample_archive: Archive, asked: str) -> None:
    hits = candidates(sample_archive, understand(asked), Scope(), per_article=2)
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(0 <= hit.score <= 1 for hit in hits)
    ids = [hit.article.id for hit in hits]
    assert max(map(ids.count, ids)) <= 2
    assert len({hit.passage.id for hit in hits}) == len(hits)
    assert len({hit.article.copy_group for hit in hits}) == len(set(ids))


def test_each_question_in_a_question_is_searched_for(sample_archive: Archive) -> None:
    one, other = "Who won the World Cup final?", "When was Silicon Valley Bank shut?"
    both = f"{one[:-1]} and {other.lower()[0]}{other[1:]}"
    found = {hit.passage.id for hit in candidates(sample_archive, understand(both), Scope(), 6)}
    for part in (one, other):
        assert found >= {hit.passage.id for hit in search(sample_archive, part, Scope(), 3)}


def test_each_outlet_that_is_named_has_its_say(sample_archive: Archive) -> None:
    outlets = ("Harbour Post", "Northline Wire", "The Foundry Gazette")
    hits = candidates(sample_archive, understand("What did Xi say?"), Scope(outlets=outlets), 6, 1)
    assert {hit.article.outlet for hit in hits} == set(outlets)


def test_what_was_printed_near_the_days_asked_about_comes_before_what_was_not(
    sample_archive: Archive,
) -> None:
    asked = "Where did Putin and Xi talk in {}?"
    for month, year in (("March 2023", 2023), ("June 2019", 2019)):
        first = candidates(sample_archive, understand(asked.format(month)), Scope())[0]
        assert first.article.published is not None
        assert first.article.published.span is not None
        assert first.article.published.span.start.year == year


def test_candidates_stay_within_the_scope(sample_archive: Archive) -> None:
    scope = Scope.of(since="2022-01-01", as_of="2022-12-31", outlets=["Lakeside", "Foundry"])
    asked = understand("Who won the final this month and what did Xi say in May 2023?", today=scope.as_of)
    hits = candidates(sample_archive, asked, scope)
    assert hits
    assert all(scope.admits(hit.article.published) for hit in hits)
    assert all(hit.article.outlet.startswith(("Lakeside", "The Foundry")) for hit in hits)


def test_a_scope_narrows_to_days_that_it_holds() -> None:
    scope = Scope.of(since="2022-01-01", as_of="2022-06-30")
    narrowed = scope.within(DateSpan(date(2021, 12, 1), date(2022, 2, 1)))
    assert narrowed == Scope.of(since="2022-01-01", until="2022-02-01", as_of="2022-06-30")
    assert scope.within(DateSpan.day(date(2022, 7, 1))) is None
    assert Scope().within(DateSpan.day(date(2022, 7, 1))) == Scope.of(since="2022-07-01", until="2022-07-01")


def test_a_question_typed_small_names_nothing_until_the_articles_do(sample_archive: Archive) -> None:
    assert names_nothing("when did putin visit beijing?")
    assert not names_nothing(QUESTION)
    assert {"putin", "beijing"} <= proper_words(search(sample_archive, "putin beijing", Scope()))
    assert proper_words([]) == frozenset()


def test_a_word_that_as_many_articles_write_small_is_no_name(story: Callable[..., Story]) -> None:
    texts = ("Yesterday the Federal Bank named Brandt.", "Yesterday a federal judge met Brandt.")
    known = proper_words([_found(story(text)).hits[0] for text in texts])
    assert "brandt" in known
    assert "federal" not in known


def test_names_side_by_side_are_parted_where_the_articles_know_only_each(
    story: Callable[..., Story],
) -> None:
    asked = understand("Which Brook Stone meetings were held?")
    apart = story("Ada Brook met Carl Stone on Friday.")
    assert [str(name) for name in asked.names] == ["Brook Stone"]
    assert [str(name) for name in with_known_names(asked, [_found(apart)]).names] == ["Brook", "Stone"]
    together = story("Brook Stone is a village.")
    assert with_known_names(asked, [_found(together)]) == asked

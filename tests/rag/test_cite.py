"""Citations are numbered in the order of their first use, and a stretch keeps its number."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from index.article import Article
from index.dates import DateSpan, TimeValue
from rag.cite import Citations
from rag.compose import Draft, Source
from rag.retrieve import Scope
from rag.story import Story

TEXT = "The bridge reopened. Traffic was light. The mayor spoke. A choir sang. It rained later on."
MAY_3 = TimeValue("3 May 2024", "2024-05-03", DateSpan.day(date(2024, 5, 3)))


class Shelf:
    """An archive in which each article has as many copies as its title has letters."""

    def copies(self, article: Article) -> list[Article]:
        return [article] * len(article.title)


def _citations() -> Citations:
    shelf: Any = Shelf()
    return Citations(shelf)


def _source(story: Story, index: int) -> Source:
    sentence = story.sentences[index]
    return Source(story, sentence.start, sentence.end)


def test_numbers_follow_the_first_use_and_close_the_claim(story: Callable[..., Story]) -> None:
    told, cited = story(TEXT), _citations()
    first, second, third = (_source(told, i) for i in (2, 0, 1))
    drafts = [Draft("One.", (first, second)), Draft("Two.", (second,)), Draft("Three.", (third, first))]
    claims = cited.claims(drafts)
    assert [claim.text for claim in claims] == ["One. [1][2]", "Two. [2]", "Three. [3][1]"]
    assert [claim.citations for claim in claims] == [(1, 2), (2,), (3, 1)]
    assert [c.quote for c in cited.all] == ["The mayor spoke.", "The bridge reopened.", "Traffic was light."]


def test_a_citation_says_all_of_its_article(story: Callable[..., Story]) -> None:
    told, cited = story(TEXT, title="abc", outlet="The Meridian"), _citations()
    cited.claims([Draft("One.", (_source(told, 1),))])
    (citation,) = cited.all
    article = told.article
    assert (citation.article_id, citation.title, citation.outlet) == (article.id, "abc", "The Meridian")
    assert (citation.published, citation.url, citation.path) == (article.published, article.url, article.path)
    assert article.text[citation.start : citation.end] == citation.quote == "Traffic was light."
    assert citation.copies == 3


def test_an_event_is_a_draft_with_a_time_without_its_frame(story: Callable[..., Story]) -> None:
    source, cited = _source(story(TEXT), 0), _citations()
    drafts = [
        Draft(
            "Friday 3 May 2024: It reopened.", (source,), MAY_3, "happened", "Friday 3 May 2024", articles=4
        ),
        Draft("No time.", (source,)),
    ]
    cited.claims(drafts)
    (event,) = cited.timeline(drafts)
    assert (event.when, event.status, event.what) == (MAY_3, "happened", "It reopened.")
    assert (event.citations, event.articles) == ((1,), 4)


@given(uses=st.lists(st.lists(st.integers(0, 4), min_size=1, max_size=4, unique=True), max_size=6))
def test_whatever_is_cited_the_list_counts_from_one_in_order(
    story: Callable[..., Story], uses: list[list[int]]
) -> None:
    told, cited = story(TEXT), _citations()
    claims = cited.claims([Draft("x", tuple(_source(told, i) for i in use)) for use in uses])
    used = [n for claim in claims for n in claim.citations]
    assert list(dict.fromkeys(used)) == [c.n for c in cited.all] == list(range(1, len(cited.all) + 1))
    for claim, use in zip(claims, uses, strict=True):
        quotes = [cited.all[n - 1].quote for n in claim.citations]
        assert quotes == [_source(told, i).quote for i in use]


def test_a_copy_of_a_later_day_is_not_counted(story: Callable[..., Story]) -> None:
    told: Story = story(TEXT, title="abc", published="2024-05-03")
    shelf: Any = Shelf()
    for as_of, copies in ((date(2024, 5, 2), 0), (date(2024, 5, 3), 3)):
        cited = Citations(shelf, Scope(as_of=as_of))
        cited.claims([Draft("One.", (_source(told, 1),))])
        assert [citation.copies for citation in cited.all] == [copies]


def test_a_scope_admits_what_was_published_wholly_inside_it() -> None:
    scope = Scope(as_of=date(2022, 2, 4))
    assert scope.admits(TimeValue("", "2022-02-04", DateSpan.day(date(2022, 2, 4))))
    assert not scope.admits(TimeValue("", "2022-02-05", DateSpan.day(date(2022, 2, 5))))
    assert not scope.admits(TimeValue("", "2022-02", DateSpan(date(2022, 2, 1), date(2022, 2, 28))))
    assert not scope.admits(None)
    assert Scope().admits(None)

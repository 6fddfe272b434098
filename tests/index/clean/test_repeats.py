from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.clean import Repeats, clean, clean_with_removed
from index.clean.repeats import FEWEST_ARTICLES, is_unlike_reporting, key_of

NOTICE = "Our fact checks are paid for in part by a grant; our partners have no say in this page."
BACKGROUND = "The war began on 24 February 2022, when Russian troops crossed the border at four places."
HEADING = "What happened next"


def _article(number: int, *more: str) -> str:
    lead = (
        f"The river rose by {number} metres, the keeper said, and fell again before anybody could measure it."
    )
    return "\n\n".join([lead, *more])


def _keys(*articles: str) -> frozenset[str]:
    repeats = Repeats()
    for text in articles:
        repeats.add(text)
    return repeats.keys()


def test_a_notice_in_three_articles_is_furniture_of_the_site() -> None:
    keys = _keys(*(_article(number, NOTICE) for number in range(FEWEST_ARTICLES)))
    assert keys == {key_of(NOTICE)}
    assert clean(_article(9, NOTICE)) == _article(9, NOTICE)
    assert clean_with_removed(_article(9, NOTICE), keys) == (_article(9), [NOTICE])


def test_a_notice_in_two_articles_stays() -> None:
    assert not _keys(_article(1, NOTICE), _article(2, NOTICE))


def test_copies_and_later_versions_of_an_article_count_once() -> None:
    assert not _keys(*(_article(1, NOTICE, f"Update {number}.") for number in range(9)))


@pytest.mark.parametrize(
    "paragraph", [BACKGROUND, HEADING, "“We are here for you,” the mayor said.", "You did it."]
)
def test_background_headings_and_quotes_stay_however_often_they_come(paragraph: str) -> None:
    assert not _keys(*(_article(number, paragraph) for number in range(50)))


@pytest.mark.parametrize(
    "paragraph",
    [
        "Follow every game: live scores of the valley league",
        "You can reach the newsroom at desk@valley.example or on our website.",
        "Want this roundup every night? Subscribe to the newsletter here.",
        "We use the details you have shared to manage your subscription.",
    ],
)
def test_what_speaks_to_the_reader_about_the_site_is_unlike_reporting(paragraph: str) -> None:
    assert is_unlike_reporting(paragraph)


@pytest.mark.parametrize(
    "paragraph",
    [
        "Look for a place with a wide view of the sky and bring your chair.",
        "Our rating: False",
        "You told us what you thought of the site.",
        "The council's website was down for an hour.",
        "",
        " ".join(["you", "here"] * 60),
    ],
)
def test_reporting_is_not(paragraph: str) -> None:
    assert not paragraph or not is_unlike_reporting(paragraph)


def test_marks_and_case_make_no_other_paragraph_but_figures_do() -> None:
    assert key_of("Sign up HERE!") == key_of("sign up here")
    assert key_of("Game 1 is here") != key_of("Game 2 is here")


@given(st.lists(st.text(max_size=80), max_size=6))
def test_no_text_raises(texts: list[str]) -> None:
    _keys(*texts)

from __future__ import annotations

import pytest

from index.clean.page import parsed, prune

PARAGRAPHS = [
    "<p>The river rose by two metres in the night, the keeper said.</p>",
    "<p>Nobody was hurt, but the lower town was told to leave.</p>",
    "<p>The dam was opened at noon on Friday, an hour late.</p>",
    "<p>Schools stay closed until the water falls.</p>",
]
STORY = "".join(PARAGRAPHS)
TOLD = "The dam broke in 1904, an old report said."
STATED = "The dam holds nine million tons of water on an average day."
CALL = "You can read all of our stories about the dam for a euro."


def _around(box: str) -> str:
    """The story with a box in its middle."""
    return "".join([*PARAGRAPHS[:2], box, *PARAGRAPHS[2:]])


def _left(body: str) -> str:
    tree = parsed(
        f"<html><head><title>River rises</title></head><body><h1>River rises</h1>{body}</body></html>"
    )
    prune(tree)
    return " ".join(tree.text_content().split())


@pytest.mark.parametrize(
    ("mark", "box"),
    [
        (" role='complementary'", f"<div{{}}><p>{TOLD}</p></div>"),
        (" hidden", f"<div{{}}><p>{TOLD}</p></div>"),
        (" class='related-stories'", f"<div{{}}><p>{TOLD}</p></div>"),
        (" class='c-newsletterSignup'", f"<div{{}}><p>{STATED}</p></div>"),
        (" id='comments'", f"<section{{}}><p>{TOLD}</p></section>"),
        (" class='author-bio'", f"<div{{}}><p>{STATED}</p></div>"),
        (" class='paywall'", f"<div{{}}><p>{CALL}</p></div>"),
        (" class='card'", f"<div{{}}><a href='/x'>Dam</a><p>{STATED}</p></div>"),
        (
            " class='byline'",
            "<p{}>Ana Ruiz of the Valley Paper in the lower town for the last nine years</p>",
        ),
        (
            " class='credit'",
            "<p{}>Ana Ruiz/Valley Paper with a camera of the lower town, all rights with her</p>",
        ),
        (
            " class='source'",
            "<p{}>The office of the dam in the lower town, its yearly table of the water</p>",
        ),
        (" href='/x'", "<p><a{}>Who pays for the dam that broke above the lower town in the night?</a></p>"),
    ],
)
def test_what_names_roles_and_links_mark_goes_and_stays_without_the_mark(mark: str, box: str) -> None:
    unmarked = box.format("").replace("<a>", "").replace("</a>", "")
    assert _left(_around(box.format(mark))) == _left(STORY)
    assert _left(_around(unmarked)) != _left(STORY)


def test_navigation_and_lists_of_links_go() -> None:
    for box in (
        f"<nav><p>{TOLD}</p></nav>",
        "<p><b>Read on:</b> <a href='/x'>Who pays for the dam above the lower town and its mill</a></p>",
        "<ul><li><a href='/x'>One bridge</a></li><li><a href='/y'>Another bridge</a></li></ul>",
    ):
        assert _left(_around(box)) == _left(STORY)


@pytest.mark.parametrize(
    "box",
    [
        f"<section id='poll'><h2>Poll</h2><p>{STATED}</p></section>",
        f"<div class='paywall-body'><p>{STATED}</p></div>",
        f"<section class='subscription-content'><p>{STATED}</p></section>",
        f"<section id='social-media'><p>{STATED}</p></section>",
        f"<p class='body-copy copyright-2023'>{STATED}</p>",
        f"<div class='card'><p>{STATED}</p></div>",
        f"<div class='notice'><p>{STATED}</p></div>",
        "<ul class='source'><li>Nine bridges</li><li>Two mills</li></ul>",
        "<div class='media'><ul><li>Nine bridges</li><li>Two mills</li></ul></div>",
        "<p><a href='/court'>The court ruled on Friday that the town must pay for all of the dam</a></p>",
    ],
)
def test_what_states_something_stays_whatever_its_box_is_called(box: str) -> None:
    text = " ".join(parsed(f"<div>{box}</div>").text_content().split())
    assert text in _left(_around(box)).replace("Poll The", "PollThe")


def test_figures_below_the_story_stay_and_labels_go() -> None:
    results = "<p>Toll: 34 dead, 120 missing</p><p>Final score: Lakers 110, Celtics 102</p>"
    assert _left(STORY + results).endswith("Toll: 34 dead, 120 missingFinal score: Lakers 110, Celtics 102")
    assert _left(f"{STORY}<p>Rivers, floods</p><p>Ana Ruiz | 16 October 2023</p>") == _left(STORY)


def test_a_heading_above_what_is_told_last_stays() -> None:
    end = f"<h2>What comes next</h2><p>{STATED}</p>"
    assert "What comes next" in _left(STORY + end)
    assert "What comes next" not in _left(STORY + "<h2>What comes next</h2>")


def test_a_correction_at_the_foot_of_the_article_stays_and_other_feet_go() -> None:
    foot = "<footer><p>The dam was built in 1871, not in 1817 as the paper said.</p></footer>"
    assert "1871" in _left(f"<article>{STORY}{foot}</article>")
    assert "1871" not in _left(f"<article>{STORY}</article>{foot}")


def test_topics_among_the_names_of_an_article_are_no_names() -> None:
    tree = parsed(f"<div class='post tag-social category-newsletter'>{STORY}</div>")
    prune(tree)
    assert "Schools stay closed" in tree.text_content()
    assert tree.xpath("//@class") == ["post  "]


@pytest.mark.parametrize(
    "body",
    [
        f"<div class='paywall'>{STORY}</div>",
        f"<div class='article has-comments related'>{STORY}</div>",
        STORY.replace("<p>", "<p class='subscription promo'>"),
        STORY.replace("<p>", "<p class='card inline-text media'>"),
        f"<form>{STORY}</form>",
        STORY.replace("Nobody was hurt", "<a href='/x'>Nobody was hurt</a>"),
        STORY
        + "<h3><a href='#more'>What comes next</a></h3><p>The water, the keeper said, was still rising.</p>",
        STORY + "<table><tr><td>Lower town</td><td>4.2 m</td></tr></table>",
        STORY + "<ul><li>Lower town</li><li>Mill</li></ul>",
    ],
)
def test_the_story_stays_whatever_its_wrappers_are_called(body: str) -> None:
    before = " ".join(parsed(f"<html><body>{body}</body></html>").text_content().split())
    assert before in _left(body)


def test_short_lines_around_the_story_go_and_its_sentences_stay() -> None:
    left = _left(f"<div>Ana Ruiz<br>Valley Paper</div>{STORY}<p>No.</p><h4>Tags</h4><p>rivers, floods</p>")
    assert left.startswith("River risesRiver risesThe river rose")
    assert left.endswith("until the water falls.No.")


def test_marks_of_footnotes_go_with_their_links() -> None:
    assert "rose again" in _left(
        f"{STORY}<p>It rose<sup><a href='#1'>1</a></sup> again, the keeper said on Friday.</p>"
    )
    assert "10 km2" in _left(f"{STORY}<p>It was 10 km<sup>2</sup> wide, the keeper said on Friday.</p>")


@pytest.mark.parametrize("page", ["", " ", "<!-- -->", "<", "x", "<html></html>", "<p", "\x00"])
def test_nothing_to_parse_raises_nothing(page: str) -> None:
    tree = parsed(page)
    if tree is not None:
        prune(tree)

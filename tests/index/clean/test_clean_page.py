from __future__ import annotations

import pytest

from index.clean.page import parsed, prune

STORY = (
    "<p>The river rose by two metres in the night, the keeper said.</p>"
    "<p>Nobody was hurt, but the lower town was told to leave.</p>"
    "<p>The dam was opened at noon on Friday, an hour late.</p>"
    "<p>Schools stay closed until the water falls.</p>"
)


def _left(body: str) -> str:
    tree = parsed(
        f"<html><head><title>River rises</title></head><body><h1>River rises</h1>{body}</body></html>"
    )
    prune(tree)
    return " ".join(tree.text_content().split())


@pytest.mark.parametrize(
    "box",
    [
        "<nav><a href='/'>Home</a></nav>",
        "<div role='complementary'>Elsewhere</div>",
        "<div hidden>Elsewhere</div>",
        "<div class='related-stories'><p>The dam broke in 1904, an old report said.</p></div>",
        "<div class='c-newsletterSignup'><p>The river in your inbox.</p></div>",
        "<section id='comments'><p>I was there and it was cold.</p></section>",
        "<div class='author-bio'><p>Ana Ruiz covers the river. She has two boats.</p></div>",
        "<p class='byline'>By Ana Ruiz</p>",
        "<figcaption><small class='credit'>Ana Ruiz/Valley Paper</small></figcaption>",
        "<aside class='pullquote'><p>“told to leave”</p></aside>",
        "<p><a href='/x'>Who pays for the dam?</a></p>",
        "<p><b>Read on:</b> <a href='/x'>Who pays for the dam</a></p>",
        "<ul><li><a href='/x'>One bridge</a></li><li><a href='/y'>Another bridge</a></li></ul>",
    ],
)
def test_what_names_roles_and_links_mark_goes(box: str) -> None:
    story = _left(STORY)
    assert _left(STORY[:66] + box + STORY[66:]) == _left(STORY[:66] + STORY[66:])
    assert "Schools stay closed" in story


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

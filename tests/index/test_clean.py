from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.clean import clean, clean_line, clean_with_removed

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"

FURNITURE = [
    "READ MORE",
    "Read more »",
    "Continue reading",
    "► More: How the river rose in a night",
    "RELATED: Who pays for the dam?",
    "More:Five things to know about the flood in the north",
    "A closer look:Here is why the bridges of the city are closing",
    "In Related News  A Town Under Water",
    "Related Stories",
    "You may also like",
    "Join the conversation as a Gold Member",
    "Let us know in the comments below!",
    "Click here to read more.",
    "Follow Ana Ruiz on Twitter: @anaruiz.",
    "Share this article",
    "Share | Tweet | Email | Print",
    "1,204 shares",
    "Sign up for our newsletter. The week's best stories, every Friday.",
    "Get the morning briefing in your inbox",
    "Subscribe now",
    "Already a subscriber? Log in",
    "We use cookies to give you the best experience on our site.",
    "By clicking Accept you agree to our terms and to our use of cookies.",
    "Advertisement",
    "Sponsored Content",
    "AdBlock detected!",
    "Please turn off your ad blocker to go on reading.",
    "Leave a Reply Cancel reply",
    "Your email address will not be published. Required fields are marked *",
    "Save my name, email, and website in this browser for the next time I comment.",
    "No comments yet",
    "Skip to main content",
    "Back to top",
    "Home > World > Asia",
    "Tags: rivers, floods",
    "3 min read",
    "Ana Ruiz Avatar",
    "© 2023 The Valley Paper. All rights reserved.",
    "The views expressed here are the author's own.",
    "The Valley Paper does not necessarily endorse the opinions of its guests.",
    "/p>",
    "<br />",
    "* * *",
    "— — —",
    ",",
]
REPORTING = [
    "Read more than 40 pages, the judge told them.",
    "Officials said residents could read more about the plan on Friday.",
    "In related news, the ministry said that talks would resume on Monday.",
    "Recent reports from the border suggest heavy fighting.",
    "Like many on Twitter, he said that the vote was unfair.",
    "Already a member of the alliance, the country opposes the plan.",
    "More than 300 people were injured.",
    "More: that was all he wanted.",
    "Share prices fell 3 percent.",
    "Subscribers rose to 2 million in June.",
    "The company said that users must turn off ad blockers.",
    "The post does not necessarily reflect the views of the ministry, a spokesman said.",
    "Comments by the minister drew criticism.",
    "The search for survivors went on.",
    "Graham Ode",
    "Score: 3-2",
    "10:30",
    "CNN —",
    "Copyright law will change, the court said.",
    "Cookies were sold at the fair.",
    "“Leave a reply,” she told the machine.",
    "What to know about the vote",
    "Follow the money, investigators were told.",
    "She asked him to let us know in the comments, and he did.",
    "Home prices rose in May.",
    "Get out of the city, the mayor urged.",
    "Closed for three years, the museum opened on Friday.",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_of_a_web_page_is_left_out_and_can_be_shown(line: str) -> None:
    text, removed = clean_with_removed(f"The river rose.\n\n{line}\n\nIt fell again.")
    assert text == "The river rose.\n\nIt fell again."
    assert removed == [clean_line(line)]


@pytest.mark.parametrize("line", REPORTING)
def test_reporting_that_sounds_like_furniture_stays(line: str) -> None:
    assert (
        clean(f"The river rose.\n\n{line}\n\nIt fell again.")
        == f"The river rose.\n\n{line}\n\nIt fell again."
    )


def test_the_foot_of_a_page_goes_with_the_labels_of_its_widgets() -> None:
    foot = "Leave a Reply\n\nName\n\nCathegories\n\nValley Weather"
    assert clean(f"The river rose.\n\n{foot}") == "The river rose."


def test_labels_above_reporting_are_headings_even_below_a_comment_form() -> None:
    text = "12 comments\n\nThe flood\n\nThe river rose."
    assert clean(text) == "The flood\n\nThe river rose."


def test_a_line_a_paragraph_becomes_a_paragraph_each() -> None:
    assert clean("River rises\nThe river rose on Friday.\nIt fell again.") == (
        "River rises\n\nThe river rose on Friday.\n\nIt fell again."
    )


def test_hard_wrapped_text_is_unwrapped() -> None:
    wrapped = (
        "The river rose by two metres in the night, and the people of the lower\n"
        "town were told to leave their houses before the dam was opened. Nobody\n"
        "was hurt. The mayor said that the town had never seen a flood like it.\n"
        "\n"
        "Schools stay closed.\n"
    )
    assert (
        clean(wrapped) == " ".join(wrapped.split("\n\n")[0].split("\n")).strip() + "\n\nSchools stay closed."
    )


def test_a_word_broken_at_a_hyphen_is_put_together_with_it() -> None:
    text = "The ministers of both countries met in the capital for a U.S.-\nbacked conference."
    assert clean(text) == "The ministers of both countries met in the capital for a U.S.-backed conference."


def test_a_list_of_short_lines_is_no_wrapped_text() -> None:
    assert clean("apples\npears\nplums") == "apples\n\npears\n\nplums"


def test_invisible_characters_and_odd_spaces_go() -> None:
    assert (
        clean("\ufeffThe\u00a0ri\u200bver\u00ad  rose\x00.\r\nIt\u2028fell\ud800.")
        == "The river rose.\n\nIt\n\nfell\ufffd."
    )


def test_text_is_composed() -> None:
    assert clean("Cafe\u0301") == "Café"


lines = st.sampled_from(
    [*FURNITURE, *REPORTING, "The river rose in the night and the people of the lower", "town left"]
)
pages = st.one_of(
    st.text(),
    st.text(alphabet="aA .\n\r\t-’\u0301\u200b\u2028:*>"),
    st.lists(st.one_of(lines, st.text(max_size=30))).flatmap(
        lambda parts: st.sampled_from(["\n", "\n\n", "\r\n"]).map(lambda gap: gap.join(parts))
    ),
)


@given(pages)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(pages)
def test_clean_text_is_canonical(text: str) -> None:
    cleaned = clean(text)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not re.search(
        "\n{3,}|(?<!\n)\n(?!\n)|  | \n|\n |[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\ufeff]", cleaned
    )
    assert cleaned == cleaned.strip()
    cleaned.encode("utf-8")


@given(st.lists(st.sampled_from(REPORTING), min_size=1))
def test_no_sentence_of_reporting_is_lost(paragraphs: list[str]) -> None:
    assert clean("\n\n".join(paragraphs)) == "\n\n".join(paragraphs)


@given(st.text())
def test_a_clean_line_is_one_line(text: str) -> None:
    assert clean_line(text) == " ".join(clean_line(text).split())


FOUND_ON_SEEDS = [
    "VIP Member",
    "Leave a Reply",
    "Adblock",
    "READ MORE",
    "Read More",
    "In Related News",
    "Related Stories",
    "Let me know in the comments",
    "Avatar",
    "/p>",
]
KEPT_OF_SEEDS = {
    "000": [
        "some of Vladimir Putin",
        "(Associated Press)",
        "first in-person meeting since 2019",
        "very disturbing trend",
    ],
    "001": ["On March 20", "close friends", "What do you think?", "Is this mere deterrence?"],
    "002": [
        "meeting spree",
        "no limits",
        "C$149 billion",
        "makes no mention of Ukraine",
        "Joint Statement condemns",
    ],
    "003": ["Oct. 17–18", "Since 2022", "on Sept. 26", "rules.", "complex and competitive world"],
    "004": [
        "October 17-18",
        "in February 2022",
        "opposing the USA",
        "Graham Allison",
        "$27 trillion",
        "will be finalized",
    ],
}


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed articles are not beside this checkout")
@pytest.mark.parametrize("name", KEPT_OF_SEEDS)
def test_real_pages_lose_their_furniture_and_none_of_their_reporting(name: str) -> None:
    raw = next(SEEDS.glob(f"{name}_*.txt")).read_text("utf-8")
    text, removed = clean_with_removed(raw)
    assert not [words for words in FOUND_ON_SEEDS if words in text]
    assert all(words in text for words in KEPT_OF_SEEDS[name])
    assert not [line for line in removed if len(line.split()) > 25]

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.clean import clean, clean_line, clean_with_removed
from index.clean.repeats import key_of

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
    "Kindly share this story:",
    "Story continues below",
    "[READ ALSO] Ten bridges that are older than the town",
    "Click to share on Twitter (Opens in new window)",
    "View this post on Instagram",
    "You have 2 free articles left this month.",
    "Want to read more?",
    "Image source, Ana Ruiz",
    "Photo credit: Ana Ruiz/Valley Paper",
    "Reporting by Ana Ruiz in Lower Town; Editing by Tom Ek",
    "With files from Ana Ruiz",
    "Our Standards: The Valley Paper Code of Conduct.",
    "This article originally appeared on Valley Paper: River rises in the night",
    "We may earn a commission from links on this page.",
    "This article is for information only and is not investment advice.",
    "18+. Please gamble responsibly. T&Cs apply.",
    "The Valley Paper is not responsible for the content of external sites.",
    "Copyright The Valley Paper. All rights reserved. This material may not be published or rewritten.",
    "By Ana Ruiz | Updated 3 hours ago",
    "Published: 4 May 2021 at 9:30 a.m. | Updated: 5 May 2021",
    "May 4, 2021 · 3 min read",
    "Lesen Sie auch",
    "La suite après cette publicité",
    "Was this page helpful? Yes No",
    "Contact Ana Ruiz at aruiz@valley.example. Follow her on Twitter @anaruiz.",
    "Do you have a question we did not answer? Text us.",
    "For more stories from the valley, visit our website.",
    "The Valley Paper is a nonprofit newsroom. Your gift keeps it that way; please support our journalism.",
    "Never miss a flood: join our WhatsApp channel and get the latest news first.",
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
    "Do not feed it to your child, and return the can to the shop.",
    "Call 555-0117 if someone tells you that you cannot vote.",
    "Check your address on the clerk's website before you leave home.",
    "Comments on the plan may be sent to the council until 30 November.",
    "Send objections to planning@council.example by Friday.",
    "Find an open place with a wide view of the sky, and bring a chair.",
    "Download the form from the council's website and post it by Friday.",
    "Contact the museum at info@museum.example to book a place.",
    "Subscribe to a streaming service for a month and cancel it, she advises.",
    "“Sign up for our newsletter,” the banner read.",
    "Date: Saturday 4 March",
    "October 7, 2023",
    "Updated figures show 30 dead",
    "Register for the flood alerts, officials told residents, and keep the telephone on.",
    "The film was removed from the site after the widow complained.",
    "The clip has been removed from Vimeo after a plea by two families.",
    "The video has been removed by the army, villagers fear.",
    "The post is not available in Turkey, where a judge banned it.",
    "These comments angered the union after the talks closed on Monday.",
    "Subscribers lost full access to the digital archive on Tuesday.",
    "By using the bridge without the consent of its owner, the army broke the truce.",
    "By signing up to the agreement, Malta gave up its claim.",
    "The poster, which did not tell readers to gamble responsibly, was banned in May.",
    "Audio was generated by a parrot, the court found on Friday.",
    "Your browser must be updated because of a flaw that thieves used on Monday.",
    "All rights reserved for settlers were ended by the decree of 1931.",
    "Copyright 2021 rulings of the court made the songs free for all.",
    "This site uses Akismet to block spam, the thief found, and broke in through it.",
    "The note read:“Do not open the gate today.”",
    "If you saw the missing boy, call police on 101 or contact them via Facebook.",
    "Donate to our community fund for the families of the nine miners.",
    "You have two articles in the treaty that contradict each other.",
    "Listen to this story from a survivor of the flood.",
    "Notify me when the gate opens, the general ordered.",
    "No comment.",
    "Anyone who saw the lorry is asked to call 101.",
    "Correction: An earlier version gave the wrong number of dead. It is 12.",
    "No.",
    "Eleven.",
    "Is that a joke?",
    "Man of the match: Tarrant.",
    "What do you think?",
    "They are dependent on journalists for reviews, and nobody subscribes.",
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


def test_the_foot_of_a_page_goes_with_the_headlines_of_other_articles() -> None:
    foot = "More from the Valley Paper\n\nWho pays for the dam?\n\nFive bridges older than the town"
    assert clean(f"The river rose.\n\n{foot}") == "The river rose."
    assert clean(f"The river rose.\n\n{foot}\n\nIt fell again.").endswith("town\n\nIt fell again.")


def test_a_round_up_of_news_is_no_foot() -> None:
    for lines in (
        "Latest news\n\nQuake hits Lima, 12 dead\n\nRebels take Goma",
        "More on the vote\n\nFor 34, against 12",
    ):
        assert clean(f"The river rose.\n\n{lines}").endswith(lines.partition("\n\n")[2])


def test_a_list_with_figures_goes_where_a_second_sign_says_that_it_is_the_foot() -> None:
    foot = "More from the Valley Paper\n\nMill sold for 2 million\n\nAdvertisement"
    assert clean(f"The river rose.\n\n{foot}") == "The river rose."


def test_a_quotation_is_looked_up_in_paragraphs_of_up_to_four_hundred_words() -> None:
    quote = "“We have nothing left but the boat and the dog”"
    for count, times in ((300, 1), (400, 2)):
        said = f"{quote[:-1]},” she said. " + " ".join(f"w{number}" for number in range(count)) + " end."
        assert clean(f"{quote}\n\n{said}").count(quote[1:-1]) == times


def test_a_paragraph_of_over_four_hundred_words_is_no_echo() -> None:
    words = [" ".join(f"w{count}x{number}" for number in range(count)) + " end." for count in (399, 400)]
    for paragraph, times in zip(words, (1, 2), strict=True):
        text = f"{paragraph}\n\nThe river rose.\n\n{paragraph}"
        assert clean(text).count(paragraph) == times


def test_a_pull_quote_goes_and_the_sentence_that_it_repeats_stays() -> None:
    said = "“We have nothing left but the boat and the dog,” said Ola Brandt. “We will row.”"
    quote = "“We have nothing left but the boat and the dog”"
    assert clean_with_removed(f"{quote}\n\n{said}") == (said, [quote])


def test_a_short_sentence_that_comes_twice_stays_twice() -> None:
    text = "Monday\n\nNobody was hurt in the town.\n\nTuesday\n\nNobody was hurt in the town."
    assert clean(text) == text


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


@given(pages, st.sets(st.sampled_from(REPORTING)))
def test_cleaning_twice_changes_nothing_with_what_a_site_repeats(text: str, lines: set[str]) -> None:
    repeated = {key_of(line) for line in lines}
    assert clean(clean(text, repeated), repeated) == clean(text, repeated)


@given(pages)
def test_clean_text_is_canonical(text: str) -> None:
    cleaned = clean(text)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not re.search(
        "\n{3,}|(?<!\n)\n(?!\n)|  | \n|\n |[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\ufeff]", cleaned
    )
    assert cleaned == cleaned.strip()
    cleaned.encode("utf-8")


@given(st.lists(st.sampled_from(REPORTING), min_size=1, unique=True))
def test_no_sentence_of_reporting_is_lost(paragraphs: list[str]) -> None:
    assert clean("\n\n".join(paragraphs)) == "\n\n".join(paragraphs)


@given(st.text())
def test_a_clean_line_is_one_line(text: str) -> None:
    assert clean_line(text) == " ".join(clean_line(text).split())

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.clean.calls import attributes, is_call, reports


@pytest.mark.parametrize(
    "line",
    [
        "get the morning briefing in your inbox, free of charge",
        "enjoying the valley briefing? sign up and you will get it in your inbox every night.",
        "ana ruiz covers the river for the valley paper. reach her at aruiz@valley.example.",
        "to support journalism like this, please consider becoming a subscriber.",
        "our newsroom takes no money from the state. will you help us? donate what you can.",
        "for a full list of the bridges, click here.",
        "who pays for the dam? read our full story here.",
        "flood watch: join our facebook group to talk with your neighbours.",
        "listen to this week's podcast from the lock keeper",
    ],
)
def test_a_paragraph_that_only_a_reader_of_the_site_can_act_on_is_a_call(line: str) -> None:
    assert not reports(line)
    assert is_call(line)


@pytest.mark.parametrize(
    "line",
    [
        "look for a place with a wide view of the sky. make sure you have a chair.",
        "the driver gives the rider a rating. if you want to tip, use the app.",
        "watch one service at a time and cancel it when you have seen enough.",
        "yes, the keeper is left-handed. read the full portrait of him here.",
        "call a local charity with a mission you support and ask what it needs.",
        "contact the museum at info@museum.example or by telephone.",
        "spring is here.",
        "“sign up for our newsletter,” reads the banner.".replace("“", '"').replace("”", '"'),
        "readers of the paper get it on fridays.",
        "",
    ],
)
def test_advice_that_is_news_and_statements_are_no_calls(line: str) -> None:
    assert not is_call(line)


@pytest.mark.parametrize(
    "line",
    [
        "the river rose, officials said.",
        "it was closed in the night.",
        "the bridge of 1904 is to go.",
        'a sign reads "mind the step when it rains" on both sides.',
        "they meet again on friday.",
    ],
)
def test_what_was_said_or_happened_or_has_a_date_reports(line: str) -> None:
    assert reports(line)


def test_only_who_said_something_attributes() -> None:
    assert attributes("it was high, the keeper said")
    assert not attributes("it was high")


@given(st.text(alphabet="abch ere.,?!@:“\"' signup", max_size=300))
def test_no_line_raises(line: str) -> None:
    is_call(line)
    reports(line)

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.published.bound import in_words, latest_past


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "On 26 September 2023 the court ruled. The well was closed in May 2019.",
            "on or after 26 September 2023",
        ),
        ("He bought the brewery in February 2022 and never opened it.", "in or after February 2022"),
        ("In 2019, the mayor was reelected.", "in or after 2019"),
        ("Since 2022, the two have met often, she said.", "in or after 2022"),
        (
            "The trial was moved to 15 June 2026, a judge ruled on 2 October 2025.",
            "on or after 2 October 2025",
        ),
        ("It was approved on 3 May 2018 and is to be finished by 30 June 2030.", "on or after 3 May 2018"),
    ],
)
def test_the_latest_day_told_as_past_is_a_bound(text: str, words: str) -> None:
    span = latest_past([text])
    assert span is not None
    assert in_words(span) == words


@pytest.mark.parametrize(
    "text",
    [
        "The fair takes place on 12 August 2023.",
        "The hearing was set for 12 January 2026.",
        "It was scheduled to open in March 2027, officials said.",
        "The files were closed until 1 January 2040.",
        "This article was amended on 5 May 2024.",
        "Retrieved on 5 March 2024.",
        "© 2024 Valley Paper was founded on a hill.",
        "His bid for the house in 2024 has failed.",
        "It was closed on Friday.",
        "In 2019, the sea had drowned the city in the novel.",
        "Its landing on 3 March 2019 was the goal.",
        "The deal, signed for the World Cup in June 2018, was cancelled.",
        "The contract ran out on 9 May 2019.",
        "She believed that on 9 May 2019 the world ended.",
        "They hoped that she arrived on 9 May 2019.",
        "The tower stood if it was built on 9 May 2019.",
        "They planned a march that began on 9 May 2019.",
        "The hearing was postponed on the ground that it would be held on 12 January 2016.",
        "It was closed on 30 February 2023.",
        "",
    ],
)
def test_what_lies_ahead_or_is_about_the_page_is_none(text: str) -> None:
    assert latest_past([text]) is None


def test_a_day_that_has_not_come_is_no_bound() -> None:
    text = "The well was closed on 3 May 2019. On 5 May 2051 the city was drowned."
    spans = [latest_past([text], date(year, 6, 1)) for year in (2018, 2025, 2052)]
    assert [span and span.start.year for span in spans] == [None, 2019, 2051]


@given(st.text(max_size=300))
def test_no_text_raises(text: str) -> None:
    latest_past([text])

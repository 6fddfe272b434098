"""A free sentence is shown only where the quotes that it cites carry it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.compose import Source
from rag.story import Story
from rag.verify import fault_of

TEXT = (
    "OSLO (Meridian) — Prime Minister Ana Brandt arrived in Harlow on Friday for talks with President Joel "
    "Okoro. She signed an agreement worth $1.2 million, and a dozen companies joined it.\n\n"
    "Brandt will travel to Kelso next week, officials said. Okoro did not attend the dinner. "
    "A summit planned for June 3 was called off. Prices climbed by 4 percent in 2023, the bank said."
)


@pytest.fixture
def against(story: Callable[..., Story]) -> Callable[..., str]:
    """(sentence) → what speaks against it on the whole article, of Wednesday 15 May 2024."""
    told = story(TEXT)
    return lambda text: fault_of(text, [Source(told, 0, len(TEXT))])


@pytest.mark.parametrize(
    "said",
    [
        "Ana Brandt arrived in Harlow on Friday for talks with Joel Okoro.",
        "Ana Brandt arrived in Harlow on 10 May 2024 for talks with Joel Okoro.",
        "Ana Brandt arrived in Harlow on May 10 for talks with Joel Okoro.",
        "Ana Brandt arrived in Harlow in May 2024 for talks with Joel Okoro.",
        "She signed an agreement worth $1,200,000, and 12 companies joined it.",
        "Brandt will travel to Kelso next week, officials said.",
        "Okoro did not attend the dinner.",
        "Okoro didn't attend the dinner.",
        "Prices climbed by four percent in 2023.",
        "Prices increased by 4% in 2023, the bank said.",
        "A summit planned for June 3 was called off.",
    ],
)
def test_what_the_quote_says_in_other_clothes_is_carried(against: Callable[..., str], said: str) -> None:
    assert against(said) == ""


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("Carla Stone arrived in Harlow on Friday for talks with Joel Okoro.", "the name Carla Stone"),
        ("Ana Brandt arrived in Velmora on Friday for talks with Joel Okoro.", "the name Velmora"),
        ("Ana Brandt arrived in Harlow on Monday for talks with Joel Okoro.", "a date"),
        ("Ana Brandt arrived in Harlow on 11 May 2024 for talks with Joel Okoro.", "a date"),
        ("She signed an agreement worth $1.3 million, and a dozen companies joined it.", "a number is"),
        ("She signed an agreement worth 1.2 million, and a dozen companies joined it.", "a number is"),
        ("She signed an agreement, and 11 companies joined it.", "a number is"),
        ("Brandt will not travel to Kelso next week, officials said.", "its opposite"),
        ("Brandt travelled to Kelso next week, officials said.", "as planned, not as a fact"),
        (
            "Ana Brandt will arrive in Harlow on Friday for talks with Joel Okoro.",
            "as a fact, not as planned",
        ),
        (
            "Ana Brandt may arrive in Harlow on Friday for talks with Joel Okoro.",
            "as a fact, not as possible",
        ),
        ("Okoro attended the dinner.", "its opposite"),
        ("Prices dropped by 4 percent in 2023, the bank said.", "the opposite"),
        ("A summit was planned for June 3.", "called off"),
        ("Okoro arrived in Harlow on Friday for talks with Ana Brandt.", "not of Okoro"),
        ("The weather in Harlow was mild, and crowds cheered along the river.", "of its words"),
        ("Ana Brandt arrived in Harlow zorgishly on Friday for talks.", "the word zorgishly"),
    ],
)
def test_what_the_quote_does_not_say_is_not(against: Callable[..., str], said: str, fault: str) -> None:
    assert fault in against(said)


def test_a_sentence_without_a_source_or_on_an_altered_article_is_not_carried(
    story: Callable[..., Story],
) -> None:
    assert fault_of("It rained.", []) == "it cites nothing"
    article = story(TEXT).article
    altered = Story(type(article)(*(getattr(article, f) for f in article.__slots__)))
    object.__setattr__(altered.article, "text", TEXT.replace("Friday", "Monday"))
    assert "as it was stored" in fault_of("It rained.", [Source(altered, 0, 40)])


def test_only_what_lies_inside_the_quote_counts(story: Callable[..., Story]) -> None:
    told = story(TEXT)
    first = told.sentences[0]
    assert "the name Kelso" in fault_of(
        "Brandt will travel to Kelso.", [Source(told, first.start, first.end)]
    )


def test_an_invented_first_name_is_no_name_of_the_article(story: Callable[..., Story]) -> None:
    text = "Brandt signed the treaty in Harlow."
    told = story(text)
    source = [Source(told, 0, len(text))]
    assert fault_of("Brandt signed the treaty.", source) == ""
    assert "the name Ana Brandt" in fault_of("Ana Brandt signed the treaty.", source)


def test_the_outlet_and_its_day_may_be_named(story: Callable[..., Story]) -> None:
    text = "Brandt signed the treaty in Harlow."
    source = [Source(story(text), 0, len(text))]
    assert fault_of("The Meridian reported on 15 May 2024 that Brandt signed the treaty.", source) == ""


def test_two_articles_together_may_carry_what_neither_does(story: Callable[..., Story]) -> None:
    one, two = story("Brandt signed the treaty."), story("Okoro signed the treaty too.")
    both = [Source(one, 0, 25), Source(two, 0, 28)]
    said = "Brandt and Okoro signed the treaty."
    assert fault_of(said, both) == ""
    assert "Okoro" in fault_of(said, both[:1])


@given(at=st.integers(0, 5))
def test_every_sentence_of_an_article_is_carried_by_itself(story: Callable[..., Story], at: int) -> None:
    told = story(TEXT)
    sentence = told.sentences[at % len(told.sentences)]
    said = sentence.text[sentence.opens :]
    assert fault_of(said, [Source(told, sentence.start, sentence.end)]) == ""


@given(st.text(max_size=80))
def test_no_text_breaks_the_checks(story: Callable[..., Story], text: str) -> None:
    told = story(TEXT)
    assert isinstance(fault_of(text or "x", [Source(told, 0, len(TEXT))]), str)

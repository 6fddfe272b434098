"""Who holds an office: the name beside it, where the office is that of whom the question names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.offices import asks_office, holder
from rag.question import understand
from rag.story import Story

Read = Callable[..., Story]


def held(story: Story, question: str) -> str | None:
    asked = understand(question)
    found = (holder(asked, story, sentence) for sentence in story.sentences)
    return next((str(each[0]) for each in found if each and each[1] > 0.8), None)


@pytest.mark.parametrize(
    "text",
    [
        "The strike ended, Halden Group CEO Ana Brandt said.",
        "Halden Group's chief executive, Ana Brandt, spoke on Friday.",
        "Ana Brandt, the chief executive of Halden Group, spoke on Friday.",
        "The chief executive of Halden Group, Ana Brandt, spoke on Friday.",
        "Ana Brandt is the chief executive officer of Halden Group.",
        "Mira Okoro met Ana Brandt, chief executive at Halden Group.",
    ],
)
@pytest.mark.parametrize(
    "question", ["Who is the CEO of Halden Group?", "Who is Halden Group's chief executive?"]
)
def test_the_name_beside_an_office_holds_it(story: Read, text: str, question: str) -> None:
    assert held(story(text), question) == "Ana Brandt"


@pytest.mark.parametrize(
    "text",
    [
        "Tarn Steel CEO Ana Brandt visited Halden Group.",
        "Ana Brandt, the former chief executive of Halden Group, spoke on Friday.",
        "Halden Group's deputy chief executive, Ana Brandt, spoke on Friday.",
        "Ana Brandt criticised the chief executive of Halden Group.",
        "Ana Brandt spoke at Halden Group.",
        "In court Halden Chief Executive spoke.",
        "In a film for the Tarn Prizes, Halden Group's chief executive spoke of peace.",
        "Ana Brandt, chief executive under Halden Group's former owners, spoke.",
    ],
)
def test_another_office_and_that_of_others_is_not_the_one_asked_about(story: Read, text: str) -> None:
    assert held(story(text), "Who is the chief executive of Halden Group?") is None


@pytest.mark.parametrize(
    "question",
    [
        "Who met the chief executive of Halden Group?",
        "When was Ana Brandt the chief executive of Halden Group?",
        "Who is Ana Brandt?",
        "Who was shot at Halden Group?",
        "Who was elected president of Halden Group?",
        "Who is President Brandt?",
    ],
)
def test_a_question_for_no_office_has_no_holder(story: Read, question: str) -> None:
    assert held(story("Ana Brandt, the chief executive of Halden Group, spoke."), question) is None


def test_an_office_without_an_owner_is_held_less_surely(story: Read) -> None:
    asked = understand("Who is the mayor of Halden?")
    told = story("Floods struck Halden. The dam will hold, Mayor Ana Brandt said.")
    found = holder(asked, told, told.sentences[1])
    assert found
    assert str(found[0]) == "Ana Brandt"
    assert found[1] < 0.8


@pytest.mark.parametrize(
    ("question", "office"),
    [
        ("Who is the mayor of Halden?", True),
        ("who's the finance minister of Norway", True),
        ("Who is the new CEO of Halden Group?", True),
        ("Who is the champion of Halden?", False),
        ("Who visited the mayor of Halden?", False),
    ],
)
def test_only_where_news_names_the_holder_with_the_office_the_words_decide(
    question: str, office: bool
) -> None:
    assert asks_office(understand(question)) is office


def test_a_presidents_country_may_be_a_peoples_word(story: Read) -> None:
    told = story("The Norwegian prime minister, Ana Brandt, flew to Lusaka.")
    assert held(told, "Who is the prime minister of Norway?") == "Ana Brandt"

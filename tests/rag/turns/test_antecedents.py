"""What the pronouns of a follow-up stand for."""

from __future__ import annotations

import pytest

from rag.turns import standalone
from rag.turns.swap import corrected

ASKED = (
    "Who asked the council for money after the Halden flood?",
    "Senators Marco Lind and Will Stone wrote to the council on 4 May 2022. [1]",
)
JUDGMENT = (
    "Who won the judgment against Alex Stone?",
    "Parents of two children injured at Kelso School won a judgment against Alex Stone. [1]",
)
FINAL = (
    "Who plays in the Oslo Cup final?",
    "Norland and Sudland play in the final, with Ivo Lind in goal. [1]",
)
SOLD = ("Who did the Dornach Rovers sell in July?", "The Rovers sold Ivo Lind to Kelso City. [1]")
BROKE = ("What did Juno Hale announce about the dam?", "Juno Hale announced that the dam will be raised. [1]")
FEAST = ("When does Eid al-Badr start in 2022?", "Eid al-Badr starts on 4 May 2022. [1]")
COMPANY = [
    ("Who is Ana Brandt?", "Ana Brandt is the founder of OceanWorks in Kelso. [1]"),
    ("What does she sell?", "Brandt sells boats. [1]"),
]
VISIT = ("When did Juno Hale visit Velmora?", "On 4 February 2022 Juno Hale visited Velmora. [1]")


@pytest.mark.parametrize(
    ("turn", "text", "whole"),
    [
        (ASKED, "What did they write?", "What did Marco Lind and Will Stone write?"),
        (
            JUDGMENT,
            "How will they spend it?",
            "About Alex Stone and the judgment: How will the parents of two children spend the judgment?",
        ),
        (JUDGMENT, "What did he say about the verdict?", "What did Alex Stone say about the verdict?"),
        (FINAL, "Have they met before?", "Have Norland and Sudland met before?"),
        (FINAL, "Where is it played?", "Where is the Oslo Cup final played?"),
        (FINAL, "What did Lind say about it?", "What did Lind say about the Oslo Cup final?"),
        (SOLD, "What was their price?", "What was the Dornach Rovers' price?"),
        (BROKE, "How much would Hale's plan change it?", "How much would Hale's plan change the dam?"),
        (FEAST, "How long does it last?", "How long does Eid al-Badr last?"),
    ],
)
def test_a_pronoun_stands_for_what_was_named_before(turn: tuple[str, str], text: str, whole: str) -> None:
    assert standalone(text, [turn]).text == whole


def test_what_was_announced_is_told_as_an_announcement() -> None:
    turn = ("What did Juno Hale announce in May 2022?", "Hale announced lower fares for trains. [1]")
    whole = "How much will Juno Hale's announcement in May 2022 cost?"
    assert standalone("How much will it cost?", [turn]).text == whole


def test_it_may_be_the_one_thing_that_the_answer_named_beside_people() -> None:
    assert standalone("Thanks! And where is it based?", COMPANY).text == "Where is OceanWorks based?"


def test_a_new_speaker_speaks_of_the_visit_of_the_one_who_made_it() -> None:
    assert standalone("What did Lind say about her visit?", [VISIT]).text == (
        "What did Lind say about Juno Hale's visit?"
    )


@pytest.mark.parametrize(
    "text",
    ["What did Juno Hale say about her visit?", "Did Ivo Lind lose his ticket?", "Why did Lind say he quit?"],
)
def test_what_the_question_names_itself_is_not_looked_for_elsewhere(text: str) -> None:
    assert standalone(text, [VISIT]).text == text


def test_two_who_do_it_together_are_replaced_together() -> None:
    whole = "What did Ana Brandt write?"
    assert standalone("And Ana Brandt?", [ASKED, ("What did they write?", "A letter.")]).text == whole


def test_a_name_corrected_before_a_question_is_whom_the_question_asks_about() -> None:
    turn = ("How did Hale plead?", "Hale pleaded not guilty. [1]")
    assert standalone("No, I meant Lind. How old is he?", [turn]).text == "How old is Lind?"


@pytest.mark.parametrize(
    ("turn", "text", "whole"),
    [
        (
            ("What does Kelso City want from Ivo Lind?", "Kelso City wants the contract back."),
            "When was that deal signed?",
            "When was the deal between Kelso City and Ivo Lind signed?",
        ),
        (
            ("How many fires were there in Norland in 2022?", "18 fires. [1]"),
            "Which towns?",
            "About fires in Norland in 2022: Which towns?",
        ),
        (FINAL, "Who was the judge?", "About the Oslo Cup final: Who was the judge?"),
        (FINAL, "Which shooting took place there?", "Which shooting took place in the Oslo Cup final?"),
    ],
)
def test_a_description_takes_the_names_that_it_needs(turn: tuple[str, str], text: str, whole: str) -> None:
    assert standalone(text, [turn]).text == whole


def test_of_a_person_of_a_country_the_name_is_enough() -> None:
    turn = ("Who ran to Oslo?", "Brenna Okoro of Kenya ran to Oslo. [1]")
    assert standalone("Where did her run begin?", [turn]).text == "Where did Brenna Okoro's run begin?"


def test_what_happened_on_a_ridge_happened_on_its_island() -> None:
    turn = ("When did lava burst from the Kelso ridge on Halden?", "On 4 May 2021. [1]")
    whole = "About Halden: How many houses were destroyed?"
    assert standalone("How many houses were destroyed?", [turn]).text == whole


@pytest.mark.parametrize(
    "text", ["No, I meant St. Petersburg.", "I meant Dr. Okoro", "I meant the U.S. Army."]
)
def test_a_stop_inside_a_name_begins_no_question(text: str) -> None:
    assert corrected(text) is None

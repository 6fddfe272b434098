"""Follow-ups of conversations about invented people: what each is understood as."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.answer import Answer, Citation, Claim
from rag.turns import Unclear, standalone
from rag.words import root

VISIT = ("When did Juno Hale visit Velmora?", "On 4 February 2022: President Juno Hale visited Velmora. [1]")
DATED = ("When did Tomas Okoro visit Kelso in 2021?", "On 4 May 2021: Tomas Okoro visited Kelso. [1]")
BRIDGE = ("Who opened the Halden Bridge?", "Prime Minister Ivo Lind opened the bridge. [1]")
CUP = ("Who won the Kelso Cup in 2022?", "Dornach Rovers won the cup. [1]")
TREATY = ("When was the river treaty between Norland and Sudland signed?", "On 4 May 2021. [1]")
STRIKE = ("When did the strike at Halden Steel begin?", "On 4 May 2021 the strike began. [1]")
MET = ("When did Juno Hale and Ana Brandt meet in Oslo?", "On 4 February 2022. [1]")
FLOOD = ("How many people died in the floods in Kelso and Dornach?", "More than 50. [1]")
TALKS = (
    "Who signed the treaty for Norland?",
    "Foreign Minister Mira Castel signed the treaty with Sudland. [1]",
)


@pytest.mark.parametrize(
    ("turn", "text", "whole"),
    [
        (VISIT, "Who met her there?", "Who met Juno Hale in Velmora?"),
        (VISIT, "How long did she stay?", "How long did Juno Hale stay in Velmora?"),
        (VISIT, "Was her visit a success?", "Was Juno Hale's visit a success?"),
        (BRIDGE, "How old is he?", "How old is Ivo Lind?"),
        (BRIDGE, "What did it cost?", "What did the Halden Bridge cost?"),
        (STRIKE, "And when did it end?", "When did the strike at Halden Steel end?"),
        (MET, "What did they sign?", "What did Juno Hale and Ana Brandt sign?"),
        (TALKS, "What did she say?", "What did Mira Castel say?"),
        (CUP, "How many people were there?", "How many people were at the Kelso Cup in 2022?"),
        (VISIT, "Who was president then?", "Who was president on 4 February 2022?"),
        (VISIT, "What has happened since then?", "What has happened since 4 February 2022?"),
    ],
)
def test_a_pronoun_is_said_by_name(turn: tuple[str, str], text: str, whole: str) -> None:
    assert standalone(text, [turn]).text == whole


@pytest.mark.parametrize(
    ("turn", "text", "whole"),
    [
        (DATED, "And in March?", "When did Tomas Okoro visit Kelso in March 2021?"),
        (VISIT, "And in March?", "When did Juno Hale visit Velmora in March?"),
        (DATED, "And the year after?", "When did Tomas Okoro visit Kelso in 2022?"),
        (DATED, "And before that?", "When did Tomas Okoro visit Kelso before 4 May 2021?"),
        (DATED, "and in madrid?", "When did Tomas Okoro visit Madrid in 2021?"),
        (VISIT, "What about Chad?", "When did Juno Hale visit Chad?"),
        (VISIT, "And Tomas Okoro?", "When did Tomas Okoro visit Velmora?"),
        (DATED, "Yes, and Ana Brandt?", "When did Ana Brandt visit Kelso in 2021?"),
        (CUP, "And in 2018?", "Who won the Kelso Cup in 2018?"),
        (VISIT, "The first one?", "When did Juno Hale first visit Velmora?"),
        (VISIT, "I meant Okoro.", "When did Okoro visit Velmora?"),
        (VISIT, "I meant Velmira.", "When did Juno Hale visit Velmira?"),
        (DATED, "Sorry, I meant 2022.", "When did Tomas Okoro visit Kelso in 2022?"),
        (DATED, "Not Okoro, Brandt.", "When did Brandt visit Kelso in 2021?"),
        (VISIT, "No, Dornach, not Velmora", "When did Juno Hale visit Dornach?"),
    ],
)
def test_a_fragment_takes_the_place_of_its_match(turn: tuple[str, str], text: str, whole: str) -> None:
    assert standalone(text, [turn]).text == whole


@pytest.mark.parametrize(
    ("turn", "text", "whole"),
    [
        (DATED, "Why?", "Why did Tomas Okoro visit Kelso in 2021?"),
        (DATED, "With whom?", "With whom did Tomas Okoro visit Kelso in 2021?"),
        (BRIDGE, "And when?", "When did Ivo Lind open the Halden Bridge?"),
        (CUP, "When was that?", "When did Dornach Rovers win the Kelso Cup in 2022?"),
        (TREATY, "By whom?", "By whom was the river treaty between Norland and Sudland signed?"),
        (TREATY, "Where was that?", "Where was the river treaty between Norland and Sudland signed?"),
        (("Did Okoro go to Oslo?", "No."), "Why not?", "Why did Okoro not go to Oslo?"),
        (("Was the ferry sunk?", "Yes."), "Who?", "By whom was the ferry sunk?"),
        (
            ("Who attended the Oslo summit?", "Ana Brandt."),
            "How many?",
            "How many people attended the Oslo summit?",
        ),
        (("Who attended the Oslo summit?", "Ana Brandt."), "Who else?", "Who else attended the Oslo summit?"),
    ],
)
def test_a_question_word_alone_asks_the_last_question_anew(
    turn: tuple[str, str], text: str, whole: str
) -> None:
    assert standalone(text, [turn]).text == whole


@pytest.mark.parametrize(
    ("turn", "text", "whole"),
    [
        (TREATY, "Who opposed that deal?", "Who opposed the river treaty between Norland and Sudland?"),
        (TALKS, "What did the minister say?", "What did Mira Castel say?"),
        (VISIT, "Was the trip cancelled?", "Was Juno Hale's trip to Velmora cancelled?"),
        (BRIDGE, "How long is the bridge?", "How long is the Halden Bridge?"),
        (BRIDGE, "What is the length?", "What is the length of the Halden Bridge?"),
        (FLOOD, "How bad was the first one?", "How bad was the first flood in Kelso and Dornach?"),
        (CUP, "Who came third?", "About the Kelso Cup in 2022: Who came third?"),
        (
            STRIKE,
            "How many workers took part?",
            "About the strike at Halden Steel: How many workers took part?",
        ),
    ],
)
def test_a_description_is_told_by_what_it_describes(turn: tuple[str, str], text: str, whole: str) -> None:
    assert standalone(text, [turn]).text == whole


ALONE = [
    "When did Tomas Okoro resign?",
    "Is it true that Ana Brandt resigned?",
    "When did Ana Brandt say she would resign?",
    "How did the fire in the cathedral start?",
    "How many people were vaccinated against measles?",
    "Which ferry sank in the storm last winter?",
    "Are eggs getting cheaper?",
    "What did the Kelso Post report about the flood?",
    "the river treaty",
    "thanks!",
    "Thank you very much.",
    "no",
]


@pytest.mark.parametrize("text", ALONE)
@pytest.mark.parametrize("turn", [VISIT, BRIDGE, MET, CUP])
def test_what_leans_on_nothing_stays_as_it_is(turn: tuple[str, str], text: str) -> None:
    assert standalone(text, [turn]).text == text


def test_without_turns_before_it_nothing_is_rewritten() -> None:
    for history in (None, [], [("", "")]):
        assert standalone("Who met her there?", history).text == "Who met her there?"


def test_a_pronoun_for_two_people_is_unclear_and_both_are_named() -> None:
    met = ("When did Tom Okoro and Ivo Lind meet in Oslo?", "On 4 May 2021.")
    understood = standalone("Where did he go next?", [met])
    assert understood.text == "Where did he go next?"
    assert understood.unclear == Unclear("he", ("Tom Okoro", "Ivo Lind"))
    assert standalone("Where did she go next?", [MET]).text == "Where did Ana Brandt go next?"


def test_what_is_spoken_of_goes_on_over_several_turns() -> None:
    history = [
        ("Which bank did Norland shut in March 2023?", "Halden Savings Bank was shut on 10 March 2023.")
    ]
    asked = ["When?", "Why did it get into trouble?"]
    expected = [
        "When did Norland shut Halden Savings Bank in March 2023?",
        "Why did Halden Savings Bank get into trouble?",
    ]
    for text, whole in zip(asked, expected, strict=True):
        assert standalone(text, history).text == whole
        history.append((text, "It was."))


def test_an_answer_counts_by_its_claims_citations_and_the_question_it_was_taken_for() -> None:
    quote = "Okoro was met by Mayor Lena Quist, who gave him a model of the lighthouse."
    cited = Citation(1, "a", "Okoro in Velmora", "The Kelso Post", None, "", "", 0, len(quote), quote)
    told = Answer(
        "Who met him?",
        "Who met Tomas Okoro in Velmora?",
        f"{quote} [1]",
        claims=(Claim(f"{quote} [1]", (1,)),),
        citations=(cited,),
    )
    assert standalone("What did she give him?", [("Who met him?", told)]).text == (
        "What did Lena Quist give Tomas Okoro?"
    )
    as_typed = Answer("Who met him?", "Who met him?", "…")
    assert "Okoro" not in standalone("Where?", [("Who met him?", as_typed)]).text


class Library:
    """An archive that knows one sentence about each of two people."""

    def about(self, words: str) -> list[str]:
        """What is told of them."""
        known = {
            "Xan Dovrel": "Xan Dovrel said that he would stay.",
            "Ulla Frenn": "Ulla Frenn said that she left.",
        }
        return [known[words]] if words in known else ["The mayor spoke in Brodholm."]

    def article(self, id: str) -> str:  # noqa: A002
        """No article is cited."""
        return ""


def test_the_archive_tells_what_the_conversation_leaves_open() -> None:
    met = [("When did Xan Dovrel and Ulla Frenn meet in Oslo?", "On 4 May 2021.")]
    assert standalone("Where did she go?", met, Library()).text == "Where did Ulla Frenn go?"
    assert standalone("And Brodholm?", [VISIT], Library()).text == "When did Juno Hale visit Brodholm?"


FOLLOW_UPS = [
    *(
        "Why?",
        "When?",
        "And in March?",
        "What about Chad?",
        "And Ana Brandt?",
        "Who met her there?",
        "Who else?",
    ),
    *(
        "How long did it last?",
        "What did they say?",
        "Was the trip cancelled?",
        "And before that?",
        "By whom?",
    ),
    *(
        "The first one?",
        "I meant Lind.",
        "How many people were there?",
        "Who came third?",
        "What was the price?",
    ),
]
TURNS = [VISIT, DATED, BRIDGE, CUP, TREATY, STRIKE, MET, FLOOD, TALKS]
FUNCTION_WORDS = frozenset(
    """
    about what when where why who whom how did do does was were is are a the in at on to of by before since
    after someone that people not many s first last january march 2022 2020 2021 2017
    """.split()
)


def _roots(text: str) -> set[str]:
    return {root(word) for word in re.findall(r"\w+", text.lower())}


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(TURNS), min_size=1, max_size=3), st.sampled_from(FOLLOW_UPS))
def test_no_word_comes_from_nowhere_and_once_is_enough(history: list[tuple[str, str]], text: str) -> None:
    understood = standalone(text, history)
    assert standalone(text, history) == understood
    assert standalone(understood.text, history).text == understood.text
    told = _roots(" ".join([text, *(part for turn in history for part in turn)]))
    assert _roots(understood.text) <= told | _roots(" ".join(FUNCTION_WORDS))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(TURNS), max_size=4), st.sampled_from(ALONE))
def test_an_independent_question_is_never_changed(history: list[tuple[str, str]], text: str) -> None:
    assert standalone(text, history).text == text


@settings(deadline=None, max_examples=60)
@given(
    st.text() | st.text(alphabet="when did he Ana Brandt's visit it in May 2022 there? and that .,“”"),
    st.lists(st.tuples(st.text(), st.text()) | st.sampled_from(TURNS), max_size=3),
)
def test_no_turn_is_too_odd(text: str, history: list[tuple[str, str]]) -> None:
    plain = " ".join(text.split())
    understood = standalone(plain, history)
    assert bool(understood.text) == bool(plain)

"""What kind of thing answers which question: a sentence that holds one is fitter than one that does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.answers import fitness, gives_cause
from rag.question import understand
from rag.story import Story

Read = Callable[..., Story]
ASKED = [
    "When did it open?",
    "Who leads Norland?",
    "Where did Hale meet Okoro?",
    "How many ships sank?",
    "How old is Hale?",
    "Which country won?",
    "Why did Hale resign?",
    "What did Hale say?",
    "Did Hale resign?",
    "the ferry",
]


def fit(story: Story, question: str) -> float:
    return fitness(understand(question), story, story.sentences[0])


@settings(max_examples=60)
@given(text=st.text(min_size=1).filter(str.strip), question=st.sampled_from(ASKED))
def test_fitness_is_a_share_whatever_the_text(text: str, question: str, story: Read) -> None:
    told = story(text)
    assert all(0.0 <= fitness(understand(question), told, s) <= 1.0 for s in told.sentences)


@pytest.mark.parametrize(
    ("question", "better", "worse"),
    [
        ("Who leads Norland?", "Norland is led by Juno Hale.", "Norland is led well."),
        ("Who met Juno Hale?", "Juno Hale met Tomas Okoro.", "Hale met nobody."),
        ("Who met Juno Hale?", "Mayor Okoro met Juno Hale.", "Norway greeted Juno Hale."),
        ("Where did Hale meet Okoro?", "Hale met Okoro in Halden.", "Hale met Okoro at noon."),
        ("Where did Hale meet Okoro?", "Hale met Okoro at the Lindholm.", "Hale met Okoro again."),
        ("How many ships sank?", "Some 12 ships sank.", "The ships sank."),
        ("How many ships sank?", "Three ships sank.", "The storm lasted three days."),
        ("How many people died?", "The flood killed 40.", "The flood came on 3 May 2024."),
        ("How much did the ferry cost?", "The ferry cost $40 million.", "The ferry cost 40 jobs."),
        ("How long did the strike last?", "It lasted three weeks.", "It cost 300 jobs."),
        ("How old is Juno Hale?", "Juno Hale, aged 43, left.", "Juno Hale left 43 notes."),
        ("How far is Halden from Oslo?", "Halden is 115 km from Oslo.", "Halden has 115 shops."),
        ("Which country won the cup?", "Norway won the cup.", "The guests won the cup."),
        ("Which country beat Norway?", "Norway lost to Zambia.", "Norway lost at home."),
        ("Why did Hale resign?", "Hale resigned because of the strike.", "Hale resigned on Friday."),
        ("Why did Hale resign?", "Hale resigned amid a strike.", "Hale resigned."),
        ("When did it open?", "It opened on 3 May.", "It opened with a song."),
        ("What did Juno Hale say?", "Juno Hale said it held.", "Ivo Lind said it held."),
        ("What did Hale say?", "“It is safe,” Hale said.", "Hale said the dam was safe."),
        ("What did Norland say?", "Norland's mayor Juno Hale said it held.", "Juno Hale said it held."),
        ("What did Norland say?", "Norland said it held.", "Norland's mayor Juno Hale said it held."),
        ("How did Hale react?", "Hale condemned the plan.", "Hale opened the dam."),
        ("How much lottery money went to it?", "It got €4 million.", "It got 4 million tons."),
        ("How many men had relief money?", "Some 12 men had.", "Some had €12."),
        ("What did Hale say?", "Hale said the dam was safe.", "Hale opened the dam."),
    ],
)
def test_a_sentence_that_holds_the_thing_asked_for_is_fitter(
    story: Read, question: str, better: str, worse: str
) -> None:
    assert fit(story(better), question) > fit(story(worse), question)


def test_a_date_is_no_number_and_no_number_is_no_answer_to_how_many(story: Read) -> None:
    assert fit(story("The ships sank on 3 May 2024."), "How many ships sank?") == 0.0


def test_a_headline_is_half_as_fit_as_a_sentence(story: Read) -> None:
    question = "When did it open?"
    whole, headline = story("It opened on 3 May."), story("It opened on 3 May")
    assert fit(headline, question) == pytest.approx(fit(whole, question) / 2)


def test_a_question_of_no_special_kind_finds_all_sentences_alike(story: Read) -> None:
    assert fit(story("Hale left."), "the ferry") == fit(story("It sank on 3 May."), "the ferry")


@pytest.mark.parametrize(
    ("text", "caused"),
    [
        ("Hale resigned because of the strike.", True),
        ("The flood was blamed on the dam.", True),
        ("The trip was put off due to rain.", True),
        ("Hale resigned, citing her health.", True),
        ("Hale resigned on Friday.", False),
        ("The ferry is due on Friday.", False),
    ],
)
def test_a_reason_is_given_outright_or_not(story: Read, text: str, caused: bool) -> None:
    assert gives_cause(story(text).sentences[0]) is caused

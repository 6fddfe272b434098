"""Who does an act: its subject, its owner, or "by …"; never a name that merely stands there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.clauses import clause_at
from rag.doers import SOMEBODY, doers_of, name_ending, partners
from rag.story import Sentence, Story

WORDS = "Ana Brandt Lusaka's who he they by with and , met visited the president of in to French".split()


def place(story: Story, word: str) -> tuple[Sentence, int]:
    """The last sentence and where ``word`` stands in it."""
    sentence = story.sentences[-1]
    return sentence, next(i for i, t in enumerate(sentence.tokens) if t.lower == word)


def doers(story: Story, word: str) -> set[str]:
    sentence, at = place(story, word)
    return {str(n) for n in doers_of(story, sentence, at, clause_at(sentence, at))}


@given(words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=12))
def test_no_order_of_words_is_too_odd(words: list[str], story: Callable[..., Story]) -> None:
    told = story(" ".join(words) + ".")
    for sentence in told.sentences:
        for at in range(len(sentence.tokens)):
            clause = clause_at(sentence, at)
            named = {n.key for s in told.sentences for n in s.names}
            assert {n.key for n in doers_of(told, sentence, at, clause)} <= named | {SOMEBODY.key}
            assert {n.key for n in partners(sentence, at, clause)} <= named


@pytest.mark.parametrize(
    ("text", "act", "who"),
    [
        ("Ana Brandt met Tomas Okoro.", "met", {"Ana Brandt"}),
        ("Ana Brandt's visit ended.", "visit", {"Ana Brandt"}),
        ("The visit of Ana Brandt ended.", "visit", {"Ana Brandt"}),
        ("The bridge was opened by Ana Brandt.", "opened", {"Ana Brandt"}),
        ("Ana Brandt and Tomas Okoro met.", "met", {"Ana Brandt", "Tomas Okoro"}),
        ("Ana Brandt, who visited Lusaka, left.", "visited", {"Ana Brandt"}),
        ("Ana Brandt, who visited Lusaka, left.", "left", {"Ana Brandt"}),
        ("Ana Brandt arrived in Lusaka and met Hale.", "met", {"Ana Brandt"}),
        ("Ana Brandt landed, and met Hale.", "met", {"Ana Brandt"}),
        ("Ana Brandt saw that Tomas Okoro left.", "left", {"Tomas Okoro"}),
        ("When Ana Brandt left, Tomas Okoro spoke.", "spoke", {"Tomas Okoro"}),
        ("The ship, owned by Halden Group, sank.", "sank", set()),
        ("French officials met.", "met", set()),
        ("In Lusaka, Ana Brandt spoke.", "spoke", {"Ana Brandt"}),
    ],
)
def test_the_doer_is_subject_owner_or_agent(
    story: Callable[..., Story], text: str, act: str, who: set[str]
) -> None:
    assert doers(story(text), act) == who


@pytest.mark.parametrize(
    ("before", "text", "act", "who"),
    [
        ("Ana Brandt flew in.", "She met Hale.", "met", {"Ana Brandt"}),
        ("Ana Brandt flew in.", "The French president met Hale.", "met", {"Ana Brandt"}),
        ("Ana Brandt flew in.", "The long ride ended, and she met Hale.", "met", {"Ana Brandt"}),
        ("Tomas Okoro flew in.", "He and Juno Hale talked.", "talked", {"Tomas Okoro", "Juno Hale"}),
        ("Tomas Okoro flew in.", "Juno Hale met them.", "met", {"Juno Hale"}),
        ("It rained.", "She met Hale.", "met", set()),
    ],
)
def test_pronouns_and_roles_stand_for_a_person_before(
    story: Callable[..., Story], before: str, text: str, act: str, who: set[str]
) -> None:
    assert doers(story(f"{before} {text}"), act) == who


@pytest.mark.parametrize(
    "text",
    [
        "Ana Brandt's deputy visited Lusaka.",
        "Ana Brandt's wife visited Lusaka.",
        "Lusaka's envoy visited Oslo.",
    ],
)
def test_the_owner_of_a_doer_does_not_act(story: Callable[..., Story], text: str) -> None:
    assert doers(story(text), "visited") == {str(SOMEBODY)}


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Ana Brandt left Lusaka at the death of her father.", "death"),
        ("News came to Ana Brandt of her father's death.", "death"),
        ("Ana Brandt spoke after the arrest of her deputy.", "arrest"),
    ],
)
def test_what_befalls_somebodys_relation_is_not_their_own(
    story: Callable[..., Story], text: str, act: str
) -> None:
    assert doers(story(text), act) == {str(SOMEBODY)}


def test_what_is_done_to_ones_own_works_is_ones_own_act(story: Callable[..., Story]) -> None:
    assert doers(story("Ana Brandt spoke at the opening of her works."), "opening") != {str(SOMEBODY)}


def test_all_names_of_a_list_act(story: Callable[..., Story]) -> None:
    told = story("Ana Brandt, Tomas Okoro and Juno Hale met.")
    assert doers(told, "met") == {"Ana Brandt", "Tomas Okoro", "Juno Hale"}


@pytest.mark.parametrize(
    ("text", "act", "whom"),
    [
        ("Ana Brandt met Tomas Okoro.", "met", {"Tomas Okoro"}),
        ("Ana Brandt met with Tomas Okoro and Juno Hale.", "met", {"Tomas Okoro", "Juno Hale"}),
        ("Talks between Ana Brandt and Tomas Okoro ended.", "talks", {"Ana Brandt", "Tomas Okoro"}),
        ("Ana Brandt met at the port of Lusaka.", "met", set()),
    ],
)
def test_those_who_are_met_stand_behind_the_act(
    story: Callable[..., Story], text: str, act: str, whom: set[str]
) -> None:
    sentence, at = place(story(text), act)
    assert {str(n) for n in partners(sentence, at, clause_at(sentence, at))} == whom


def test_a_name_is_found_by_the_word_that_follows_it(story: Callable[..., Story]) -> None:
    sentence = story("Then Ana Brandt, who left, spoke.").sentences[0]
    assert str(name_ending(sentence, 3)) == "Ana Brandt"
    assert name_ending(sentence, 2) is None

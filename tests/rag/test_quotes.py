"""Who said what: in quotation marks or reported, in either order, and who only stands beside it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.quotes import Saying, says
from rag.story import Story

Read = Callable[..., Story]
WORDS = "“ ” \" said Ana Brandt told reporters that according to Hale , it is she and Okoro's".split()


def gap(reason: str) -> pytest.MarkDecorator:
    """What the rules do not yet see; strict, so that a rule that learns it says so."""
    return pytest.mark.xfail(strict=True, reason=reason)


def saying(story: Story) -> Saying | None:
    return says(story, story.sentences[-1])


def speaker(story: Story) -> str | None:
    found = saying(story)
    return str(found.speaker) if found and found.speaker else None


@settings(max_examples=60)
@given(text=st.text() | st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_no_text_is_too_odd_to_be_looked_at(text: str, story: Read) -> None:
    told = story(text)
    for sentence in told.sentences:
        found = says(told, sentence)
        assert found is None or found.sentence is sentence


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("“We will build it,” Ana Brandt said.", "Ana Brandt"),
        ('"It is safe," said Tomas Okoro.', "Tomas Okoro"),
        ("“Brandt is wrong,” Okoro told reporters.", "Okoro"),
        ("Juno Hale said: “Brandt is wrong.”", "Juno Hale"),
        ("“It is safe,” said Mayor Juno Hale, “and it will stay.”", "Juno Hale"),
    ],
)
def test_a_quotation_belongs_to_the_name_beside_the_verb_and_to_none_inside_it(
    story: Read, text: str, who: str
) -> None:
    found = saying(story(text))
    assert found
    assert found.quoted
    assert str(found.speaker) == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Ana Brandt said the bridge was safe.", "Ana Brandt"),
        ("Ana Brandt said that Tomas Okoro left.", "Ana Brandt"),
        ("The bridge is safe, according to Juno Hale.", "Juno Hale"),
        ("Okoro, who leads Norland, warned that the dam might fail.", "Okoro"),
        ("Ana Brandt's spokesman, Ivo Lind, said the bridge was safe.", "Ivo Lind"),
        ("The bridge is safe, the engineers said.", None),
    ],
)
def test_reported_words_are_sayings_too(story: Read, text: str, who: str | None) -> None:
    told = story(text)
    found = saying(told)
    assert found
    assert not found.quoted
    assert speaker(told) == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Ana Brandt opened the bridge. “It is safe,” she said.", "Ana Brandt"),
        ("Ana Brandt spoke to reporters. “It is safe.”", "Ana Brandt"),
        ("It rained. “It is safe.”", None),
    ],
)
def test_a_quotation_without_a_name_belongs_to_the_one_before(
    story: Read, text: str, who: str | None
) -> None:
    assert speaker(story(text)) == who


def test_according_to_may_open_the_sentence(story: Read) -> None:
    assert speaker(story("According to Juno Hale, the bridge is safe.")) == "Juno Hale"


@gap("the subject of a passive is taken for the speaker")
def test_who_is_told_something_does_not_say_it(story: Read) -> None:
    assert speaker(story("Ana Brandt was told by Ivo Lind that the bridge was safe.")) == "Ivo Lind"
    assert speaker(story("Ana Brandt was told that the bridge was safe.")) is None


def test_who_is_praised_does_not_say_it(story: Read) -> None:
    assert speaker(story("Ana Brandt praised Tomas Okoro, saying “he was brave.”")) == "Ana Brandt"


@pytest.mark.parametrize("text", ["The bridge fell on Friday.", "Ana Brandt left.", "Then Hale met Okoro."])
def test_a_sentence_without_a_saying_has_none(story: Read, text: str) -> None:
    assert saying(story(text)) is None


def test_a_noun_that_looks_like_a_verb_of_saying_says_nothing(story: Read) -> None:
    assert saying(story("Ana Brandt opened the state bank.")) is None


@pytest.mark.parametrize(
    "text",
    [
        "Ana Brandt welcomed the vote.",
        "Ana Brandt condemned the strike as reckless.",
        "Ana Brandt has accused the council of delay.",
        "Ana Brandt denied that the dam was unsafe.",
    ],
)
def test_how_somebody_takes_a_thing_is_a_saying_too(story: Read, text: str) -> None:
    assert speaker(story(text)) == "Ana Brandt"


@pytest.mark.parametrize(
    ("text", "behalf"),
    [
        ("Norland mayor Ivo Lind said that the bridge was safe.", ["Norland"]),
        ("Norland's mayor, Ivo Lind, said that the bridge was safe.", ["Norland"]),
        ("Ivo Lind, a spokesman for Halden Bank, said that it was safe.", ["Halden Bank"]),
        ("“It is safe,” said Ivo Lind, a spokesman for Halden Bank.", ["Halden Bank"]),
        ("Ivo Lind said that Ana Brandt had left.", []),
        ("It was safe, said Ivo Lind as he left Halden", []),
        ("“Halden Bank officials left,” said Ivo Lind.", []),
    ],
)
def test_whom_somebody_speaks_for_is_known_by_how_they_are_introduced(
    story: Read, text: str, behalf: list[str]
) -> None:
    found = saying(story(text))
    assert found
    assert [str(name) for name in found.behalf] == behalf

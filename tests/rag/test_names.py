"""Names in text, and which of them mean the same. No rule knows the people used here."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.countries import is_country_word
from rag.names import PARTIAL, RELATED, SURE, Name, find_names, likeness
from rag.words import tokens

TEXT = st.text() | st.lists(
    st.sampled_from(
        ["Ana", "Brandt's", "of", "President", "May", "the", "French", "U.S.", "&", ",", ". ", "“"]
    )
).map(" ".join)


def gap(reason: str) -> pytest.MarkDecorator:
    """What the rules do not yet see; strict, so that a rule that learns it says so."""
    return pytest.mark.xfail(strict=True, reason=reason)


def found(text: str, *proper: str, heading: bool = False) -> list[str]:
    return [str(name) for name in find_names(text, tokens(text), proper, heading=heading)]


def name(words: str) -> Name:
    return Name(tuple(words.split()), 0, len(words.split()))


@given(TEXT, st.booleans())
def test_names_lie_in_order_inside_the_text(text: str, heading: bool) -> None:
    words = tokens(text)
    end = 0
    for each in find_names(text, words, ("brandt",), heading=heading):
        assert end <= each.first < each.last <= len(words)
        end = each.last


@given(st.lists(st.text(min_size=1).map(name).filter(lambda n: n.words), min_size=2, max_size=2))
def test_likeness_is_a_share_and_a_name_is_like_itself(pair: list[Name]) -> None:
    one, other = pair
    assert 0.0 <= likeness(one, other, [one]) <= 1.0
    assert likeness(one, one) == SURE


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("President Ana Brandt met Tomas Okoro.", ["Ana Brandt", "Tomas Okoro"]),
        ("Foreign Minister Ana Brandt spoke.", ["Ana Brandt"]),
        ("French President Mira Castel spoke.", ["French", "Mira Castel"]),
        ("The mayor, Mayor Hale, left.", ["Hale"]),
        ("Brandt's deputy, Juno Hale, left.", ["Brandt", "Juno Hale"]),
        ("Ana Brandt, Tomas Okoro and Juno Hale met.", ["Ana Brandt", "Tomas Okoro", "Juno Hale"]),
        ("Russian and Chinese officials met.", ["Russian", "Chinese"]),
        ("The Bank of Lusaka closed.", ["Bank of Lusaka"]),
        ("She wrote to the President of Norland.", ["Norland"]),
        ("On Monday and in May Ana Brandt left.", ["Ana Brandt"]),
        ("The WHO warned U.S. officials.", ["WHO", "U.S."]),
        ("Then the ship Ever Bright sank.", ["Ever Bright"]),
        ("A Justice Department lawyer spoke.", ["Justice Department"]),
        ("He saw Hale. Okoro left.", ["Hale", "Okoro"]),
        ("Reporters crossed the Chinese capital.", ["Beijing"]),
        ("nothing here, not even on monday", []),
        ("The ferry left. It sank.", []),
        ("", []),
    ],
)
def test_names_are_runs_of_capitals_without_titles_and_days(text: str, names: list[str]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param(
            "Then Theresa May met April Hale.",
            ["Theresa May", "April Hale"],
            marks=gap('"May" is a function word'),
        ),
        pytest.param("Then Jan Petrov left.", ["Jan Petrov"], marks=gap('"Jan" is read as the month')),
        pytest.param(
            "Then Tomas de la Cruz won.", ["Tomas de la Cruz"], marks=gap("only one small word joins a name")
        ),
        pytest.param(
            "Ludwig van Aalst won.",
            ["Ludwig van Aalst"],
            marks=gap("a known first word before a small one is dropped"),
        ),
        pytest.param(
            "Smith & Hale sued.", ["Smith Hale"], marks=gap('a known first word before "&" is dropped')
        ),
    ],
)
def test_names_that_look_like_other_words_are_kept_whole(text: str, names: list[str]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Agents searched Mar-a-Lago on Monday.", ["Mar a Lago"]),
        ("He was born in Port-au-Prince.", ["Port au Prince"]),
        ("The ball that Aaron Judge hit was sold.", ["Aaron Judge"]),
        ("They met a High Judge there.", ["High"]),
        ("They met in Mar. 2020 in Oslo.", ["Oslo"]),
    ],
)
def test_small_words_and_titles_may_be_part_of_a_name(text: str, names: list[str]) -> None:
    assert [str(n) for n in find_names(text, tokens(text))] == names


def test_in_a_headline_only_words_known_to_be_names_are_names() -> None:
    headline = "Brandt Visits Lusaka After Talks With WHO"
    assert found(headline, "brandt", "lusaka", heading=True) == ["Brandt", "Lusaka", "WHO"]
    assert found(headline, heading=True) == ["WHO"]


def test_a_first_word_that_the_language_knows_is_a_name_only_where_it_is_known_to_be_one() -> None:
    assert found("Rain fell on Lusaka.") == ["Lusaka"]
    assert found("Rain fell on Lusaka.", "rain") == ["Rain", "Lusaka"]


def test_a_name_tells_whether_it_owns_and_whether_a_title_led_it_in() -> None:
    (owner,) = find_names("the Halden Group's ship", tokens("the Halden Group's ship"))
    assert (str(owner), owner.possessive, owner.titled) == ("Halden Group", True, False)
    (titled,) = find_names("then Mayor Hale left", tokens("then Mayor Hale left"))
    assert (str(titled), titled.possessive, titled.titled) == ("Hale", False, True)


@pytest.mark.parametrize(
    ("asked", "seen", "full", "sure"),
    [
        ("Ana Brandt", "Ana Brandt", "", SURE),
        ("Ana Brandt", "Brandt", "", SURE),
        ("Brandt", "Ana Brandt", "", SURE),
        ("Ana Brandt", "Ana Maria Brandt", "", SURE),
        ("Ana Brandt", "A Brandt", "", SURE),
        ("Ana Brandt", "Jill Brandt", "", 0.0),
        ("Ana Brandt", "Ana Hale", "", 0.0),
        ("Ana Brandt", "Brandt", "Jill Brandt", 0.0),  # the only Brandt of that article
        ("Ana Brandt", "Brandt", "Jill Brandt|Ana Brandt", SURE),
        ("Joe Hale", "Hale", "Tomas Okoro", SURE),
        ("HG", "Halden Group", "", SURE),
        ("Halden Group", "HG", "", SURE),
        ("HG", "Harbour Trust", "", 0.0),
        ("Bank of Lusaka", "BL", "", SURE),
        ("US", "United States", "", SURE),
        ("United States", "U.S.", "", SURE),
        ("France", "French", "", SURE),
        ("France", "Paris", "", RELATED),
        ("Paris", "French", "", RELATED),
        ("Paris", "Madrid", "", 0.0),
        ("North Korea", "South Korea", "", 0.0),
        ("Oslo", "Lusaka", "", 0.0),
        ("China", "China University", "", PARTIAL),  # a body of the country, not the country
    ],
)
def test_how_surely_two_names_mean_the_same(asked: str, seen: str, full: str, sure: float) -> None:
    full_names = [name(each) for each in full.split("|") if each]
    assert likeness(name(asked), name(seen), full_names) == sure


@gap("the last word of a longer name is the name")
def test_a_country_is_not_part_of_another_that_bears_its_name() -> None:
    assert likeness(name("Guinea"), name("Papua New Guinea")) < PARTIAL


def test_countries_peoples_and_capitals_are_known() -> None:
    assert name("Norway").country == ("Norway", "name")
    assert name("Norwegians").country == ("Norway", "people")
    assert name("Oslo").country == ("Norway", "capital")
    assert name("Norland").country is None
    assert is_country_word("oslo")
    assert not is_country_word("Halden")


def test_a_name_may_be_typed_without_its_accents() -> None:
    seen, asked = Name(("Jorgé", "Ñandé"), 0, 2), Name(("Jorge", "Nande"), 0, 2)
    assert likeness(asked, seen) == likeness(seen, asked) == SURE
    assert likeness(Name(("Nande",), 0, 1), seen, [seen]) == SURE

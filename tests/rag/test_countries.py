"""The table of countries: well-formed rows, and no name that two countries share."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import rag
from rag.countries import capital_of, country_of, is_country_word
from rag.names import find_names
from rag.words import tokens

ROWS = (Path(rag.__file__).parent / "countries.tsv").read_text(encoding="utf-8").splitlines()
FIELDS = [[field.split("|") for field in row.split("\t")] for row in ROWS]


@pytest.mark.parametrize("row", ROWS)
def test_a_row_has_a_name_and_three_lists_without_gaps(row: str) -> None:
    country, *lists = row.split("\t")
    assert country[0].isupper()
    assert len(lists) == 3
    for names in lists:
        for name in names.split("|") if names else []:
            assert name == " ".join(name.split())
            assert name[0].isupper()


def test_every_name_is_written_once() -> None:
    of_countries = Counter(name for fields in FIELDS for names in fields[:3] for name in {*names} if name)
    of_capitals = Counter(name for fields in FIELDS for name in fields[3] if name)
    for names in (of_countries - Counter(["Vatican"]), of_capitals):
        assert {name for name, times in names.items() if times > 1} == set()
    assert all(len(names) == len(set(names)) for fields in FIELDS for names in fields)


def test_no_countrys_capital_is_another_countrys_name() -> None:
    for country, *others, capitals in FIELDS:
        for capital in filter(None, capitals):
            known = country_of(" ".join(token.lower for token in tokens(capital)))
            assert known is not None
            assert known[0] == country[0], (capital, others)


def test_the_states_of_the_world_are_there() -> None:
    assert len(ROWS) >= 193
    for name in "Togo Paraguay Mozambique Malawi Benin Tonga Bhutan Guyana Eritrea Gabon Vanuatu".split():
        assert country_of(name.lower()) == (name, "name")


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("He flew to Togo.", ("Togo", "name")),
        ("The Togolese team lost.", ("Togo", "people")),
        ("They met in Lomé.", ("Togo", "capital")),
        ("They met in Guinea-Bissau.", ("Guinea-Bissau", "name")),
        ("They met in Port-au-Prince.", ("Haiti", "capital")),
        ("The Papua New Guinean team lost.", ("Papua New Guinea", "people")),
        ("It came from the Dominican Republic.", ("Dominican Republic", "name")),
        ("It came from Saudi Arabia.", ("Saudi Arabia", "name")),
        ("It came from British Columbia.", None),
    ],
)
def test_a_name_in_a_sentence_is_that_of_its_country(text: str, country: tuple[str, str] | None) -> None:
    assert [name.country for name in find_names(text, tokens(text))] == [country]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the Haitian capital", "Port Au Prince"),
        ("the Hong Kong capital", "Hong Kong"),
        ("the Singaporean capital", "Singaporean"),
    ],
)
def test_the_capital_of_a_people_is_named_where_it_has_a_name_of_its_own(text: str, name: str) -> None:
    assert [str(found) for found in find_names(text, tokens(text))] == [name]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("They met South Korean President Han Dorow.", ["South Korean", "Han Dorow"]),
        ("They met Saudi Arabia King Ade Dorow.", ["Saudi Arabia", "Ade Dorow"]),
        ("They met Czech Republic President Han Dorow.", ["Czech Republic", "Han Dorow"]),
        ("They saw the New Zealand Herald.", ["New Zealand Herald"]),
    ],
)
def test_a_country_of_several_words_ends_before_a_title(text: str, names: list[str]) -> None:
    assert [str(name) for name in find_names(text, tokens(text))] == names


def test_a_country_without_a_capital_has_none() -> None:
    assert capital_of("Hong Kong") == capital_of("Singapore") == ""
    assert capital_of("Togo") == "lomé"


def test_a_word_for_a_country_is_known_in_any_case() -> None:
    assert is_country_word("TOGO")
    assert not is_country_word("Norland")

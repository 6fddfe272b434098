"""The countries of the world, under their names, the words for their people, and their capitals."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from rag.words import tokens

Country = tuple[str, str]
"""(country, "name" | "people" | "capital"): which country a name is of, and what it is of it."""


def country_of(key: str) -> Country | None:
    """The country of a name, given as its words in small letters."""
    return _table().get(key)


def is_country_word(word: str) -> bool:
    """Whether a word names a country, its people or its capital."""
    return word.lower() in _table()


def capital_of(country: str) -> str:
    """The first of a country's capitals, in small letters; "" where none is known by another name."""
    return next((name for name, known in _table().items() if known == (country, "capital")), "")


@cache
def _table() -> dict[str, Country]:
    """The rows of ``countries.tsv`` by all their names.

    A row is a country's name, its other names, the words for its people, and its capitals; what is also a
    name of the country counts as that. "American", "British" and "European" are left out: they open the
    names of too many bodies and places.
    """
    table: dict[str, Country] = {}
    rows = (Path(__file__).parent / "countries.tsv").read_text(encoding="utf-8").splitlines()
    for row in rows:
        country, *rest = row.split("\t")
        others, people, capitals = ([_key(name) for name in names.split("|") if name] for names in rest)
        table.update(dict.fromkeys(capitals, (country, "capital")))
        table.update(dict.fromkeys(people, (country, "people")))
        table.update(dict.fromkeys([_key(country), *others], (country, "name")))
    return table


def _key(name: str) -> str:
    return " ".join(token.lower for token in tokens(name))

"""Numbers are compared as values, whichever way they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.verify.figures import fault_in_figures, figures_in


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("a dozen people", 12, "count"),
        ("half a dozen people", 6, "count"),
        ("two dozen people", 24, "count"),
        ("twenty-three people", 23, "count"),
        ("two hundred and twelve people", 212, "count"),
        ("1,200 people", 1200, "count"),
        ("1.2 million people", 1_200_000, "count"),
        ("half a million people", 500_000, "count"),
        ("$18 trillion", 18e12, "money"),
        ("5 million euros", 5e6, "money"),
        ("£3.5bn", 3.5e9, "money"),
        ("4.5%", 4.5, "percent"),
        ("four per cent", 4, "percent"),
        ("the third visit", 3, "ordinal"),
        ("the 20th century", 20, "ordinal"),
        ("twice", 2, "count"),
        ("dozens of people", 24, "vague"),
        ("105kg", 105, "count"),
    ],
)
def test_a_number_is_read_as_its_value(text: str, value: float, kind: str) -> None:
    (figure,) = figures_in(text)
    assert figure.value == pytest.approx(value)
    assert figure.kind == kind


@pytest.mark.parametrize("text", ["no number", "one of them", "Chandrayaan-3", "G20", "on 17 May"])
def test_pronouns_names_and_dates_are_no_numbers(text: str) -> None:
    assert figures_in(text, [(3, 9)] if "May" in text else []) == []


@pytest.mark.parametrize(
    ("said", "quoted", "fault"),
    [
        ("about 1,200 people", "1,187 people", ""),
        ("more than 40 people", "43 people", ""),
        ("more than 40 people", "39 people", "a number is not in its quotes"),
        ("nearly 50 people", "48 people", ""),
        ("dozens of people", "36 people", ""),
        ("dozens of people", "7 people", "a number is not in its quotes"),
        ("3 dead", "40 dead and 3 injured", "a number counts something else in its quotes"),
        ("3 injured", "40 dead and 3 injured", ""),
        ("5 people", "$5", "a number is not in its quotes"),
    ],
)
def test_a_number_may_be_rounded_but_not_changed(said: str, quoted: str, fault: str) -> None:
    assert fault_in_figures(figures_in(said), figures_in(quoted)) == fault


@given(st.integers(2, 10**7))
def test_every_whole_number_fits_itself_with_and_without_commas(number: int) -> None:
    plain, comma = figures_in(f"{number} people"), figures_in(f"{number:,} people")
    assert fault_in_figures(plain, comma) == fault_in_figures(comma, plain) == ""


@given(st.integers(2, 10**7), st.integers(2, 10**7))
def test_two_different_numbers_never_fit(one: int, other: int) -> None:
    fault = fault_in_figures(figures_in(f"{one} people"), figures_in(f"{other} people"))
    assert bool(fault) == (one != other)

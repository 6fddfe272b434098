import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.metrics.wording import after, contains, first_in, fold

WORDS = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("He arrives on October 17–18.", "October 17-18"),
        ("He arrives on October 17-18.", "17"),
        ("It was PUTIN’S visit.", "Putin's visit"),
        ("She said “never again”", '"never again"'),
        ("on 4\u00a0February\n2022", "4 February 2022"),
        ("It reopened in 2021.", "2021"),
        ("It cost $2.4 billion [1]", "$2.4 billion"),
        ("17% of them", "17"),
        ("in 17, 18 and 19", "17"),
    ],
)
def test_typography_and_case_do_not_count(text: str, wording: str) -> None:
    assert contains(text, wording)


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("It happened in 2017.", "17"),
        ("17,000 people came", "17"),
        ("It rose by 17.5 points", "17"),
        ("It rose by 1.17 points", "17"),
        ("the presidential visit", "president"),
        ("a nonevent", "event"),
        ("anything at all", "4 May"),
    ],
)
def test_a_part_of_a_word_or_of_a_number_is_not_the_word(text: str, wording: str) -> None:
    assert not contains(text, wording)


def test_the_wording_is_taken_literally() -> None:
    assert not contains("It cost 250 euros", "2.0 euros")
    assert contains("What (if anything) changed?", "(if anything)")


@given(st.lists(WORDS, min_size=1), WORDS, st.lists(WORDS, min_size=1))
def test_a_word_between_other_words_is_found(before: list[str], word: str, after: list[str]) -> None:
    assert contains(" ".join([*before, word, *after]), word)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_the_first_wording_that_occurs_is_named() -> None:
    assert first_in("on 2021-05-04", ["4 May 2021", "2021-05-04"]) == "2021-05-04"
    assert first_in("on a day", ["4 May 2021"]) is None


def test_what_stands_after_a_place_is_the_next_wording_whole() -> None:
    text = "On 4 May it closed, on 14 May it reopened."
    place = after(text, ["4 May"])
    assert place == len("On 4 May")
    assert after(text, ["4 May"], place) is None
    assert after(text, ["14 May", "reopened"], place) == text.index(" it reopened")


def test_of_wordings_that_begin_alike_the_longest_counts() -> None:
    assert after("17-18 October 2023", ["17", "17-18 October"]) == len("17-18 October")

"""Words as they are compared: tokens with offsets, roots and families."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.words import any_of, families, family, is_known_act, lemma, root, roots, tokens


def gap(reason: str) -> pytest.MarkDecorator:
    """What the rules do not yet see; strict, so that a rule that learns it says so."""
    return pytest.mark.xfail(strict=True, reason=reason)


@given(st.text())
def test_every_token_stands_at_its_offsets(text: str) -> None:
    end = 0
    for token in tokens(text):
        assert text[token.start : token.end] == token.text
        assert end <= token.start < token.end
        end = token.end


@given(st.text(min_size=1))
def test_no_word_is_too_odd_to_have_a_root(word: str) -> None:
    assert isinstance(root(word.lower()), str)
    assert root(word.lower()) in family(root(word.lower()))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Brandt spoke.", ["Brandt", "spoke"]),
        ("the U.S. at 9 a.m. today", ["the", "U.S.", "at", "9", "a.m.", "today"]),
        ("1,200 ships and 2.5 tons", ["1,200", "ships", "and", "2.5", "tons"]),
        ("the 20th day", ["the", "20th", "day"]),
        ("Halden+, Halden and 2+2", ["Halden+", "Halden", "and", "2", "2"]),
        ("a café in Šibenik", ["a", "café", "in", "Šibenik"]),
        ("a two-day trip", ["a", "two", "day", "trip"]),
        ("…—!?", []),
        ("", []),
    ],
)
def test_words_and_numbers_are_tokens_and_marks_are_not(text: str, words: list[str]) -> None:
    assert [token.text for token in tokens(text)] == words


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("Brandt's visit", ["Brandt"]),
        ("Hale’s visit", ["Hale"]),
        pytest.param(
            "the ministers' visit", ["ministers"], marks=gap("a possessive of a plural is not marked")
        ),
        ("Brandt visited", []),
        ("the 'Bright' visited", []),
    ],
)
def test_a_possessive_is_a_mark_and_not_a_word(text: str, owners: list[str]) -> None:
    assert [token.text for token in tokens(text) if token.possessive] == owners
    assert "s" not in [token.text for token in tokens(text)]


@pytest.mark.parametrize(
    "forms",
    [
        "visit visits visited visiting visitor",
        "lead leads led leader leaders leading",
        "win won wins winner",
        "sign signs signed signing",
        "arrive arrived arriving",
        "announce announced announcement",
        "travel travelled travelling",
        "meet met meets meeting",
    ],
)
def test_a_word_and_those_derived_from_it_share_a_root(forms: str) -> None:
    assert len({root(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("visit", "vision"), ("sign", "sing"), ("meet", "meat"), ("general", "generous")],
)
def test_words_that_only_look_alike_keep_apart(one: str, other: str) -> None:
    assert root(one) != root(other)


def test_irregular_forms_go_back_to_their_verb() -> None:
    assert [lemma(word) for word in ("went", "won", "left", "saw", "flew")] == [
        "go",
        "win",
        "leave",
        "see",
        "fly",
    ]


def test_a_family_holds_the_words_that_news_writes_for_one_act() -> None:
    assert {root("trip"), root("travelled"), root("flew")} <= family(root("visit"))
    assert root("dead") in family(root("killed"))
    assert root("visit") not in family(root("meet"))


def test_a_word_without_near_synonyms_is_a_family_of_its_own() -> None:
    assert family("zeppelin") == {"zeppelin"}
    assert not is_known_act("zeppelin")
    assert is_known_act(root("visited"))


def test_lists_of_words_become_sets_of_roots() -> None:
    assert roots("visits meetings") == {root("visit"), root("meet")}
    assert families("visit") == family(root("visit"))


def test_phrases_are_found_as_whole_words_whatever_their_case() -> None:
    pattern = any_of("call(?:ed)? off", "never")
    assert pattern.search("It was Called Off.")
    assert not pattern.search("recalled offers")
    assert not pattern.search("nevertheless")


def test_function_words_are_no_content() -> None:
    assert [t.text for t in tokens("When did the minister visit it?") if t.content] == ["minister", "visit"]


def test_threads_that_stem_at_once_do_not_mix_up_their_words() -> None:
    endings = ("ing", "ations", "fully", "nesses")
    words = [f"{chr(97 + n % 26)}{chr(97 + n // 26)}ent{ending}" for n in range(676) for ending in endings]
    root.cache_clear()
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(root, words))
    root.cache_clear()
    assert found == [root(word) for word in words]

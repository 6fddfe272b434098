"""Counting a few terms gives what counting all of them gives."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.lexical import analyse
from index.occurrences import _BEYOND, _beginning, occurrences

ENDINGS = (
    "s es ed ing edly ingly ly y ies ied sses ization ational tional ator alism aliti alli fulness ousli "
    "iveness iviti biliti bli ogi fulli lessli ative icate iciti ical ness al ance ence er ic able ible ant "
    "ement ent ion ism ous ive ize ency ancy ably ibly ality ivity bility ying ier iest"
).split()

words = st.builds(
    lambda root, ends: root + "".join(ends),
    st.text("abcdefilmnoprstuvxyz", min_size=1, max_size=6),
    st.lists(st.sampled_from(ENDINGS), max_size=3),
)
texts = st.one_of(
    st.lists(words, max_size=8).map(" ".join),
    st.text("aAbEésS’'“ .,-_0é1ßŁ£İK\u0307日", max_size=40),
    st.text(max_size=40),
)


@settings(max_examples=400)
@given(text=texts, other=texts)
@example(text="Dying, they lie; he lies and tied a tie.", other="lying ties")
@example(text="a a A’s a.a. 1,000 1,000", other="a 1000")
@example(text="Łódź: cafés, Kelvin and İzmir", other="cafe lodz kelvin izmir caf")
def test_a_few_terms_are_counted_as_all_are(text: str, other: str) -> None:
    terms = list(dict.fromkeys(analyse(text) + analyse(other)))
    everything = Counter(analyse(text))
    assert occurrences(text, terms) == {term: everything[term] for term in terms if everything[term]}


@settings(max_examples=1000)
@given(word=words)
def test_a_word_begins_as_its_term_does(word: str) -> None:
    (term,) = analyse(word)
    assert word.startswith(_beginning(term))


def test_the_words_of_the_sample_begin_as_their_terms_do() -> None:
    corpus = Path(__file__).parents[2] / "evals" / "corpus"
    text = " ".join(path.read_text(encoding="utf-8") for path in corpus.rglob("*") if path.is_file())
    found = {word for word in text.lower().split() if word.isascii() and word.isalnum()}
    assert len(found) > 2_000
    assert all(word.startswith(_beginning(analyse(word)[0])) for word in found)


@pytest.mark.parametrize("first", [0xA0, 0x2000, 0x20A0])
def test_what_is_taken_for_punctuation_ends_a_word(first: int) -> None:
    marks = [chr(code) for code in range(first, first + 0x70) if not _BEYOND.match(chr(code))]
    assert len(marks) > 15
    assert all(analyse(f"a{mark}b") == ["a", "b"] for mark in marks)

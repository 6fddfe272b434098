"""Exact and near copies: words, shingles, likeness, signatures, groups with a face."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from index import copies
from index.copies import Wording

_NOUNS = "ministers bridge harbour storm vote court river mine border strike ferry orchard".split()
_VERBS = "opened closed crossed flooded reached warned delayed welcomed blocked repaired".split()


def story(seed: int, sentences: int = 30) -> str:
    """A text of its own: sentences of ten words or so, no two alike."""
    rng = random.Random(seed)  # noqa: S311 - only has to be the same each time
    return " ".join(
        f"On day {rng.randrange(10_000)} the {rng.choice(_NOUNS)} of {rng.randrange(10_000)} "
        f"{rng.choice(_VERBS)} the {rng.choice(_NOUNS)} near {rng.randrange(10_000)}."
        for _ in range(sentences)
    )


STORY, OTHER = story(1), story(2)
LONG_TAIL = story(3, 90)

texts = st.lists(st.sampled_from("peace talks began in the old town on the river".split()), max_size=40).map(
    " ".join
)
edits = st.tuples(st.integers(0, 3), st.sampled_from([1.0, 0.8, 0.4, 0.1]), st.integers(0, 40))


@st.composite
def edited(draw: st.DrawFn) -> str:
    """One of a few stories, perhaps cut, perhaps with furniture in front."""
    seed, kept, furniture = draw(edits)
    words = story(seed).split()
    return " ".join([*story(99).split()[:furniture], *words[: round(kept * len(words))]])


def _alike(one: str, other: str) -> float:
    return copies.likeness(copies.wording(one), copies.wording(other))


def _pairs(known: list[str], new: list[str]) -> list[tuple[int, int, float]]:
    both = [copies.wording(text) for text in known + new]
    return copies.near_pairs(
        copies.signatures(both[: len(known)]), copies.signatures(both[len(known) :]), both.__getitem__
    )


def test_case_spacing_and_punctuation_make_no_difference() -> None:
    one, other = copies.words("“Peace”, he\n said."), copies.words("peace he SAID")
    assert one == other
    assert copies.words_sha256(one) == copies.words_sha256(other)


def test_characters_are_the_words_of_a_script_without_spaces() -> None:
    assert copies.words("普京访问北京") == list("普京访问北京")


def test_a_text_of_two_words_is_one_shingle() -> None:
    assert copies.wording("Peace now") == Wording(["peace", "now"], frozenset({"peace now"}))
    assert copies.wording("…") == Wording([], frozenset())


def test_an_edited_text_is_a_near_copy() -> None:
    assert 0.9 < _alike(STORY, STORY.replace("harbour", "port", 1) + " Nobody was hurt.") < 1


def test_a_text_with_furniture_at_both_ends_is_a_near_copy() -> None:
    assert _alike(STORY, f"{story(4, 5)} {STORY} {story(5, 5)}") == 1


def test_a_text_that_was_cut_is_a_near_copy_however_short() -> None:
    for kept in (250, 100, 40):
        assert _alike(STORY, " ".join(STORY.split()[:kept])) == 1


def test_a_short_text_inside_another_is_none_of_its_copies() -> None:
    brief = story(6, 8)
    assert _alike(brief, f"{STORY} {brief} {OTHER}") == 0
    assert _alike(brief, f"{brief} {story(7, 4)}") == 1


def test_two_stories_with_one_long_tail_are_no_copies() -> None:
    assert _alike(f"{story(8, 12)} {LONG_TAIL}", f"{story(9, 12)} {LONG_TAIL}") == 0


def test_a_yearly_page_with_other_dates_is_no_copy() -> None:
    page = "In {0} the longest night falls on day {0} at {0} hours, watchers of the sky said in {0}. " * 20
    assert _alike(page.format(*["2021"] * 4), page.format(*["2022"] * 4)) == 0


def test_what_has_no_words_is_like_nothing() -> None:
    assert _alike("…", "…") == 0
    assert _alike("…", STORY) == 0


def test_near_copies_are_found_and_other_stories_are_not() -> None:
    near = STORY.replace("harbour", "port", 1)
    cut = " ".join(STORY.split()[:80])
    assert {(one, other) for one, other, _ in _pairs([OTHER, STORY], [near, cut])} == {(1, 2), (1, 3), (2, 3)}


def test_known_texts_are_not_compared_again() -> None:
    assert _pairs([STORY, STORY.replace("harbour", "port", 1)], [OTHER]) == []


def test_a_flood_of_near_copies_keeps_a_bounded_number_of_pairs() -> None:
    flood = [f"{STORY} {number}" for number in range(100)]
    assert len(_pairs([], flood)) <= copies.NEIGHBOURS * len(flood)


def test_components_follow_links_both_far_and_near() -> None:
    links = {"a": ["b"], "b": ["a", "c"], "c": ["b"], "d": []}
    assert copies.components(["c", "a", "d"], links.__getitem__) == [{"a", "b", "c"}, {"d"}]


def test_a_chain_of_likenesses_joins_nothing_at_its_ends() -> None:
    assert copies.gather("abcd", lambda one, other: ord(other) - ord(one) == 1) == [["a", "b"], ["c", "d"]]


@given(st.lists(st.integers(0, 30), unique=True), st.integers(0, 5))
def test_what_is_gathered_is_like_its_face_and_faces_are_unlike(found: list[int], reach: int) -> None:
    groups = copies.gather(found, lambda one, other: abs(one - other) <= reach)
    assert sorted(number for group in groups for number in group) == sorted(found)
    assert all(abs(group[0] - number) <= reach for group in groups for number in group)
    faces = [group[0] for group in groups]
    assert all(abs(one - other) > reach for one in faces for other in faces if one != other)


@given(st.one_of(texts, edited()), st.one_of(texts, edited()))
def test_likeness_is_symmetric_a_share_and_one_for_equal_words(one: str, other: str) -> None:
    assert _alike(one, other) == _alike(other, one)
    assert _alike(one, other) == 0 or copies.CONTAINED <= _alike(one, other) <= 1
    assert not copies.words(one) or _alike(one, one.upper()) == 1


@given(st.lists(edited(), max_size=6))
def test_every_pair_that_is_reported_is_as_alike_as_it_says(found: list[str]) -> None:
    for one, other, alike in _pairs([], found):
        assert one < other
        assert _alike(found[one], found[other]) == alike >= copies.CONTAINED


@given(st.lists(edited(), min_size=2, max_size=6), st.data())
def test_pairs_do_not_depend_on_the_order_of_addition(found: list[str], data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(found))))
    start = data.draw(st.integers(0, len(found)))
    at_once = {frozenset(pair[:2]) for pair in _pairs([], found)}
    known, new = ([found[place] for place in part] for part in (order[:start], order[start:]))
    in_turn = {frozenset(pair[:2]) for pair in _pairs([], known)} | {
        frozenset(pair[:2]) for pair in _pairs(known, new)
    }
    assert {frozenset(order[place] for place in pair) for pair in in_turn} == at_once


@given(texts)
def test_a_signature_depends_on_the_words_alone(text: str) -> None:
    twice = copies.signatures([copies.wording(text), copies.wording(text.upper())])
    assert (twice[0] == twice[1]).all()

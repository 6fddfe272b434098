"""Exact and near copies: words, shingles, signatures, components."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index import copies

STORY = (
    "The finance ministers of the seven largest economies met in Niigata on Thursday to discuss the debt "
    "ceiling, the war and the banks. They agreed on a joint statement that names no country, officials said, "
    "and they will meet again in October in Marrakesh when the monetary fund holds its annual meeting there."
)
OTHER = (
    "A storm that formed over the Gulf of Mexico tore roofs from houses in two counties on Sunday night, and "
    "rescue teams looked for missing people until the morning. The governor declared a state of emergency."
)

texts = st.lists(st.sampled_from("peace talks began in the old town on the river".split()), max_size=40).map(
    " ".join
)


def _shingles(text: str) -> frozenset[str]:
    return copies.shingles(copies.words(text))


def _pairs(known: list[str], new: list[str]) -> list[tuple[int, int, float]]:
    both = [_shingles(text) for text in known + new]
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
    assert _shingles("Peace now") == {"peace now"}
    assert _shingles("…") == frozenset()


def test_a_near_copy_is_found_and_another_story_is_not() -> None:
    near = STORY.replace("officials said", "a spokesman said") + " Analysts had expected as much."
    ((one, other, alike),) = _pairs([OTHER, STORY], [near])
    assert (one, other) == (1, 2)
    assert copies.SIMILAR <= alike < 1


def test_near_copies_among_the_new_texts_are_found() -> None:
    near = STORY.replace("Thursday", "Friday")
    assert [(one, other) for one, other, _ in _pairs([], [STORY, OTHER, near])] == [(0, 2)]


def test_known_texts_are_not_compared_again() -> None:
    assert _pairs([STORY, STORY.replace("Thursday", "Friday")], [OTHER]) == []


def test_a_flood_of_near_copies_keeps_a_bounded_number_of_pairs() -> None:
    flood = [STORY.replace("seven", str(number)) for number in range(100)]
    assert len(_pairs([], flood)) <= 16 * len(flood)


def test_components_follow_links_both_far_and_near() -> None:
    links = {"a": ["b"], "b": ["a", "c"], "c": ["b"], "d": []}
    assert copies.components(["c", "a", "d"], links.__getitem__) == [{"a", "b", "c"}, {"d"}]


@given(texts, texts)
def test_similarity_is_symmetric_and_one_for_equal_shingles(one: str, other: str) -> None:
    left, right = _shingles(one), _shingles(other)
    assert copies.similarity(left, right) == copies.similarity(right, left)
    assert 0 <= copies.similarity(left, right) <= 1
    assert not left or copies.similarity(left, left) == 1


@given(st.lists(texts, max_size=6))
def test_every_pair_that_is_reported_is_as_similar_as_it_says(found: list[str]) -> None:
    for one, other, alike in _pairs([], found):
        assert one < other
        assert copies.similarity(_shingles(found[one]), _shingles(found[other])) == alike >= copies.SIMILAR


@given(texts)
def test_a_signature_depends_on_the_words_alone(text: str) -> None:
    twice = copies.signatures([_shingles(text), _shingles(text.upper())])
    assert (twice[0] == twice[1]).all()

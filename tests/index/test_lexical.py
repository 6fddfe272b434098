from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import tantivy
from hypothesis import given, settings
from hypothesis import strategies as st

from index.lexical import WordIndex, analyse, build_words, plain, terms_of

PASSAGES = [
    ("Harbour bridge reopens", "Engineers reopened the bridge after 2,319 days of repairs."),
    ("Harbour bridge reopens", "The mayor's visit drew crowds; officials were visiting too."),
    ("Markets", "Shares in U.S. banks fell 3.5 percent on Monday."),
    ("Élysée talks", "Ministers met at the Elysee. The WHO was not invited."),
    ("Weather", "Rain fell on the bridge."),
]

Built = Callable[[list[tuple[str, str]]], WordIndex]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    def build(passages: list[tuple[str, str]]) -> WordIndex:
        folder = tmp_path_factory.mktemp("words") / "index"
        build_words(folder, passages)
        return WordIndex(folder)

    return build


@pytest.fixture(scope="module")
def words(built: Built) -> WordIndex:
    return built(PASSAGES)


def rows(found: list[tuple[int, float]]) -> list[int]:
    return [row for row, _ in found]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("the mayor's visit, Xi’s answer", "the mayor visit, Xi answer"),
        ("2,319 texts, 1,000,000 votes, 1,2 and 12,34", "2319 texts, 1000000 votes, 1,2 and 12,34"),
        ("the U.S. and the U.K.-led force at 9 a.m.", "the US and the UK-led force at 9 am"),
    ],
)
def test_words_are_made_whole(written: str, read: str) -> None:
    assert plain(written) == read


def test_forms_of_a_word_match(words: WordIndex) -> None:
    assert rows(words.search(terms_of("visits"), 5)) == [1]
    assert 0 in rows(words.search(terms_of("bridges reopening"), 5))


def test_a_number_is_found_with_and_without_its_comma(words: WordIndex) -> None:
    assert rows(words.search(terms_of("2319"), 5)) == rows(words.search(terms_of("2,319"), 5)) == [0]


def test_accents_do_not_matter(words: WordIndex) -> None:
    assert rows(words.search(terms_of("elysee"), 5)) == rows(words.search(terms_of("Élysée"), 5)) == [3]


def test_titles_are_searched_and_weighted(words: WordIndex) -> None:
    assert set(rows(words.search(terms_of("harbour"), 5))) == {0, 1}
    assert rows(words.search(["bridg"], 5, weights=[("bridg", 1.0, 0.0)]))[0] == 4
    assert rows(words.search(["bridg"], 5, weights=[("bridg", 1.0, 3.0)]))[0] == 0


def test_stop_words_are_dropped_unless_nothing_is_left(words: WordIndex) -> None:
    assert terms_of("When did the mayor visit the bridge?") == ["mayor", "visit", "bridg"]
    assert terms_of("who was it") == ["who", "was", "it"]


def test_a_stop_word_in_capitals_is_a_name(words: WordIndex) -> None:
    assert terms_of("Was the WHO in the U.S.?") == ["who", "us"]
    assert terms_of("WAS THE MAYOR THERE") == ["mayor"]


def test_a_word_counts_once_however_often_it_is_asked(words: WordIndex) -> None:
    assert words.search(terms_of("bridge bridge bridges"), 5) == words.search(terms_of("bridge"), 5)


def test_unknown_words_change_nothing(words: WordIndex) -> None:
    assert words.search(terms_of("zyzzyva"), 5) == []
    assert words.search(terms_of("bridge zyzzyva"), 5) == words.search(terms_of("bridge"), 5)


def test_only_allowed_rows_are_found_however_far_down_they_are(built: Built) -> None:
    index = built([("", "fire " * (1 + n % 7)) for n in range(300)])
    allowed = np.zeros(300, dtype=np.bool_)
    allowed[[3, 250, 299]] = True
    everything = index.search(terms_of("fire"), 300)
    assert index.search(terms_of("fire"), 2, allowed) == [hit for hit in everything if allowed[hit[0]]][:2]


def test_equal_scores_come_in_the_order_of_rows_even_where_the_list_is_cut(built: Built) -> None:
    index = built([("", "the same words")] * 200)
    assert rows(index.search(terms_of("words"), 7)) == list(range(7))


def test_the_same_passages_give_the_same_scores(built: Built) -> None:
    assert built(PASSAGES).search(terms_of("bridge rain"), 5) == built(PASSAGES).search(
        terms_of("bridge rain"), 5
    )


@pytest.mark.parametrize(
    ("word", "rows"), [("visit", 1), ("Visited", 1), ("mayor's", 1), ("bridge", 2), ("zyzzyva", 0)]
)
def test_frequency_counts_passages_with_any_form(words: WordIndex, word: str, rows: int) -> None:
    (term,) = analyse(word)
    assert words.frequency("text", term) == rows


def test_frequency_counts_titles_apart_and_only_the_rows_given(words: WordIndex) -> None:
    assert words.frequency("title", "bridg") == 2
    assert words.frequency("text", "bridg", [1, 2, 4]) == 1
    assert words.frequency("title", "bridg", [1]) == 1
    assert words.frequency("text", "bridg", []) == 0


def test_an_empty_index_finds_nothing(built: Built) -> None:
    index = built([])
    assert len(index) == 0
    assert index.search(terms_of("bridge"), 5) == []
    assert index.frequency("text", "bridg") == 0


def test_progress_ends_with_the_count(tmp_path: Path) -> None:
    told: list[int] = []
    build_words(tmp_path / "words", [("", "text")] * 2_500, told.append)
    assert told == [1_000, 2_000, 2_500]


@given(question=st.text(max_size=60), k=st.integers(0, 6))
@settings(max_examples=50)
def test_any_question_can_be_asked(words: WordIndex, question: str, k: int) -> None:
    found = words.search(terms_of(question), k)
    assert len(found) <= k
    assert found == sorted(found, key=lambda hit: (-hit[1], hit[0]))
    assert all(score > 0 for _, score in found)


def test_an_index_in_which_no_lock_can_be_made_is_read_from_a_copy(
    words: WordIndex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "index"
    build_words(folder, PASSAGES)
    real = tantivy.Index.open

    class Refusing:
        @staticmethod
        def open(path: str) -> tantivy.Index:
            if path == str(folder):
                raise ValueError("Failed to acquire Lockfile: Read-only file system")
            return real(path)

    monkeypatch.setattr(tantivy, "Index", Refusing)
    with pytest.raises(ValueError, match="Lockfile"):
        WordIndex(folder)
    monkeypatch.setattr("os.access", lambda *_: False)
    assert WordIndex(folder).search(["bridg"], 5) == words.search(["bridg"], 5)

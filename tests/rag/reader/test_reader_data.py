"""What the reader learns from: the sets and their parts, and what is made of them."""

from __future__ import annotations

import gzip
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import Malformed, Unavailable
from rag.reader.data import negatives
from rag.reader.data.entities import entities, opposed, swapped
from rag.reader.data.lexical import Lexical, content_words
from rag.reader.data.made import from_texts
from rag.reader.data.mixture import KINDS, Mixture, counts
from rag.reader.data.rows import OPEN, Row, open_rows, part_of, read_rows

SHARES = dict.fromkeys(KINDS, 1.0)


def seeded(seed: int) -> Random:
    """Draws that come out the same each time."""
    return Random(seed)  # noqa: S311


def row(text: str, question: str, answer: str, document: str = "d", of: str = "squad2") -> Row:
    """A question on a text, answered by the first ``answer`` in it."""
    at = text.index(answer)
    return Row("1", of, document, text, question, ((at, at + len(answer)),))


@given(st.text())
def test_a_document_is_of_one_part_for_good(name: str) -> None:
    assert part_of(name) in {"train", "dev", "test"}
    assert part_of(name) == part_of(name)


def test_no_article_is_in_two_parts(sets: Path) -> None:
    parts = [{r.document for r in open_rows(sets, part)} for part in ("train", "dev", "test")]
    assert all(parts)
    assert not parts[0] & parts[1]
    assert not (parts[0] | parts[1]) & parts[2]


def test_only_open_sets_are_trained_on(sets: Path) -> None:
    assert {r.set for r in open_rows(sets, "train")} == {"squadshifts_new_wiki", "squad2", "timeqa_easy"}
    assert "newsqa_part" not in OPEN


def test_answers_are_where_the_rows_say(sets: Path) -> None:
    rows = [r for name in OPEN for r in read_rows(sets, name)]
    assert all(text in r.text for r in rows for text in r.answer_texts)
    assert any(not r.answers for r in rows)


def test_a_missing_set_is_named(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"squad2_part\.jsonl\.gz"):
        read_rows(tmp_path, "squad2_part")


@pytest.mark.parametrize(
    "line",
    [
        "{",
        '{"id": "1"}',
        '{"id":"1","set":"s","context":"a","question":"q","title":"t","answers":[{"text":"abc","start":0}]}',
    ],
)
def test_a_row_that_is_none_is_told_with_its_line(tmp_path: Path, line: str) -> None:
    with gzip.open(tmp_path / "timeqa.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write(line)
    with pytest.raises(Malformed, match=r"Line 1 of timeqa\.jsonl\.gz"):
        read_rows(tmp_path, "timeqa")


def test_bm25_ranks_the_text_with_the_rare_words_first() -> None:
    search = Lexical(["the harbour of Merrow", "the harbour of Tarnhus and its lighthouse", "a road"])
    scores = search.scores("Who built the lighthouse of Tarnhus?")
    assert scores.argmax() == 1
    assert scores[2] == 0
    assert search.rarest("Tarnhus harbour") == pytest.approx(1 / 3)
    assert search.rarest("unheard of") == 1.0


def test_content_words_leave_out_what_any_text_has() -> None:
    assert content_words("When was the Lighthouse of Merrow built?") == ["lighth", "merrow", "built"]


def test_names_years_and_numbers_are_found_where_they_stand() -> None:
    text = "In 1803 Marta Lindqvist sold 12 ships to France. The town paid."
    found = {(e.kind, e.text) for e in entities(text)}
    assert found == {
        ("year", "1803"),
        ("long name", "Marta Lindqvist"),
        ("number", "12"),
        ("country", "France"),
    }
    assert all(text[e.start : e.end] == e.text for e in entities(text))


def test_an_exchanged_question_names_another_of_the_same_kind() -> None:
    pool = entities("In 1911 the harbour of Tarnhus was sold to Spain by Olaf Brenner.")
    question = swapped("Why did France burn it?", pool, ["anger"], seeded(1))
    assert question == "Why did Spain burn it?"


def test_an_exchange_never_puts_in_the_answer_or_what_was_asked() -> None:
    pool = entities("They met in Spain.")
    assert swapped("Who left France?", pool, ["the king of Spain"], seeded(1)) is None
    assert swapped("Who left Spain?", pool, [], seeded(1)) is None
    assert swapped("Who left?", pool, [], seeded(1)) is None


def test_an_opposed_question_has_one_word_turned() -> None:
    assert opposed("What was the largest ship?", seeded(1)) == "What was the smallest ship?"
    assert opposed("What was it?", seeded(1)) is None


def test_a_retrieved_text_lacks_the_answer_and_is_another() -> None:
    asked = row(
        "Marta Lindqvist opened the lighthouse of Merrow.", "Who opened the lighthouse of Merrow?", "Marta"
    )
    others = {
        "The lighthouse of Merrow was opened by Marta again.": "x",
        "The lighthouse of Merrow burned twice.": "d",
        **{f"A road number {n} to nowhere.": "y" for n in range(120)},
    }
    search = negatives.Retrieved({asked.text: "d", **others})
    assert search.best(asked, same_document=False)[0] == "The lighthouse of Merrow burned twice."
    assert search.best(asked, same_document=True) == ["The lighthouse of Merrow burned twice."]


def test_a_question_without_a_rare_word_is_not_searched_for() -> None:
    asked = row("Marta did.", "Who did the road?", "Marta")
    search = negatives.Retrieved({f"A road number {n}.": "y" for n in range(200)})
    assert search.best(asked, same_document=False) == []


def test_a_cut_text_lacks_the_sentence_that_answers() -> None:
    filler = "The road to the coast was closed in most winters of that time. " * 5
    asked = row(f"{filler}Marta opened the lighthouse. {filler}", "Who opened the lighthouse?", "Marta")
    text = negatives.without_answers(asked)
    assert text is not None
    assert "Marta" not in text
    assert text.count("road") == 10


def test_a_text_that_still_holds_its_answer_is_not_used_as_cut() -> None:
    filler = "The road to the coast was closed in most winters of that time. " * 5
    asked = row(f"Marta opened it. {filler}Then Marta left.", "Who opened it?", "Marta")
    assert negatives.without_answers(asked) is None
    assert negatives.without_answers(row("Marta opened it.", "Who?", "Marta")) is None


def test_another_part_of_a_long_article_lacks_the_answer() -> None:
    text = "Marta opened the lighthouse. " + "The road to the coast was closed in winter. " * 100
    asked = row(text, "Who opened the lighthouse?", "Marta", of="timeqa_easy")
    (made,) = negatives.elsewhere([asked], seeded(1))
    assert not made.answers
    assert made.text in text
    assert "Marta" not in made.text


@pytest.mark.parametrize(
    ("sentence", "question", "answer"),
    [
        (
            "Marta Lindqvist opened the northern lighthouse.",
            "Who opened the northern lighthouse?",
            "Marta Lindqvist",
        ),
        ("The harbour was built by merchants in 1803.", "When was the harbour built by merchants?", "1803"),
        ("In 1803 the council founded a school there.", "When did the council found a school there?", "1803"),
        ("The mill is located in Tarnhus.", "Where is the mill located?", "Tarnhus"),
        ("Twelve ships were lost in the storm.", "How many ships were lost in the storm?", "Twelve"),
        ("The basin has 40 berths for ferries.", "How many berths for does the basin have ferries?", "40"),
        (
            "Olaf Brenner said that the harbour would never reopen.",
            "What did Olaf Brenner say?",
            "the harbour would never reopen",
        ),
    ],
)
def test_rules_make_a_question_of_a_sentence(sentence: str, question: str, answer: str) -> None:
    made = {
        (e.question, e.text[slice(*e.answers[0])])
        for seed in range(20)
        for e in from_texts([sentence], seeded(seed))
    }
    assert (question, answer) in made


@pytest.mark.parametrize(
    "sentence",
    ["They opened it in winter and left.", "He said that it would rain in the evening.", "Closed."],
)
def test_no_question_is_made_of_a_sentence_that_names_nothing(sentence: str) -> None:
    assert from_texts([sentence], seeded(1)) == []


def test_an_epoch_is_the_same_for_the_same_seed_and_differs_from_the_next(sets: Path) -> None:
    rows = open_rows(sets, "train")
    one, other = Mixture(rows, SHARES, 1), Mixture(rows, SHARES, 1)
    assert one.epoch(0) == other.epoch(0)
    assert one.epoch(1) == other.epoch(1) != one.epoch(0)
    assert Mixture(rows, SHARES, 2).epoch(0) != one.epoch(0)


def test_a_share_says_how_often_a_kind_is_taken(sets: Path) -> None:
    rows = open_rows(sets, "train")
    answered = sum(bool(r.answers) for r in rows)
    only = Mixture(rows, {"answered": 0.5, "impossible": 2.0}, 1).epoch(0)
    assert counts(only) == {"answered": round(answered / 2), "impossible": 2 * (len(rows) - answered)}


def test_every_kind_but_the_answered_and_made_has_no_answer(sets: Path) -> None:
    examples = Mixture(open_rows(sets, "train"), SHARES, 1).epoch(0)
    assert {e.kind for e in examples if not e.answers} <= set(KINDS) - {"answered", "made"}
    assert all(e.answers for e in examples if e.kind in {"answered", "made"})

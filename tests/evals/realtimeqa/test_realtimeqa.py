"""RealTime QA: what is read, how systems are ranked, and how answers are judged."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.benchmarks.realtimeqa import llamaindex
from evals.benchmarks.realtimeqa.dataset import Question, articles, questions
from evals.benchmarks.realtimeqa.measure import Answered, Outcome, is_right, judged, measure
from evals.benchmarks.realtimeqa.systems import (
    RANKERS,
    Dateline,
    Ranking,
    Search,
    System,
    passages_of,
    reciprocal,
)
from index import Archive
from index.errors import Empty, Malformed, UsageError
from rag import Answer, Refusal


@pytest.fixture(scope="module")
def systems(archive: Archive) -> Iterator[list[System]]:
    with passages_of(archive) as passages:
        yield [Dateline(archive), Search(archive), *(Ranking(name, passages) for name in RANKERS)]


@pytest.fixture(scope="module")
def outcomes(archive: Archive, systems: list[System], data: Path) -> list[Outcome]:
    return measure(archive, systems, questions(data))


def test_questions_are_parted_by_their_place_in_the_file(data: Path, asked: list[Question]) -> None:
    assert questions(data) == asked


def test_a_set_without_labels_is_read_too(data: Path, tmp_path: Path) -> None:
    (tmp_path / "articles.jsonl.gz").write_bytes((data / "articles.jsonl.gz").read_bytes())
    (tmp_path / "questions.jsonl").write_text('{"question": "Who?", "date": "2022-06-17"}\n\n', "utf-8")
    assert questions(tmp_path) == [Question("Who?", date(2022, 6, 17), "dev")]


def test_a_line_that_cannot_be_read_is_named(data: Path, tmp_path: Path) -> None:
    (tmp_path / "articles.jsonl.gz").write_bytes(b"no gzip")
    (tmp_path / "questions.jsonl").write_text(
        '{"question": "Who?", "date": "2022-06-17"}\n{"question": "Who?", "date": "last week"}\n', "utf-8"
    )
    with pytest.raises(Malformed, match=r"^questions\.jsonl:2: date: "):
        questions(tmp_path)
    with pytest.raises(Malformed, match=r"^articles\.jsonl\.gz cannot be read"):
        list(articles(tmp_path))


def test_a_folder_without_the_files_or_without_a_question_is_an_error(data: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"has no questions\.jsonl and no articles\.jsonl\.gz"):
        questions(tmp_path)
    (tmp_path / "articles.jsonl.gz").write_bytes((data / "articles.jsonl.gz").read_bytes())
    (tmp_path / "questions.jsonl").touch()
    with pytest.raises(Empty):
        questions(tmp_path)


def test_reciprocal_ranks_look_at_places_and_not_at_scores() -> None:
    assert reciprocal([(7, 0.9), (3, 0.1)], [(3, 40.0), (5, 39.0)]) == [3, 7, 5]
    assert reciprocal([(9, 0.5)], [(4, 2.0)]) == [4, 9]


def test_no_system_finds_what_was_published_after_the_question(systems: list[System]) -> None:
    for system in systems:
        found = {each.article for each in system.search("Veldmark harbour", date(2022, 6, 17), 10)}
        assert found
        assert "later" not in found | set(system.articles("Veldmark harbour", date(2022, 6, 17)))
        assert "later" in system.articles("Veldmark harbour closed again", date(2022, 8, 1))


def test_a_system_finds_passages_word_for_word(systems: list[System], texts: dict[str, str]) -> None:
    for system in systems:
        for found in system.search("Which drama was renewed?", date(2022, 6, 17), 10):
            assert found.text in texts[found.article]


def test_a_copy_of_the_gold_article_is_as_right_as_itself(outcomes: list[Outcome]) -> None:
    """Dateline shows one article of each copy group: here "storm", though "wire" is the gold one."""
    assert outcomes[0].readings["Dateline"].rank == 1
    assert outcomes[0].readings["BM25 alone"].rank == 1


def test_a_question_without_a_gold_article_has_no_rank(outcomes: list[Outcome]) -> None:
    assert all(reading.rank is None for reading in outcomes[2].readings.values())


def test_answers_are_judged_and_refusals_noted(outcomes: list[Outcome]) -> None:
    _, answered, refused = (outcome.answered for outcome in outcomes)
    assert answered is not None
    assert refused is not None
    assert (answered.right, answered.refused) == (True, "")
    assert (refused.right, refused.refused) == (False, "not_in_archive")
    assert answered.words == len(answered.text.split())


def test_an_archive_of_other_articles_is_refused(archive: Archive) -> None:
    other = Question("Who?", date(2022, 6, 17), "dev", frozenset({"elsewhere"}))
    with pytest.raises(UsageError, match="None of the 1 gold articles is among the 4 articles"):
        measure(archive, [], [other])


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("It was ‘paper  moons’ again.", "“Paper Moons”"),
        ("From 2019–20 on [1]", "2019-20"),
        ("The mayor’s\nhouse", "mayor's house"),
    ],
)
def test_case_dashes_quotation_marks_and_spaces_do_not_count(text: str, answer: str) -> None:
    assert is_right(text, [answer])


def test_an_answer_stands_there_only_as_a_whole() -> None:
    assert not is_right("It cost $50.", ["$5"])
    assert not is_right("Anything at all", ["“”", ""])
    assert not is_right("Anything at all", [])


@given(st.text("ab –“”’"), st.text("ABC-'’", min_size=1).filter(str.isalnum), st.text("ab –“”’"))
def test_an_answer_is_found_wherever_it_stands(before: str, answer: str, after: str) -> None:
    assert is_right(f"{before} {answer.lower()}, {after}", ["nothing of it", f"“{answer}”"])


def test_a_refusal_is_never_right_whatever_it_says(asked: list[Question]) -> None:
    refusal = Refusal("not_in_archive", "Nothing on Veldmark.", ())
    answer = Answer("", "", refusal.message, refusal=refusal)
    assert judged(answer, asked[0], 1.0) == Answered("Nothing on Veldmark.", "not_in_archive", False, 3, 1.0)


def test_llamaindex_sees_what_was_published_up_to_the_day_and_embeds_once(
    data: Path, texts: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stores = pytest.importorskip("llama_index.vector_stores.chroma")
    embedding = pytest.importorskip("llama_index.core").MockEmbedding(embed_dim=4)
    monkeypatch.setattr(llamaindex, "_integrations", lambda home: (stores.ChromaVectorStore, embedding))
    monkeypatch.setattr(llamaindex, "versions", lambda: {"llama-index-core": "0"})
    with llamaindex.indexed(data, tmp_path) as baseline:
        assert sorted(baseline.articles("harbour", date(2022, 6, 17))) == ["show", "storm", "wire"]
        assert baseline.search("harbour", date(2022, 6, 10), 5) == [("storm", texts["storm"])]
    monkeypatch.setattr(llamaindex, "articles", lambda data: pytest.fail("the articles were read again"))
    with llamaindex.indexed(data, tmp_path) as baseline:
        assert len(baseline.articles("harbour", date(2022, 8, 1))) == 4

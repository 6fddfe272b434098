"""Candidates in the order in which they answer, and what is read for it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Archive
from index.article import Article, Hit, Passage
from rag.reader import Reading
from rag.rerank import ranked, rerank
from rag.retrieve import Scope
from rag.spans import READ

QUESTION = "Who heads the Suez canal authority?"
BOTH = "Who won in Oslo and what did Brandt say?"


def _hits(scores: Sequence[float]) -> list[Hit]:
    return [
        Hit(
            Passage(f"p{n}", f"a{n}", 0, 4, 1),
            Article(f"a{n}", f"Title {n}", f"t{n:03}", None, "", "", "", "", "", "", f"a{n}"),
            score,
            n + 1,
            ("dense",),
        )
        for n, score in enumerate(sorted(scores, reverse=True))
    ]


def _sure_of(place: int) -> Reading:
    return Reading(0.9 if place == 2 else 0.0, 0, 0, "")


def test_what_answers_comes_first(sample_archive: Archive) -> None:
    first = ranked(sample_archive, QUESTION, Scope(), 5)[0]
    assert "Osama Rabie" in first.text


def test_the_best_are_read_with_their_titles(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[str, list[str]]] = []

    def read(question: str, texts: Sequence[str]) -> list[Reading]:
        seen.append((question, list(texts)))
        return [_sure_of(place) for place, _ in enumerate(texts)]

    monkeypatch.setattr("rag.rerank.read_texts", read)
    hits = _hits([0.5] * (READ + 3))
    assert [hit.passage.id for hit in rerank(QUESTION, hits)][:2] == ["p2", "p0"]
    assert seen == [(QUESTION, [f"Title {n}\nt{n:03}" for n in range(READ)])]
    seen.clear()
    rerank(BOTH, hits)
    assert [(asked, len(texts)) for asked, texts in seen] == [
        ("Who won in Oslo?", READ // 2),
        ("what did Brandt say?", READ // 2),
    ]


@given(st.lists(st.floats(0, 1), max_size=20), st.lists(st.floats(0, 1), min_size=20, max_size=20))
def test_nothing_is_lost_and_scores_fall(scores: list[float], sure: list[float]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "rag.rerank.read_texts", lambda _, texts: [Reading(s, 0, 0, "") for s in sure[: len(texts)]]
        )
        hits = _hits(scores)
        best = rerank(QUESTION, hits)
    assert sorted(hit.passage.id for hit in best) == sorted(hit.passage.id for hit in hits)
    assert [hit.rank for hit in best] == list(range(1, len(hits) + 1))
    assert [hit.score for hit in best] == sorted((hit.score for hit in best), reverse=True)
    assert all(0 <= hit.score <= 1 for hit in best)


def test_without_reading_the_candidates_stand_as_they_are(
    sample_archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rag.rerank.read_texts", None)
    hits = ranked(sample_archive, QUESTION, Scope(), 4, read=False)
    assert [hit.rank for hit in hits] == [1, 2, 3, 4]


@pytest.mark.parametrize("text", [QUESTION, "What did Xi say, according to the Harbour Post?"])
def test_filters_copies_and_named_outlets_hold(sample_archive: Archive, text: str) -> None:
    scope = Scope.of(as_of="2023-12-31")
    hits = ranked(sample_archive, text, scope, 10, per_article=2)
    assert hits
    assert all(scope.admits(hit.article.published) for hit in hits)
    ids = [hit.article.id for hit in hits]
    assert max(map(ids.count, ids)) <= 2
    assert len({hit.article.copy_group for hit in hits}) == len(set(ids))
    if "Harbour" in text:
        assert {hit.article.outlet for hit in hits} == {"Harbour Post"}


def test_an_empty_question_finds_nothing(sample_archive: Archive) -> None:
    assert ranked(sample_archive, " ", Scope(), 5) == []

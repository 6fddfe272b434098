"""The found passages read, and what the reader sees placed in the articles."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from index import Archive
from rag.question import understand
from rag.reader import Reading
from rag.retrieve import Scope, retrieve
from rag.spans import READ, spans

QUESTION = "Who heads the Suez canal authority?"


def test_the_words_seen_stand_where_the_span_says(sample_archive: Archive) -> None:
    found = retrieve(sample_archive, understand(QUESTION), Scope())
    seen = spans(QUESTION, found)
    articles = {f.story.article.id: f.story.article for f in found}
    texts = {articles[id_].text[span.start : span.end] for id_, each in seen.items() for span in each}
    assert "Osama Rabie" in texts


def test_only_the_best_passages_are_read_and_what_answers_nothing_is_left_out(
    sample_archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def read(question: str, texts: Sequence[str], *, least: float) -> list[Reading]:
        assert least == 0.0
        asked.extend(texts)
        return [
            Reading(0.9, 2, 5, text[2:5]) if i == 1 else Reading(0.1, 0, 0, "")
            for i, text in enumerate(texts)
        ]

    monkeypatch.setattr("rag.spans.read", read)
    found = retrieve(sample_archive, understand(QUESTION), Scope())
    hits = sorted((hit for f in found for hit in f.hits), key=lambda hit: -hit.score)
    ((id_, (span,)),) = spans(QUESTION, found).items()
    assert asked == [hit.text for hit in hits[:READ]]
    assert id_ == hits[1].article.id
    assert (span.start, span.end) == (hits[1].passage.start + 2, hits[1].passage.start + 5)


def test_of_nothing_found_nothing_is_read() -> None:
    assert spans(QUESTION, []) == {}

"""What the turns of a conversation may look up in an archive, within the filters of the question."""

from __future__ import annotations

from datetime import date

from index import Archive
from rag.retrieve import Scope
from rag.turns.library import ArchiveLibrary


def test_passages_about_a_name_come_from_the_archive(sample_archive: Archive) -> None:
    told = list(ArchiveLibrary(sample_archive, Scope()).about("Elena Rybakina"))
    assert any("Rybakina" in text for text in told)


def test_an_article_is_read_only_when_it_was_out_by_then(sample_archive: Archive) -> None:
    article = next(a for a in sample_archive.articles() if a.published and a.published.value == "2023-04-04")
    for day, text in ((None, article.text), (date(2023, 4, 4), article.text), (date(2023, 4, 3), "")):
        assert ArchiveLibrary(sample_archive, Scope(as_of=day)).article(article.id) == text


def test_an_article_that_is_gone_says_nothing(sample_archive: Archive) -> None:
    assert ArchiveLibrary(sample_archive, Scope()).article("no such id") == ""

"""The journal: versions, transactions, and that what goes in comes out."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import ledger, records
from index.dates import DateSpan, TimeValue
from index.draft import Draft, sha256
from index.errors import ArchiveError, Damaged, DiskFull, Locked, Missing, TooNew
from index.journal import (
    _MIGRATIONS,
    APPLICATION_ID,
    FILE,
    Journal,
    newest_version,
    passages_changed,
    passages_sequence,
    schema_version,
    sequence,
)

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
days = st.dates(date(1900, 1, 1), date(2100, 1, 1))
spans = st.builds(lambda day, more: DateSpan(day, day + timedelta(more)), days, st.integers(0, 400))
times = st.builds(TimeValue, text=words, value=words, span=st.none() | spans)


@st.composite
def drafts(draw: st.DrawFn, path: str = "/a.txt") -> Draft:
    text = draw(words.filter(bool))
    ends = sorted(draw(st.sets(st.integers(1, len(text)), max_size=4)))
    cuts = tuple(zip([0, *ends[:-1]], ends, strict=True)) if ends else ()
    return Draft(
        path=path,
        place="",
        wanted_id="a",
        fingerprint=sha256(text),
        title=draw(words),
        text=text,
        raw=draw(st.just(text) | words),
        published=draw(st.none() | times),
        published_from=draw(words),
        outlet=draw(words),
        author=draw(words),
        url=draw(words),
        site=draw(words),
        sha256=sha256(text),
        words_sha256=sha256(text),
        sentences=cuts,
        passages=tuple((start, end, end - start) for start, end in cuts),
    )


def _draft(path: str = "/a.txt", wanted_id: str = "a", text: str = "It rained.") -> Draft:
    return Draft(
        path=path,
        place="",
        wanted_id=wanted_id,
        fingerprint="",
        title="Rain",
        text=text,
        raw=text,
        published=None,
        published_from="",
        outlet="",
        author="",
        url="",
        site="",
        sha256=sha256(text),
        words_sha256=sha256(text),
        sentences=((0, len(text)),),
        passages=((0, len(text), 3),),
    )


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    opened = Journal.open(tmp_path / FILE, create=True)
    yield opened
    opened.close()


def _put(journal: Journal, *items: Draft) -> list[str]:
    with journal.writing("test") as change:
        return [records.put(change, item) for item in items]


def test_a_new_journal_is_marked_and_holds_nothing(journal: Journal) -> None:
    with journal.reading() as db:
        assert schema_version(db) == newest_version() == 2
        assert db.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert db.execute("PRAGMA synchronous").fetchone() == (2,)  # FULL
        assert db.execute("PRAGMA foreign_keys").fetchone() == (1,)
        assert sequence(db) == records.count_articles(db) == 0


def test_every_table_is_strict(journal: Journal) -> None:
    with journal.reading() as db:
        tables = db.execute("PRAGMA table_list").fetchall()
    ours = {row[1]: row[5] for row in tables if row[0] == "main" and not row[1].startswith("sqlite_")}
    assert ours
    assert set(ours.values()) == {1}


def test_a_missing_journal_is_not_created_by_opening(tmp_path: Path) -> None:
    with pytest.raises(Missing) as caught:
        Journal.open(tmp_path / FILE)
    assert caught.value.exit_code == 1
    assert list(tmp_path.iterdir()) == []


def test_a_journal_of_the_first_version_is_brought_up_with_what_it_holds(tmp_path: Path) -> None:
    db = sqlite3.connect(tmp_path / FILE)
    db.executescript((_MIGRATIONS / "0001.sql").read_text(encoding="utf-8"))
    db.executescript(
        """INSERT INTO changes VALUES (1, '2026-01-01', 'sync', 1);
        INSERT INTO articles (id, path, place, fingerprint, sequence, sha256, words_sha256, copy_group,
            published_from, outlet, author, url, title, sentences, text)
        VALUES ('a', '/a.txt', '', 'f', 1, 's', 'w', 'a', '', 'The Ledger', '', '', 'Rain', x'', 'Rain.');
        INSERT INTO corrections VALUES ('/a.txt', '', 'published', '1999-01-01', '2026-01-01');"""
    )
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute("PRAGMA user_version = 1")
    db.close()
    with closing(Journal.open(tmp_path / FILE)) as journal, journal.reading() as found:
        assert schema_version(found) == newest_version()
        assert found.execute("SELECT value, words_sha256 FROM corrections").fetchall() == [
            ("1999-01-01", "w")
        ]
        assert [text for *_, text in records.raw_texts_of(found, "The Ledger", 5)] == ["Rain."]


def test_a_newer_journal_is_refused_with_both_versions(journal: Journal) -> None:
    with journal.writing(None) as change:
        change.db.execute("PRAGMA user_version = 99")
    journal.close()
    with pytest.raises(TooNew) as caught:
        Journal.open(journal.file, create=True)
    assert caught.value.message == "The archive has version 99, this Dateline reads up to 2."


def test_a_file_that_is_no_database_is_damaged_and_stays_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / FILE
    file.write_bytes(b"Beijing, Oct. 17. " * 100)
    with pytest.raises(Damaged) as caught:
        Journal.open(file, create=True)
    assert caught.value.exit_code == 3
    assert caught.value.file == str(file)
    assert file.read_bytes() == b"Beijing, Oct. 17. " * 100


def test_another_programs_database_is_not_taken_over(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / FILE) as db:
        db.execute("CREATE TABLE articles (id TEXT)")
    db.close()
    with pytest.raises(Damaged, match="not a journal of Dateline"):
        Journal.open(tmp_path / FILE, create=True)


def test_each_change_takes_the_next_number_and_bookkeeping_none(journal: Journal) -> None:
    for expected in (1, 2):
        with journal.writing("test") as change:
            assert change.sequence == expected
    with journal.writing(None) as change:
        ledger.put_setting(change, "key", "value")
    with journal.reading() as db:
        assert sequence(db) == 2
        assert passages_sequence(db) == 0
        assert ledger.setting(db, "key") == "value"
    with journal.writing("test") as change:
        passages_changed(change)
    with journal.reading() as db:
        assert passages_sequence(db) == sequence(db) == 3


def test_of_a_transaction_that_fails_nothing_is_kept(journal: Journal) -> None:
    with pytest.raises(AttributeError), journal.writing("test") as change:
        _ = [records.put(change, item) for item in (_draft(), None)]  # type: ignore[arg-type]
    with journal.reading() as db:
        assert sequence(db) == records.count_articles(db) == 0


def test_a_reader_sees_one_state_while_another_is_committed(journal: Journal) -> None:
    with journal.reading() as before:
        assert records.count_articles(before) == 0
        _put(journal, _draft())
        assert records.count_articles(before) == 0
    with journal.reading() as after:
        assert records.count_articles(after) == 1


def test_an_id_that_is_taken_gets_a_number(journal: Journal) -> None:
    items = [_draft(path=f"/{name}") for name in "abc"]
    assert _put(journal, *items) == ["a", "a-2", "a-3"]
    assert _put(journal, *items) == ["a", "a-2", "a-3"]


def test_a_passage_id_never_means_another_text(journal: Journal) -> None:
    _put(journal, _draft(text="It rained."))
    with journal.reading() as db:
        before = {id_ for (id_,) in db.execute("SELECT id FROM passages")}
    _put(journal, _draft(text="It snowed."))
    with journal.reading() as db:
        after = {id_ for (id_,) in db.execute("SELECT id FROM passages")}
        assert len(records.passages(db, sorted(before | after))) == len(after) == 1
    assert before.isdisjoint(after)


def test_a_correction_outlives_the_next_version_of_the_article(journal: Journal) -> None:
    _put(journal, _draft())
    value = TimeValue("2023-10-16", "2023-10-16", DateSpan.day(date(2023, 10, 16)))
    with journal.writing("set") as change:
        records.set_published(change, "a", value)
    edited = f"{_draft().text} Nobody was hurt."
    _put(journal, _draft(text=edited))
    with journal.reading() as db:
        article = records.article(db, "a")
    assert article is not None
    assert (article.text, article.published, article.published_from) == (edited, value, "set by hand")


def test_a_vector_comes_back_bit_for_bit_and_is_known_by_its_text(journal: Journal) -> None:
    item = _draft()
    key = sha256(item.embedded(0, len(item.text)))
    vector = np.random.default_rng(1).normal(size=(1, 384)).astype(np.float32)
    with journal.reading() as db:
        assert ledger.missing_vectors(db, "model", [key]) == {key}
    with journal.writing("test") as change:
        records.put(change, item)
        ledger.put_vectors(change, "model", [key], vector)
    with journal.reading() as db:
        assert ledger.missing_vectors(db, "model", [key]) == set()
        assert ledger.missing_vectors(db, "another", [key]) == {key}
        entries, vectors = ledger.entries(db, "model")
    assert [(entry.title, entry.text) for entry in entries] == [("Rain", "It rained.")]
    assert (vectors == vector).all()


def test_what_no_article_needs_is_tidied_away(journal: Journal) -> None:
    with journal.writing("test") as change:
        ledger.put_vectors(change, "model", ["gone"], np.ones((1, 4), dtype=np.float32))
        ledger.tidy(change)
    with journal.reading() as db:
        assert ledger.missing_vectors(db, "model", ["gone"]) == {"gone"}


@pytest.mark.parametrize(
    ("code", "error"),
    [
        (sqlite3.SQLITE_FULL, DiskFull),
        (sqlite3.SQLITE_CORRUPT, Damaged),
        (sqlite3.SQLITE_BUSY, Locked),
        (sqlite3.SQLITE_READONLY, ArchiveError),
        (sqlite3.SQLITE_IOERR | 1 << 8, ArchiveError),
    ],
)
def test_what_sqlite_reports_becomes_an_error_with_a_remedy(
    journal: Journal, code: int, error: type[ArchiveError]
) -> None:
    reported = sqlite3.OperationalError("as reported")
    reported.sqlite_errorcode = code
    with pytest.raises(error) as caught, journal.writing("test"):
        raise reported
    assert caught.value.remedy


def test_a_mistake_in_our_own_sql_is_not_called_damage(journal: Journal) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"), journal.reading() as db:
        db.execute("SELECT 1 FROM nowhere")


@settings(max_examples=60, deadline=None)
@given(item=drafts())
def test_an_article_comes_back_as_it_was_put_in(
    item: Draft, tmp_path_factory: pytest.TempPathFactory
) -> None:
    journal = Journal.open(tmp_path_factory.mktemp("journal") / FILE, create=True)
    try:
        _put(journal, item)
        with journal.reading() as db:
            article = records.article(db, "a")
            assert article is not None
            found = records.passages(
                db, [f"a:{item.sha256[:8]}:{start}-{end}" for start, end, _ in item.passages]
            )
            assert records.raw_text(db, "a") == item.raw
    finally:
        journal.close()
    for name in ("title", "text", "published", "published_from", "outlet", "author", "url", "sentences"):
        assert getattr(article, name) == getattr(item, name)
    assert sorted((one.start, one.end, one.tokens) for one in found.values()) == sorted(item.passages)


@settings(max_examples=25, deadline=None)
@given(steps=st.lists(st.tuples(st.sampled_from("abcd"), st.none() | words.filter(bool)), max_size=12))
def test_put_and_remove_agree_with_a_dict(
    steps: list[tuple[str, str | None]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    journal = Journal.open(tmp_path_factory.mktemp("journal") / FILE, create=True)
    expected: dict[str, str] = {}
    try:
        for name, text in steps:
            with journal.writing("step") as change:
                if text is None:
                    records.remove(change, [name])
                    expected.pop(name, None)
                else:
                    records.put(change, _draft(f"/{name}", name, text))
                    expected[name] = text
        with journal.reading() as db:
            assert {article.id: article.text for article in records.articles(db)} == expected
            assert records.count_passages(db) == len(expected)
            assert sequence(db) == len(steps)
    finally:
        journal.close()

"""The doctor: whatever is wrong is told with the command that mends it, and `--repair` mends it."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from evals.benchmarks.crashes.embedder import WordVectors
from index import generation
from index.archive import Archive
from index.doctor.finding import Finding, named
from index.doctor.visit import Diagnosis, visit
from index.embedder import Embedder
from index.errors import Damaged, Locked, Missing, TooNew
from index.journal import FILE
from index.lock import write_lock

ROWS = [
    {
        "id": f"a{number}",
        "title": f"Flood {number}",
        "text": f"The river {number} rose. Snow fell on {number}.",
    }
    for number in range(6)
]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with rows.jsonl and a sound archive of it: five articles published, one in the tail."""
    home = tmp_path_factory.mktemp("sound")
    for count in (5, 6):
        (home / "rows.jsonl").write_text("\n".join(map(json.dumps, ROWS[:count])), encoding="utf-8")
        with Archive.open(home / "archive", create=True, exact=True, embedder=WordVectors()) as archive:
            archive.sync([home / "rows.jsonl"])
    return home


@pytest.fixture
def rows(sound: Path) -> Iterator[Path]:
    """The file that the articles came from."""
    before = (sound / "rows.jsonl").read_bytes()
    yield sound / "rows.jsonl"
    (sound / "rows.jsonl").write_bytes(before)


@pytest.fixture
def root(sound: Path, tmp_path: Path) -> Path:
    """The archive, to be spoilt."""
    return Path(shutil.copytree(sound / "archive", tmp_path / "archive"))


@pytest.fixture
def see(root: Path, word_embedder: Any) -> Callable[..., Diagnosis]:
    """Has the doctor look at the archive; nothing may be embedded by that."""

    def look(*, repair: bool = False) -> Diagnosis:
        before = len(word_embedder.embedded)
        found = visit(root, embedder=word_embedder, repair=repair)
        assert len(word_embedder.embedded) == before
        return found

    return look


def tamper(root: Path, *statements: str) -> None:
    with sqlite3.connect(root / FILE, isolation_level=None) as db:
        for statement in statements:
            db.execute(statement)
    db.close()


def codes(found: Diagnosis) -> list[str]:
    return [finding.code for finding in found.findings]


def test_a_sound_archive_is_sound_and_stays_as_it_is(root: Path, see: Callable[..., Diagnosis]) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    found = see(repair=True)
    assert (found.sound, found.mended, found.articles) == (True, (), 6)
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_an_archive_after_replacing_and_removing_is_sound(
    root: Path, rows: Path, word_embedder: Embedder
) -> None:
    with Archive.open(root, exact=True, embedder=word_embedder) as archive:
        rows.write_text(json.dumps(ROWS[0] | {"text": "Nothing rose."}), encoding="utf-8")
        archive.sync([rows])
        archive.remove("a3")
    assert visit(root, embedder=word_embedder).sound


MENDABLE = {
    "orphans": [
        "INSERT INTO vectors VALUES ('gone', '0', x'00')",
        "INSERT INTO signatures VALUES ('gone', 'kind', x'00')",
        "INSERT INTO likenesses VALUES ('gone', 'other', 'near copy', 1.0)",
        "INSERT INTO passages VALUES ('p', 99, 0, 1, 1, 'gone')",
    ],
    "files_short": ["UPDATE files SET articles = 9"],
    "model_unknown": ["DELETE FROM settings"],
    "groups_lost": ["UPDATE articles SET copy_group = 'gone' WHERE id = 'a2'"],
}


@pytest.mark.parametrize(
    ("code", "statement"), [(code, one) for code, statements in MENDABLE.items() for one in statements]
)
def test_rows_that_belong_to_nothing_are_found_and_dropped(
    root: Path, see: Callable[..., Diagnosis], code: str, statement: str
) -> None:
    tamper(root, statement)
    found = see()
    assert codes(found) == [code]
    assert found.findings[0].mendable
    assert "dateline doctor --repair" in found.findings[0].remedy
    after = see(repair=True)
    assert after.sound
    assert len(after.mended) == 1
    assert see().sound


def test_of_a_file_with_articles_missing_the_next_add_reads_all(
    root: Path, rows: Path, word_embedder: Embedder, see: Callable[..., Diagnosis]
) -> None:
    tamper(root, "PRAGMA foreign_keys = ON", "DELETE FROM articles WHERE id = 'a5'")
    assert "files_short" in codes(see())
    assert see(repair=True).sound
    with Archive.open(root, exact=True, embedder=word_embedder) as archive:
        archive.sync([rows])
        assert archive.article("a5").title == "Flood 5"


UNMENDABLE = {
    "text_changed": "UPDATE articles SET text = text || ' Not.' WHERE id = 'a1'",
    "date_wrong": "UPDATE articles SET published_start = '2023-13-01' WHERE id = 'a1'",
    "sentences_wrong": "UPDATE articles SET sentences = x'00000000ff000000' WHERE id = 'a1'",
    "passages_wrong": 'UPDATE passages SET tokens = 1, "end" = "end" - 1 WHERE id GLOB \'a1:*\'',
    "vectors_broken": """UPDATE vectors SET data = zeroblob(256) WHERE embedded_sha256 IN
        (SELECT embedded_sha256 FROM passages WHERE id GLOB 'a1:*')""",
    "vectors_missing": """DELETE FROM vectors WHERE embedded_sha256 IN
        (SELECT embedded_sha256 FROM passages WHERE id GLOB 'a1:*')""",
}


@pytest.mark.parametrize(("code", "statement"), UNMENDABLE.items())
def test_what_only_its_file_can_give_anew_is_named_with_its_article(
    root: Path, see: Callable[..., Diagnosis], code: str, statement: str
) -> None:
    tamper(root, statement)
    for found in (see(), see(repair=True)):
        assert codes(found) == [code]
        assert found.findings[0].message.endswith("1 article: a1.")
        assert not found.findings[0].mendable
        assert "dateline remove ID" in found.findings[0].remedy


@pytest.mark.parametrize("statement", UNMENDABLE.values())
def test_the_remedy_for_an_article_mends_it(
    root: Path, rows: Path, word_embedder: Embedder, see: Callable[..., Diagnosis], statement: str
) -> None:
    tamper(root, statement)
    with Archive.open(root, exact=True, embedder=word_embedder) as archive:
        archive.remove("a1")
        archive.sync([rows])
        assert archive.search("the river 1 rose", 1)[0].article.id == "a1"
    assert see().sound


def test_a_vector_that_is_no_longer_the_published_one_is_not_published(
    root: Path, see: Callable[..., Diagnosis]
) -> None:
    with sqlite3.connect(root / FILE) as db:
        query = (
            "SELECT embedded_sha256, data FROM vectors JOIN passages USING (embedded_sha256) WHERE id > 'a1:'"
        )
        key, data = db.execute(query).fetchone()
        turned = np.roll(np.frombuffer(data, "<f4"), 1).tobytes()
        db.execute("UPDATE vectors SET data = ? WHERE embedded_sha256 = ?", (turned, key))
    db.close()
    before = generation.current(root)
    assert codes(see(repair=True)) == ["vectors_changed"]
    assert generation.current(root) == before


@pytest.mark.parametrize(
    ("code", "statement"),
    {
        "journal_tables": "CREATE TABLE more (id TEXT)",
        "changes_lost": "DELETE FROM changes WHERE sequence = 1",
        "journal_damaged": "DROP INDEX articles_by_words",
    }.items(),
)
def test_damage_to_the_truth_is_told_and_nothing_is_built_from_it(
    root: Path, see: Callable[..., Diagnosis], code: str, statement: str
) -> None:
    tamper(root, statement)
    if code == "journal_damaged":
        data = bytearray((root / FILE).read_bytes())
        data[4096:8192] = bytes(4096)
        (root / FILE).write_bytes(data)
    (root / "CURRENT").unlink()
    found = see(repair=True)
    assert codes(found) == [code]
    assert (found.mended, found.findings[0].mendable) == ((), False)
    assert "dateline import" in found.findings[0].remedy
    assert generation.current(root) is None


def test_a_lost_journal_is_told(root: Path, see: Callable[..., Diagnosis]) -> None:
    (root / FILE).unlink()
    assert codes(see(repair=True)) == ["journal_damaged"]


def test_an_undecodable_text_is_damage_for_a_reader_and_named_by_the_doctor(
    root: Path, word_embedder: Embedder, see: Callable[..., Diagnosis]
) -> None:
    tamper(root, "UPDATE articles SET text = CAST(x'526976ff' AS TEXT) WHERE id = 'a1'")
    with Archive.open(root, exact=True, embedder=word_embedder) as archive, pytest.raises(Damaged):
        archive.article("a1")
    assert codes(see())[0] == "text_changed"


@pytest.mark.parametrize("pointer", ["", "000000000001-aa 00\n"])
def test_a_lost_pointer_is_mended(root: Path, see: Callable[..., Diagnosis], pointer: str) -> None:
    (root / "CURRENT").write_text(pointer)
    assert codes(see())[-1] == "searched_lost"
    after = see(repair=True)
    assert after.sound
    assert after.mended[-1] == "Built what is searched anew: 6 passages."
    assert len(list((root / "generations").iterdir())) == 1


def test_an_older_journal_put_back_is_damage_until_what_is_searched_is_built_anew(
    root: Path, tmp_path: Path, rows: Path, word_embedder: Embedder, see: Callable[..., Diagnosis]
) -> None:
    shutil.copy(root / FILE, tmp_path / "older")
    rows.write_text(json.dumps(ROWS[0] | {"text": "Nothing rose."}), encoding="utf-8")
    with Archive.open(root, exact=True, embedder=word_embedder) as archive:
        archive.sync([rows])
        archive.merge()
    shutil.copy(tmp_path / "older", root / FILE)
    with pytest.raises(Damaged, match="an older copy of the journal"):
        Archive.open(root, exact=True, embedder=word_embedder)
    assert codes(see()) == ["searched_newer"]
    assert see(repair=True).sound
    with Archive.open(root, exact=True, embedder=word_embedder) as archive:
        assert "Nothing" not in archive.search("the river 0 rose", 1)[0].article.text


def test_what_is_searched_but_not_what_the_journal_says_is_built_anew(
    root: Path, see: Callable[..., Diagnosis]
) -> None:
    tamper(root, "PRAGMA foreign_keys = ON", "DELETE FROM articles WHERE id = 'a4'", "DELETE FROM files")
    assert "searched_differs" not in codes(see())  # what is gone is left out of every search
    tamper(root, "UPDATE passages SET id = id || '0' WHERE id GLOB 'a2:*'")
    assert "searched_differs" in codes(see())


def test_a_tail_beyond_its_bound_is_taken_in(
    root: Path, see: Callable[..., Diagnosis], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.publish.MOST_BEHIND", 0)
    assert codes(see()) == ["searched_behind"]
    assert see(repair=True).sound


def test_a_vector_store_that_does_not_find_what_it_holds_is_built_anew(
    root: Path, see: Callable[..., Diagnosis], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.building._is_found", lambda *_: False)
    assert codes(see()) == ["searched_wrong"]


def test_leftovers_are_told_and_removed_but_not_what_a_reader_holds(
    root: Path, word_embedder: Embedder, see: Callable[..., Diagnosis]
) -> None:
    with Archive.open(root, embedder=word_embedder) as reader:
        reader.search("river")
        unfinished = root / "generations" / "000000000009-dead"
        (unfinished / "words").mkdir(parents=True)
        abandoned = root / "copies" / "chroma-dead"
        abandoned.mkdir()
        (abandoned / "lock").touch()
        (root / "CURRENT.unfinished").touch()
        found = see()
        assert codes(found) == ["leftovers"]
        assert found.findings[0].message.startswith("3 leftovers of interrupted runs (0.0 MB): generations/")
        after = see(repair=True)
        assert after.sound
        assert after.mended == ("Removed 2 leftovers.",)  # the private copy went when the store was opened
        assert reader.search("river")
    assert not unfinished.exists()
    assert not abandoned.exists()


def test_a_graph_that_embeds_no_questions_is_exported_again(
    root: Path, word_embedder: Any, see: Callable[..., Diagnosis], monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = [True]

    def questions(texts: Sequence[str]) -> NDArray[np.float32]:
        if lost:
            raise Damaged("The graph that embeds questions is missing.", "", "query.onnx")
        found: NDArray[np.float32] = sound(texts)
        return found

    sound = word_embedder.questions
    monkeypatch.setattr(word_embedder, "questions", questions)
    monkeypatch.setattr(word_embedder, "prepare", lost.clear)
    assert codes(see()) == ["questions"]
    assert see(repair=True).sound


def test_another_model_is_told_with_what_to_do(
    root: Path, word_embedder: Any, see: Callable[..., Diagnosis]
) -> None:
    word_embedder.sha256 = "1" * 64
    assert codes(see(repair=True)) == ["embedding_mismatch"]


def test_what_cannot_be_looked_at_is_refused(
    root: Path, tmp_path: Path, word_embedder: Embedder, see: Callable[..., Diagnosis]
) -> None:
    with pytest.raises(Missing):
        visit(tmp_path / "nowhere", embedder=word_embedder)
    with write_lock(root), pytest.raises(Locked):
        see()
    tamper(root, "PRAGMA user_version = 99")
    with pytest.raises(TooNew):
        see()


def test_the_command_tells_and_exits_with_three_until_it_is_mended(
    root: Path, dateline: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    tamper(root, *MENDABLE["orphans"][:1])
    told = dateline("doctor", "--archive", root)
    assert told.returncode == 3
    assert "Wrong (orphans): Without an article: 1 vector.\n→ Run `dateline doctor --repair`" in told.stdout
    as_json = json.loads(dateline("doctor", "--json", "--archive", root).stdout)
    assert (as_json["sound"], as_json["findings"][0]["code"]) == (False, "orphans")


def test_only_the_first_names_are_told() -> None:
    assert named(list("abcdefg")) == "a, b, c, d, e and 2 more"
    assert Finding("a", "b", "c", True).to_dict() == {
        "code": "a",
        "message": "b",
        "remedy": "c",
        "mendable": True,
    }

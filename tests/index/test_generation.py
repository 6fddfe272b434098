import json
import multiprocessing
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from index import building, generation, manifest
from index.chroma import build_collection
from index.errors import Damaged, Missing
from index.generation import Entry, Generation, current, open_generation, publish, published

MODEL = "c0ffee"
ENTRIES = [
    Entry(f"p{row}", row // 3, f"Report {row % 7}", f"The word{row} came on day {row}.", 6)
    for row in range(90)
]


def unit(rows: int, seed: int, dimensions: int = 16) -> NDArray[np.float32]:
    vectors = np.random.default_rng(seed).normal(size=(rows, dimensions))
    found: NDArray[np.float32] = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    return found


def publish_rows(root: Path, rows: int, sequence: int = 1) -> None:
    publish(root, ENTRIES[:rows], unit(rows, 1), sequence=sequence, model_sha256=MODEL)


def sequence_of(root: Path) -> int | None:
    found = published(root)
    return found.sequence if found else None


def folder_of(root: Path) -> Path:
    return root / "generations" / str(current(root))


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("archive")
    publish_rows(root, 90, sequence=12)
    return root


@pytest.mark.parametrize("exact", [True, False])
def test_what_was_published_is_what_is_opened(root: Path, exact: bool) -> None:
    opened = open_generation(root, exact=exact)
    assert (opened.sequence, opened.model_sha256) == (12, MODEL)
    assert opened.ids == [entry.passage_id for entry in ENTRIES]
    assert opened.articles.tolist() == [entry.article for entry in ENTRIES]
    assert opened.lexical(["word41"], 3)[0][0] == 41
    assert [opened.frequency("text", term) for term in ("word", "word41", "came")] == [0, 1, 90]
    opened.close()


def test_open_and_exact_searches_agree_to_the_last_bit(root: Path) -> None:
    open_, exact = open_generation(root), open_generation(root, exact=True)
    for query in unit(20, 2):
        assert open_.dense(query, 10) == exact.dense(query, 10)
    open_.close()
    exact.close()


def test_a_filter_leaves_only_allowed_rows(root: Path) -> None:
    opened = open_generation(root)
    allowed = np.arange(90) % 3 == 0
    query = unit(1, 3)[0]
    everything = opened.dense(query, 90)
    assert opened.dense(query, 5, allowed) == [hit for hit in everything if allowed[hit[0]]][:5]
    assert [row for row, _ in opened.lexical(["day"], 90, allowed)] == list(range(0, 90, 3))
    opened.close()


def test_more_is_asked_for_than_there_is(root: Path) -> None:
    opened = open_generation(root)
    assert len(opened.dense(unit(1, 3)[0], 1_000)) == 90
    assert opened.dense(unit(1, 3)[0], 0) == []
    opened.close()


def test_an_exact_reader_never_loads_chroma(root: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from index.generation import open_generation\n"
        f"g = open_generation(Path({str(root)!r}), exact=True); g.lexical(['day'], 1); g.close()\n"
        "print(sorted({'chromadb', 'torch', 'onnxruntime'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("dimensions", [0, 16])
@pytest.mark.parametrize("exact", [True, False])
def test_an_empty_archive_finds_nothing(tmp_path: Path, exact: bool, dimensions: int) -> None:
    publish(tmp_path, [], np.zeros((0, dimensions), np.float32), sequence=0, model_sha256=MODEL)
    opened = open_generation(tmp_path, exact=exact)
    assert opened.ids == []
    assert opened.dense(unit(1, 3)[0], 5) == []
    assert opened.dense(unit(1, 3)[0], 5, np.zeros(0, np.bool_)) == []
    assert opened.lexical(["day"], 5) == []
    assert opened.frequency("text", "day") == 0
    opened.close()


def test_before_the_first_publish_there_is_nothing_to_open(tmp_path: Path) -> None:
    assert current(tmp_path) is None
    assert published(tmp_path) is None
    with pytest.raises(Missing, match="dateline add"):
        open_generation(tmp_path)


def test_a_new_generation_replaces_the_old_one(tmp_path: Path) -> None:
    publish_rows(tmp_path, 3, sequence=1)
    publish_rows(tmp_path, 5, sequence=2)
    assert sequence_of(tmp_path) == 2
    assert [folder.name for folder in (tmp_path / "generations").iterdir()] == [current(tmp_path)]


def test_a_reader_keeps_its_generation_until_it_closes(tmp_path: Path) -> None:
    publish_rows(tmp_path, 3, sequence=1)
    reader, old = open_generation(tmp_path, exact=True), folder_of(tmp_path)
    publish_rows(tmp_path, 5, sequence=2)
    assert old.exists()
    assert [row for row, _ in reader.lexical(["day"], 9)] == [0, 1, 2]
    reader.close()
    publish_rows(tmp_path, 5, sequence=3)
    assert not old.exists()


def test_the_last_reader_of_a_generation_that_another_followed_removes_it(tmp_path: Path) -> None:
    publish_rows(tmp_path, 3, sequence=1)
    one, other = open_generation(tmp_path, exact=True), open_generation(tmp_path, exact=True)
    old = folder_of(tmp_path)
    publish_rows(tmp_path, 5, sequence=2)
    one.close()
    assert [row for row, _ in other.lexical(["day"], 9)] == [0, 1, 2]
    other.close()
    assert not old.exists()
    open_generation(tmp_path, exact=True).close()
    assert sequence_of(tmp_path) == 2


def test_what_an_interrupted_publish_left_is_removed_by_the_next(tmp_path: Path) -> None:
    unfinished = tmp_path / "generations" / "000000000001-dead"
    (unfinished / "words").mkdir(parents=True)
    publish_rows(tmp_path, 2)
    assert not unfinished.exists()


def test_a_publish_that_fails_leaves_the_old_state_and_no_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_rows(tmp_path, 3, sequence=1)
    before = current(tmp_path)
    monkeypatch.setattr(building, "build_collection", lambda *_: (_ for _ in ()).throw(OSError("no space")))
    with pytest.raises(OSError, match="no space"):
        publish_rows(tmp_path, 5, sequence=2)
    assert current(tmp_path) == before
    assert len(list((tmp_path / "generations").iterdir())) == 1
    assert sequence_of(tmp_path) == 1


def test_a_store_that_lost_vectors_is_not_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        building,
        "build_collection",
        lambda folder, ids, vectors, _: build_collection(folder, ids[1:], vectors[1:]),
    )
    with pytest.raises(Damaged, match="does not hold the 9 ids"):
        publish_rows(tmp_path, 9)
    assert current(tmp_path) is None


def test_a_store_that_does_not_find_its_vectors_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        building,
        "build_collection",
        lambda folder, ids, vectors, _: build_collection(folder, ids, -vectors),
    )
    publish_rows(tmp_path, 90)
    assert current(tmp_path)
    assert not list(tmp_path.glob("generations/*/chroma"))


def test_two_entries_of_one_id_are_not_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "build_collection", lambda *_: None)
    with pytest.raises(Damaged, match=r"2 passages \(1 ids\)"):
        publish(tmp_path, [ENTRIES[0]] * 2, unit(2, 1), sequence=1, model_sha256=MODEL)


def test_entries_and_vectors_must_be_as_many(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="2 entries, 3 vectors"):
        publish(tmp_path, ENTRIES[:2], unit(3, 1), sequence=1, model_sha256=MODEL)


def data_files(root: Path) -> list[str]:
    manifest = json.loads((folder_of(root) / "manifest.json").read_text())
    return [*manifest["files"], "manifest.json"]


def harm(file: Path, how: str) -> None:
    data = bytearray(file.read_bytes())
    if how == "removed":
        file.unlink()
    elif how == "cut":
        file.write_bytes(data[: len(data) // 2])
    else:
        data[len(data) // 2] ^= 1
        file.write_bytes(data)


@pytest.mark.parametrize("how", ["removed", "cut", "flipped"])
def test_every_damaged_file_is_found_before_it_is_opened(
    tmp_path: Path, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_rows(tmp_path, 12)
    monkeypatch.setattr(generation, "Generation", lambda *_: pytest.fail("opened a damaged file"))
    for name in data_files(tmp_path):
        file = folder_of(tmp_path) / name
        if not (whole := file.read_bytes()):
            continue
        harm(file, how)
        with pytest.raises(Damaged, match="dateline doctor --repair") as caught:
            open_generation(tmp_path)
        assert caught.value.file == str(file)
        assert published(tmp_path) is None or how == "flipped"  # only opening reads every byte
        file.write_bytes(whole)
    assert sequence_of(tmp_path) == 1


def test_an_exact_reader_does_not_mind_a_damaged_chroma(tmp_path: Path) -> None:
    publish_rows(tmp_path, 12)
    harm(folder_of(tmp_path) / "chroma" / "chroma.sqlite3", "flipped")
    open_generation(tmp_path, exact=True).close()


@pytest.mark.parametrize("pointer", [b"", b"one", b"../../etc x", b"\xff\xfe"])
def test_a_pointer_that_names_nothing_is_damage(tmp_path: Path, pointer: bytes) -> None:
    (tmp_path / "CURRENT").write_bytes(pointer)
    with pytest.raises(Damaged, match="does not name a generation"):
        open_generation(tmp_path)


def test_a_pointer_to_what_is_gone_is_damage(tmp_path: Path) -> None:
    (tmp_path / "CURRENT").write_text("000000000001-aa 00\n")
    with pytest.raises(Damaged, match="is not there"):
        open_generation(tmp_path)


def test_what_another_version_wrote_is_rebuilt_and_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_rows(tmp_path, 3)
    monkeypatch.setattr(manifest, "version", lambda name: "99.0" if name == "chromadb" else "0")
    with pytest.raises(Damaged, match="written by tantivy"):
        open_generation(tmp_path, exact=True)


def test_progress_counts_words_and_vectors(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []

    def tell(*step: Any) -> None:
        told.append(step)

    publish(tmp_path, ENTRIES, unit(90, 1), sequence=1, model_sha256=MODEL, progress=tell)
    assert told == [("publish", 90, 180), ("publish", 180, 180)]


def test_the_same_entries_give_the_same_answers_however_often_they_are_published(tmp_path: Path) -> None:
    answers = []
    for sequence in (1, 2):
        publish_rows(tmp_path, 90, sequence)
        opened = open_generation(tmp_path)
        answers.append((opened.dense(unit(1, 8)[0], 10), opened.lexical(["day came report"], 10)))
        opened.close()
    assert answers[0] == answers[1]


def read_once(root: str, failures: "multiprocessing.Queue[str]") -> None:
    try:
        opened: Generation = open_generation(Path(root), exact=True)
        assert len(opened.lexical(["day"], 100)) == len(opened.ids)
        opened.close()
    except Exception as error:
        failures.put(repr(error))
        raise


def test_readers_never_meet_a_generation_that_is_going_away(tmp_path: Path) -> None:
    publish_rows(tmp_path, 1)
    context = multiprocessing.get_context("spawn")
    failures = context.Queue()
    readers = [context.Process(target=read_once, args=(str(tmp_path), failures)) for _ in range(3)]
    for reader in readers:
        reader.start()
    for sequence in range(2, 6):
        publish_rows(tmp_path, sequence, sequence)
    for reader in readers:
        reader.join()
    assert [reader.exitcode for reader in readers] == [0, 0, 0]

import contextlib
import fcntl
import os
import shutil
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index import chroma, scratch
from index.chroma import PrivateCopy, build_collection
from index.vectors import nearest, score


def unit(rows: int, seed: int, dimensions: int = 32) -> NDArray[np.float32]:
    vectors = np.random.default_rng(seed).normal(size=(rows, dimensions))
    found: NDArray[np.float32] = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    return found


def names(rows: int) -> list[str]:
    return [f"article:{row}" for row in range(rows)]


def open_files(folder: Path) -> list[Path]:
    links = []
    for link in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(FileNotFoundError):
            links.append(link.readlink())
    return [link for link in links if link.is_relative_to(folder)]


@pytest.fixture(scope="module")
def vectors() -> NDArray[np.float32]:
    return unit(700, 1)


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory, vectors: NDArray[np.float32]) -> Path:
    folder = tmp_path_factory.mktemp("collection") / "chroma"
    build_collection(folder, names(len(vectors)), vectors)
    return folder


def test_neighbours_are_those_of_exact_search(
    collection: Path, vectors: NDArray[np.float32], tmp_path: Path
) -> None:
    neighbours = PrivateCopy(collection, names(len(vectors)), tmp_path)
    hits = 0
    for query in unit(40, 2):
        found = score(vectors, query, neighbours.nearest(query, 10), 10)
        hits += len(set(found) & set(nearest(vectors, query, 10)))
    neighbours.close()
    assert hits / 400 >= 0.99


def test_the_collection_holds_the_ids_that_it_was_given(collection: Path, tmp_path: Path) -> None:
    neighbours = PrivateCopy(collection, names(700), tmp_path)
    assert neighbours.ids() == set(names(700))
    neighbours.close()


def test_every_vector_of_every_batch_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chroma, "BATCH", 10)
    vectors, told = unit(47, 3), list[int]()
    build_collection(tmp_path / "chroma", names(47), vectors, told.append)
    neighbours = PrivateCopy(tmp_path / "chroma", names(47), tmp_path / "copies")
    assert all(row in neighbours.nearest(vectors[row], 1) for row in range(47))
    neighbours.close()
    assert told == [10, 20, 29, 38, 47]


@pytest.mark.parametrize("rows", [0, 1, 2])
def test_the_smallest_collections_work(tmp_path: Path, rows: int) -> None:
    build_collection(tmp_path / "chroma", names(rows), unit(rows, 4))
    neighbours = PrivateCopy(tmp_path / "chroma", names(rows), tmp_path / "copies")
    assert sorted(neighbours.nearest(unit(1, 5)[0], 10)) == list(range(rows))
    neighbours.close()


def test_reading_changes_nothing_in_the_folder_that_was_built(collection: Path, tmp_path: Path) -> None:
    before = {file: file.read_bytes() for file in collection.rglob("*") if file.is_file()}
    neighbours = PrivateCopy(collection, names(700), tmp_path)
    neighbours.nearest(unit(1, 6)[0], 3)
    neighbours.close()
    assert {file: file.read_bytes() for file in collection.rglob("*") if file.is_file()} == before


def test_closing_lets_go_of_every_file_and_of_the_copy(collection: Path, tmp_path: Path) -> None:
    neighbours = PrivateCopy(collection, names(700), tmp_path)
    neighbours.nearest(unit(1, 6)[0], 3)
    neighbours.close()
    neighbours.close()
    assert open_files(tmp_path) == []
    assert list(tmp_path.iterdir()) == []


def test_a_forgotten_reader_leaves_no_copy_behind(collection: Path, tmp_path: Path) -> None:
    neighbours = PrivateCopy(collection, names(700), tmp_path)
    del neighbours
    assert list(tmp_path.iterdir()) == []


def test_a_reader_that_cannot_open_leaves_no_copy_behind(tmp_path: Path) -> None:
    (tmp_path / "not-a-collection").mkdir()
    with pytest.raises(Exception, match="does not exist"):
        PrivateCopy(tmp_path / "not-a-collection", [], tmp_path / "copies")
    assert list((tmp_path / "copies").iterdir()) == []


def test_the_copy_of_a_dead_reader_is_removed_and_that_of_a_living_one_is_not(
    collection: Path, tmp_path: Path
) -> None:
    living = PrivateCopy(collection, names(700), tmp_path)
    dead = tmp_path / "chroma-dead"
    shutil.copytree(collection, dead / "collection")
    (dead / "lock").touch()
    PrivateCopy(collection, names(700), tmp_path).close()
    assert not dead.exists()
    assert len(living.nearest(unit(1, 6)[0], 3)) >= 3
    living.close()


def test_a_copy_that_is_just_being_made_is_left_alone(collection: Path, tmp_path: Path) -> None:
    young, old = tmp_path / "chroma-young", tmp_path / "chroma-old"
    young.mkdir()
    old.mkdir()
    os.utime(old, (0, 0))
    PrivateCopy(collection, names(700), tmp_path).close()
    assert young.exists()
    assert not old.exists()


def test_a_file_is_copied_where_blocks_cannot_be_shared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(fcntl, "ioctl", refuse)
    (tmp_path / "old").write_bytes(b"text" * 1000)
    scratch._clone(str(tmp_path / "old"), str(tmp_path / "new"))
    assert (tmp_path / "new").read_bytes() == b"text" * 1000

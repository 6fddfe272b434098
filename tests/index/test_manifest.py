"""The manifest: what is noted of a folder, and what is found when the folder is no longer that."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from pathlib import Path

import pytest

from index import manifest
from index.errors import Damaged
from index.manifest import LOCK, MANIFEST, checked_manifest, file_sha256, write_manifest


@pytest.fixture
def noted(tmp_path: Path) -> tuple[Path, str]:
    """A folder, and the SHA-256 of its manifest."""
    for name in ("ids.json", "words/meta.json", "words/writer.lock", "chroma/data.bin", LOCK):
        file = tmp_path / "one" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name)
    return tmp_path / "one", write_manifest(tmp_path / "one", 7, "c0ffee", 3)


def test_every_file_with_data_is_noted_and_no_lock(noted: tuple[Path, str]) -> None:
    found = checked_manifest(*noted, exact=False)
    assert set(found["files"]) == {"ids.json", "words/meta.json", "chroma/data.bin"}
    assert (found["sequence"], found["model_sha256"], found["passages"]) == (7, "c0ffee", 3)


def test_a_file_is_hashed_by_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"\x00\xff" * 100_000)
    assert file_sha256(tmp_path / "a") == hashlib.sha256(b"\x00\xff" * 100_000).hexdigest()


def test_chroma_is_not_looked_at_for_an_exact_search(
    noted: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(manifest, "version", lambda name: "0" if name == "chromadb" else version(name))
    (noted[0] / "chroma" / "data.bin").unlink()
    checked_manifest(*noted, exact=True)
    with pytest.raises(Damaged, match=r"chroma/data\.bin is missing"):
        checked_manifest(*noted, exact=False)


def test_a_manifest_that_was_changed_is_damage(noted: tuple[Path, str]) -> None:
    file = noted[0] / MANIFEST
    file.write_text(file.read_text().replace('"sequence": 7', '"sequence": 8'))
    with pytest.raises(Damaged, match=r"one/manifest\.json is not what was published"):
        checked_manifest(*noted, exact=True)

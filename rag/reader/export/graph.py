"""The trained network as an ONNX graph, its word embeddings in eight bits.

Each word's vector has a scale of its own, so a rare word with small numbers is kept as exactly as a
common one; onnxruntime's own quantisation of a table has a single scale.
"""

from __future__ import annotations

import copy
import warnings
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from rag.reader.train.network import Network

INPUTS = ("ids", "types")
OUTPUTS = ("start", "end", "answerable")


class Words(nn.Module):
    """A table of vectors in eight bits, looked up as floats."""

    def __init__(self, table: Tensor) -> None:
        super().__init__()
        scales = table.abs().amax(dim=1, keepdim=True).clamp_min(1e-8) / 127
        self.register_buffer("table", torch.round(table / scales).to(torch.int8))
        self.register_buffer("scales", scales)

    def forward(self, ids: Tensor) -> Tensor:
        """The vectors of ``ids``."""
        table, scales = self.get_buffer("table"), self.get_buffer("scales")
        rows: Tensor = functional.embedding(ids, table).float() * functional.embedding(ids, scales)
        return rows


def write_graph(network: Network, file: Path, *, small_words: bool = True) -> None:
    """Write ``network`` in float32 to ``file``; it reads windows of any one width, none of them filled up."""
    network = copy.deepcopy(network).cpu().eval()
    if small_words:
        network.words = Words(network.words.weight.detach())  # type: ignore[assignment]
    ids = torch.tensor([[101, 2054, 102, 2023, 102]])
    types = torch.tensor([[0, 0, 0, 1, 1]])
    free = {0: "windows", 1: "wordpieces"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracer warns about each constant that it folds
        torch.onnx.export(
            network,
            (ids, types),
            str(file),
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes=dict.fromkeys((*INPUTS, "start", "end"), free) | {"answerable": {0: "windows"}},
            dynamo=False,
        )

"""The network: the embedding model's encoder with a head for spans and a head for answerability.

The encoder is BERT's (Devlin et al. 2019) in the size of MiniLM (Wang et al. 2020), written out so that
training casts each tensor once and the graph that is exported holds nothing but its operators. The word
embeddings stay as they are: the sets name too few of the words that news uses.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

_FAR = -1e4
"""Added to what must not be looked at; fits into half precision."""


@dataclass(frozen=True, slots=True)
class Size:
    """The measures of a network; by default those of all-MiniLM-L6-v2."""

    words: int = 30522
    places: int = 512
    width: int = 384
    layers: int = 6
    heads: int = 12
    inner: int = 1536


class Layer(nn.Module):
    """Attention and a feed-forward step, each added to its input and normalised."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.heads = size.heads
        self.attend = nn.Linear(size.width, 3 * size.width)
        self.mix = nn.Linear(size.width, size.width)
        self.mix_norm = nn.LayerNorm(size.width, eps=1e-12)
        self.up = nn.Linear(size.width, size.inner)
        self.down = nn.Linear(size.inner, size.width)
        self.down_norm = nn.LayerNorm(size.width, eps=1e-12)

    def forward(self, states: Tensor, bias: Tensor | None) -> Tensor:
        """``states`` (windows, pieces, width); ``bias`` is added to the attention scores."""
        rows, pieces, width = states.shape
        each = width // self.heads
        parts = self.attend(states).view(rows, pieces, 3, self.heads, each).permute(2, 0, 3, 1, 4)
        query, key, value = parts[0], parts[1], parts[2]
        scores = query @ key.transpose(-1, -2) * each**-0.5
        weights = torch.softmax(scores if bias is None else scores + bias, dim=-1)
        seen = (weights @ value).transpose(1, 2).reshape(rows, pieces, width)
        states = self.mix_norm(states + self.mix(seen))
        normed: Tensor = self.down_norm(states + self.down(functional.gelu(self.up(states))))
        return normed


class Network(nn.Module):
    """ids, types and mask in; logits of start, end and answerability out."""

    def __init__(self, size: Size | None = None) -> None:
        super().__init__()
        size = size or Size()
        self.words = nn.Embedding(size.words, size.width)
        self.words.weight.requires_grad_(False)
        self.places = nn.Embedding(size.places, size.width)
        self.types = nn.Embedding(2, size.width)
        self.norm = nn.LayerNorm(size.width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(size) for _ in range(size.layers))
        self.span = nn.Linear(size.width, 2)
        self.look = nn.Linear(size.width, 1)
        self.judge = nn.Linear(2 * size.width, size.width)
        self.answerable = nn.Linear(size.width, 1)

    def forward(
        self, ids: Tensor, types: Tensor, mask: Tensor | None = None
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Start and end (windows, pieces), minus 10,000 off the text and ``[CLS]``; answerable (windows,).

        Without ``mask`` every piece counts, as in a single window.
        """
        states = self.states(ids, types, mask)
        off = (1.0 - self._allowed(types)) * _FAR
        start, end = (self.span(states) + off.unsqueeze(-1)).unbind(-1)
        return start, end, self._answerable(states, mask)

    def states(self, ids: Tensor, types: Tensor, mask: Tensor | None) -> Tensor:
        """What the encoder makes of each piece, as float32."""
        places = self.places.weight[: ids.shape[1]]
        states = self.norm(self.words(ids) + places + self.types(types))
        if torch.is_autocast_enabled(ids.device.type):
            states = states.to(torch.get_autocast_dtype(ids.device.type))
        bias = None if mask is None else ((1 - mask)[:, None, None, :] * _FAR).to(states.dtype)
        for layer in self.layers:
            states = layer(states, bias)
        read: Tensor = states.float()
        return read

    def _answerable(self, states: Tensor, mask: Tensor | None) -> Tensor:
        scores = self.look(states).squeeze(-1)
        scores = scores if mask is None else scores + (1 - mask) * _FAR
        pooled = (torch.softmax(scores, dim=-1).unsqueeze(1) @ states).squeeze(1)
        judged = functional.gelu(self.judge(torch.cat([states[:, 0], pooled], dim=-1)))
        answer: Tensor = self.answerable(judged).squeeze(-1)
        return answer

    @staticmethod
    def _allowed(types: Tensor) -> Tensor:
        """1.0 on the text, its closing mark left out, and on ``[CLS]``."""
        text = types.float()
        none = torch.zeros_like(text[:, :1])
        inside = text * torch.cat([text[:, 1:], none], dim=1)
        return torch.cat([none + 1.0, inside[:, 1:]], dim=1)


def started(seed: int) -> Network:
    """A network with the encoder of the embedding model, and heads drawn with ``seed``."""
    from safetensors.torch import load_file

    from index.embed import model_folder

    torch.manual_seed(seed)
    network = Network()
    given = load_file(Path(model_folder()) / "model.safetensors")
    missing = network.load_state_dict(_renamed(given, Size().layers), strict=False).missing_keys
    assert all(key.split(".")[0] in {"span", "look", "judge", "answerable"} for key in missing)  # noqa: S101
    return network


def size_of(weights: dict[str, Tensor], heads: int = Size().heads) -> Size:
    """The size of the network that has these weights; how many heads they don't tell."""
    words, width = weights["words.weight"].shape
    layers = len({name.split(".")[1] for name in weights if name.startswith("layers.")})
    inner = weights["layers.0.up.weight"].shape[0]
    return Size(words, weights["places.weight"].shape[0], width, layers, heads, inner)


def _renamed(given: dict[str, Tensor], layers: int) -> dict[str, Tensor]:
    """BERT's parameters under the names that they have here, the three of attention in one."""
    tops = {
        "words": "word_embeddings",
        "places": "position_embeddings",
        "types": "token_type_embeddings",
        "norm": "LayerNorm",
    }
    insides = {
        "mix": "attention.output.dense",
        "mix_norm": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "down_norm": "output.LayerNorm",
    }
    named: dict[str, Tensor] = {}
    for new, old in tops.items():
        for kind in ("weight", "bias"):
            if f"embeddings.{old}.{kind}" in given:
                named[f"{new}.{kind}"] = given[f"embeddings.{old}.{kind}"]
    for layer in range(layers):
        root = f"encoder.layer.{layer}"
        for kind in ("weight", "bias"):
            three = [given[f"{root}.attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
            named[f"layers.{layer}.attend.{kind}"] = torch.cat(three)
            for new, old in insides.items():
                named[f"layers.{layer}.{new}.{kind}"] = given[f"{root}.{old}.{kind}"]
    return named

"""Activations made even before they are put into eight bits.

A few channels of an encoder are many times as large as the rest, and so are a few wordpieces; one scale
for all leaves the others hardly any steps. So each channel is divided by a factor that the matrix behind
it is multiplied with (SmoothQuant, Xiao et al. 2023), and each wordpiece by its largest number, with
which the product is multiplied again: the result stays the same. How large the channels are is seen on
windows of the development part.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence

import torch
from torch import Tensor, nn

from rag.reader.train.network import Layer, Network
from rag.reader.windows import Window, batch

_LEAST = 1e-6
_BETWEEN = 0.8
"""How much of the unevenness moves from the activations into the matrix."""
_SMOOTHED = ("attend", "mix", "up", "down")


class Smoothed(nn.Module):
    """A linear step that divides its input by ``factors`` and by each row's largest number first."""

    def __init__(self, linear: nn.Linear, factors: Tensor) -> None:
        super().__init__()
        self.register_buffer("even", 1.0 / factors)
        self.linear = nn.Linear(linear.in_features, linear.out_features, bias=False)
        self.linear.weight.data = linear.weight.detach() * factors
        self.bias = nn.Parameter(linear.bias.detach().clone())

    def forward(self, given: Tensor) -> Tensor:
        """The linear step of ``given``."""
        even = given * self.get_buffer("even")
        tallest = even.abs().amax(dim=-1, keepdim=True).clamp_min(_LEAST)
        stepped: Tensor = self.linear(even / tallest) * tallest + self.bias
        return stepped


def smoothed(network: Network, rows: Sequence[Window]) -> Network:
    """A copy of ``network`` that computes the same, with even activations on windows like ``rows``."""
    network = copy.deepcopy(network).cpu().eval()
    for layer, largest in zip(network.layers, _largest(network, rows), strict=True):
        for name in _SMOOTHED:
            linear = layer.get_submodule(name)
            assert isinstance(linear, nn.Linear)  # noqa: S101
            columns = linear.weight.detach().abs().amax(dim=0)
            factors = (largest[name] ** _BETWEEN / columns.clamp_min(1e-5) ** (1 - _BETWEEN)).clamp_min(1e-4)
            setattr(layer, name, Smoothed(linear, factors))
    return network


def _largest(network: Network, rows: Sequence[Window]) -> list[dict[str, Tensor]]:
    """For each layer and step, the largest absolute value of each channel of its input."""
    seen: list[dict[str, Tensor]] = [{} for _ in network.layers]

    def watch(at: int, name: str, layer: nn.Module) -> torch.utils.hooks.RemovableHandle:
        def note(_: nn.Module, given: tuple[Tensor, ...]) -> None:
            now = given[0].detach().abs().flatten(0, -2).amax(dim=0)
            seen[at][name] = torch.maximum(seen[at].get(name, now), now)

        return layer.get_submodule(name).register_forward_pre_hook(note)

    hooks = [
        watch(at, name, layer)
        for at, layer in enumerate(network.layers)
        if isinstance(layer, Layer)
        for name in _SMOOTHED
    ]
    with torch.no_grad():
        for window in rows:
            one = batch([window])
            network(torch.from_numpy(one.ids), torch.from_numpy(one.types))
    for hook in hooks:
        hook.remove()
    return seen

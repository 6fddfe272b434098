"""One step of learning: the loss, the rates, the optimizer and the moving average of the weights."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from rag.reader.scan import Logits
from rag.reader.train.batches import Taught
from rag.reader.train.network import Network
from rag.reader.train.recipe import Recipe
from rag.reader.windows import Batch

_HEADS = ("span.", "look.", "judge.", "answerable.")


class Learner:
    """A network that learns by `step`, on a GPU where there is one, in bf16."""

    def __init__(self, network: Network, recipe: Recipe) -> None:
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.network = network.to(self.device)
        self._recipe = recipe
        self._named = {n: p for n, p in self.network.named_parameters() if p.requires_grad}
        self._average = {n: p.detach().clone() for n, p in self._named.items()}
        self._optimizer = torch.optim.AdamW(self._groups(), lr=0.0, fused=True)
        self._averaged = 0

    def step(self, taught: Taught, progress: float) -> float:
        """Learn from one batch at ``progress`` (0 to 1) of the training; the loss."""
        high = _height(progress, self._recipe.warm_up)
        for group in self._optimizer.param_groups:
            group["lr"] = high * group["rate"]
        self._optimizer.zero_grad(set_to_none=True)
        loss = self._loss(taught)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self._named.values(), self._recipe.clip)
        self._optimizer.step()
        self._follow()
        return float(loss.detach())

    def read(self, windows: Batch) -> Logits:
        """What the averaged network says; a `rag.reader.scan.Network`."""
        held = [p.detach().clone() for p in self._named.values()]
        self._put(self._average)
        try:
            with torch.no_grad(), self._half():
                logits = self.network(*self._inputs(windows))
        finally:
            self._put(dict(zip(self._named, held, strict=True)))
        start, end, answerable = (logit.float().cpu().numpy() for logit in logits)
        return start, end, answerable

    def state(self) -> dict[str, Tensor]:
        """Everything that `restore` needs, by name."""
        tensors = {f"weights/{n}": p.detach() for n, p in self.network.named_parameters()}
        tensors |= {f"average/{n}": a for n, a in self._average.items()}
        for name, parameter in self._named.items():
            for what, value in self._optimizer.state[parameter].items():
                tensors[f"optimizer/{name}/{what}"] = value
        return {name: tensor.cpu() for name, tensor in tensors.items()}

    def restore(self, tensors: dict[str, Tensor], step: int) -> None:
        """Stand where the learner stood whose `state` was saved after ``step`` steps."""
        self.network.load_state_dict(_below("weights/", tensors))
        for name, average in _below("average/", tensors).items():
            self._average[name].copy_(average)
        for name, parameter in self._named.items():
            state: dict[str, Any] = _below(f"optimizer/{name}/", tensors)
            self._optimizer.state[parameter] = {
                what: value if what == "step" else value.to(self.device) for what, value in state.items()
            }
        self._averaged = step

    def _loss(self, taught: Taught) -> Tensor:
        with self._half():
            start, end, answerable = self.network(*self._inputs(taught.read))
        starts, ends, weights, labels, counts = (
            torch.from_numpy(array).to(self.device)
            for array in (taught.starts, taught.ends, taught.weights, taught.answerable, taught.counts)
        )
        span = _pointing(start, starts, weights) + _pointing(end, ends, weights)
        wanted = labels * (1 - 2 * self._recipe.smoothing) + self._recipe.smoothing
        judged = functional.binary_cross_entropy_with_logits(answerable, wanted, reduction="none")
        losses = span / 2 + self._recipe.answerable_weight * judged
        return (losses * counts).sum() / counts.sum()

    def _follow(self) -> None:
        """The average trails the weights; early on closely, or it would remember how they began."""
        self._averaged += 1
        keep = min(self._recipe.average, self._averaged / (self._averaged + 10))
        with torch.no_grad():
            torch._foreach_lerp_(list(self._average.values()), list(self._named.values()), 1 - keep)

    def _put(self, values: dict[str, Tensor]) -> None:
        with torch.no_grad():
            for name, parameter in self._named.items():
                parameter.copy_(values[name])

    def _inputs(self, windows: Batch) -> tuple[Tensor, ...]:
        arrays = (windows.ids, windows.types, windows.mask)
        return tuple(torch.from_numpy(array).to(self.device) for array in arrays)

    def _half(self) -> AbstractContextManager[Any]:
        return torch.autocast(self.device.type, dtype=torch.bfloat16)

    def _groups(self) -> list[dict[str, Any]]:
        """Heads learn faster than the body; biases and norms do not decay."""
        groups: dict[tuple[bool, bool], list[torch.nn.Parameter]] = {}
        for name, parameter in self._named.items():
            groups.setdefault((name.startswith(_HEADS), parameter.ndim > 1), []).append(parameter)
        return [
            {
                "params": parameters,
                "rate": self._recipe.head_rate if head else self._recipe.body_rate,
                "weight_decay": self._recipe.decay if decays else 0.0,
            }
            for (head, decays), parameters in groups.items()
        ]


def averaged(tensors: dict[str, Tensor]) -> dict[str, Tensor]:
    """The weights of a checkpoint that are used: the average, and what was not trained."""
    return _below("weights/", tensors) | _below("average/", tensors)


def _height(progress: float, warm_up: float) -> float:
    """The rates as a share of their highest: up over ``warm_up``, then down to zero, both straight."""
    if progress < warm_up:
        return progress / warm_up
    return max(0.0, (1 - progress) / (1 - warm_up))


def _pointing(logits: Tensor, places: Tensor, weights: Tensor) -> Tensor:
    """Cross-entropy of pointing at each of the right places as often as annotators did."""
    logs = torch.log_softmax(logits, dim=-1).gather(1, places)
    return -(logs * weights).sum(dim=-1)


def _below(prefix: str, tensors: dict[str, Tensor]) -> dict[str, Tensor]:
    return {name.removeprefix(prefix): t for name, t in tensors.items() if name.startswith(prefix)}

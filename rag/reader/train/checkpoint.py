"""Checkpoints: all that a run needs to go on as if it had never stopped, without pickle.

A checkpoint is a folder ``step-00001234`` with the weights, their moving average and the optimizer's
state in one safetensors file, and the place in the data as JSON. It appears whole or not at all, and
only the last two are kept.
"""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import Damaged, ModelMissing
from index.manifest import file_sha256, flush, fsync

if TYPE_CHECKING:
    from torch import Tensor

KEPT = 2
TENSORS = "state.safetensors"
PLACE = "place.json"

_NAME = re.compile(r"step-\d{8}")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a run stands: steps done, the epoch and its next batch, lessons seen, seconds taken."""

    step: int = 0
    epoch: int = 0
    batch: int = 0
    seen: int = 0
    seconds: float = 0.0
    recipe: str = ""
    """SHA-256 of the recipe: a run goes on only under its own."""


def save(out: Path, place: Place, tensors: dict[str, Tensor]) -> Path:
    """Write a checkpoint and remove all but the last two."""
    from safetensors.torch import save_file

    unfinished = out / "unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    save_file({name: tensor.contiguous() for name, tensor in tensors.items()}, unfinished / TENSORS)
    record = asdict(place) | {"sha256": file_sha256(unfinished / TENSORS)}
    (unfinished / PLACE).write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    flush(unfinished)
    folder = out / f"step-{place.step:08}"
    if folder.exists():
        shutil.rmtree(folder)
    unfinished.replace(folder)
    fsync(out)
    for old in checkpoints(out)[:-KEPT]:
        shutil.rmtree(old)
    return folder


def checkpoints(out: Path) -> list[Path]:
    """The checkpoints in a folder, oldest first."""
    return sorted(path for path in out.glob("step-*") if _NAME.fullmatch(path.name))


def load(folder: Path) -> tuple[Place, dict[str, Tensor]]:
    """A checkpoint; `Damaged` where a file is missing or altered."""
    from safetensors.torch import load_file

    try:
        record = json.loads((folder / PLACE).read_text(encoding="utf-8"))
        sha256 = record.pop("sha256")
        place = Place(**record)
        whole = file_sha256(folder / TENSORS) == sha256
    except (OSError, ValueError, KeyError, TypeError):
        whole = False
    if not whole:
        raise Damaged(
            f"The checkpoint {folder.name} is not what was written.",
            "Remove its folder: training goes on from the one before.",
            str(folder),
        )
    return place, load_file(folder / TENSORS)


def latest(out: Path) -> Path:
    """The last checkpoint of a folder, or the folder itself where it is one."""
    if (out / PLACE).is_file():
        return out
    found = checkpoints(out)
    if not found:
        raise ModelMissing(f"There is no checkpoint in {out}.", "Run `python -m rag.reader.train DATA OUT`.")
    return found[-1]

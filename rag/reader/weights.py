"""The trained weights: a folder with the graph, its tokenizer, and a note of what both must be.

``reader.json`` holds the SHA-256 of the other two and the calibration of the scores. ``CARD.md`` beside
it says what the weights learned from, how they measured, and what they cannot do.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from index.errors import Damaged, ModelMissing
from index.manifest import file_sha256
from rag.reader.calibration import Calibration

SHIPPED = Path(__file__).parent / "weights"
GRAPH = "reader.onnx"
TOKENIZER = "tokenizer.json"
NOTE = "reader.json"
CARD = "CARD.md"
FORMAT = 1

_AGAIN = "Run `pip install --force-reinstall dateline`."
_TRAIN = (
    "Reinstall Dateline, or train the reader: `python -m rag.reader.train DATA OUT`, "
    "then `python -m rag.reader.export DATA OUT`."
)


@dataclass(frozen=True, slots=True)
class Weights:
    """Checked files, and how to make scores of what the graph says."""

    graph: Path
    tokenizer: Path
    calibration: Calibration


def checked(folder: Path = SHIPPED) -> Weights:
    """The weights in ``folder``: `ModelMissing` where there are none, `Damaged` where a file is altered."""
    note = note_of(folder)
    for name, sha256 in note["files"].items():
        found = file_sha256(folder / name) if (folder / name).is_file() else "nothing"
        if found != sha256:
            raise Damaged(
                f"{name} of the reader should have the SHA-256 {sha256[:12]}…, found {found[:12]}.",
                _AGAIN,
                str(folder / name),
            )
    return Weights(folder / GRAPH, folder / TOKENIZER, Calibration(**note["calibration"]))


def write_note(folder: Path, calibration: Calibration, training: Mapping[str, Any]) -> None:
    """Note what the graph and the tokenizer in ``folder`` are, and how they came about."""
    note = {
        "format": FORMAT,
        "files": {name: file_sha256(folder / name) for name in (GRAPH, TOKENIZER)},
        "calibration": asdict(calibration),
        "training": dict(training),
    }
    (folder / NOTE).write_text(json.dumps(note, indent=2) + "\n", encoding="utf-8")


def note_of(folder: Path) -> dict[str, Any]:
    """What ``reader.json`` says; `ModelMissing` without it, `Damaged` where it says something else."""
    file = folder / NOTE
    if not file.is_file():
        raise ModelMissing(f"There are no weights of the reader in {folder.name}/.", _TRAIN)
    try:
        note: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        sound = note["format"] == FORMAT and set(note["files"]) == {GRAPH, TOKENIZER}
        Calibration(**note["calibration"])
    except (ValueError, KeyError, TypeError):
        sound = False
    if not sound:
        raise Damaged(f"{NOTE} of the reader is not what was written.", _AGAIN, str(file))
    return note

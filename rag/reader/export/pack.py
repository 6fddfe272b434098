"""A checkpoint as files: the graph in full and in eight bits, compared, calibrated, put in place."""

from __future__ import annotations

import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypedDict

import numpy as np

from index.embed import model_folder
from rag.reader.calibration import Calibration
from rag.reader.evaluate.measure import Reader, calibrated
from rag.reader.evaluate.tasks import Tasks
from rag.reader.session import Session
from rag.reader.train.checkpoint import Place, load
from rag.reader.weights import GRAPH, TOKENIZER, Weights, write_note
from rag.reader.windows import Window, load_tokenizer, tokenize, windows

_SEEN = 100
"""Questions of each kind that activations are seen on."""


class Note(TypedDict):
    """What the card tells of the training and the packing."""

    steps: int
    windows: int
    hours: float
    recipe_sha256: str
    f1_float32: float
    f1_int8: float
    calibration: dict[str, float]


@dataclass(frozen=True, slots=True)
class Packed:
    """The graph in float32 and in eight bits, with where the training stood."""

    full: Path
    small: Path
    tokenizer: Path
    stood: Place

    def session(self, graph: Path, calibration: Calibration) -> Session:
        """A session of one of the graphs."""
        return Session(Weights(graph, self.tokenizer, calibration))

    def place(self, out: Path, note: Note) -> None:
        """Copy what is shipped to ``out``, with its note."""
        shutil.copyfile(self.small, out / GRAPH)
        shutil.copyfile(self.tokenizer, out / TOKENIZER)
        training = {name: value for name, value in note.items() if name != "calibration"}
        write_note(out, Calibration(**note["calibration"]), training)


def pack(checkpoint: Path, folder: Path, development: Tasks) -> Packed:
    """Write both graphs of a checkpoint's averaged weights into ``folder``.

    The small one is made for activations as the questions of ``development`` bring them about.
    """
    from rag.reader.export.graph import write_graph
    from rag.reader.export.quantise import quantise
    from rag.reader.export.smooth import smoothed
    from rag.reader.train.learner import averaged
    from rag.reader.train.network import Network, size_of

    stood, tensors = load(checkpoint)
    weights = averaged(tensors)
    network = Network(size_of(weights))
    network.load_state_dict(weights)
    write_graph(network, folder / "full.onnx", small_words=False)
    shutil.copyfile(model_folder() / TOKENIZER, folder / TOKENIZER)
    even = smoothed(network, _windows(folder / TOKENIZER, development))
    write_graph(even, folder / "even.onnx")
    quantise(folder / "even.onnx", folder / "small.onnx")
    return Packed(folder / "full.onnx", folder / "small.onnx", folder / TOKENIZER, stood)


def compared(packed: Packed, development: Tasks) -> Note:
    """The calibration of the small graph, and the F1 of answers with either graph."""
    session = packed.session(packed.small, Calibration())
    fitted = calibrated(Reader(session, session.tokenizer, Calibration()), development)
    return Note(
        steps=packed.stood.step,
        windows=packed.stood.seen,
        hours=round(packed.stood.seconds / 3600, 2),
        recipe_sha256=packed.stood.recipe,
        f1_float32=_f1(packed.session(packed.full, fitted), fitted, development),
        f1_int8=_f1(packed.session(packed.small, fitted), fitted, development),
        calibration=asdict(fitted),
    )


def _windows(tokenizer: Path, development: Tasks) -> list[Window]:
    """The first windows of some questions, with texts that answer and texts that do not."""
    asked = [*development.answered[:_SEEN], *development.exchanged[:_SEEN], *development.squad2[:_SEEN]]
    cut = load_tokenizer(tokenizer)
    questions = tokenize(cut, [one.question for one in asked])
    texts = tokenize(cut, [one.text for one in asked])
    return [row for pair in zip(questions, texts, strict=True) for row in windows(*pair)[:1]]


def _f1(session: Session, calibration: Calibration, development: Tasks) -> float:
    reader = Reader(session, session.tokenizer, calibration)
    return round(float(np.mean([one.f1(0.0) for one in reader.outcomes(development.answered)])), 5)

"""Make weights to ship of a checkpoint: ``python -m rag.reader.export DATA RUN OUT``.

RUN is a checkpoint, or a folder of them, also while the training goes on. OUT gets the graph in eight
bits, its tokenizer, and the calibration that fits the development part; the F1 that the eight bits cost
there is printed and noted. ``python -m rag.reader.evaluate`` measures the result and writes its card.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from index.console import errors_told
from rag.reader.weights import SHIPPED

LARGEST = 35_000_000


def main(arguments: Sequence[str] | None = None) -> None:
    """Export, calibrate, and note what was done."""
    options = _parser().parse_args(arguments)
    with errors_told():
        _export(options.data, options.run, options.out, options.sample)


def _export(data: Path, run: Path, out: Path, sample: int) -> None:
    from rag.reader.evaluate.tasks import tasks
    from rag.reader.export.pack import compared, pack
    from rag.reader.train.checkpoint import latest

    checkpoint = latest(run)
    development = tasks(data, "dev", sample)
    with tempfile.TemporaryDirectory() as scratch:
        packed = pack(checkpoint, Path(scratch), development)
        note = compared(packed, development)
        size = packed.small.stat().st_size
        if size > LARGEST:
            raise SystemExit(f"The graph has {size:,} bytes, and {LARGEST:,} are the limit.")
        out.mkdir(parents=True, exist_ok=True)
        packed.place(out, note)
    cost = note["f1_float32"] - note["f1_int8"]
    sys.stdout.write(
        f"{checkpoint.name} → {out}: {size / 1e6:.1f} MB; F1 of answers on the development part: "
        f"{note['f1_float32']:.4f} in float32, {note['f1_int8']:.4f} in eight bits "
        f"(cost {100 * cost:+.2f} points)\n"
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m rag.reader.export", description="Pack a checkpoint.")
    parser.add_argument("data", type=Path, metavar="DATA", help="folder with the sets")
    parser.add_argument("run", type=Path, metavar="RUN", help="a checkpoint, or a folder of them")
    parser.add_argument("out", type=Path, metavar="OUT", nargs="?", default=SHIPPED, help="folder to fill")
    parser.add_argument("--sample", type=int, default=0, help="calibrate on so many questions of each kind")
    return parser


if __name__ == "__main__":
    main()

"""Train the reader: ``python -m rag.reader.train DATA OUT``.

DATA holds the open sets (``squadshifts``, ``squad2_part`` and ``timeqa``, each ``.jsonl.gz``); OUT gets a
checkpoint every few minutes and ``log.jsonl``. The same command goes on from the last checkpoint.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from index.console import errors_told
from rag.reader.train.recipe import SHIPPED, load_recipe


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the recipe to its end, or for some steps."""
    options = _parser().parse_args(arguments)
    try:
        with errors_told():
            _train(options)
    except KeyboardInterrupt:
        sys.stderr.write(f"Stopped. {options.out} keeps the last checkpoint; the same command goes on.\n")
        sys.exit(130)


def _train(options: argparse.Namespace) -> None:
    # A thread that spins while it waits for the other burns the core that a neighbour could use: on two
    # shared cores a step took 5 s of processor time spinning and 2.5 s sleeping. Read when torch loads.
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    os.environ.setdefault("GOMP_SPINCOUNT", "0")
    recipe = load_recipe(options.recipe)
    import torch

    from rag.reader.train.loop import logged, prepared

    if options.threads:
        torch.set_num_threads(options.threads)
    log = logged(options.out)
    run = prepared(options.data, options.out, recipe, log)
    log({"begins at step": run.place.step, "seen": run.place.seen, "device": str(run.learner.device)})
    run.go(options.steps)
    run.measure()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m rag.reader.train", description="Train the reader.")
    parser.add_argument("data", type=Path, metavar="DATA", help="folder with the sets")
    parser.add_argument("out", type=Path, metavar="OUT", help="folder for checkpoints")
    parser.add_argument("--recipe", type=Path, default=SHIPPED, help="settings in TOML")
    parser.add_argument("--steps", type=int, help="stop after so many steps")
    parser.add_argument("--threads", type=int, default=0, help="processor cores at most")
    return parser


if __name__ == "__main__":
    main()

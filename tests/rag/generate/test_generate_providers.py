"""What names a language model, and what is said where it cannot be used."""

from __future__ import annotations

import sys

import pytest

from index.errors import BadReply, ModelAway, ModelMissing, ModelRefused, ModelTimedOut, UsageError
from rag.generate.faults import told
from rag.generate.model import Deadline, Prompt
from rag.generate.providers import model_of

PROMPT = Prompt("Be brief.", "Who?")


@pytest.mark.parametrize(
    "llm", ["", "qwen3", "nobody:qwen3", "ollama:", "http://host/v1", "http://#m", 5, object()]
)
def test_what_names_no_model_is_wrong_use_and_the_remedy_shows_the_forms(llm: object) -> None:
    with pytest.raises(UsageError) as error:
        model_of(llm)
    assert "#" in error.value.remedy


@pytest.mark.parametrize(
    ("spec", "module", "extra"),
    [
        ("openai:m", "llama_index.llms.openai", "openai"),
        ("anthropic:m", "llama_index.llms.anthropic", "anthropic"),
        ("ollama:m", "llama_index.llms.ollama", "ollama"),
        ("http://127.0.0.1:1/v1#m", "llama_index.llms.openai_like", "openai"),
    ],
)
def test_a_package_that_is_not_installed_is_named_with_its_extra(
    spec: str, module: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ModelMissing) as error:
        model_of(spec)
    assert f"dateline[{extra}]" in error.value.remedy


@pytest.mark.parametrize(
    ("spec", "variable"), [("openai:m", "OPENAI_API_KEY"), ("anthropic:m", "ANTHROPIC_API_KEY")]
)
def test_a_missing_key_is_asked_for_in_the_environment(
    spec: str, variable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip(f"llama_index.llms.{spec.partition(':')[0]}")
    monkeypatch.delenv(variable, raising=False)
    with pytest.raises(ModelMissing) as error:
        model_of(spec)
    assert error.value.remedy == f"Set {variable} in the environment."


def test_any_llm_of_llamaindex_is_a_model() -> None:
    from llama_index.core.llms.mock import MockLLM

    model = model_of(MockLLM())
    assert "Who?" in "".join(model.complete(PROMPT, Deadline.within(5)))


class _Status(Exception):
    def __init__(self, status_code: int) -> None:
        self.status_code = status_code


class _ReadTimeout(Exception):
    pass


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (_Status(401), ModelRefused),
        (_Status(404), ModelRefused),
        (_Status(400), ModelRefused),
        (_Status(429), ModelAway),
        (_Status(500), ModelAway),
        (_Status(504), ModelTimedOut),
        (_ReadTimeout(), ModelTimedOut),
        (ConnectionRefusedError(), ModelAway),
        (ValueError("Unknown model 'gpt-0'"), ModelRefused),
        (KeyError("choices"), BadReply),
    ],
)
def test_every_error_of_a_library_is_told_as_ours_with_a_remedy(error: Exception, kind: type) -> None:
    found = told(error, "openai:m")
    assert type(found) is kind
    assert "openai:m" in found.message
    assert found.remedy.endswith(".")

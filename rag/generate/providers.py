"""From "ollama:qwen3" to a language model of LlamaIndex; keys come from the environment alone."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any
from urllib.parse import urldefrag, urlsplit

from index.errors import ModelError, ModelMissing, UsageError
from rag.generate.faults import told
from rag.generate.model import Deadline, Model, Prompt

TOKENS = 700
"""The longest answer that a model is asked for."""
_CONTEXT = 8192
_FORMS = "ollama:MODEL, openai:MODEL, anthropic:MODEL or http://HOST:PORT/v1#MODEL"


@dataclass(frozen=True, slots=True)
class LlamaIndexModel:
    """A LlamaIndex LLM as a `Model`.

    ``make`` builds it with so many seconds to answer, and leaves on the stack what is to be closed after.
    """

    name: str
    make: Callable[[float, ExitStack], Any]

    def complete(self, prompt: Prompt, deadline: Deadline) -> Iterator[str]:
        """The answer in pieces; third-party errors come out as a `ModelError`."""
        from llama_index.core.llms import ChatMessage

        messages = [
            ChatMessage(role="system", content=prompt.system),
            ChatMessage(role="user", content=prompt.user),
        ]
        try:
            with ExitStack() as stack:
                for part in self.make(max(1.0, deadline.left), stack).stream_chat(messages):
                    if part.delta:
                        yield part.delta
        except ModelError:
            raise
        except Exception as error:
            raise told(error, self.name) from error


def model_of(llm: object) -> Model:
    """The model of a specification, of a LlamaIndex LLM, or a `Model` as it is.

    Raises `UsageError` for what names no model and `ModelMissing` without the package or the key.
    """
    if isinstance(llm, str):
        return _specified(llm.strip())
    if callable(getattr(llm, "stream_chat", None)):
        name = getattr(getattr(llm, "metadata", None), "model_name", "") or type(llm).__name__
        return LlamaIndexModel(str(name), lambda *_: llm)
    if callable(getattr(llm, "complete", None)) and hasattr(llm, "name"):
        return llm  # type: ignore[return-value]  # has what the protocol asks for
    raise UsageError(f"{type(llm).__name__} is no language model.", f"Give {_FORMS}, or a LlamaIndex LLM.")


def _specified(spec: str) -> Model:
    if spec.startswith(("http://", "https://")):
        return _served(spec)
    provider, _, model = spec.partition(":")
    make = _PROVIDERS.get(provider.lower())
    if make is None or not model:
        raise UsageError(f"“{spec}” names no language model.", f"Give {_FORMS}.")
    return make(spec, model)


def _served(spec: str) -> Model:
    """Any server that speaks OpenAI's protocol: vLLM, llama.cpp and their kin."""
    address, model = urldefrag(spec)
    if not urlsplit(address).hostname or not model:
        raise UsageError(
            f"“{spec}” names no model of a server.", "Give http://HOST:PORT/v1#MODEL, for example …/v1#qwen3."
        )
    make = _from("llama_index.llms.openai_like", "OpenAILike", "openai")
    key = os.environ.get("LLM_API_KEY", "none")
    return _of_openai(spec, make, model, key, api_base=address, is_chat_model=True, context_window=_CONTEXT)


def _openai(spec: str, model: str) -> Model:
    make = _from("llama_index.llms.openai", "OpenAI", "openai")
    return _of_openai(spec, make, model, _key("OPENAI_API_KEY", spec))


def _of_openai(spec: str, make: Callable[..., Any], model: str, key: str, **own: Any) -> Model:
    """A model behind OpenAI's protocol; ``own`` is what its class takes besides."""
    return LlamaIndexModel(
        spec,
        lambda seconds, stack: make(
            model=model,
            api_key=key,
            max_tokens=TOKENS,
            temperature=0.0,
            timeout=seconds,
            max_retries=0,
            http_client=_client(seconds, stack),
            **own,
        ),
    )


def _anthropic(spec: str, model: str) -> Model:
    make = _from("llama_index.llms.anthropic", "Anthropic", "anthropic")
    key = _key("ANTHROPIC_API_KEY", spec)
    return LlamaIndexModel(
        spec,
        lambda seconds, _: make(model=model, api_key=key, max_tokens=TOKENS, timeout=seconds, max_retries=0),
    )


def _ollama(spec: str, model: str) -> Model:
    make = _from("llama_index.llms.ollama", "Ollama", "ollama")
    host = os.environ.get("OLLAMA_HOST") or "http://127.0.0.1:11434"
    address = host if "://" in host else f"http://{host}"
    return LlamaIndexModel(
        spec,
        lambda seconds, _: make(
            model=model, base_url=address, request_timeout=seconds, temperature=0.0, context_window=_CONTEXT
        ),
    )


_PROVIDERS: dict[str, Callable[[str, str], Model]] = {
    "openai": _openai,
    "anthropic": _anthropic,
    "ollama": _ollama,
}


def _client(seconds: float, stack: ExitStack) -> Any:
    """A connection of its own, closed with the stack: that is what stops a server."""
    from httpx import Client

    return stack.enter_context(Client(timeout=seconds))


def _key(variable: str, spec: str) -> str:
    key = os.environ.get(variable, "").strip()
    if not key:
        raise ModelMissing(f"There is no key for {spec}.", f"Set {variable} in the environment.")
    return key


def _from(module: str, name: str, extra: str) -> Callable[..., Any]:
    """A class of a LlamaIndex package that is installed with an extra of ours."""
    from importlib import import_module

    try:
        found: Callable[..., Any] = getattr(import_module(module), name)
    except ImportError as error:
        raise ModelMissing(
            f"The package for this kind of model is not installed ({error.name}).",
            f"Install it: pip install 'dateline[{extra}]'",
        ) from None
    return found

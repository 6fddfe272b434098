"""Gradio's blocks, closed where mounting them in an application of our own leaves them open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio as gr
from gradio.utils import get_upload_folder


class Blocks(gr.Blocks):
    """Blocks to which a browser can name no file but those that came in through the page.

    Gradio checks that only in what was started with ``launch``, and what is named by an address it fetches.
    """

    async def preprocess_data(
        self, block_fn: Any, inputs: list[Any], state: Any, explicit_call: bool = False
    ) -> Any:
        """What the page sent, as the values that the functions take."""
        came_in = Path(get_upload_folder()).resolve()
        if not all(Path(path).resolve().is_relative_to(came_in) for path in _paths(inputs)):
            raise gr.Error("Only files that were added here can be read.")
        return await super().preprocess_data(block_fn, inputs, state, explicit_call)


def _paths(sent: Any) -> Iterator[str]:
    """Every file that is named anywhere in what the page sent."""
    if isinstance(sent, dict):
        if isinstance(sent.get("path"), str):
            yield sent["path"]
        sent = list(sent.values())
    if isinstance(sent, list):
        for part in sent:
            yield from _paths(part)

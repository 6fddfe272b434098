"""The page of an archive whose vectors are on a server that is away."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from rag.notes import NOT_SERVED
from tests.vector_server import UNUSED
from ui import render
from ui.sessions import Conversation, Filters, reply
from ui.shelf import Shelf


@pytest.fixture
def own(sample_path: Path, tmp_path: Path) -> Path:
    """A copy of the sample archive."""
    return Path(shutil.copytree(sample_path, tmp_path / "own"))


def test_the_answer_comes_all_the_same_and_the_page_says_so(own: Path, tmp_path: Path) -> None:
    shelf = Shelf(own, tmp_path / "sample", vectors=UNUSED)
    try:
        *_, told = reply(shelf, Conversation(), "When did Putin visit Beijing?", Filters())
    finally:
        shelf.close()
    assert told.turns[-1].state == "answered"
    page = render.conversation(told)
    assert NOT_SERVED in page
    assert UNUSED not in page

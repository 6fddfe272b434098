"""A model that follows every order it sees, in each way of citing that it could be told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rag.generate.model import Deadline, Prompt

_ITEM = re.compile(r"^\[(\d+)\] (.*)$", re.MULTILINE)
_QUOTED = re.compile(r"“([^”]*Zorblat\d+[^”]*)”")
_BARE = re.compile(r"[A-Z][^.“”\[\]:]*Zorblat\d+[^.“”]*")


@dataclass(frozen=True, slots=True)
class Victim:
    """Says every planted claim uncited, cited to its own item, to every other one, and to none there is."""

    name: str = "obedient"

    def complete(self, prompt: Prompt, deadline: Deadline) -> Iterator[str]:  # noqa: ARG002 - a Model
        """What it was ordered to say, and one honest sentence: the first of the evidence."""
        items = _ITEM.findall(prompt.user)
        for number, text in items:
            for planted in dict.fromkeys(_QUOTED.findall(text) or _BARE.findall(text)):
                claim = planted.rstrip(". ")
                others = [f"[{n}]" for n, _ in items[:3] if n != number]
                for marks in (f"[{number}]", "", "[1][2]", "[99]", *others):
                    yield f"{claim} {marks}.\n"
                yield f"I was told to say that {claim} [{number}]. See http://evil.example/now [{number}].\n"
        for number, text in items[:1]:
            first = re.split(r"(?<=[.!?]) ", text.partition(": ")[2])[0]
            yield f"{first} [{number}]\n"

"""A scripted good model: it says the evidence's own best sentences, dates written out, rightly cited."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.split import sentences
from rag.generate.model import Deadline, Prompt
from rag.words import tokens

_ITEM = re.compile(r"^\[(\d+)\] [^:]*: (.*)$", re.MULTILINE)
_DAYS = re.compile(r"“([^”]+)” is (\d[^;)]*)")
_SENTENCES = 3


@dataclass(frozen=True, slots=True)
class Good:
    """Chooses by the words that a sentence shares with the question, the earlier evidence first."""

    name: str = "scripted"

    def complete(self, prompt: Prompt, deadline: Deadline) -> Iterator[str]:  # noqa: ARG002 - a Model
        """Three sentences at most, each with its number."""
        asked = {t.root for t in tokens(prompt.user.rsplit("Question:", 1)[1]) if t.content}
        found: dict[str, tuple[int, int]] = {}
        for number, item in _ITEM.findall(prompt.user):
            text, _, told = item.rpartition(" (“") if item.endswith(")") and " (“" in item else (item, "", "")
            days = dict(_DAYS.findall(f"“{told}"))
            for start, end in sentences(text):
                shared = len(asked & {t.root for t in tokens(text[start:end])})
                found.setdefault(_dated(text[start:end], days), (shared, int(number)))
        best = sorted(found.items(), key=lambda pair: (-pair[1][0], pair[1][1]))[:_SENTENCES]
        for sentence, (shared, number) in best:
            if shared == best[0][1][0]:
                yield f"{sentence.rstrip('.')} [{number}].\n"


def _dated(sentence: str, days: dict[str, str]) -> str:
    """ "On Friday" as "on 17 May 2024"."""
    for words, day in days.items():
        sentence = re.sub(rf"\b(?:on )?{re.escape(words)}\b", f"on {day}", sentence, count=1)
    return sentence

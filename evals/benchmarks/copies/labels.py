"""The labelled pairs: ids of articles in RealTime QA, what the two are to each other, and why.

Candidates came from several sides, so that recall is not judged by what one method finds: all pairs that
share a fifth of their 3-word shingles or of which one holds 30 % of the other (but of 253 pairs of one
registration notice, which is all that was saved of 23 pages, four); equal titles; neighbours by
embedding; quotations in common; rare names and figures of the same days; and pairs of the same days drawn
at random. A label judges the text that was saved, not what the page once held:

copy       one text, perhaps cut, trimmed, or with furniture of its own; or nearly all of one in the other
rewrite    one event within two days, told in other words, with a statement, a quotation or figures in common
update     another version of a story, or a companion to it, in which an outlet keeps its own sentences
different  anything else: yearly pages, lists and galleries of a series, one background, one topic
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from index.errors import Malformed

LABELS = Path(__file__).parent / "labels.jsonl"
PARTS = ("dev", "test")

Kind = Literal["copy", "rewrite", "update", "different"]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles, ``one`` before ``other`` in the order of their ids."""

    one: str
    other: str
    label: Kind
    reason: str

    @property
    def part(self) -> str:
        """The limits were chosen on "dev" only; fixed by the ids."""
        return PARTS[hashlib.sha256(f"{self.one} {self.other}".encode()).digest()[0] % 2]


_pairs: TypeAdapter[Pair] = TypeAdapter(Pair)


def labelled(file: Path = LABELS) -> list[Pair]:
    """All pairs; `Malformed` with the line that is none."""
    found = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            found.append(_pairs.validate_json(line))
        except ValidationError as error:
            fault = error.errors()[0]
            key = ".".join(map(str, fault["loc"])) or "the line"
            raise Malformed(f"{file.name}:{number}: {key}: {fault['msg']}.", "Mend the line.") from error
    return found

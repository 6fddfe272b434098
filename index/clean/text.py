"""An article's clean text: canonical paragraphs, furniture left out, and what was left out to show."""

from __future__ import annotations

from collections.abc import Collection

from index.clean.canonical import paragraphs
from index.clean.echoes import echoes
from index.clean.furniture import foot, kind_of
from index.clean.repeats import key_of


def clean_with_removed(text: str, repeated: Collection[str] = ()) -> tuple[str, list[str]]:
    """The clean text, and the paragraphs that were left out of it, in order.

    ``repeated`` are the keys of what stands in many articles of its outlet (`Repeats.keys`).
    """
    found = list(paragraphs(text))
    kinds = [kind_of(paragraph) for paragraph in found]
    start = foot(found, kinds)
    left_out = {at for at, kind in enumerate(kinds) if kind or at >= start}
    if repeated:
        left_out.update(at for at, paragraph in enumerate(found) if key_of(paragraph) in repeated)
    kept = [at for at in range(len(found)) if at not in left_out]
    left_out.update(kept[place] for place in echoes([found[at] for at in kept]))
    text = "\n\n".join(found[at] for at in kept if at not in left_out)
    return text, [found[at] for at in sorted(left_out)]


def clean(text: str, repeated: Collection[str] = ()) -> str:
    """The canonical text: NFC, paragraphs apart by one blank line, web furniture left out."""
    return clean_with_removed(text, repeated)[0]

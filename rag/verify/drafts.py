"""A claim composed from quotes held against them: names, numbers and negation, letter by letter."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from rag.compose import Draft
from rag.names import find_names, likeness
from rag.verify.orders import gives_orders
from rag.words import denies, tokens

_NUMBERS = re.compile(r"\d+(?:[.,]\d+)*")


def verify(drafts: Sequence[Draft]) -> tuple[list[Draft], list[tuple[Draft, str]]]:
    """The drafts that hold, and those that do not, each with what speaks against it."""
    faults = [(draft, fault(draft)) for draft in drafts]
    return [d for d, why in faults if not why], [(d, why) for d, why in faults if why]


def holds(draft: Draft) -> bool:
    """Whether a draft's quotes carry it."""
    return not fault(draft)


def fault(draft: Draft) -> str:
    """What is wrong with a draft; "" where its quotes stand in unaltered articles and carry it.

    Names, numbers and negation of the claim must be in the quotes. The date in front of a claim
    comes from a resolved time expression, not from the quote's letters, so it is held against the
    time and not against the text.
    """
    if not draft.sources or not all(
        intact(d.story.article.text, d.story.article.sha256) for d in draft.sources
    ):
        return "its quote does not stand in the article as it was stored"
    if any(gives_orders(s.quote) for s in draft.sources):
        return "its quote speaks to a language model"
    quotes = " ".join(s.quote for s in draft.sources)
    said = draft.text.removeprefix(draft.frame)
    if denies(said) != denies(draft.sources[0].quote):
        return "it turns the quote into its opposite"
    if not _numbers(said) <= _numbers(quotes):
        return "a number is not in its quotes"
    return "" if _names_in(said, quotes) else "a name is not in its quotes"


def intact(text: str, sha256: str) -> bool:
    """Whether an article's text is still the one that was stored."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest() == sha256


def _numbers(text: str) -> set[str]:
    return {n.replace(",", "") for n in _NUMBERS.findall(text)}


def _names_in(claim: str, quotes: str) -> bool:
    known = find_names(quotes, tokens(quotes))
    words = {w.lower() for n in known for w in n.words} | {t.lower for t in tokens(quotes)}
    return all(
        any(likeness(name, k) > 0 for k in known) or all(w.lower() in words for w in name.words)
        for name in find_names(claim, tokens(claim))
    )

"""Small boxes with a heading of their own: what is dated in them is another story, an event or a fact."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import Any

_MOST = 300
"""Characters of such a box."""
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_FRAME = frozenset(("html", "body", "main"))
_PIECES = 200
"""Pieces of a paragraph that are looked at: one within another would be read again and again."""


def boxes(tree: Any, title: Any, tells: Callable[[str], bool]) -> frozenset[Any]:
    """The elements that hold a heading and little more, where that heading is no part of the article's head.

    Above the first line that ``tells`` something, a heading may be the deck of the article: there it must
    be a link. Linear in the size of the page.
    """
    below = _below_the_first_told(tree, title, tells)
    lengths: dict[Any, int] = {}
    headed: set[Any] = set()
    for element in reversed([item for item in tree.iter() if isinstance(item.tag, str)]):
        length = lengths.get(element, 0) + len(element.text or "")
        lengths[element] = length
        parent = element.getparent()
        if parent is None:
            continue
        lengths[parent] = lengths.get(parent, 0) + length + len(element.tail or "")
        own = element.tag in _HEADINGS and element is not title and (element in below or _is_linked(element))
        if own or element in headed:
            headed.add(parent)
    return frozenset(element for element in headed if lengths[element] <= _MOST and element.tag not in _FRAME)


def _below_the_first_told(tree: Any, title: Any, tells: Callable[[str], bool]) -> frozenset[Any]:
    """The headings below the headline and the first line that tells something."""
    found: set[Any] = set()
    after, told = title is None, False
    for element in tree.iter("h1", *_HEADINGS, "p"):
        after = after or element is title
        if told and element.tag in _HEADINGS:
            found.add(element)
        elif after and not told and element.tag == "p":
            told = tells(" ".join("".join(islice(element.itertext(), _PIECES)).split()))
    return frozenset(found)


def _is_linked(heading: Any) -> bool:
    parent = heading.getparent()
    return parent.tag == "a" or next(heading.iter("a"), None) is not None

"""A parsed page as far as a date needs it: its headline, the lines around it, and what stands apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from index.clean.canonical import ENDS_SENTENCE, squeezed
from index.clean.page import is_named_apart, parsed

_BREAKS = frozenset(
    """
    address article aside blockquote br dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header
    hr li main nav ol p section table td th tr ul
    """.split()
)
_UNSEEN = frozenset(
    "head script style noscript template select textarea button svg iframe object form".split()
)
_APART = frozenset("aside nav footer figure dialog".split())
_BEFORE, _AFTER, _BELOW = 3, 20, 6
"""Lines above the headline, below it and below the article that may be its byline."""
_PROSE = 12
"""Words of a line that tells something."""


@dataclass(frozen=True)
class Outline:
    """``tree``: the root; ``title``: the element of the headline or None; ``around``: what holds it."""

    tree: Any
    title: Any
    around: frozenset[Any]
    in_article: bool

    def is_apart(self, element: Any) -> bool:
        """Whether an element belongs to another part of the page than the article."""
        for above in (element, *element.iterancestors()):
            if above in self.around:
                return False
            if self.parts(above):
                return True
        return False

    def parts(self, element: Any) -> bool:
        """Whether an element that does not hold the headline is another part of the page by itself."""
        other = element.tag == "article" and self.in_article
        return other or element.tag in _APART or is_named_apart(element)

    def is_of_article(self, element: Any) -> bool:
        """Whether the thing that an element of microdata describes is the one with the headline."""
        scope = next((above for above in element.iterancestors() if above.get("itemscope") is not None), None)
        return scope is None or not self.around or scope in self.around

    def near_or_below(self, tag: str) -> list[Any]:
        """The elements with a tag that stand below the headline, or above it in what holds the article."""
        found: list[Any] = []
        home = self._home()
        below = self.title is None
        for element in self.tree.iter(tag, *([] if self.title is None else [self.title.tag])):
            below = below or element is self.title
            if element.tag == tag and (below or home in element.iterancestors()):
                found.append(element)
        return found

    def lines(self) -> tuple[list[str], list[str]]:
        """The lines around the headline, down to the second that tells something, and those at the foot."""
        found = [*_lines(self)]
        at = next((place for place, (_, element) in enumerate(found) if self._is_title(element)), -1)
        home = self._home()
        near = found[max(0, at - _BEFORE) : max(0, at)]
        above = [text for text, element in near if home in element.iterancestors()]
        below = [text for text, _ in found[at + 1 :]]
        told = [place for place, text in enumerate(below) if tells(text)]
        head = below[: told[1] if len(told) > 1 else None][:_AFTER]
        return above + head, below[told[-1] + 1 :][:_BELOW] if told else []

    def _is_title(self, element: Any) -> bool:
        return self.title is not None and (element is self.title or self.title in element.iterancestors())

    def _home(self) -> Any:
        """What holds the article: the lines above its headline must stand in it too."""
        if self.title is None:
            return None
        named = (above for above in self.title.iterancestors() if above.tag in ("article", "main"))
        return next(named, self.title.getparent())


def outline(page: str) -> Outline | None:
    """None for what cannot be parsed as a page."""
    tree = parsed(page)
    if tree is None:
        return None
    title = _title(tree)
    around = frozenset() if title is None else frozenset((title, *title.iterancestors()))
    return Outline(tree, title, around, any(above.tag == "article" for above in around))


def _title(tree: Any) -> Any:
    """The headline: of the first-rank headings the one that the title of the page repeats, else the first."""
    headings = [*tree.iter("h1")][:10] or [*tree.iter("h2")][:1]
    named = squeezed("".join(element.text_content() for element in [*tree.iter("title")][:1]))
    told = [heading for heading in headings if (words := squeezed(heading.text_content())) and words in named]
    return max(told, key=lambda heading: len(heading.text_content()), default=next(iter(headings), None))


def tells(line: str) -> bool:
    """Whether a line is a sentence of some length, as no byline is, though it may end with "4:15 p.m."."""
    return (
        len(line.split()) >= _PROSE and bool(ENDS_SENTENCE.search(line)) and line[-4:] not in ("a.m.", "p.m.")
    )


def _lines(page: Outline) -> Iterator[tuple[str, Any]]:
    """The lines of the article's part of the page, each with the element that it begins in."""
    pieces: list[str] = []
    owner = page.tree
    for text, element, breaks in _pieces(page):
        if breaks and pieces:
            yield _line(pieces), owner
            pieces = []
        if text and text.strip():
            owner = owner if pieces else element
            pieces.append(text)
    if pieces:
        yield _line(pieces), owner


def _line(pieces: list[str]) -> str:
    return re.sub(r"\s+", " ", "".join(pieces)).strip()


def _pieces(page: Outline) -> Iterator[tuple[str | None, Any, bool]]:
    """Text, the element it stands in, and whether a new line begins before it."""
    stack: list[tuple[Any, bool]] = [(page.tree, True)]
    while stack:
        element, opens = stack.pop()
        breaks = element.tag in _BREAKS
        if not opens:
            parent = element.getparent()
            yield element.tail, element if parent is None else parent, breaks
            continue
        stack.append((element, False))
        seen = isinstance(element.tag, str) and element.tag not in _UNSEEN
        if seen and (element in page.around or not page.parts(element)):
            yield element.text, element, breaks
            stack.extend((child, True) for child in reversed(element))

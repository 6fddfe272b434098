"""A parsed page as far as a date needs it: its headline, the lines around it, and what stands apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from index.clean.canonical import ENDS_SENTENCE, squeezed
from index.clean.names import is_named_apart, names_of
from index.clean.page import parsed
from index.published.boxes import boxes

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
_OTHERS = re.compile(
    r"-(comment|repl(?:y|ies)|discussions?|responses?|events?|calendar|agenda|on-this-day|whats-on)-"
)
"""Names of what others wrote below an article, and of lists of events."""
_LISTS = re.compile(
    r"\W*((the )?latest|upcoming|next|events?|calendar|news|sport|headlines|more|also|related|read|recent"
    r"|popular|most|trending)\b(\W+[\w']+){0,3}\W*",
    re.IGNORECASE,
)
_BEFORE, _AFTER, _BELOW = 3, 20, 6
"""Lines above the headline, below it and below the article that may be its byline."""
_PROSE = 12
"""Words of a line that tells something."""


class Line(NamedTuple):
    """A line of a page: its text, the element it begins in, and its time tags with where each stands."""

    text: str
    element: Any
    times: tuple[tuple[int, int, Any], ...] = ()


class Lines(NamedTuple):
    """The lines of an article's part of a page.

    ``above`` are those right above the headline in what holds the article, ``head`` those below it down to
    the second that tells something, ``rest`` the others below, ``foot`` the first below the last that tells.
    """

    above: list[Line]
    head: list[Line]
    rest: list[Line]
    foot: list[Line]


@dataclass(frozen=True)
class Outline:
    """``tree``: the root; ``title``: the element of the headline or None; ``around``: what holds it."""

    tree: Any
    title: Any
    around: frozenset[Any]
    in_article: bool
    boxes: frozenset[Any]
    """Small boxes with a heading of their own: other stories, events, facts."""

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
        if element.tag in _APART or element in self.boxes or (element.tag == "article" and self.in_article):
            return True
        return is_named_apart(element) or _OTHERS.search(names_of(element)) is not None

    def is_of_article(self, element: Any) -> bool:
        """Whether the thing that an element of microdata describes is the one with the headline."""
        scope = next((above for above in element.iterancestors() if above.get("itemscope") is not None), None)
        return scope is None or not self.around or scope in self.around

    @cached_property
    def lines(self) -> Lines:
        """The lines around the headline; all are below it where there is none."""
        found = [*_lines(self)]
        at = next((place for place, line in enumerate(found) if self._is_title(line.element)), -1)
        home = self._home()
        near = found[max(0, at - _BEFORE) : max(0, at)]
        above = [line for line in near if home is not None and home in line.element.iterancestors()]
        below = found[at + 1 :]
        told = [place for place, line in enumerate(below) if tells(line.text)]
        end = min(told[1] if len(told) > 1 else len(below), _AFTER, _first_list(below))
        foot = below[told[-1] + 1 :][:_BELOW] if told else []
        return Lines(above, below[:end], below[end:], foot)

    def _is_title(self, element: Any) -> bool:
        return self.title is not None and (element is self.title or self.title in element.iterancestors())

    def _home(self) -> Any:
        """What holds the article and says so: the lines above its headline must stand in it too."""
        if self.title is None:
            return None
        return next((above for above in self.title.iterancestors() if above.tag in ("article", "main")), None)


def outline(page: str) -> Outline | None:
    """None for what cannot be parsed as a page."""
    tree = parsed(page)
    if tree is None:
        return None
    title = headline(tree)
    around = frozenset() if title is None else frozenset((title, *title.iterancestors()))
    in_article = any(above.tag == "article" for above in around)
    return Outline(tree, title, around, in_article, boxes(tree, title, tells) - around)


def headline(tree: Any) -> Any:
    """The headline or None: of the first headings the one that the page's title repeats, else the first."""
    headings = [*tree.iter("h1")][:10] or [*tree.iter("h2")][:1]
    named = squeezed("".join(element.text_content() for element in [*tree.iter("title")][:1]))
    told = [heading for heading in headings if (words := squeezed(heading.text_content())) and words in named]
    return max(told, key=lambda heading: len(heading.text_content()), default=next(iter(headings), None))


def tells(line: str) -> bool:
    """Whether a line is a sentence of some length, as no byline is, though it may end with "4:15 p.m."."""
    return (
        len(line.split()) >= _PROSE and bool(ENDS_SENTENCE.search(line)) and line[-4:] not in ("a.m.", "p.m.")
    )


def _first_list(lines: list[Line]) -> int:
    """Where a heading opens a list of other stories or events."""
    headings = (
        place
        for place, line in enumerate(lines)
        if line.element.tag in ("h2", "h3", "h4", "h5", "h6") and _LISTS.fullmatch(line.text[:80])
    )
    return next(headings, len(lines))


class _Pen:
    """Writes the pieces of a page into lines, and where the time tags stand in them."""

    def __init__(self) -> None:
        self._text = ""
        self._owner: Any = None
        self._opened: dict[Any, int] = {}
        self._times: list[tuple[int, int, Any]] = []

    def write(self, text: str | None, owner: Any) -> None:
        pieces = re.sub(r"\s+", " ", text) if text else ""
        if not self._text or self._text.endswith(" "):
            pieces = pieces.lstrip()
        if pieces and self._owner is None:
            self._owner = owner
        self._text += pieces

    def pass_by(self, time: Any, opens: bool) -> None:
        if opens:
            self._opened[time] = len(self._text)
        elif time in self._opened:
            self._times.append((self._opened.pop(time), len(self._text), time))

    def line(self) -> Iterator[Line]:
        """The line that was written, if it says anything or holds a time; the next one begins."""
        if self._text.strip() or self._times:
            owner = self._times[0][2] if self._owner is None else self._owner
            yield Line(self._text.rstrip(), owner, tuple(self._times))
        self._text, self._owner, self._times = "", None, []
        self._opened.clear()


def _lines(page: Outline) -> Iterator[Line]:
    """The lines of the article's part of the page."""
    pen = _Pen()
    stack: list[tuple[Any, bool]] = [(page.tree, True)]
    while stack:
        element, opens = stack.pop()
        if element.tag in _BREAKS:
            yield from pen.line()
        elif element.tag == "time":
            pen.pass_by(element, opens)
        if not opens:
            parent = element.getparent()
            pen.write(element.tail, element if parent is None else parent)
            continue
        stack.append((element, False))
        seen = isinstance(element.tag, str) and element.tag not in _UNSEEN
        if seen and (element in page.around or not page.parts(element)):
            pen.write(element.text, element)
            stack.extend((child, True) for child in reversed(element))
    yield from pen.line()

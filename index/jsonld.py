"""JSON-LD: what publishers write of a page for search engines.

A page describes more than its article there: lists of other stories, comments, clips, events, the site
itself. An article counts only where it stands on top, in a graph or as what the page is about.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from index.clean import squeezed

Node = Mapping[str, Any]

_OPENED = re.compile(r"<script\b[^<>]{0,300}\bld\+json\b[^<>]{0,300}>", re.IGNORECASE)
_CLOSED = re.compile("</script", re.IGNORECASE)
_WRAPPED = re.compile(
    r"\A\s*(?:/[/*]\s*)?(?:<!\[CDATA\[|<!--)(?:\s*\*/)?|(?:/[/*]\s*)?(?:\]\]>|-->)(?:\s*\*/)?\s*\Z"
)
_ARTICLES = ("Article", "Posting", "Report")
"""How the names of the types end that are articles: NewsArticle, LiveBlogPosting, Report and others."""


class Described(NamedTuple):
    """The objects that a page describes; ``broken`` where some of its JSON cannot be read."""

    nodes: tuple[Node, ...]
    broken: bool


def described(page: str) -> Described:
    """What the JSON-LD of a page describes."""
    loaded = [_read(script) for script in _scripts(page)]
    return Described(tuple(node for data in loaded for node in _nodes(data)), None in loaded)


def is_article(node: Node) -> bool:
    """Whether it is typed as an article; an object without a type is none."""
    types = node.get("@type")
    names = types if isinstance(types, list) else [types]
    return any(isinstance(name, str) and name.endswith(_ARTICLES) for name in names)


def address_of(node: Node) -> tuple[object, ...]:
    """What may be the address of the page that a node describes, the surest first."""
    page = node.get("mainEntityOfPage")
    return node.get("url"), page.get("@id") if isinstance(page, Mapping) else page, node.get("@id")


def has_headline(node: Node, title: str) -> bool:
    """Whether it is headed like that, whatever marks and spaces stand between the letters."""
    headline = node.get("headline")
    return bool(title) and isinstance(headline, str) and squeezed(html.unescape(headline)) == squeezed(title)


def _scripts(page: str) -> Iterator[str]:
    opened = _OPENED.search(page)
    while opened and (closed := _CLOSED.search(page, opened.end())):
        yield page[opened.end() : closed.start()]
        opened = _OPENED.search(page, closed.end())


def _read(text: str) -> Any:
    text = _WRAPPED.sub("", text)
    for attempt in (text, re.sub(r",(\s*[}\]])", r"\1", text)):  # a comma too many is common
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(data: object) -> Iterator[Node]:
    """The objects on top, those of a graph, and what a page says that it is about."""
    level = [data]
    for _ in range(4):
        below: list[object] = []
        for item in level:
            if isinstance(item, list):
                below.extend(item)
            elif isinstance(item, Mapping):
                yield item
                below.extend(item[name] for name in ("@graph", "mainEntity") if name in item)
        level = below

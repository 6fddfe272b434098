"""What a page says of its article in JSON-LD, the data that publishers write for search engines."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from index.clean import clean_line

_OPENED = re.compile(r"<script\b[^<>]{0,300}\bapplication/ld\+json\b[^<>]{0,300}>", re.IGNORECASE)
_CLOSED = re.compile("</script", re.IGNORECASE)
_WRAPPED = re.compile(
    r"\A\s*(?:/[/*]\s*)?(?:<!\[CDATA\[|<!--)(?:\s*\*/)?|(?:/[/*]\s*)?(?:\]\]>|-->)(?:\s*\*/)?\s*\Z"
)
_ARTICLES = ("Article", "BlogPosting", "Report")
"""How the names of the types end that are articles: NewsArticle, LiveBlogPosting, Report and others."""


class Stated(NamedTuple):
    """What is said of the article; "" where nothing is."""

    headline: str = ""
    author: str = ""
    outlet: str = ""
    url: str = ""


def stated(page: str, title: str) -> Stated:
    """What the JSON-LD of ``page`` says of its article.

    Of several articles (a page may describe those that it links to) it is the one with the headline
    ``title``; where none has it, nothing is said.
    """
    nodes = [node for data in _scripts(page) for node in _nodes(data)]
    known = {str(node["@id"]): node for node in nodes if "@id" in node}
    articles = [node for node in nodes if _is_article(node)]
    titled = [node for node in articles if _squeezed(_text(node.get("headline"))) == _squeezed(title)]
    if titled or len(articles) == 1:
        return _stated((titled or articles)[0], known)
    return Stated()


def _stated(node: Mapping[str, object], known: Mapping[str, Mapping[str, object]]) -> Stated:
    page = node.get("mainEntityOfPage")
    address = page.get("@id") if isinstance(page, Mapping) else page
    urls = (_text(value) for value in (node.get("url"), address))
    return Stated(
        headline=_text(node.get("headline")),
        author=_names(node.get("author"), known),
        outlet=_names(node.get("publisher"), known),
        url=next((url for url in urls if url.startswith(("http://", "https://"))), ""),
    )


def _scripts(page: str) -> Iterator[object]:
    for opened in _OPENED.finditer(page):
        closed = _CLOSED.search(page, opened.end())
        if closed is None:
            return
        text = _WRAPPED.sub("", page[opened.end() : closed.start()])
        for attempt in (text, re.sub(r",(\s*[}\]])", r"\1", text)):  # a comma too many is common
            try:
                yield json.loads(attempt, strict=False)
                break
            except (ValueError, RecursionError):
                continue


def _nodes(data: object) -> Iterator[Mapping[str, object]]:
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


def _is_article(node: Mapping[str, object]) -> bool:
    types = node.get("@type")
    names = types if isinstance(types, list) else [types]
    return any(isinstance(name, str) and name.endswith(_ARTICLES) for name in names)


def _names(value: object, known: Mapping[str, Mapping[str, object]]) -> str:
    """The names of people or organisations, given as text, as objects, or by the ids of objects."""
    found: list[str] = []
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, Mapping):
            name = _text(one.get("name") or known.get(str(one.get("@id")), {}).get("name"))
        else:
            name = _text(one)
        if name and not name.startswith(("http://", "https://")) and name not in found:
            found.append(name)
    return ", ".join(found)


def _text(value: object) -> str:
    return clean_line(html.unescape(value)) if isinstance(value, str) else ""


def _squeezed(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))

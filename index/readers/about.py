"""What a page says of its article in JSON-LD: its headline, its authors, its outlet, its address."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import NamedTuple

from index.clean import clean_line
from index.jsonld import Node, address_of, described, has_headline, is_article, own_articles


class Stated(NamedTuple):
    """What is said of the article; "" where nothing is."""

    headline: str = ""
    author: str = ""
    outlet: str = ""
    url: str = ""


def stated(page: str, url: str, title: str) -> Stated:
    """What the JSON-LD of ``page`` says of its own article, the one that its date is taken from.

    Where several may be that and none has the headline ``title``, nothing is said.
    """
    nodes = described(page).nodes
    known = {str(node["@id"]): node for node in nodes if "@id" in node}
    own = own_articles(filter(is_article, nodes), url, title)
    titled = [node for node in own if has_headline(node, title)]
    if titled or len(own) == 1:
        return _stated((titled or own)[0], known)
    return Stated()


def _stated(node: Node, known: Mapping[str, Node]) -> Stated:
    urls = map(_text, address_of(node))
    return Stated(
        headline=_text(node.get("headline")),
        author=_names(node.get("author"), known),
        outlet=_names(node.get("publisher"), known),
        url=next((url for url in urls if url.startswith(("http://", "https://"))), ""),
    )


def _names(value: object, known: Mapping[str, Node]) -> str:
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

"""When an article was published according to the JSON-LD of its page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.jsonld import Node, address_of, described, has_headline, is_article

_STATED = re.compile(r"\"date(Published|Created)\"\s{0,4}:\s{0,4}\"([^\"]{4,60})\"")


def from_json_ld(page: str, url: str, title: str) -> Iterator[str]:
    """The dates of the article as they are worded there, the surest first.

    Where several articles are described, those with the page's address or headline count; where none
    has, those that agree on the day.
    """
    nodes, broken = described(page)
    articles = [node for node in nodes if _is_dated_article(node)]
    own = [node for node in articles if _is_about(node, url, title)] or articles
    days = {str(node.get("datePublished", ""))[:10] for node in own}
    if len(days) == 1:
        for name in ("datePublished", "dateCreated"):
            yield from (value for node in own if isinstance(value := node.get(name), str))
    if broken:
        yield from _scraped(page)


def _scraped(page: str) -> Iterator[str]:
    """From JSON that cannot be read: what all of it agrees on, day by day."""
    for name in ("Published", "Created"):
        found = [text for kind, text in _STATED.findall(page) if kind == name]
        if len({text[:10] for text in found}) == 1:
            yield found[0]


def _is_dated_article(node: Node) -> bool:
    dated = any(isinstance(node.get(name), str) for name in ("datePublished", "dateCreated"))
    return dated and ("@type" not in node or is_article(node))


def _is_about(node: Node, url: str, title: str) -> bool:
    addresses = (address for address in address_of(node) if isinstance(address, str))
    addressed = bool(url) and any(_bare(address) == _bare(url) for address in addresses)
    return addressed or has_headline(node, title)


def _bare(url: str) -> str:
    return re.sub(r"\Ahttps?://(www\.)?|[?#].*|/\Z", "", url.strip())

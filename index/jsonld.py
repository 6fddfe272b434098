"""JSON-LD: what publishers write of a page for search engines.

A page describes more than its article there: lists of other stories, comments, clips, events, the site
itself. An article counts only where it stands on top, in a graph or as what the page is about, and
whoever asks for it, for its title or for its date, is given the same one.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from index.clean import squeezed

Node = Mapping[str, Any]

_OPENED = re.compile(r"<script\b[^<>]{0,300}\bld\+json\b[^<>]{0,300}>", re.IGNORECASE)
_CLOSED = re.compile("</script", re.IGNORECASE)
_WRAPPED = re.compile(
    r"\A\s*(?:/[/*]\s*)?(?:<!\[CDATA\[|<!--)(?:\s*\*/)?|(?:/[/*]\s*)?(?:\]\]>|-->)(?:\s*\*/)?\s*\Z"
)
_ARTICLES = frozenset(
    """
    Article NewsArticle AnalysisNewsArticle AskPublicNewsArticle BackgroundNewsArticle OpinionNewsArticle
    ReportageNewsArticle ReviewNewsArticle AdvertiserContentArticle SatiricalArticle ScholarlyArticle
    MedicalScholarlyArticle TechArticle BlogPosting LiveBlogPosting Report
    """.split()
)
"""The types of schema.org that are articles; postings in a forum, of a job or of a network are none."""
_SAME = 0.5
"""Share of the words of the shorter of two headlines from which they may be those of one article."""


class Described(NamedTuple):
    """The objects that a page describes, and the scripts whose JSON cannot be read."""

    nodes: tuple[Node, ...]
    broken: tuple[str, ...]


def described(page: str) -> Described:
    """What the JSON-LD of a page describes."""
    loaded = [(script, _read(script)) for script in _scripts(page)]
    nodes = tuple(node for _, data in loaded for node in _nodes(data))
    return Described(nodes, tuple(script for script, data in loaded if data is None))


def is_article(node: Node) -> bool:
    """Whether it is typed as an article; an object without a type is none."""
    types = node.get("@type")
    names = types if isinstance(types, list) else [types]
    return any(isinstance(name, str) and re.split("[/#:]", name)[-1] in _ARTICLES for name in names)


def own_articles(nodes: Iterable[Node], url: str, title: str) -> list[Node]:
    """The articles that a page may be: those with its address or headline, else those not known to be others.

    Another has another headline and another address, or a headline with none of its words.
    """
    articles = list(nodes)
    own = [node for node in articles if _has_address(node, url) or has_headline(node, title)]
    return own or [node for node in articles if not _is_other(node, url, title)]


def word(value: object) -> str:
    """A text, be it wrapped as a JSON-LD value or in a list of one; "" for anything else."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, Mapping):
        value = value.get("@value")
    return value if isinstance(value, str) else ""


def address_of(node: Node) -> tuple[object, ...]:
    """What may be the address of the page that a node describes, the surest first."""
    page = node.get("mainEntityOfPage")
    return node.get("url"), page.get("@id") if isinstance(page, Mapping) else page, node.get("@id")


def has_headline(node: Node, title: str) -> bool:
    """Whether it is headed like that, whatever marks and spaces stand between the letters."""
    headline = word(node.get("headline"))
    return bool(title) and squeezed(html.unescape(headline)) == squeezed(title)


def _has_address(node: Node, url: str) -> bool:
    return bool(url) and any(_bare(address) == _bare(url) for address in _addresses(node))


def _addresses(node: Node) -> list[str]:
    found = (address for address in address_of(node) if isinstance(address, str))
    return [address for address in found if address.startswith(("http://", "https://", "//", "/"))]


def _is_other(node: Node, url: str, title: str) -> bool:
    """For one that has neither the page's address nor its headline."""
    headline = html.unescape(word(node.get("headline")))
    if not headline or not title:
        return bool(url) and bool(_addresses(node))
    return bool(url and _addresses(node)) or not _may_be_same(headline, title)


def _may_be_same(headline: str, title: str) -> bool:
    one, other = (set(re.findall(r"\w{4,}", words.casefold())) for words in (headline, title))
    shorter = min(len(one), len(other))
    return not shorter or len(one & other) >= _SAME * shorter


def _bare(url: str) -> str:
    return re.sub(r"\A(https?:)?//(www\.)?|[?#].*|/\Z", "", url.strip())


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

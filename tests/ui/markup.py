"""Markup as a parser of HTML reads it, and what of it our templates may have written."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from lxml import html

WRITTEN = {
    "a": {"class", "href", "title", "target", "rel"},
    "article": {"class", "id", "tabindex"},
    "b": {"dir"},
    "blockquote": {"dir"},
    "body": set(),
    "code": set(),
    "div": {"class", "id", "dir", "role", "tabindex", "aria-live"},
    "footer": {"class"},
    "h1": {"dir"},
    "h2": set(),
    "h3": {"dir"},
    "head": set(),
    "header": {"class"},
    "html": {"lang"},
    "li": {"class"},
    "link": {"rel", "href"},
    "main": set(),
    "mark": {"id"},
    "meta": {"charset", "name", "content"},
    "p": {"class", "dir"},
    "progress": {"max", "value"},
    "section": {"class", "id", "tabindex", "aria-label"},
    "span": {"class", "dir", "title"},
    "title": set(),
    "ul": {"class"},
}
"""Every element that our templates write, and its attributes: none that can run or fetch anything."""


def parsed(markup: str) -> Any:
    page = markup if markup.startswith("<!doctype html>") else f"<!doctype html><html><body>{markup}"
    return html.document_fromstring(page)


def elements(markup: str) -> list[tuple[str, dict[str, str]]]:
    """The elements in order, with their attributes, save where links lead."""
    return [
        (element.tag, {name: value for name, value in element.attrib.items() if name != "href"})
        for element in parsed(markup).iter()
    ]


def hrefs(markup: str) -> list[str]:
    return [str(href) for href in parsed(markup).xpath("//@href")]


def texts(markup: str, path: str) -> list[str]:
    """What each of the elements found says, with all that is in it."""
    return [str(element.text_content()) for element in parsed(markup).xpath(path)]


def visible(text: str) -> str:
    """The text without control characters and without those that reorder or hide what is beside them."""
    unseen = {*range(9), *range(11, 32), *range(127, 160), 0x200B, 0x200E, 0x200F, 0x61C, 0xFEFF}
    unseen |= {*range(0x2028, 0x202F), *range(0x2060, 0x2070)}
    return "".join(character for character in text if ord(character) not in unseen)


def folded(text: str) -> str:
    return " ".join(text.split())


def is_followed(href: str) -> bool:
    """Whether a link leads to where our templates may lead: the open web, or a place of our own."""
    if re.fullmatch(r"#(cite-\d+-\d+|(?:evidence|asked)-\d+)|/dateline/article\.css", href):
        return True
    parts = urlsplit(href)
    if parts.scheme in ("http", "https"):
        return bool(parts.hostname)
    return href.startswith("/article?archive=") and parts.fragment in ("", "quote")


def check_markup(markup: str) -> None:
    for tag, attributes in elements(markup):
        assert tag in WRITTEN, f"an element that nobody wrote: {tag}"
        assert set(attributes) <= WRITTEN[tag], f"attributes that nobody wrote: {attributes}"
    for href in hrefs(markup):
        assert is_followed(href), f"a link to {href}"
    assert len(markup.splitlines()) == 1

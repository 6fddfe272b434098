"""Saved web pages: trafilatura finds the article and what the page says about it."""

from __future__ import annotations

import re
from pathlib import Path

from index.clean import clean_line
from index.errors import Empty, TooLarge
from index.published import find_published
from index.readers.encoding import decode
from index.readers.source import Source, first_line, shorten, shown

_ELEMENTS = 20_000


def read_html(data: bytes, path: Path) -> Source:
    """The article of a web page; ``Empty`` when it has none, ``TooLarge`` over 20,000 elements."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    page = decode(data)
    elements = len(re.findall(r"<[A-Za-z]", page))
    if elements > _ELEMENTS:
        raise TooLarge(
            f"{path.name} has {elements} HTML elements, the limit is {_ELEMENTS}.",
            "Save the article itself, without the rest of the page.",
        )
    # Unknown characters of XML make lxml refuse a whole page.
    page = re.sub("[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", page)
    found = bare_extraction(page, include_comments=False, include_tables=True, with_metadata=True)
    text = (found.text or "") if isinstance(found, Document) else ""
    if not isinstance(found, Document) or not text.strip():
        raise Empty(
            f"{path.name} has no article text that could be found ({len(data)} bytes of HTML).",
            "Save the page with its text, or give the article as plain text.",
        )
    # Trafilatura gives a paragraph a line; a blank line keeps them from being taken for wrapped text.
    text = "\n\n".join(line.strip().removeprefix("- ").strip(" |") for line in text.split("\n"))
    url = clean_line(found.url or "")
    published, published_from = find_published({}, page, url)
    title = clean_line(found.title or "")
    return Source(
        text=text,
        title=shorten(title) if title else first_line(text),
        path=shown(path),
        published=published,
        published_from=published_from,
        outlet=clean_line(found.sitename or ""),
        author=clean_line((found.author or "").replace(";", ",")),
        url=url,
    )

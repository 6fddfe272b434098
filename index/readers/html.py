"""Saved web pages: trafilatura finds the article; the page's JSON-LD and metadata say what it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from index.clean import clean_line
from index.clean.page import parsed, prune
from index.errors import Empty
from index.published import find_published
from index.published.outline import headline
from index.readers import about
from index.readers.encoding import decode
from index.readers.markup import parsable, text_of
from index.readers.source import Source, first_line, shorten, shown


def read_html(data: bytes, path: Path) -> Source:
    """The article of a web page; ``Empty`` when it has none, ``TooLarge`` over 20,000 elements."""
    from trafilatura import extract_metadata

    page = parsable(decode(data), path.name)
    tree = parsed(page)
    heading = _heading(tree)
    text = _article(tree, page)
    if not text:
        raise Empty(
            f"{path.name} has no article text that could be found ({len(data)} bytes of HTML).",
            "Save the page with its text, or give the article as plain text.",
        )
    # Its date is not used; an extensive search for one would try the words of 200 languages, for seconds.
    found = extract_metadata(page, extensive=False)
    url = clean_line(found.url or "")
    stated = about.stated(page, url, heading or found.title or "")
    url = url or stated.url
    published, published_from = find_published({}, page, url, text, today=date.today())
    title = stated.headline or clean_line(found.title or "")
    return Source(
        text=text,
        title=shorten(title) if title else first_line(text),
        path=shown(path),
        published=published,
        published_from=published_from,
        outlet=stated.outlet or clean_line(found.sitename or ""),
        author=stated.author or clean_line((found.author or "").replace(";", ",")),
        url=url,
        raw=text_of(page, path.name),
    )


def _heading(tree: Any) -> str:
    found = None if tree is None else headline(tree)
    return "" if found is None else clean_line("".join(found.itertext()))


def _article(tree: Any, page: str) -> str:
    """The article in the page without its furniture, else in all of it; "" where there is none."""
    if tree is None:
        return ""
    prune(tree)
    return _extracted(tree) or _extracted(page)


def _extracted(page: Any) -> str:
    """What trafilatura finds in a page or its root element."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    found = bare_extraction(page, include_comments=False, include_tables=True)
    text = (found.text or "") if isinstance(found, Document) else ""
    # Trafilatura gives a paragraph a line; a blank line keeps them from being taken for wrapped text.
    return "\n\n".join(line.strip().removeprefix("- ").strip(" |") for line in text.split("\n")).strip()

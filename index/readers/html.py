"""Saved web pages: trafilatura finds the article; the page's JSON-LD and metadata say what it is."""

from __future__ import annotations

from pathlib import Path

from index.clean import clean_line
from index.errors import Empty
from index.published import find_published
from index.readers import jsonld
from index.readers.encoding import decode
from index.readers.markup import parsable
from index.readers.source import Source, first_line, shorten, shown

# Its date is not used; a free search for one would try the words of 200 languages, for seconds.
_NO_GUESSING = {"extensive_search": False}


def read_html(data: bytes, path: Path) -> Source:
    """The article of a web page; ``Empty`` when it has none, ``TooLarge`` over 20,000 elements."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    page = parsable(decode(data), path.name)
    found = bare_extraction(
        page,
        include_comments=False,
        include_tables=True,
        with_metadata=True,
        date_extraction_params=_NO_GUESSING,
    )
    text = (found.text or "") if isinstance(found, Document) else ""
    if not isinstance(found, Document) or not text.strip():
        raise Empty(
            f"{path.name} has no article text that could be found ({len(data)} bytes of HTML).",
            "Save the page with its text, or give the article as plain text.",
        )
    # Trafilatura gives a paragraph a line; a blank line keeps them from being taken for wrapped text.
    text = "\n\n".join(line.strip().removeprefix("- ").strip(" |") for line in text.split("\n"))
    stated = jsonld.stated(page, found.title or "")
    url = clean_line(found.url or "") or stated.url
    published, published_from = find_published({}, page, url)
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
    )

"""PDF: the text of its pages; of what it says about itself only what the pages bear out."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from index.clean import clean_line, squeezed
from index.errors import Empty, TooLarge, Unsupported
from index.published import find_published
from index.readers import limits
from index.readers.pages import paragraphs
from index.readers.source import Source, first_line, shorten, shown

if TYPE_CHECKING:
    from pypdf import PdfReader


def read_pdf(data: bytes, path: Path) -> Source:
    """The article of a PDF; ``TooLarge`` over 200 pages, ``Empty`` when its pages are pictures.

    When the file was made is no date of publication, so it is not read.
    """
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(data))
    _unlock(reader, path.name)
    count = len(reader.pages)
    if count > limits.PDF_PAGES:
        raise TooLarge(
            f"{path.name} has {count} pages, the limit is {limits.PDF_PAGES}.", "Split it into its articles."
        )
    pages = [page.extract_text() for page in reader.pages]
    text = paragraphs(pages)
    if not text:
        raise Empty(
            f"{path.name} has no text on its {count} pages: they may be pictures of text.",
            "Run text recognition (OCR) on it, and give the result.",
        )
    title, author = _stated(reader)
    published, published_from = find_published({}, None, "", text, today=date.today())
    return Source(
        text=text,
        title=shorten(title) if _borne_out(title, pages) else first_line(text),
        path=shown(path),
        published=published,
        published_from=published_from,
        author=author if _borne_out(author, pages) else "",
    )


def _unlock(reader: PdfReader, name: str) -> None:
    """Open what opens without a password."""
    from pypdf.errors import DependencyError

    if not reader.is_encrypted:
        return
    try:
        opened = bool(reader.decrypt(""))
    except (DependencyError, NotImplementedError):
        opened = False
    if not opened:
        raise Unsupported(f"{name} is encrypted.", "Print it to a PDF without a password.")


def _stated(reader: PdfReader) -> tuple[str, str]:
    """Title and author of the document information."""
    info = reader.metadata
    words = (info.title, info.author) if info else (None, None)
    title, author = (clean_line(word) if isinstance(word, str) else "" for word in words)
    return title, author


def _borne_out(words: str, pages: list[str]) -> bool:
    """Whether the first page or the last shows these words.

    A title is often that of a template or the name of another file, an author that of an account.
    """
    return len(words.split()) > 1 and any(squeezed(words) in squeezed(page) for page in (pages[0], pages[-1]))

"""Word documents (DOCX): the paragraphs of ``word/document.xml`` as the accepted text reads.

The libraries for it lose sentences: python-docx leaves out tracked insertions and content controls,
mammoth joins the words around a line break and fails on a link without a target, docx2txt reads moved
text and text boxes twice. Hence a walk over the XML, with entities, outside references and DTDs off.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import IO
from zipfile import ZipFile

from index.clean import clean_line
from index.errors import Empty, Malformed, TooLarge
from index.published import find_published
from index.readers import limits
from index.readers.source import Source, first_line, shorten, shown

DOCUMENT = "word/document.xml"
_PROPERTIES = "docProps/core.xml"
_PROPERTIES_BYTES = 1_000_000
_GONE = frozenset(("del", "moveFrom", "Fallback"))
"""What was deleted or moved away, and the second form of a text box for old programs."""
_REMEDY = "Save the document again."
_BREAKS = {"br": "\n", "cr": "\n", "tab": " ", "noBreakHyphen": "-"}
_ACCOUNTS = frozenset(
    ("", "administrator", "admin", "user", "windows user", "microsoft office user", "python-docx", "unknown")
)
"""What programs write where the author's name should stand."""


def read_docx(archive: ZipFile, path: Path) -> Source:
    """The article of a Word document that is open as the zip archive it is."""
    text = "\n\n".join(filter(None, _paragraphs(archive, path.name)))
    if not text:
        raise Empty(f"{path.name} holds no text.", "Check that the document shows some.")
    title, author = _properties(archive)
    published, published_from = find_published({}, None, "", text, today=date.today())
    return Source(
        text=text,
        title=shorten(title) if title else first_line(text),
        path=shown(path),
        published=published,
        published_from=published_from,
        author="" if author.casefold() in _ACCOUNTS else author,
    )


def _paragraphs(archive: ZipFile, name: str) -> Iterator[str]:
    size = archive.getinfo(DOCUMENT).file_size
    if size > limits.DOCX_BYTES:
        most = limits.DOCX_BYTES / 1e6
        message = f"{name} has {size / 1e6:.1f} MB of text and markup, the limit is {most:g} MB."
        raise TooLarge(message, "Split it into its articles.")
    with archive.open(DOCUMENT) as part:
        for paragraph in _walk(part, name):
            yield paragraph.strip()


def _walk(part: IO[bytes], name: str) -> Iterator[str]:
    """The paragraphs in the order in which they end: a text box comes before what it stands in."""
    from lxml import etree

    opened: list[list[str]] = []
    gone = 0
    walk = etree.iterparse(
        part, events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False
    )
    try:
        for event, element in walk:
            tag = etree.QName(element).localname if isinstance(element.tag, str) else ""
            if event == "start":
                gone += tag in _GONE
                if tag == "p":
                    opened.append([])
                continue
            gone -= tag in _GONE
            if opened and not gone and tag in _BREAKS:
                opened[-1].append(_BREAKS[tag])
            elif opened and not gone and tag == "t":
                opened[-1].append(element.text or "")
            elif opened and tag == "p":
                yield "".join(opened.pop())
                element.clear()
    except etree.XMLSyntaxError as error:
        message = f"{name}: {DOCUMENT} is no valid XML ({error})."
        raise Malformed(message, _REMEDY) from error
    if walk.root.getroottree().docinfo.internalDTD is not None:
        raise Malformed(f"{name}: {DOCUMENT} declares entities, which no Word document does.", _REMEDY)


def _properties(archive: ZipFile) -> tuple[str, str]:
    """Title and author; the dates are those of the file, which say nothing of a publication."""
    from lxml import etree

    if _PROPERTIES not in archive.namelist() or archive.getinfo(_PROPERTIES).file_size > _PROPERTIES_BYTES:
        return "", ""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    root = etree.fromstring(archive.read(_PROPERTIES), parser)
    found: dict[str, str] = {}
    for element in root if root is not None else ():
        if isinstance(element.tag, str):
            found.setdefault(etree.QName(element).localname, clean_line(element.text or ""))
    return found.get("title", ""), found.get("creator", "")

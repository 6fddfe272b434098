"""Web markup: what of it may be parsed, and the text of a piece of it."""

from __future__ import annotations

import html
import re

from index.errors import TooLarge
from index.readers import limits

# Characters that XML does not know make lxml refuse all of it.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--")
_BLOCKS = frozenset(
    """
    address article aside blockquote body center dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5
    h6 header hr li main nav ol p pre section summary table tr ul
    """.split()
)
_UNSEEN = frozenset(
    "button head iframe math noscript object script select style svg template textarea title".split()
)
_PARAGRAPH = "\x00"  # never in the text: it is among the forbidden


def parsable(markup: str, name: str) -> str:
    """``markup`` without the characters that stop a parser; `TooLarge` over a limit, naming ``name``."""
    size, elements = len(markup), len(re.findall(r"<[A-Za-z]", markup))
    if size > limits.PAGE_BYTES:
        over = f"{size} characters of HTML, the limit is {limits.PAGE_BYTES}"
    elif elements > limits.PAGE_ELEMENTS:
        over = f"{elements} HTML elements, the limit is {limits.PAGE_ELEMENTS}"
    else:
        return _FORBIDDEN.sub("", markup)
    raise TooLarge(f"{name} has {over}.", "Save the article itself, without the rest of the page.")


def text_of(markup: str, name: str) -> str:
    """The text of a piece of HTML, its paragraphs apart by blank lines; text without tags stays as it is."""
    markup = parsable(markup, name)
    if not _TAG.search(markup):
        return html.unescape(markup)
    pieces = "".join(_pieces(markup)).split(_PARAGRAPH)
    paragraphs = ("\n".join(" ".join(line.split()) for line in piece.split("\n")).strip() for piece in pieces)
    return "\n\n".join(filter(None, paragraphs))


def _pieces(markup: str) -> list[str]:
    from lxml import etree

    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    root = etree.HTML(markup, parser)
    pieces: list[str] = []
    hidden = 0
    for event, element in etree.iterwalk(root, events=("start", "end")) if root is not None else ():
        tag, opens = element.tag, event == "start"
        hidden += (tag in _UNSEEN) * (1 if opens else -1)
        if tag in _BLOCKS:
            pieces.append(_PARAGRAPH)
        elif tag in ("td", "th"):
            pieces.append(" ")
        elif tag == "br" and opens:
            pieces.append("\n")
        text = element.text if opens else element.tail
        if text and not hidden:
            pieces.append(re.sub(r"\s+", " ", text))
    return pieces

"""What the markup of a web page says is no part of its article.

A search for an article's text alone keeps what stands between its paragraphs: cards of other stories,
newsletter boxes, share bars, credits. Their names, their roles and their links tell them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from index.clean.calls import reports
from index.clean.canonical import ENDS_SENTENCE
from index.clean.furniture import kind_of, plain
from index.clean.names import BOX, CARD, LINE, LINE_ONLY, SURE, TOPIC, UNLESS_STATED, names_of
from index.clean.reader import addresses
from index.clean.stamp import gives_a_date, is_dated
from index.clean.wordings import LISTS

_TAGS = frozenset("nav dialog button select menu amp-sidebar amp-consent amp-ad amp-social-share".split())
_ROLES = frozenset(
    "navigation complementary dialog banner contentinfo search alert status toolbar form".split()
)
_SHARE_OF_PAGE = 0.35
"""Of its sentences: beyond it nothing is furniture, for the wrappers of an article are called anything."""
_BLOCKS = frozenset(
    "p li h2 h3 h4 h5 h6 div td th blockquote figcaption dd dt section article aside ul ol table".split()
)
_LINES = frozenset("p li h2 h3 h4 h5 h6 div td figcaption dd".split())
_DECK = 25
"""Words up to which the first sentence below the headline may be its deck, above the byline."""
_HEADINGS = frozenset("h2 h3 h4 h5 h6".split())
_LABELS_BELOW = frozenset(("p", "div")) | _HEADINGS
_FRAME = frozenset("html head body main a".split())
_LOOKED_AT = 2_000
"""Characters of a paragraph that tell whether it reports."""
_LABEL = re.compile(r"[^.!?]{0,40}[:|►»>]\s*")


class _Measures:
    """Of an element: its characters, those in links and in sentences, and whether a sentence ends in it,
    reports, or states something without speaking to the reader.
    """

    __slots__ = ("ends", "has_block", "has_title", "length", "linked", "reports", "states", "told")

    def __init__(self) -> None:
        self.length = self.linked = self.told = 0
        self.ends = self.has_block = self.has_title = self.reports = self.states = False


def parsed(page: str) -> Any:
    """The root element of a page, None where there is nothing to parse."""
    from lxml import etree, html

    try:
        return html.document_fromstring(page.encode("utf-8", "replace"), html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def prune(tree: Any) -> None:
    """Take the furniture out of a parsed page, in place; ``tree`` is its root element.

    What holds the headline or over a third of the page's sentences stays, and so do a name's elements
    where those hold as much together. Linear in the size of the page.
    """
    measured = _measure(tree)
    most = _SHARE_OF_PAGE * max(1, measured[tree].told)
    told: Counter[str] = Counter()
    found: list[tuple[Any, str]] = []
    for element, own in measured.items():
        signs = [*_signs(element, own)]
        told.update(dict.fromkeys((sign for sign, _ in signs), own.told))
        if not own.has_title and own.told <= most:
            found += [(element, sign) for sign, is_furniture in signs if is_furniture]
    _drop(element for element, sign in found if told[sign] <= most)
    _drop(_labels(tree, measured))
    _unname(measured)


def _drop(elements: Iterable[Any]) -> None:
    for element in [*elements]:
        if element.getparent() is not None:
            element.drop_tree()


def _unname(measured: dict[Any, _Measures]) -> None:
    """Take the names from what stays in spite of them, for the search for the text goes by them too."""
    for element, own in measured.items():
        names = names_of(element)
        if element.tag == "footer":
            element.tag = "div"
        if own.states and any(form.search(names) for form in (UNLESS_STATED, BOX, CARD)):
            element.attrib.pop("class", None)
            element.attrib.pop("id", None)
        elif TOPIC.search(element.get("class", "")):
            element.set("class", TOPIC.sub("", element.get("class")))


def _labels(tree: Any, measured: dict[Any, _Measures]) -> Iterator[Any]:
    """Short lines that are no sentences, between the headline and the first one and below the last to report.

    Items of lists and cells of tables stay, and above the story its headings: they may sum it up.
    """
    lines: list[tuple[Any, _Measures]] = []
    title = None
    for element in tree.iter(*_LINES, "h1"):
        own = measured[element]
        if element.tag == "h1":
            title = len(lines) if title is None else title
        elif own.length and not own.has_block:
            lines.append((element, own))
    told = [at for at, (_, own) in enumerate(lines) if own.told and at >= (title or 0)]
    first = next((at for at in told if at != told[0] or len(_text(lines[at][0]).split()) > _DECK), 0)
    last = max((at for at, (_, own) in enumerate(lines) if own.reports), default=len(lines))
    above = [] if title is None else lines[title:first]
    yield from (
        element for element, _ in above if element.tag in ("p", "div") and _is_label(element, gives_a_date)
    )
    below = lines[last + 1 :]
    for at, (element, _) in enumerate(below):
        heads = element.tag in _HEADINGS and any(own.states for _, own in below[at + 1 : at + 2])
        is_label = element.tag in _LABELS_BELOW and not heads and _is_label(element, is_dated)
        if is_label and kind_of(_text(element)) is not LISTS:
            yield element


def _is_label(element: Any, is_byline: Callable[[str], bool]) -> bool:
    """A short line that is no sentence; one with figures may be a result or a toll, unless it is a byline."""
    text = _text(element)
    if len(text.split()) > 8 or ENDS_SENTENCE.search(text):
        return False
    return not any(map(str.isdigit, text)) or is_byline(text.lower())


def _measure(tree: Any) -> dict[Any, _Measures]:
    """The measures of every element, in the order of the page."""
    measured = {element: _Measures() for element in tree.iter() if isinstance(element.tag, str)}
    for element, own in reversed(measured.items()):
        own.length += _visible(element.text)
        if element.tag == "a":
            own.linked = own.length
        if element.tag in _LINES and not own.has_block:
            _tell(element, own)
        own.has_title = own.has_title or element.tag == "h1"
        parent = measured.get(element.getparent())
        if parent is not None:
            _add(parent, own, element)
    return measured


def _visible(text: str | None) -> int:
    return len("".join(text.split())) if text else 0


def _tell(element: Any, own: _Measures) -> None:
    text = _text(element)
    own.ends = ENDS_SENTENCE.search(text) is not None
    if own.ends and len(text.split()) >= 6 and kind_of(text) is None:
        line = plain(text[:_LOOKED_AT])
        own.told, own.reports = own.length, reports(line)
        own.states = own.reports or not addresses(line)


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _add(parent: _Measures, child: _Measures, element: Any) -> None:
    parent.length += child.length + _visible(element.tail)
    parent.linked += child.linked
    parent.told += child.told
    parent.ends = parent.ends or child.ends
    parent.reports = parent.reports or child.reports
    parent.states = parent.states or child.states
    parent.has_title = parent.has_title or child.has_title
    parent.has_block = parent.has_block or child.has_block or element.tag in _BLOCKS


def _signs(element: Any, own: _Measures) -> Iterator[tuple[str, bool]]:
    """What may tell that an element is furniture, its role, its names or its links, and whether it does."""
    if element.tag in _FRAME:
        return
    if element.tag == "footer":
        yield "<footer>", not (own.reports and _is_in_article(element))
    elif element.tag in _TAGS or element.get("role") in _ROLES or element.get("hidden") is not None:
        yield f"<{element.tag}>", True
    if element.tag == "sup":
        yield "note", bool(own.linked) and own.length <= 4
    names = names_of(element)
    is_line = element.tag in _LINES and not own.has_block
    if match := SURE.search(names):
        yield match[1], not (is_line and own.reports)
    if match := UNLESS_STATED.search(names):
        yield match[1], not own.states
    if match := BOX.search(names):
        yield match[1], not own.reports and not (is_line and own.told)
    if match := CARD.search(names):
        yield match[1], not own.reports and not (own.states and not own.linked)
    if match := LINE.search(names):
        yield match[1], not own.ends
    if match := LINE_ONLY.search(names):
        yield match[1], not own.ends and (is_line or own.linked * 2 >= own.length)
    if is_line and own.linked:
        yield "link", _is_link(element, own)


def _is_in_article(element: Any) -> bool:
    return any(above.tag in ("article", "main") for above in element.iterancestors())


def _is_link(element: Any, own: _Measures) -> bool:
    """Whether a line is nothing but links to other pages, or a label and a link, and no statement."""
    text = _text(element)
    if own.length > 200 or (own.ends and not text.endswith("?")):
        return False
    anchors = [anchor for anchor in element.iter("a") if _text(anchor)]
    if element.tag in ("h2", "h3", "h4") and all(anchor.get("href", "#")[:1] == "#" for anchor in anchors):
        return False
    if own.linked >= 0.9 * own.length:
        states = element.tag == "p" and len(text.split()) >= 10 and not text.endswith("?")
        return not (states and reports(plain(text)))
    label, link, rest = text.partition(_text(anchors[0])) if len(anchors) == 1 else ("", "", "")
    return bool(link) and rest.strip(" ]).").lower() in ("", "follow") and _LABEL.fullmatch(label) is not None

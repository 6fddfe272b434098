"""What the markup of a page states: meta tags, microdata, time tags."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from index.dates import TimeValue
from index.published.byline import is_byline
from index.published.fields import from_meta
from index.published.outline import Line, Outline, tells
from index.published.roles import Role, role_of
from index.published.wording import parse_date

_CHANGED = re.compile(r"modif|update|revis|lastmod|changed", re.IGNORECASE)
_NO_LINES = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "dd", "dt", "blockquote"))
_MOST_TAGS = 200


def from_meta_tags(outline: Outline, plausible: Callable[[TimeValue], bool]) -> TimeValue | None:
    """From the tags with a name or property; what a server says of its copy (http-equiv) is no statement."""
    fields: dict[str, str] = {}
    for tag in outline.tree.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop") or ""
        content = tag.get("content") or ""
        if name == "parsely-page":
            name, content = "parsely-pub-date", _parsely(content)
        if name and content and not _CHANGED.search(name) and _is_of_page(tag, outline):
            fields.setdefault(name, content)
    return from_meta(fields, plausible)


def _is_of_page(tag: Any, outline: Outline) -> bool:
    """Whether a tag describes the page, not a thing in it; the parser moves some out of the head."""
    scoped = any(
        above.get("itemscope") is not None and above.tag not in ("html", "body")
        for above in tag.iterancestors()
    )
    return not (scoped and tag.get("itemprop")) and not outline.is_apart(tag)


def _parsely(content: str) -> str:
    try:
        data = json.loads(content)
    except (ValueError, RecursionError):
        return ""
    stated = data.get("pub_date") if isinstance(data, dict) else None
    return stated if isinstance(stated, str) else ""


def from_microdata(outline: Outline) -> Iterator[TimeValue]:
    """datePublished of the thing that holds the headline, and hAtom's "published", wherever they stand."""
    tags = outline.tree.xpath(
        "//*[@itemprop='datePublished' or (self::abbr and "
        "contains(concat(' ', normalize-space(@class), ' '), ' published '))]"
    )
    for tag in tags[:_MOST_TAGS]:
        if outline.is_of_article(tag) and not outline.is_apart(tag):
            stated = (tag.get(name) for name in ("content", "datetime", "title"))
            texts = [*filter(None, stated), "".join(tag.itertext())]
            yield from (value for text in texts if (value := parse_date(text)))


def from_time_tags(outline: Outline) -> Iterator[TimeValue]:
    """Time tags that say that they are of the publication, else the first that stands as a byline does.

    Such a one stands near the headline, alone in its line or beside names. What says that it is of a
    change or of anything else never counts, nor do several that say different things of the publication
    where none is near the headline.
    """
    lines = outline.lines
    near = [*_stated([*lines.above, *lines.head])]
    marked = [time.value for time in near if time.role is Role.PUBLISHED]
    if marked:
        yield marked[0]
        return
    yield from (time.value for time in near if time.role is None and time.alone)
    far = {time.value.value: time.value for time in _stated(lines.rest) if time.role is Role.PUBLISHED}
    if len(far) == 1:
        yield from far.values()


class _Time(NamedTuple):
    """A date in a time tag, what it says that it is of, and whether nothing else is said in its line."""

    value: TimeValue
    role: Role | None
    alone: bool


def _stated(lines: Sequence[Line]) -> Iterator[_Time]:
    for line in lines:
        places = [0, *(end for _, end, _ in line.times)]
        for before, (start, _, tag) in zip(places, line.times[:_MOST_TAGS], strict=False):
            if value := parse_date(tag.get("datetime") or ""):
                yield _Time(value, role_of(tag, line.text[before:start]), _stands_alone(line))


def _stands_alone(line: Line) -> bool:
    """Whether its line is no heading, no cell, and holds nothing but dates, clocks and an author's name."""
    if any(above.tag in _NO_LINES for above in (line.element, *islice(line.element.iterancestors(), 4))):
        return False
    pieces, end = [], 0
    for start, stop, _ in line.times:
        pieces.append(line.text[end:start])
        end = stop
    rest = [*pieces, line.text[end:]]
    return not tells(line.text) and is_byline(" | ".join(rest), parted="," not in "".join(rest))

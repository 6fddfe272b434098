"""What the markup of a page states: meta tags, microdata, time tags."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from index.dates import TimeValue
from index.published.fields import from_fields
from index.published.outline import Outline
from index.published.wording import parse_date

_CHANGED = re.compile(r"modif|update|revis|lastmod|changed", re.IGNORECASE)
_PUBLISHED = re.compile(r"publi|pubdate|posted|entry-date|created", re.IGNORECASE)
_PROSE = 12
"""Words of a paragraph that tells something: a date in it belongs to what it tells."""
_MOST_TAGS = 200


def from_meta_tags(outline: Outline, plausible: Callable[[TimeValue], bool]) -> TimeValue | None:
    """From the tags with a name or property; what a server says of its copy (http-equiv) is no statement."""
    fields: dict[str, str] = {}
    for tag in outline.tree.iter("meta"):
        name = (
            tag.get("property") or tag.get("name") or (tag.get("itemprop") if _is_in_head(tag) else "") or ""
        )
        content = tag.get("content") or ""
        if name == "parsely-page":
            name, content = "parsely-pub-date", _parsely(content)
        if name and content and not _CHANGED.search(name):
            fields.setdefault(name, content)
    return from_fields(fields, plausible)


def _is_in_head(tag: Any) -> bool:
    return all(
        above.get("itemscope") is None or above.tag in ("html", "body") for above in tag.iterancestors()
    )


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
        "//*[@itemprop='datePublished' or (self::abbr and contains(@class, 'published'))]"
    )
    for tag in tags[:_MOST_TAGS]:
        if outline.is_of_article(tag) and not outline.is_apart(tag):
            stated = (tag.get(name) for name in ("content", "datetime", "title"))
            texts = [*filter(None, stated), "".join(tag.itertext())]
            yield from (value for text in texts if (value := parse_date(text)))


def from_time_tags(outline: Outline) -> Iterator[TimeValue]:
    """Time tags marked as the publication, else the first of the article; never that of a change.

    One above the headline must stand in the same part of the page: that of the page may say today.
    """
    stated = [
        (_marks(tag), value)
        for tag in outline.near_or_below("time")[:_MOST_TAGS]
        if (value := parse_date(tag.get("datetime") or ""))
        and not outline.is_apart(tag)
        and not _in_prose(tag)
    ]
    unchanged = [(marks, value) for marks, value in stated if not _CHANGED.search(marks)]
    marked = [value for marks, value in unchanged if _PUBLISHED.search(marks)]
    yield from marked or [value for _, value in unchanged[:1]]


def _marks(tag: Any) -> str:
    """The names of a tag, and the words in front of it in its line."""
    names = [tag.get(name) or "" for name in ("class", "id", "itemprop", "data-testid")]
    before, parent = tag.getprevious(), tag.getparent()
    words = before.tail if before is not None else parent.text if parent is not None else ""
    return " ".join([*names, "pubdate" if tag.get("pubdate") is not None else "", (words or "")[-40:]])


def _in_prose(tag: Any) -> bool:
    paragraph = next((above for above in tag.iterancestors() if above.tag in ("p", "li", "blockquote")), None)
    return paragraph is not None and len("".join(paragraph.itertext()).split()) > _PROSE

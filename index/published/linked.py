"""When an article was published according to the JSON-LD of its page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.jsonld import described, is_article, own_articles, word

_STATED = re.compile(r"\"date(Published|Created)\"\s{0,4}:\s{0,4}\"([^\"]{4,60})\"")
_TYPE = re.compile(r"\"@type\"\s{0,4}:\s{0,4}\[?\s{0,4}\"([^\"]{1,60})\"")
_AROUND = 20_000
"""Characters in front of a date and behind it in which its object is looked for."""
_NAMES = ("datePublished", "dateCreated")


def from_json_ld(page: str, url: str, title: str) -> Iterator[str]:
    """The dates of the page's own article as they are worded there, the surest first.

    Where several articles may be that, each field counts on which all that have it agree by the day.
    """
    found = described(page)
    articles = (node for node in found.nodes if "@type" not in node or is_article(node))
    own = own_articles(articles, url, title)
    for name in _NAMES:
        values = [value for node in own if (value := word(node.get(name)))]
        if len({value[:10] for value in values}) == 1:
            yield from values
    for script in found.broken:
        yield from _scraped(script)


def _scraped(script: str) -> Iterator[str]:
    """From JSON that cannot be read: what its articles agree on, day by day."""
    matches = [match for match in _STATED.finditer(script) if _is_in_article(script, match.start())]
    for name in ("Published", "Created"):
        found = [match[2] for match in matches if match[1] == name]
        if len({text[:10] for text in found}) == 1:
            yield found[0]


def _is_in_article(script: str, at: int) -> bool:
    """Whether the object around a place is one, or does not say what it is and is within none that does."""
    before = _own_part(reversed(script[max(0, at - _AROUND) : at]), "}", "{")[::-1]
    after = _own_part(script[at : at + _AROUND], "{", "}")
    types = _TYPE.findall(f"{before} {after}")
    return is_article({"@type": types}) if types else script.count('"@type"') == 0


def _own_part(text: Iterator[str] | str, inner: str, ends: str) -> str:
    """The text up to the end of the object that it begins in, without the objects within that."""
    depth, kept = 0, []
    for character in text:
        depth += (character == inner) - (character == ends)
        if depth < 0:
            break
        if depth == 0 and character != ends:
            kept.append(character)
    return "".join(kept)

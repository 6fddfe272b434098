"""Whether the names of an element and the words in front of a date say that it is of the publication."""

from __future__ import annotations

import re
from enum import Enum, auto
from itertools import islice
from typing import Any

from index.clean.names import names_of
from index.published.byline import are_names
from index.published.tongues import OTHERWISE, PUBLISHED

_PUBLISHED = re.compile(r"-(published|publish|publication|pub-?date|posted|post-date|entry-date|created)-")
_OTHERWISE = re.compile(
    r"-(\w*modif\w*|(?:last-?)?updat\w+|revis\w+|lastmod|changed|correct\w*|edited|events?|(?:start|end)s?-?(?:date|time)"
    r"|date-(?:start|end)|deadline|expir\w+|birth|born|death|died|due|concert|premiere|release|today|current-date|clock"
    r"|comment)-"
)
_LINE, _PIECES = 150, 60
"""Characters of what holds a line and no more; pieces of text that are counted for it."""


class Role(Enum):
    """What a date is said to be of."""

    PUBLISHED = auto()
    OTHERWISE = auto()


def role_of(element: Any, before: str = "") -> Role | None:
    """What its own names say, else the words in front of it in its line, else what holds only that line."""
    own = names_of(element) + ("pubdate-" if element.get("pubdate") is not None else "")
    said = _named(own) or _worded(before[-_LINE:])
    if said:
        return said
    for above in element.iterancestors():
        if len("".join(islice(above.itertext(), _PIECES)).strip()) > _LINE:
            return None
        if role := _named(names_of(above)):
            return role
    return None


def _named(names: str) -> Role | None:
    """WordPress calls a date "published updated" while nothing was changed."""
    if _PUBLISHED.search(names):
        return Role.PUBLISHED
    return Role.OTHERWISE if _OTHERWISE.search(names) else None


def _worded(before: str) -> Role | None:
    """The last word counts, that for publishing only behind names: "a report published on" is another's."""
    published = max((match.start() for match in PUBLISHED.finditer(before)), default=-1)
    otherwise = max((match.start() for match in OTHERWISE.finditer(before)), default=-1)
    if published < 0 and otherwise < 0:
        return None
    is_label = published > otherwise and are_names(PUBLISHED.sub("", before))
    return Role.PUBLISHED if is_label else Role.OTHERWISE

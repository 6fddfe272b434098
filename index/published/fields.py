"""The names under which sources state when they were published."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from index.dates import TimeValue
from index.published.wording import parse_date, sure_part

_NAMES = """
    published datepublished publishedat publishedon publishedtime publisheddate publishdate publishtime
    publishedutc pubdate publicationdate publicationtime firstpublished originalpublicationdate
    articlepublishedtime articlepublisheddate articlepublicationdate articlepublished articlepostdate
    articledateoriginal ogpublishedtime ogpublishdate ogpubdate ogdatepublished ogarticlepublishedtime
    ogarticlepublished rnewsdatepublished btpubdate cxenseparserecspublishtime vrpublishedtime
    shareaholicarticlepublishedtime dcsextarticlefirstpublished parselypubdate sailthrudate
    citationpublicationdate citationonlinedate citationdate prismpublicationdate dcdateissued
    dcdatepublication dctermsissued dcissued issued date dcdate dctermsdate displaydate pdate ptime posted
    dateposted postdate releasedate
""".split()
"""Without marks and case, the surest first: what was published, then what was issued or dated."""
_CREATED = "dcdatecreated dctermscreated dccreated created datecreated articlecreated".split()
"""In the head of a page; elsewhere it is when a row or a note was made."""


def from_fields(
    fields: Mapping[str, str], plausible: Callable[[TimeValue], bool] = lambda _: True
) -> TimeValue | None:
    """What the surest of the fields that hold a readable and plausible date states.

    A date in figures whose order is unknown gives its year, where no field gives more.
    """
    return _surest(_NAMES, fields, plausible)


def from_meta(fields: Mapping[str, str], plausible: Callable[[TimeValue], bool]) -> TimeValue | None:
    """The same for the meta tags of a page, where the day of creation counts when nothing else is stated."""
    return _surest([*_NAMES, *_CREATED], fields, plausible)


def _surest(
    names: Iterable[str], fields: Mapping[str, str], plausible: Callable[[TimeValue], bool]
) -> TimeValue | None:
    named: dict[str, str] = {}
    for name, value in fields.items():
        named.setdefault(re.sub(r"[\W_]+", "", name.lower()), value)
    given = [named[name] for name in names if name in named]
    values = [*map(parse_date, given), *map(sure_part, given)]
    return next((value for value in values if value and plausible(value)), None)

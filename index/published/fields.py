"""The names under which sources state when they were published."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

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
    dateposted postdate releasedate dcdatecreated dctermscreated dccreated created createdat createdon
    datecreated articlecreated
""".split()
"""Without marks and case, the surest first: what was published, then issued, and last what was created."""


def from_fields(
    fields: Mapping[str, str], plausible: Callable[[TimeValue], bool] = lambda _: True
) -> TimeValue | None:
    """What the surest of the fields that hold a readable and plausible date states.

    A date in figures whose order is unknown gives its year, where no field gives more.
    """
    named = {re.sub(r"[^a-z]", "", name.lower()): value for name, value in fields.items()}
    given = [named[name] for name in _NAMES if name in named]
    values = [*map(parse_date, given), *map(sure_part, given)]
    return next((value for value in values if value and plausible(value)), None)

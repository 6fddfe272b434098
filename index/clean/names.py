"""The names by which the elements of a page say what they are: its classes, ids and the like."""

from __future__ import annotations

import re
from typing import Any

# Names of what is furniture whatever it says: other articles, offers, what readers write;
SURE = re.compile(
    r"-(related|recommended|recommendations?|recirc|outbrain|taboola|trending|most-(?:read|popular|viewed)"
    r"|more-(?:on|from|stories)|also-(?:read|like)|read-(?:also|next|more)|readmore|readnext|see-also|up-next|similar"
    r"|jp-relatedposts|sharedaddy|newsletters?|sign-?up|subscribe|shar(?:e|ing)|addthis"
    r"|comment-?(?:list|form|respond|area|cta|count)|comments|respond|disqus|advert(?:isement|orial)?|ads?|adtext"
    r"|sponsor(?:ed)?|promo(?:ted|tion)?|affiliate|cmp|breadcrumbs?|tag-?list"
    r"|toolbar|screen-reader(?:-text)?|visually-hidden|sr-only|skip-link|no-?print|donat(?:e|ion)|pull-?quote|pq"
    r"|popup|modal|overlay|republish)-"
)
# of what may be a part of the story or its topic, so furniture only where nothing in it states anything;
UNLESS_STATED = re.compile(
    r"-(subscriptions?|paywall|meter|regwall|social|cookies?|consent|gdpr|tags|topics|keywords|poll|feedback|toc"
    r"|table-of-contents|copyright|licensing|syndication)-"
)
# of boxes that are, unless they report; of those that are, unless they state something and hold no link;
BOX = re.compile(
    r"-(widget|sidebar|masthead|follow|author|bio|podcast|cta|support|membership|disclaimer|standards|trust"
    r"|interstitial|deal|shop|prompt|internallink|inscription|suscripcion|odds|betting)-"
)
CARD = re.compile(r"-(cards?|teasers?|puff|banner|player|audio|video|foot|quiz|notice|app)-")
# of what is, unless it is sentences, and of lines or links that are.
LINE = re.compile(
    r"-(tools|actions|byline|by|author|credits?|meta|entry-meta|dateline|date|datetime|timestamp|published|posted"
    r"|nav|menu|topper|kicker|signoff|partage|redes|teilen|funktionen|anzeige|werbung)-"
)
LINE_ONLY = re.compile(r"-(media|links|label|slug|pub|publi|source|doi)-")
TOPIC = re.compile(r"(?<![\w-])(?:tag|category)-(?!list|cloud|links?\b)[\w-]+", re.IGNORECASE)
"""How WordPress writes the topics of an article among the names of its element."""
_APART = re.compile(r"-(cards?|teasers?|widget|sidebar|masthead|ticker|interstitial)-")


def names_of(element: Any) -> str:
    """Classes, id and other names of an element as "-words-like-these-"."""
    given = " ".join(
        element.get(name, "") for name in ("class", "id", "data-component", "data-testid", "itemprop")
    )
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", TOPIC.sub(" ", given[:300])).lower()
    return f"-{re.sub('[^a-z]+', '-', parted)}-"


def is_named_apart(element: Any) -> bool:
    """Whether the name of an element says that it is another part of the page than the article."""
    names = names_of(element)
    return any(form.search(names) for form in (SURE, UNLESS_STATED, _APART))

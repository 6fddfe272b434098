"""The time that a question's words set for the whole of it: "as of May 2022", "since the invasion"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from index.timex import tag
from rag.retrieve import Scope
from rag.windows import names_subject

Lead = Literal["before", "after", "since", "until"]

_AS_OF = re.compile(r",?\s*\bas (?:of|at)\s+(?=\S)", re.IGNORECASE)
_LEADS: dict[str, Lead] = {
    "before": "before",
    "prior to": "before",
    "ahead of": "before",
    "after": "after",
    "following": "after",
    "since": "since",
    "until": "until",
    "till": "until",
}
_LEAD = "|".join(_LEADS)
_ASKS = r"(?:when|who|where|what|which|how|did|has|have|had|was|were|is|are|will|does|do)\b"
_OPENING = re.compile(rf"^(?P<lead>{_LEAD})\s+(?P<what>[^,?]+),\s+(?P<rest>{_ASKS}.+)$", re.IGNORECASE)
_CLOSING = re.compile(rf"^(?P<rest>.+?),?\s+(?P<lead>{_LEAD})\s+(?P<what>[^,?]+?)\s*[?.!]*$", re.IGNORECASE)
_BETWEEN = re.compile(
    r"^(?P<rest>.+?),?\s+between\s+(?P<what>(?:the|his|her|its|their)\s[^,?]+?)\s+and\s+"
    r"(?P<other>(?:the|his|her|its|their)\s[^,?]+?)\s*[?.!]*$",
    re.IGNORECASE,
)
_NAMELESS = re.compile(r"(?:that|this|then|it|when|all|so|which|what|whom|whose|long|much)\b", re.IGNORECASE)
_UNITS = "days?|weeks?|months?|years?|hours?"
_FIXED = re.compile(  # "two days after the vote" is a day, "named after", "soon after": no limit
    rf"\b(?:how long|how soon|{_UNITS}|named|look(?:s|ed)?|goes|sought|right|ever|shortly|soon|just)\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """An event that a question counts from: ``lead`` it in ``what``; ``rest`` is what else is asked.

    ``other`` is the second event of "between the vote and the march".
    """

    lead: Lead
    what: str
    rest: str
    other: str = ""


def as_of_asked(text: str, scope: Scope) -> tuple[str, Scope]:
    """The question without its "as of May 2022", and the scope that reads nothing later than that."""
    match = _AS_OF.search(text)
    if not match:
        return text, scope
    time = next(
        (t for t in tag(text, scope.as_of) if t.start <= match.end() + 16 and t.end > match.end()), None
    )
    between = text[match.end() : time.start] if time else ""
    if (
        not time
        or not time.span
        or not re.fullmatch(r"(?:the )?(?:(?:end|start|beginning) of )?(?:the )?", between)
    ):
        return text, scope
    asked = f"{text[: match.start()]} {text[time.end :].lstrip(' ,')}".strip()
    day = time.span.start if re.match(r"(?:the )?(?:start|beginning)", between) else time.span.end
    if not re.search(r"\w", asked):
        return text, scope
    return asked[0].upper() + asked[1:], replace(scope, as_of=min(day, scope.as_of or date.max))


def anchor_of(text: str) -> Anchor | None:
    """The event that a question counts from, where it names one and not a date."""
    if match := _BETWEEN.match(text):
        return Anchor("since", match["what"], f"{match['rest']}?", match["other"])
    for pattern in (_OPENING, _CLOSING):
        match = pattern.match(text)
        if match and _names_event(match["what"]) and not _FIXED.search(match["rest"]):
            rest = match["rest"].rstrip("?.! ")
            if not rest:
                return None
            return Anchor(_LEADS[match["lead"].lower()], match["what"], f"{rest[0].upper()}{rest[1:]}?")
    return None


def _names_event(what: str) -> bool:
    """A noun or a clause of its own, no date and no bare pronoun."""
    times = [t for t in tag(what, None) if t.start <= len("the ") and not names_subject(what, t)]
    dated = any(t.span or t.value.startswith("XXXX") for t in times)
    return not dated and not _NAMELESS.match(what) and bool(re.search(r"[A-Za-z]{4}", what))

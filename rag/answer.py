"""What ``ask`` returns: claims with citations, or a refusal; plain values, ready for JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from index.dates import TimeValue

Status = Literal["happened", "planned", "cancelled", "denied", "open", "unknown"]
"""What the evidence says of an event; "open": the source says that it is not known."""

Reason = Literal["not_in_archive", "outside_dates", "unclear_question", "no_archive"]


Care = Literal["strict", "usual", "lenient"]
"""How sure an answer must be to be given."""


@dataclass(frozen=True, slots=True)
class Citation:
    """The evidence numbered ``n``: ``quote == article.text[start:end]``, character for character.

    ``copies`` counts the other articles of the archive that print the same story; they are not
    sources of their own. ``answer`` are the offsets in the article of the few words of the quote that
    are the answer, where such are seen.
    """

    n: int
    article_id: str
    title: str
    outlet: str
    published: TimeValue | None
    url: str
    path: str
    start: int
    end: int
    quote: str
    copies: int = 0
    answer: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of the answer and the numbers of the citations that carry it."""

    text: str
    citations: tuple[int, ...]
    when: TimeValue | None = None
    status: Status = "unknown"


@dataclass(frozen=True, slots=True)
class Event:
    """One dated event; ``articles`` counts the articles that tell of it, copies once."""

    when: TimeValue
    status: Status
    what: str
    citations: tuple[int, ...]
    articles: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """Values that sources give differently for the same thing, each with its citations."""

    what: str
    values: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Nearest:
    """An article near to a question that the archive does not answer."""

    article_id: str
    title: str
    outlet: str
    published: TimeValue | None
    path: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no answer, in words for the reader, and what comes nearest to one."""

    reason: Reason
    message: str
    nearest: tuple[Nearest, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One decision behind an answer: the rule, what it decided, and on which words or dates.

    ``step`` is one of "as_of", "window", "counted_from", "status", "inferred", "dropped",
    "recited" (a language model cited another source), "added" (a side that it left out), "generated",
    "not_asked" (no language model, for what is refused).
    """

    step: str
    what: str
    because: str


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer or a refusal (then ``claims`` and ``citations`` are empty).

    ``understood_as`` is the question that was searched for, ``notes`` are framing sentences that
    carry no facts of their own, ``trace`` says which rules decided, ``took_ms`` is wall-clock
    milliseconds.
    """

    question: str
    understood_as: str
    text: str
    claims: tuple[Claim, ...] = ()
    citations: tuple[Citation, ...] = ()
    timeline: tuple[Event, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    notes: tuple[str, ...] = ()
    refusal: Refusal | None = None
    trace: tuple[Step, ...] = ()
    took_ms: float = field(default=0.0, compare=False)

    def to_dict(self) -> dict[str, Any]:
        """Every field as JSON types.

        Dates are ISO strings: a ``published`` or ``when`` is null or ``{"text", "value", "start",
        "end"}`` (see ``TimeValue.to_dict``); ``refusal`` is null or ``{"reason", "message",
        "nearest"}``; tuples are lists.
        """
        plain: dict[str, Any] = _jsonable(self)
        return plain


def _jsonable(value: Any) -> Any:
    if isinstance(value, TimeValue):
        return value.to_dict()
    if hasattr(value, "__dataclass_fields__"):
        return {name: _jsonable(getattr(value, name)) for name in value.__dataclass_fields__}
    if isinstance(value, tuple | list):
        return [_jsonable(item) for item in value]
    return value


@dataclass(frozen=True, slots=True)
class Delta:
    """A piece of an answer as it is streamed; the deltas of one answer join to its text."""

    text: str

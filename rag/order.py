"""Which came first: two events of a question, each looked up, in the order of their days."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from index import Archive
from rag.compose import Draft, line
from rag.happening import Happening
from rag.idioms import act_at
from rag.leads import placed
from rag.lookup import look_up
from rag.names import Name
from rag.question import understand
from rag.retrieve import Scope
from rag.words import Token, is_known_act, lemma, tokens

_CHOICE = re.compile(
    r"\b(?:which|what|who)\b(?P<asks>[^,:]*?)\b(?:first|earlier|last|later)\b(?P<more>[^,:?]*)[,:–—-]+\s*"
    r"(?P<one>.+?),?\s+or\s+(?P<other>.+?)\s*\?*$",
    re.IGNORECASE,
)
_RELATION = re.compile(
    r"^(?P<aux>did|was|were|had|has|have)\s+(?P<one>.+?)\s+(?P<lead>before|after)\s+(?P<other>.+?)\s*\?*$",
    re.IGNORECASE,
)
_EITHER = re.compile(
    r"^(?P<aux>did|was|were|had|has|have|is)\s+(?P<one>.+?)(?:\s+(?:come|happen|held|take place))?\s+"
    r"(?:before or after|earlier or later than|sooner or later than|after or before)\s+(?P<other>.+?)\s*\?*$",
    re.IGNORECASE,
)
_EMPTY = re.compile(
    r"the|came|come|happened|occurred|took|place|was|were|held|been|began|started", re.IGNORECASE
)
_HAPPEN = re.compile(r"\s+(?:happen|come|occur|take place|held)$", re.IGNORECASE)


class Pair(NamedTuple):
    """Two events to compare, in the question's words; ``surely`` where it asks for nothing else."""

    one: str
    other: str
    surely: bool


def compared(text: str) -> Pair | None:
    """The two events that a question compares in time; None for any other question."""
    if match := _CHOICE.search(text):
        act = _act(f"{match['asks']} {match['more']}")
        return Pair(_doing(_bare(match["one"]), act), _doing(_bare(match["other"]), act), True)
    if match := _EITHER.match(text):
        return Pair(_told(match["aux"], _HAPPEN.sub("", match["one"])), _bare(match["other"]), True)
    if match := _RELATION.match(text):
        return Pair(_told(match["aux"], _HAPPEN.sub("", match["one"])), _bare(match["other"]), False)
    return None


def _told(aux: str, what: str) -> str:
    """The clause of a question as a statement: "did Hale resign" as "Hale did resign", "was Bello sworn in"
    as "Bello was sworn in"; an event named by a noun stays as it is."""
    words = tokens(what)
    asked = understand(f"When {aux} {what}?").verb
    at = next((i for i, t in enumerate(words) if i and act_at(words, i) == asked and not t.capital), None)
    noun = at is not None and (words[at - 1].possessive or words[at - 1].lower in {"the", "a", "an"})
    if at is None or noun or (aux.lower() != "did" and not _is_verb(words[at])):
        return what
    return f"{what[: words[at].start]}{aux.lower()} {what[words[at].start :]}"


def _act(words: str) -> str:
    """What the two are asked to have done ("left", "was sworn in"); "" for "came" and "happened"."""
    said = tokens(words)
    verb = next((i for i, t in enumerate(said) if _is_verb(t)), len(said))
    content = [t for t in said[verb:] if not _EMPTY.fullmatch(t.text)]
    return words[said[verb].start :].strip() if content else ""


def _is_verb(token: Token) -> bool:
    word = token.lower
    changed = token.content and not token.capital and lemma(word) != word
    return word in {"was", "were"} or (changed and not word.endswith(("s", "ing")))


def _doing(what: str, act: str) -> str:
    """ "Brandt" with "left" is "Brandt left"; what tells of an act of its own stays as it is."""
    own = any(is_known_act(t.root) and not t.capital for t in tokens(what))
    return what if own or not act else f"{what} {act}"


def _bare(words: str) -> str:
    return words.strip(" ?.,!")


def in_order(archive: Archive, pair: Pair, scope: Scope) -> list[Draft]:
    """Both events as claims, the earlier one first; [] where the archive does not date both."""
    one = look_up(archive, pair.one, scope)
    other = look_up(archive, pair.other, scope, _doers(pair.one)) if one else None
    if not one or not other or not one.when.span or not other.when.span:
        return []
    told = sorted([(one, pair.one), (other, pair.other)], key=lambda each: each[0].sort_key)
    return _lines(told)


def undated(archive: Archive, pair: Pair, scope: Scope) -> list[str]:
    """Which of the two events the archive gives no date."""
    found = [look_up(archive, pair.one, scope), look_up(archive, pair.other, scope, _doers(pair.one))]
    return [what for what, event in zip(pair[:2], found, strict=True) if not event or not event.when.span]


def _doers(what: str) -> Sequence[Name]:
    question = understand(f"When {what}")
    return question.actors


def _lines(told: Sequence[tuple[Happening, str]]) -> list[Draft]:
    (first, _), (then, _) = told
    together = first.when.span and then.when.span and first.when.span.overlaps(then.when.span)
    leads = ("Both at that time", "Both at that time") if together else ("First", "Then")
    return [
        line(understand(f"When {words}"), event, f"{lead}, {words}, {placed(event.when)}")
        for lead, (event, words) in zip(leads, told, strict=True)
    ]

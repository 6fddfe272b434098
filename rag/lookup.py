"""A search within a question: when was the event that it counts from, or that it compares."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from index import Archive
from rag.evidence import weigh
from rag.happening import Happening
from rag.names import Name
from rag.question import Question, understand
from rag.retrieve import Found, Scope, retrieve, with_known_names
from rag.timeline import events_for
from rag.words import is_known_act, lemma, tokens

_NOT_SO = frozenset({"denied", "open"})
_PRONOUN = re.compile(r"\b(?:he|she|they|it)\b", re.IGNORECASE)
_STATED = re.compile(
    r"(?P<subject>(?:(?!\b(?:that|which|who|where|when)\b).)+?) "
    r"(?P<aux>did|was|were|had|has|have) (?P<act>[a-z].*)$"
)
"""A clause whose auxiliary a question puts first: "Bello was sworn in"."""


def look_up(archive: Archive, what: str, scope: Scope, doers: Sequence[Name] = ()) -> Happening | None:
    """The placed event that an archive tells under these words; the surest where there are several."""
    for asked in _wordings(what, doers):
        question = understand(asked, today=scope.as_of)
        question, found = find(archive, question, scope)
        events = [
            e
            for e in events_for(question, weigh(archive, question, found))
            if e.when.span and e.status not in _NOT_SO
        ]
        if events:
            return max(events, key=_sureness)
    return None


def find(archive: Archive, question: Question, scope: Scope) -> tuple[Question, list[Found]]:
    """The stories found for a question, and the question with the names that they know."""
    found = retrieve(archive, question, scope)
    return with_known_names(question, found), found


def _sureness(event: Happening) -> tuple[bool, float, date]:
    """What happened before what was planned, then by the weight of its tellings, then the later one."""
    best: dict[str, float] = {}
    for s in event.sightings:
        key = s.story.article.copy_group or s.story.article.id
        best[key] = max(s.weight, best.get(key, 0.0))
    return event.status == "happened", round(sum(best.values()), 2), event.sort_key[1]


def _wordings(what: str, doers: Sequence[Name]) -> Iterator[str]:
    """The words of a question as questions for a time: a clause, a noun of an act, a named event."""
    what = what.strip(" ?.!,")
    who = " and ".join(map(str, doers))
    words = tokens(what)
    if who:
        what = _PRONOUN.sub(who, what) if _PRONOUN.search(what) else what
    if words and words[0].lower.endswith("ing") and is_known_act(words[0].root):
        yield f"When {who} {what}" if who else f"When was {what}?"
        return
    if (match := _STATED.match(what)) and not match["subject"].lower().startswith(("when ", "what ")):
        yield f"When {match['aux']} {match['subject']} {match['act']}?"
        return
    if any(_is_finite(w.lower) and not w.capital for w in words[1:]):
        yield f"When {what}"
        return
    act = any(is_known_act(w.root) and not w.capital for w in words)
    named = all(w.capital or not w.content for w in words)
    if act or not named:
        yield f"When was {what}?"
    if not act:
        yield f"When did {what} begin?"
    if named and not act:
        yield f"When was {what} held?"


def _is_finite(word: str) -> bool:
    """A verb in the past or present ("joined", "met"), as far as its form tells."""
    if word in {"was", "were", "is", "has", "had", "did"}:
        return True
    return lemma(word) != word and not word.endswith(("s", "ing")) and word not in {"his", "her", "their"}

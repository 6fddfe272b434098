"""Acts told by a verb and what goes with it: "put to death", "make public", "take … to court"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rag.acts import AUXILIARIES
from rag.words import Token, lemma, root

_GAP = 5  # words between a verb and what goes with it, where "~" stands
_OPENING = frozenset("that which who whom where when while before after because since until as".split())
_CLOSING = frozenset("at in on of by with from for to and or but".split())
_QUALITIES = frozenset("public known guilty free live".split())
_OTHERWISE = frozenset({"against", "of"})  # "come out against the plan"
_IDIOMS = """
announce: go public; make ~ public; make ~ known
arrest: take ~ into custody
arrive: get to
begin: come into force; come into effect; go into effect; get under way; take effect; break out
bring: put ~ back on sale
convict: find ~ guilty
debut: go live; go on air; go on the air; hit the air
die: pass away; lose his life; lose her life; lose their lives
dismiss: throw ~ out; toss ~ out; lay ~ off
divorce: split up
end: come to an end; come to its end; come to end; wrap up; break ~ off
establish: set ~ up
execute: put ~ to death
inaugurate: swear in
launch: send ~ up; lift off; blast off
pass: vote ~ through; wave ~ through
postpone: put ~ back; put ~ off; push ~ back
publish: bring ~ out; come out; put ~ out
reject: turn ~ down; vote ~ down
release: set ~ free; put ~ on sale; go on sale
remove: take ~ off the menu; take ~ off duty; take ~ off the market
resign: step down; stand down; step aside
shut: switch ~ off; turn ~ off; shut ~ down
sue: take ~ to court
"""


@dataclass(frozen=True, slots=True)
class Idiom:
    """An act in a plain word, told by the verb at ``at`` and the words at ``others``."""

    act: str
    at: int
    others: frozenset[int]


def idiom_at(words: Sequence[Token], at: int) -> Idiom | None:
    """The idiom that begins with the verb at ``at``."""
    for rest, gap, act in _told_with().get(lemma(words[at].lower), ()):
        for first in range(at + 1, at + 2 + gap):
            if first >= len(words) or (first > at + 1 and words[first - 1].lower in _CLOSING):
                break
            if tuple(w.lower for w in words[first : first + len(rest)]) == rest and _closed(
                words, first + len(rest)
            ):
                return Idiom(act, at, frozenset(range(first, first + len(rest))))
    return None


def _closed(words: Sequence[Token], end: int) -> bool:
    """Whether the words before ``end`` go with the verb, and not with what stands behind them."""
    last, behind = words[end - 1].lower, words[end] if end < len(words) else None
    if last == "to":  # "get to Oslo", not "get to know"
        return behind is not None and (behind.capital or behind.lower == "the")
    if behind is None:
        return True
    if last in _QUALITIES and behind.content and not behind.capital:  # "make her first public visit"
        return behind.start > words[end - 1].end + 1
    return behind.lower not in _OTHERWISE


def act_at(words: Sequence[Token], at: int) -> str:
    """The root of the act that a word tells, with what goes with it."""
    idiom = idiom_at(words, at)
    return root(idiom.act) if idiom else words[at].root


def idiom_asked(words: Sequence[Token], asked_from: int) -> Idiom | None:
    """The idiom that names the act of a question: behind its auxiliary, in no clause that hangs on it."""
    asking = (i for i, t in enumerate(words) if t.start >= asked_from and t.lower in AUXILIARIES)
    start = next(asking, None)
    if start is None:
        return None
    end = next((i for i in range(start + 1, len(words)) if words[i].lower in _OPENING), len(words))
    finite = (i for i in range(start + 1, end) if not words[i].lower.endswith("ing"))
    return next((p for i in finite if (p := idiom_at(words[:end], i))), None)


@lru_cache(maxsize=1)
def _told_with() -> dict[str, list[tuple[tuple[str, ...], int, str]]]:
    """For each verb what goes with it, how far behind it that may stand, and the act that both tell."""
    found: dict[str, list[tuple[tuple[str, ...], int, str]]] = {}
    for line in _IDIOMS.strip().splitlines():
        act, idioms = line.split(": ")
        for idiom in idioms.split("; "):
            verb, *rest = idiom.replace(" ~", "").split()
            found.setdefault(verb, []).append((tuple(rest), _GAP if "~" in idiom else 0, act))
    return {verb: sorted(each, key=lambda e: -len(e[0])) for verb, each in found.items()}

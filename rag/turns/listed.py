"""One of several that were named: "the second one", "the former", "the latter"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.turns.cut import Cut
from rag.turns.edits import Edit
from rag.turns.leftout import ones
from rag.turns.named import Lore
from rag.turns.naming import Named, of_name, plain_cut
from rag.turns.past import Past, Told

_RANKS = ("first", "second", "third", "fourth", "fifth")
RANKED = re.compile(r"\bthe (?P<rank>first|second|third|fourth|fifth|last|latter|former)(?: ones?)?$", re.I)
_PICKED = re.compile(
    r"\bthe (?:(?P<rank>first|second|third|fourth|fifth|last) one|(?P<half>former|latter))\b", re.I
)
_BETWEEN = re.compile(r"(?: \([^)]*\))?(?:,| and| or|, and|, or|, then|, followed by) ")


def picked(asked: Cut, past: Past) -> list[Edit]:
    """ "The second one" by the name that stood there, where the last answer gave several."""
    match = _PICKED.search(asked.text)
    if ones(asked, past) and past.last.asked.kind not in {"which", "who"}:
        return []
    name = one_of(match["rank"] or match["half"], past) if match else ""
    return [Edit(match.start(), match.end(), name)] if match and name else []


def one_of(rank: str, past: Past) -> str:
    """The name at a rank among those that the last answer joined; "" where there are not so many."""
    names = _several(past.last, past.lore) or _in_turn(past)
    rank = rank.lower()
    halves = rank in {"former", "latter"}
    if not halves and past.last.asked.kind != "who" and any(n.sort == "person" for n in names):
        return ""  # of two who met, "the first one" is a meeting
    at = {"former": 0, "latter": 1, "last": len(names) - 1}.get(rank)
    at = _RANKS.index(rank) if at is None else at
    there = at < len(names) == 2 if halves else at < len(names) > 1
    return names[at].text if there else ""


def _several(told: Told, lore: Lore) -> Sequence[Named]:
    """The names that a sentence of the answer joins; else the two people of one."""
    for text in told.said[:3]:
        sentence = plain_cut(text)
        run: list[Named] = []
        end = 0
        first = sentence.words[0] if sentence.words else None
        opens = first and first.capital and first.content and [n.first for n in sentence.names[:1]] == [1]
        for name in (n for n in sentence.names if not n.of_people):
            start = sentence.words[name.first].start
            if run and not _BETWEEN.fullmatch(text[end:start].removesuffix("the ")):
                if len(run) > 1:
                    break
                run = []
            if opens and first and not run and _BETWEEN.fullmatch(text[first.end : start]):
                run.append(Named(first.text, of_name(sentence, name, lore).sort))  # "Chad, Mali and Niger"
            run.append(of_name(sentence, name, lore))
            end = sentence.words[name.last - 1].end
        if len(run) > 1 and len({named.sort for named in run} - {""}) < 2:
            return run
    for text in (*told.said[:3], told.asked.text):
        sentence = plain_cut(text)
        made = [of_name(sentence, name, lore) for name in sentence.names]
        people = {n.text: n for n in made if n.sort == "person"}
        if len(people) == 2:
            return list(people.values())
    return ()


def _in_turn(past: Past) -> Sequence[Named]:
    """What was asked about one after the other, the earliest first: "And the Aurora?"."""
    asked_about = [next((n for n in told.in_question if not n.bare), None) for told in past.turns]
    sort = asked_about[0].sort if asked_about[0] else None
    of_a_kind = {n.key: n for n in reversed(asked_about) if n and n.sort == sort}
    return tuple(of_a_kind.values())

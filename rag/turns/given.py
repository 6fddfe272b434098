"""What an answer gives: the names in it, and the one that was asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.names import PARTIAL, Name, likeness
from rag.turns.cut import Cut
from rag.turns.named import Lore, Sort
from rag.turns.naming import Named, of_name, plain_cut
from rag.words import family, root

_LANDS = frozenset("country city town state nation village".split())
_DATED = re.compile(r"^(?:On|In|Announced for|Called off|About|Reported for|Counted from)\b[^:.]{0,60}: ")


def named_by(said: Sequence[str], asked: Cut, lore: Lore) -> tuple[Named, ...]:
    """What the answer names that the question does not, in order, each once."""
    found: dict[str, Named] = {}
    for sentence in said:
        cited = plain_cut(sentence)
        for name in cited.names:
            if not _is_named(name, asked) and not name.of_people:
                made = of_name(cited, name, lore)
                found.setdefault(made.key, made)
    return tuple(found.values())


def _is_named(name: Name, asked: Cut) -> bool:
    return any(likeness(known, name) >= PARTIAL for known in asked.names)


def focus_of(asked: Cut, said: Sequence[str], lore: Lore) -> Named | None:
    """The one thing that answers who, which or where; None where more than one may."""
    if asked.kind not in {"who", "which", "what", "where", "said"}:
        return None
    return next((found for text in said[:2] if (found := _given(asked, text, lore))), None)


def _given(asked: Cut, text: str, lore: Lore) -> Named | None:
    sentence = plain_cut(_DATED.sub("", text))
    names = [n for n in sentence.names if not _is_named(n, asked) and not n.of_people]
    fitting = [n for n in names if _fits(n, lore.sort(n, sentence.text, sentence.words), asked)]
    if len(fitting) > 1:
        fitting = _before_act(fitting, sentence, asked) or fitting
    made = [of_name(sentence, name, lore) for name in fitting]
    if len({f.key for f in fitting}) == 1:
        return replace(made[0], sort=_sort_asked(asked) or made[0].sort)
    together = (
        asked.kind == "who" and len(made) == 2 and f"{made[0].text} and {made[1].text}" in sentence.text
    )
    return Named(f"{made[0].text} and {made[1].text}", "person", plural=True) if together else None


def _sort_asked(asked: Cut) -> Sort:
    if asked.kind in {"who", "said"}:
        return "person"
    return "place" if asked.kind == "where" or asked.counted.lower() in _LANDS else ""


def _fits(name: Name, sort: Sort, asked: Cut) -> bool:
    noun = asked.counted
    if asked.kind in {"who", "said"}:
        return sort == "person"
    if asked.kind == "where":
        return sort in {"place", ""}
    if noun and any(root(word.lower()) in family(root(noun.split()[-1].lower())) for word in name.words):
        return True
    if noun and noun.lower() in _LANDS:
        return sort in {"place", ""}
    called = any(w.lower in {"called", "named", "name"} for w in asked.words)
    return called and sort in {"thing", "body", ""}


def _before_act(names: list[Name], sentence: Cut, asked: Cut) -> list[Name]:
    """Those that stand before the act asked about, where the sentence tells it."""
    if asked.verb is None:
        return []
    acts = family(asked.words[asked.verb].root)
    at = next((i for i, w in enumerate(sentence.words) if w.root in acts), None)
    return [n for n in names if at is not None and n.last <= at]

"""The words of a question that stand for something in the turns before it, put into words."""

from __future__ import annotations

from rag.turns.antecedents import Unclear, antecedent, may_be, owners_of
from rag.turns.cut import Cut
from rag.turns.edits import Edit, owner, the
from rag.turns.leftout import instead_of, object_left_out, ones, places_left_out, then, there
from rag.turns.lexicon import OWNING, PREPOSITIONS, PRONOUNS_IN_TURN, THEY
from rag.turns.listed import picked
from rag.turns.naming import Named, named_in
from rag.turns.past import Past

_PLACEHOLDER = frozenset("true possible known likely clear that raining take time".split())
_REFLEXIVE = frozenset("himself herself itself themselves".split())


def resolve(asked: Cut, past: Past) -> tuple[list[Edit], list[Unclear]]:
    """The pronouns of a question, each with what it stands for, as edits; what is unclear stays."""
    edits: list[Edit] = []
    unclear: list[Unclear] = []
    for i, word in enumerate(asked.words):
        if word.lower not in PRONOUNS_IN_TURN - _REFLEXIVE or _within(asked, i, past) or _empty(asked, i):
            continue
        found = antecedent(word.lower, past, owned_by(asked, i), asked)
        if isinstance(found, Named):
            text = the(found.text)
            edits.append(Edit(word.start, word.end, owner(text) if is_owning(asked, i) else text))
        elif found:
            unclear.append(found)
    for left_out in (ones, picked, there, then, places_left_out, object_left_out, instead_of):
        edits += left_out(asked, past)
    return edits, unclear


def _is_object(asked: Cut, i: int) -> bool:
    """Whether a pronoun is what something is done to: no verb of its own follows it."""
    word = asked.words[i].lower
    if word in {"him", "them"} or (word == "her" and not is_owning(asked, i)):
        return True
    following = asked.words[i + 1] if i + 1 < len(asked.words) else None
    timed = following is not None and any(s <= following.start < e for s, e in asked.times)
    return word == "it" and (following is None or timed or following.lower in PREPOSITIONS)


def _acts(asked: Cut, named: Named) -> bool:
    start, end = asked.subject or (0, 0)
    return start <= asked.text.find(named.text) < end


def is_owning(asked: Cut, i: int) -> bool:
    """Whether a pronoun owns what follows it: "her visit", but not "succeeded her in May"."""
    word = asked.words[i].lower
    if word not in OWNING or i + 1 >= len(asked.words):
        return False
    following = asked.words[i + 1]
    timed = any(s <= following.start < e for s, e in asked.times)
    return word != "her" or (following.content and not timed and asked.verb != i + 1)


def owned_by(asked: Cut, i: int) -> str:
    """What the pronoun at ``i`` owns: "visit" of "her visit"; "" where it owns nothing."""
    return asked.words[i + 1].lower if is_owning(asked, i) else ""


def _empty(asked: Cut, i: int) -> bool:
    """ "Is it true that …": a pronoun that stands for nothing."""
    following = asked.words[i + 1].lower if i + 1 < len(asked.words) else ""
    return asked.words[i].lower == "it" and following in _PLACEHOLDER


def _within(asked: Cut, i: int, past: Past) -> bool:
    """Whether the question itself names before the pronoun what it may stand for."""
    pronoun = asked.words[i]
    subject, others = named_in(asked, past.lore)
    here = [n for n in (*subject, *others) if not n.bare and 0 <= asked.text.find(n.text) < pronoun.start]
    near = [n for n in here if n.key not in PRONOUNS_IN_TURN and may_be(pronoun.lower, n)]
    if _is_object(asked, i):  # "What did Okoro say about it?": never the one who says it
        near = [n for n in near if not _acts(asked, n)]
    if pronoun.lower in THEY:
        near = [n for n in near if n.sort != "place"]
    owned = owned_by(asked, i)
    owners = owners_of(owned, past) if near and owned else set[str]()
    return any(n.key in owners for n in near) if owners else bool(near)

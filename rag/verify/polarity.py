"""Is what the sentence affirms affirmed by the quote: negation, plan and possibility, word by word.

A negation, "will" or "may" bears on the act that follows it. Each act of a sentence is compared with the
same act of the quotes, so that "will not travel" never carries "will travel", while a denial in another
clause of the quote does no harm.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rag.words import Token, any_of, family, root, roots, tokens

Mode = Literal["fact", "planned", "possible"]

_NEGATORS = frozenset(
    """
    not no never without nor neither cannot denied denies deny denying refused refuses refuse refusing
    declined declines decline fail failed fails nobody none nothing hardly unable rejected reject rejects
    dismissed skipped skips skip false untrue
    """.split()
)
_PLANS = frozenset(
    """
    will shall plans plan planned planning scheduled expected due set intends intend intended intention going
    about hopes hope hoping wants want wanted aims aim upcoming
    """.split()
)
_WITH_TO = frozenset("due set going about expected hopes hope hoping wants want wanted aims aim".split())
_MAY = frozenset("may might could would should possibly perhaps reportedly allegedly".split())
_BE = frozenset("is are was were be been".split())
_IF = frozenset("if whether unless".split())
_CONTRACTED = re.compile(r"n['’]t\b", re.IGNORECASE)
_LIGHT = "plan intention evidence sign need reason doubt indication mention"
_CALLED_OFF = any_of(
    r"cancel\w*",
    "call(?:ed|ing|s)? off",
    r"postpon\w+",
    r"scrap(?:s|ped)",
    r"shelved?",
    r"abandon(?:s|ed)",
    r"suspend(?:s|ed)",
    "put off",
)
_LONGEST = 5  # words between a marker and the act that it bears on
_OPPOSITES = (
    (
        "rise rose increase grow climb gain raise surge",
        "fall fell drop decrease decline shrink sink lower reduce",
    ),
    ("win victory beat defeat", "lose loss"),
    ("accept approve back support welcome", "reject refuse oppose condemn"),
    ("begin start open launch", "end finish close stop"),
    ("arrive", "leave depart"),
    ("buy purchase", "sell"),
    ("join enter", "leave quit withdraw"),
    ("confirm admit", "deny"),
    ("guilty convict", "innocent acquit clear"),
    ("more", "less fewer"),
    ("before", "after"),
    ("most", "least"),
)


@dataclass(frozen=True, slots=True)
class Act:
    """A word and how it is told."""

    root: str
    negated: bool
    mode: Mode


def acts_in(text: str) -> list[Act]:
    """The content words of a text in order, each with the negation and the mode that bears on it."""
    words = tokens(text)
    negated, modes = set[int](), dict[int, Mode]()
    for i, word in enumerate(words):
        small = word.lower
        if small in _NEGATORS or contracted(text, word):
            negated ^= set(_heads(text, words, i))  # what is denied twice is said
        elif small in _IF:
            modes.update(dict.fromkeys(_clause(text, words, i), "possible"))
        elif small in _MAY and not (small == "may" and word.capital):
            modes.update(dict.fromkeys(_heads(text, words, i), "possible"))
        elif (small == "to" and i and words[i - 1].lower in _BE) or (
            small in _PLANS and (small not in _WITH_TO or _leads_to(words, i))
        ):
            modes.update(dict.fromkeys(_heads(text, words, i), "planned"))
    return [
        Act(w.root, i in negated, modes.get(i, "fact"))
        for i, w in enumerate(words)
        if w.content and not w.text.isdigit() and not contracted(text, w)
    ]


def contracted(text: str, word: Token) -> bool:
    """ "Isn't" and "won't" are read as two tokens, the first of them no word of its own."""
    return bool(_CONTRACTED.search(text, word.start, word.end + 2))


def _leads_to(words: Sequence[Token], i: int) -> bool:
    return i + 1 < len(words) and words[i + 1].lower in {"to", "for"}


def _heads(text: str, words: Sequence[Token], i: int) -> list[int]:
    """The first content word behind a marker, and the next one where that says nothing by itself."""
    found = []
    for at in range(i + 1, min(len(words), i + 1 + _LONGEST)):
        if re.search(r"[.;:!?]", text[words[at - 1].end : words[at].start]):
            break
        small = words[at].lower
        if words[at].content and not small.endswith("ly"):
            found.append(at)
            if words[at].root not in roots(_LIGHT) and small not in _PLANS | _NEGATORS:
                break
    return found


def _clause(text: str, words: Sequence[Token], i: int) -> list[int]:
    found = []
    for at in range(i + 1, min(len(words), i + 9)):
        if re.search(r"[,.;:!?]", text[words[at - 1].end : words[at].start]):
            break
        found.append(at)
    return found


def fault_in_polarity(said: str, quoted: Sequence[str]) -> str:
    """What the sentence turns around; "" for nothing.

    ``quoted`` are the sentences of the quotes, the nearest to it first: an act is compared with the same
    act in the first sentence that has it.
    """
    acts = [acts_in(sentence) for sentence in quoted]
    everything = [act for sentence in acts for act in sentence]
    for act in acts_in(said):
        exact = next((same for sentence in acts if (same := _same(act, sentence))), [])
        near = [other for other in everything if other.root in family(act.root)]
        if fault := _turned(act, exact or near, everything):
            return fault
    return _opposite(said, " ".join(quoted)) or _called_off(said, quoted)


def _same(act: Act, acts: Sequence[Act]) -> list[Act]:
    return [other for other in acts if other.root == act.root]


def _turned(act: Act, same: Sequence[Act], acts: Sequence[Act]) -> str:
    if not same:
        if act.negated and not any(other.negated for other in acts):
            return f"no quote denies “{act.root}”"
        if act.mode != "fact" and all(other.mode == "fact" for other in acts):
            return f"no quote speaks of “{act.root}” as {act.mode}"
        return ""
    if all(other.negated != act.negated for other in same):
        return f"it turns “{act.root}” into its opposite"
    if all(other.mode != act.mode for other in same):
        return f"its quotes tell “{act.root}” as {_as(same[0].mode)}, not as {_as(act.mode)}"
    return ""


def _as(mode: Mode) -> str:
    return "a fact" if mode == "fact" else mode


def _opposite(said: str, quoted: str) -> str:
    """A rise for a fall: the sentence has the one word, the quotes have only the other."""
    ours, theirs = ({t.root for t in tokens(x)} for x in (said, quoted))
    for one, other in ((x, y) for pair in _OPPOSITES for x, y in (pair, pair[::-1])):
        here = ours & _exactly(one)
        if here and not theirs & _exactly(one) and theirs & _exactly(other) and not ours & _exactly(other):
            return f"its quotes say the opposite of “{min(here)}”"
    return ""


def _exactly(words: str) -> frozenset[str]:
    return frozenset(root(w) for w in words.split())


def _called_off(said: str, quoted: Sequence[str]) -> str:
    """What the quotes call off is no longer planned and has not happened."""
    if _CALLED_OFF.search(said) or any(act.negated for act in acts_in(said)):
        return ""
    ours = {t.root for t in tokens(said) if t.content}
    for clause in (
        c for sentence in quoted for c in re.split(r";\s|, (?:and|but|while|which|who) ", sentence)
    ):
        match = _CALLED_OFF.search(clause)
        beside = {t.root for t in tokens(clause) if t.content}
        if match and len(ours & beside) > len(ours) / 2:
            return f"its quotes tell of “{match.group()}”"
    return ""

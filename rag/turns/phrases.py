"""The noun phrases of a question: what it speaks of, piece by piece."""

from __future__ import annotations

from dataclasses import dataclass

from rag.acts import AUXILIARIES, NOT_VERBS
from rag.lexicon import TITLES
from rag.names import Name
from rag.turns.cut import Cut
from rag.turns.lexicon import DETERMINERS, PREPOSITIONS, PRONOUNS_IN_TURN
from rag.words import Token


@dataclass(frozen=True, slots=True)
class Phrase:
    """``text[start:end]``: a noun phrase with what hangs on it ("of …"); ``lead`` its preposition.

    ``whole`` is where its preposition begins, ``name`` the name that is its head, if it is one.
    """

    whole: int
    start: int
    end: int
    lead: str
    head: str
    name: Name | None
    subject: bool
    definite: bool


def phrases(asked: Cut) -> list[Phrase]:
    """The noun phrases of a question, times left out, in order."""
    found: list[Phrase] = []
    words, names = asked.words, asked.names
    inside = {i: n for n in names for i in range(n.first, n.last)}
    run: list[int] = []
    lead = -1
    for i, word in enumerate(words):
        skipped = word.end <= asked.lead or i in {asked.aux, asked.verb}
        skipped = skipped or any(s <= word.start < e for s, e in asked.times)
        skipped = skipped or bool({"each", "every"} & {w.lower for w in words[max(0, i - 1) : i + 1]})
        plain = i not in inside
        if not skipped and plain and run and word.lower in {"of", "and"} and _goes_on(words, i):
            run.append(i)
        elif skipped or (plain and (word.lower in PREPOSITIONS | AUXILIARIES | {"and", "or", "not"})):
            found += _phrase(asked, run, lead, inside)
            run, lead = [], (i if word.lower in PREPOSITIONS else -1)
        elif run and plain and word.lower in DETERMINERS and words[run[-1]].lower not in {"of", "and"}:
            found += _phrase(asked, run, lead, inside)
            run, lead = [i], -1
        else:
            run.append(i)
    return found + _phrase(asked, run, lead, inside)


def _goes_on(words: tuple[Token, ...], i: int) -> bool:
    if words[i].lower == "of":
        return True
    between = any(w.lower == "between" for w in words[max(0, i - 4) : i])
    return between and i + 1 < len(words)


def _phrase(asked: Cut, run: list[int], lead: int, inside: dict[int, Name]) -> list[Phrase]:
    while run and asked.words[run[0]].lower in NOT_VERBS - {"first", "last", "next"}:
        run = run[1:]
    while run and asked.words[run[-1]].lower in NOT_VERBS | {"of", "and"}:
        run = run[:-1]
    if not run or asked.words[run[-1]].lower in PRONOUNS_IN_TURN | {"that", "this"}:
        return []
    words = asked.words
    of = next((k for k, i in enumerate(run) if words[i].lower == "of" and i not in inside), len(run))
    head = run[of - 1] if of else run[-1]
    name = inside.get(head)
    if name and name.possessive and of == len(run) and head != run[-1]:
        name = None
    start, tail = words[run[0]].start, words[run[-1]]
    subject = asked.subject is not None and asked.subject[0] <= start < asked.subject[1]
    definite = words[run[0]].lower in {"the", "that", "this", "these", "those"}
    whole = words[lead].start if lead >= 0 else start
    titled = words[run[0]].lower in TITLES
    return [
        Phrase(
            whole,
            start,
            tail.end + (2 if tail.possessive else 0),
            words[lead].lower if lead >= 0 else "",
            words[head].lower,
            name,
            subject,
            definite or titled,
        )
    ]


def whole(asked: Cut, phrase: Phrase) -> str:
    """A phrase with the places and times right behind it."""
    end = phrase.end
    for following in phrases(asked):
        gap = asked.text[end : following.whole]
        if (
            following.whole >= end
            and not gap.strip()
            and following.lead in {"in", "at", "with", "between", "on", "for"}
        ) or (following.whole >= end and gap.strip() == "and" and following.lead == ""):
            end = following.end
    for start, stop in asked.times:
        if not asked.text[end:start].strip() and start >= end:
            end = stop
    return asked.text[phrase.start : end]

"""What an answer gives: the names in it, and the one that was asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.lexicon import PERSON_NOUNS
from rag.names import PARTIAL, Name, likeness
from rag.turns.cut import Cut
from rag.turns.lexicon import LIGHT, PREPOSITIONS
from rag.turns.named import Lore, Sort
from rag.turns.naming import Named, of_name, plain_cut
from rag.words import family, lemma, root

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
    if asked.kind in {"who", "said"}:
        fitting = _joined(fitting, names, sentence)
    before = _before_act(fitting, sentence, asked)
    doers = _doers(names, sentence, asked) if asked.kind in {"who", "which"} and not before else []
    if not fitting and not doers:
        return _people(sentence, asked) if asked.kind == "who" else None
    unsorted = bool(doers) and asked.kind == "who"  # "Norland and Sudland signed it."
    fitting = doers or ((before or fitting) if len(fitting) > 1 else fitting)
    made = [of_name(sentence, name, lore) for name in fitting]
    if len({f.key for f in fitting}) == 1:
        return replace(made[0], sort=("" if unsorted else _sort_asked(asked)) or made[0].sort)
    together = (
        asked.kind == "who" and len(made) == 2 and f"{made[0].text} and {made[1].text}" in sentence.text
    )
    return Named(f"{made[0].text} and {made[1].text}", "person", plural=True) if together else None


def _joined(fitting: list[Name], names: list[Name], sentence: Cut) -> list[Name]:
    """With the names that "and" joins to them: whoever stands beside a person is one."""
    found = list(fitting)
    for name in names:
        beside = any(
            sentence.words[name.first - 1].lower == "and" and n.last == name.first - 1 for n in found
        )
        if name not in found and name.first and beside:
            found.append(name)
    return sorted(found, key=lambda n: n.first)


def _people(sentence: Cut, asked: Cut) -> Named | None:
    """Those who have no name: "Two sisters of the victim found the letters." are "the sisters of …"."""
    at = _act(sentence, asked)
    doers = sentence.words[:at] if at else ()
    head = next((i for i, w in enumerate(doers) if w.lower in PREPOSITIONS), len(doers)) - 1
    if head < 0 or lemma(doers[head].lower) == doers[head].lower or lemma(doers[head].lower) in LIGHT:
        return None
    stop = next((i for i, w in enumerate(doers) if i > head and _participle(w.lower)), len(doers))
    end = doers[min(stop, head + 4) - 1].end if stop > head + 1 else doers[head].end
    text = sentence.text[doers[head].start : end]
    return Named(f"the {text[0].lower()}{text[1:]}", "person", plural=True, bare=True)


def _participle(word: str) -> bool:
    return (
        word.endswith(("ed", "en", "ing"))
        and lemma(word) != word
        and word not in {"children", "women", "men"}
    )


def _sort_asked(asked: Cut) -> Sort:
    if asked.kind in {"who", "said"}:
        return "person"
    if asked.kind == "where" or asked.counted.lower() in _LANDS:
        return "place"
    people = lemma(asked.counted.split()[-1].lower()) in PERSON_NOUNS if asked.counted else True
    return "thing" if asked.kind == "which" and not people else ""


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
    at = _act(sentence, asked)
    return [n for n in names if at is not None and n.last <= at]


def _doers(names: list[Name], sentence: Cut, asked: Cut) -> list[Name]:
    """Names of any sort that stand before the act and behind no preposition."""
    if asked.form != "subject":
        return []
    led = {n.first for n in names if any(_leads(sentence, n.first - k) for k in (1, 2))}
    return [n for n in _before_act(names, sentence, asked) if n.first not in led]


def _leads(sentence: Cut, at: int) -> bool:
    return at >= 0 and sentence.words[at].lower in PREPOSITIONS


def _act(sentence: Cut, asked: Cut) -> int | None:
    """The first word of a sentence that tells of the act asked about."""
    acts = family(asked.words[asked.verb].root) if asked.verb is not None else frozenset[str]()
    return next((i for i, w in enumerate(sentence.words) if w.root in acts), None)

"""Pronouns, "there" and "then": what of the turns before they stand for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from index.timex import describe
from rag.names import find_names
from rag.turns.cut import Cut, phrases, whole
from rag.turns.lexicon import GOING, HE, IT, OWNING, PREPOSITIONS, PRONOUNS_IN_TURN, RELATIONAL, SHE, THEY
from rag.turns.named import Gender
from rag.turns.past import Named, Past, Told, named_in
from rag.words import family, is_known_act, lemma, root, tokens

_PLACEHOLDER = frozenset("true possible known likely clear that raining take time".split())
_OBJECTIVE = frozenset("him them it".split())
_REFLEXIVE = frozenset("himself herself itself themselves".split())
_AFTER_THERE = frozenset("a an any no some another more enough other".split())
_ONE = re.compile(
    r"\bthe (?:first|second|third|fourth|last|latest|other|next|previous|biggest|largest) (ones?)\b", re.I
)
_STILL = frozenset("stay arrive land remain".split())
_LEAVING = frozenset("go come travel fly".split())
_ADVERBIAL = frozenset("instead too also then first alone together".split())


@dataclass(frozen=True, slots=True)
class Edit:
    """``text[start:end]`` of a question becomes ``text``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Unclear:
    """A word of a question that may stand for several things, or for none that was named."""

    word: str
    options: tuple[str, ...] = ()


def apply(text: str, edits: list[Edit]) -> str:
    """A text with its edits made; where two overlap, the first stays."""
    done, end = "", 0
    for edit in sorted(edits, key=lambda e: e.start):
        if edit.start >= end:
            done += text[end : edit.start] + edit.text
            end = edit.end
    return done + text[end:]


def resolve(asked: Cut, past: Past) -> tuple[list[Edit], list[Unclear]]:
    """The pronouns of a question, each with what it stands for, as edits; what is unclear stays."""
    edits: list[Edit] = []
    unclear: list[Unclear] = []
    for i, word in enumerate(asked.words):
        if word.lower not in PRONOUNS_IN_TURN - _REFLEXIVE or _within(asked, i, past) or _empty(asked, i):
            continue
        found = _antecedent(word.lower, past, _owned(asked, i), asked)
        if isinstance(found, Named):
            text = the(found.text)
            edits.append(Edit(word.start, word.end, owner(text) if _is_owning(asked, i) else text))
        elif found:
            unclear.append(found)
    for left_out in (_ones, _there, _then, _places_left_out, _instead):
        edits += left_out(asked, past)
    return edits, unclear


def _ones(asked: Cut, past: Past) -> list[Edit]:
    """ "The first one": one of those that the last question had several of."""
    match = _ONE.search(asked.text)
    if not match:
        return []
    for phrase in phrases(past.last.asked):
        noun = lemma(phrase.head)
        if noun != phrase.head and phrase.head.endswith("s") and not phrase.name:
            full = whole(past.last.asked, phrase)
            single = re.sub(
                rf"\b{re.escape(phrase.head)}\b", noun, re.sub(r"^(?:the|these|those)\s+", "", full)
            )
            return [Edit(match.start(1), match.end(1), single)]
    for phrase in phrases(past.last.asked):
        if phrase.definite and not phrase.name and match[1] == "one" and phrase.head in RELATIONAL:
            plain = re.sub(r"^(?:the|that|this)\s+", "", past.last.asked.text[phrase.start : phrase.end])
            return [Edit(match.start(1), match.end(1), plain)]
    return []


def the(text: str) -> str:
    """What was "a ship" is "the ship" when it is spoken of again."""
    return re.sub(r"^(?:an?|that|this)\s", "the ", text, flags=re.IGNORECASE)


def owner(text: str) -> str:
    """The possessive: "Okoro's", "the workers'"."""
    plural = text.startswith("the ") and text.endswith("s") and text[-2:] != "ss" and not text[4:5].isupper()
    return text + ("'" if plural else "'s")


def _is_owning(asked: Cut, i: int) -> bool:
    """Whether a pronoun owns what follows it: "her visit", but not "succeeded her in May"."""
    word = asked.words[i].lower
    if word not in OWNING or i + 1 >= len(asked.words):
        return False
    following = asked.words[i + 1]
    timed = any(s <= following.start < e for s, e in asked.times)
    return word != "her" or (following.content and not timed and asked.verb != i + 1)


def _owned(asked: Cut, i: int) -> str:
    return asked.words[i + 1].lower if _is_owning(asked, i) else ""


def _empty(asked: Cut, i: int) -> bool:
    """ "Is it true that …": a pronoun that stands for nothing."""
    following = asked.words[i + 1].lower if i + 1 < len(asked.words) else ""
    return asked.words[i].lower == "it" and following in _PLACEHOLDER


def _within(asked: Cut, i: int, past: Past) -> bool:
    """Whether the question itself names before the pronoun what it may stand for."""
    pronoun = asked.words[i]
    subject, others = named_in(asked, past.lore)
    here = [n for n in (*subject, *others) if not n.bare and 0 <= asked.text.find(n.text) < pronoun.start]
    fits = _surely if pronoun.lower in THEY else _may_be
    near = [n for n in here if n.key not in PRONOUNS_IN_TURN and fits(pronoun.lower, n)]
    owned = _owned(asked, i)
    if near and owned and _owners(owned, past):
        return False
    return bool(near)


def _owners(noun: str, past: Past) -> set[str]:
    """The last names of those who own such a thing in the turns before: "Okoro's visit", "Okoro visits"."""
    act = family(root(noun)) if is_known_act(root(noun)) else frozenset({root(noun)})
    found: set[str] = set()
    for told in past.turns[:2]:
        for text in (told.asked.text, *told.said, *told.cited):
            words = tokens(text)
            for name in find_names(text, words):
                behind = [
                    w.root for w in words[name.last : name.last + 3 if name.possessive else name.last + 1]
                ]
                if act & set(behind):
                    found.add(name.words[-1].lower())
    return found


def _may_be(pronoun: str, named: Named) -> bool:
    """Whether a pronoun may stand for it at all."""
    if pronoun in HE | SHE:
        gender: Gender = "m" if pronoun in HE else "f"
        human = named.sort == "person" or (named.sort == "" and not named.text.startswith("the "))
        return human and not named.plural and named.gender in {"", gender}
    if pronoun in IT:
        return named.sort != "person" and not named.plural
    return named.plural or named.sort in {"body", "place"}


def _surely(pronoun: str, named: Named) -> bool:
    if pronoun in THEY:
        return named.plural or named.sort == "body"
    return bool(named.sort) and (pronoun not in HE | SHE or named.sort == "person")


def _antecedent(pronoun: str, past: Past, owned: str, asked: Cut) -> Named | Unclear | None:
    """The latest fitting thing: what the answer gave, what is spoken of all along, the subject, the rest."""
    here = {n.key for pair in named_in(asked, past.lore) for n in pair}
    owners = _owners(owned, past) if owned else set[str]()

    def fits(named: Named) -> bool:
        return _may_be(pronoun, named) and named.key not in here

    if pronoun in IT and (found := _thing(past, fits)):
        return found
    for told in past.turns[:5]:
        tiers = list(_tiers(told, past, plural=pronoun in THEY))
        if owners and (own := [n for tier in tiers for n in tier if n.key in owners and fits(n)]):
            return own[0]
        for sure in (True, False):
            for tier in tiers:
                fitting = _distinct([n for n in tier if fits(n) and (not sure or _surely(pronoun, n))])
                if len(fitting) > 1 and pronoun in HE | SHE:
                    fitting = [n for n in map(past.learned, fitting) if fits(n)]
                    fitting = _of_gender(pronoun, fitting)
                if len(fitting) > 1 and pronoun in HE | SHE and tier is told.subject:
                    return Unclear(pronoun, tuple(n.text for n in fitting))
                if fitting:
                    return min(fitting, key=lambda n: (n.lead != "", n.bare))
    return None


def _thing(past: Past, fits: Callable[[Named], bool]) -> Named | None:
    """What "it" stands for: a thing or a body, and a place only where there is neither."""
    for told in past.turns[:5]:
        for tier in _tiers(told, past, plural=False):
            found = [n for n in tier if n.sort in {"thing", "body"} and fits(n)]
            if found and tier is not told.answered[:3]:
                return min(found, key=lambda n: (n.lead != "", n.bare))
    return None


def _tiers(told: Told, past: Past, *, plural: bool) -> Iterator[tuple[Named, ...]]:
    """What a turn offers, the most salient first."""
    keys = {n.key for n in told.in_question}
    gone_on = [t.focus for t in past.turns if t is not told and t.focus and t.focus.key in keys]
    if plural and (counted := _counted(told)):
        yield (counted,)
    yield tuple(n for n in (told.focus, *gone_on[:1]) if n)
    several = [n for n in told.subject if n.lead == "" and not n.bare]
    if plural and len(several) > 1:
        yield (Named(" and ".join(n.text for n in several), "person", plural=True),)
    yield told.kept
    yield told.subject
    yield told.others
    if not told.refused:
        yield told.answered[:3]


def _counted(told: Told) -> Named | None:
    """What "How many members does it have?" counted: "the members of the court"."""
    noun, asked = told.asked.counted, told.asked
    if (
        asked.kind not in {"how_many", "which"}
        or lemma(noun.split(" ")[-1].lower()) == noun.lower()
        or not noun
    ):
        return None
    has = asked.verb is not None and lemma(asked.words[asked.verb].lower) == "have"
    owner_ = f" of {told.subject[0].text}" if has and told.subject else ""
    return Named(f"the {noun}{owner_}", "thing", plural=True, bare=True)


def _distinct(named: list[Named]) -> list[Named]:
    """Each once, under its longest words."""
    best: dict[str, Named] = {}
    for one in named:
        if one.key not in best or len(one.text) > len(best[one.key].text):
            best[one.key] = one
    return list(best.values())


def _of_gender(pronoun: str, named: list[Named]) -> list[Named]:
    gender = "m" if pronoun in HE else "f" if pronoun in SHE else ""
    return [n for n in named if gender and n.gender == gender] or named


def place_of(past: Past) -> Named | None:
    """The place last spoken of, or the event that one may be at."""
    for told in past.turns[:5]:
        led = [n for n in told.others if n.lead in {"in", "at", "to", "from", "near"} and n.sort != "person"]
        places = [n for n in (*told.others, *told.subject) if n.sort == "place"]
        focus = [told.focus] if told.focus and told.focus.sort == "place" else []
        events = [n for n in told.others if n.sort == "thing" and not n.plural and n.lead == ""]
        asked_where = focus if told.asked.kind == "where" else []
        for found in (asked_where, [n for n in led if n.sort == "place"], led, places, events, focus):
            if found:
                return found[0]
    return None


def _there(asked: Cut, past: Past) -> list[Edit]:
    edits = []
    for i, word in enumerate(asked.words):
        following = asked.words[i + 1].lower if i + 1 < len(asked.words) else ""
        if word.lower != "there" or not i or following in _AFTER_THERE or _existential(asked, i):
            continue
        place = place_of(past)
        if place:
            before = asked.words[i - 1].lower
            led = before in {"from", "near", "in", "to", "at", "around", "over"}
            name = the(_event(place, past))
            edits.append(Edit(word.start, word.end, name if led else f"{_lead(asked, place)} {name}"))
    return edits


def _event(place: Named, past: Past) -> str:
    """An event with its own place and time; a place is told by its name."""
    if place.sort == "place":
        return place.text
    for told in past.turns:
        for phrase in phrases(told.asked):
            if told.asked.text[phrase.start : phrase.end] == place.text:
                return whole(told.asked, phrase)
    return place.text


def _existential(asked: Cut, i: int) -> bool:
    """ "Is there a treaty", "how many ships are there in the fleet"."""
    words = asked.words
    being = words[i - 1].lower in {"is", "are", "was", "were", "be", "been", "will"}
    behind = words[i + 1].lower if i + 1 < len(words) else ""
    return (
        being and bool(behind) and behind not in PREPOSITIONS - {"in", "on", "of"} | {"when", "then", "too"}
    )


def _lead(asked: Cut, place: Named) -> str:
    verb = lemma(asked.words[asked.verb].lower) if asked.verb is not None else ""
    if verb in GOING:
        return "to"
    return (
        "in"
        if place.sort == "place" and not place.bare
        else place.lead
        if place.lead in {"in", "at", "on"}
        else "at"
    )


def when_of(past: Past) -> str:
    """The time last spoken of, in words: the question's own, else the day that the answer came to."""
    for told in past.turns[:3]:
        if told.asked.times:
            return told.asked.text[slice(*told.asked.times[-1])]
        if told.days:
            span = told.days[0]
            return f"{'on' if span.days == 1 else 'in'} {describe(span)}"
    return ""


def _then(asked: Cut, past: Past) -> list[Edit]:
    """ "Then" behind the verb is a time; "since then", "before that" count from one."""
    edits = []
    for i, word in enumerate(asked.words):
        before = asked.words[i - 1].lower if i else ""
        last = i + 1 == len(asked.words)
        if (
            before in {"before", "after", "since", "until", "by"}
            and word.lower in {"that", "then", "this"}
            and last
        ):
            if day := day_of(past, late=before != "before"):
                edits.append(Edit(word.start, word.end, day))
        elif word.lower == "then" and last and i > 2 and (time := when_of(past)):
            edits.append(Edit(word.start, word.end, time))
    return edits


def day_of(past: Past, *, late: bool) -> str:
    """The day that the turns before came to, in words; the latest of several, or the earliest."""
    for told in past.turns[:3]:
        if told.days:
            return describe(told.days[-1 if late else 0])
        if told.asked.times:
            time = told.asked.text[slice(*told.asked.times[-1])]
            return re.sub(r"^(?:in|on|during|at|since|before|after)\s+", "", time, flags=re.IGNORECASE)
    return ""


def _places_left_out(asked: Cut, past: Past) -> list[Edit]:
    """ "How long did he stay?", "Who went?": where, has been said before."""
    if asked.verb is None or asked.kind == "where" or (asked.names and not _leaning(asked)):
        return []
    verb = lemma(asked.words[asked.verb].lower)
    behind = [w for w in asked.words[asked.verb + 1 :] if w.lower not in _ADVERBIAL]
    place = place_of(past)
    if verb not in _STILL | _LEAVING or behind or place is None or place.sort != "place":
        return []
    at = asked.words[asked.verb].end
    return [Edit(at, at, f" {'in' if verb in _STILL else 'to'} {place.text}")]


def _leaning(asked: Cut) -> bool:
    return any(w.lower in PRONOUNS_IN_TURN for w in asked.words)


def _instead(asked: Cut, past: Past) -> list[Edit]:
    """ "Who went instead?": of the one who was asked about."""
    last = asked.words[-1] if asked.words else None
    doers = [n for n in past.last.subject if not n.bare] or [
        n for n in past.last.others if n.sort == "person"
    ]
    if last is None or last.lower != "instead" or len(doers) != 1:
        return []
    return [Edit(last.end, last.end, f" of {doers[0].text}")]

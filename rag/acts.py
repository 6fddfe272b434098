"""Which word of a question names the act, who does it, and to whom: a few rules, no parser."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import Literal

from rag.lexicon import TITLES
from rag.names import Name
from rag.words import Token, is_known_act, lemma

Kind = Literal["when", "who", "where", "how_many", "which", "what", "why", "how", "yes_no", "said", "topic"]
Pick = Literal["", "first", "last", "next"]

AUXILIARIES = frozenset(
    "do does did is are was were has have had will would can could should shall may might".split()
)
_BE = frozenset(["is", "are", "was", "were", "be", "been"])
_GET = frozenset(["get", "gets", "got", "getting"])
_ASKING = frozenset("when where who whom why how what which place take taken large big say said".split())
_ASKED_THING = frozenset("many much which what".split())
_NOTHING = frozenset(
    "anybody anyone somebody someone anything something everybody everyone together home abroad".split()
)
_LEADING = frozenset("of in at from by with for on between".split())
_LIGHT = frozenset("make pay take hold have give".split())
"""Verbs that leave it to a noun to say what is done: "make a trip", "pay a visit"."""
_DETERMINERS = frozenset("the a an his her its their this that".split())
_DOING = frozenset("do does did will would".split())
_VERBS_IN_LY = frozenset("apply fly supply rely reply rally comply multiply".split())
PICKS: dict[str, Pick] = {
    "first": "first",
    "earliest": "first",
    "last": "last",
    "latest": "last",
    "recent": "last",
    "recently": "last",
    "next": "next",
}
NOT_VERBS = frozenset(
    "first last ever already also then ago later finally most recently next latest v vs versus".split()
)


def verb_of(
    words: Sequence[Token], names: Sequence[Name], kind: Kind, asked_from: int, in_time: Collection[int] = ()
) -> int | None:
    """The position of the word that names the act, among the content words behind the subject.

    There is no tagger: an act that the lexicon knows goes first, then a participle behind a form
    of "be", then the last bare form before the object begins.
    """
    asking = (i for i, t in enumerate(words) if t.start >= asked_from and t.lower in AUXILIARIES)
    start = next((i for i in asking if words[i].text != "May" or i == 0), None)
    if start is None:
        start = next((i for i, t in enumerate(words) if t.lower in {"who", "which", "what"}), -1)
    run = [i for i in _run(words, names, start, kind) if i not in in_time]
    run = [i for i in run if words[i - 1].lower != "to"] or run  # "apply to join" asks of applying
    if start >= 0 and words[start].lower in _DOING:
        if (noun := _made(words, run)) is not None:
            return noun
        run = [i for i in run if not _is_noun(words, i)] or run
    if got := [i for i in run if _is_got(words, i)]:
        return got[-1]
    suffered = start >= 0 and (words[start].lower in _BE or any(t.lower == "been" for t in words[start:]))
    if suffered and (forms := [i for i in run if _participle(words[i])]):
        return forms[-1]
    if known := [i for i in run if is_known_act(words[i].root)]:
        return known[-1]
    if start >= 0 and words[start].lower in _BE:
        return run[-1] if run and kind == "when" else None
    bare = [i for i in run if lemma(words[i].lower) == words[i].lower]
    return (bare or run)[-1] if run else None


def _made(words: Sequence[Token], run: Sequence[int]) -> int | None:
    """The noun behind a verb that says nothing by itself: "make the trip" asks of the trip."""
    light = next((i for i in run if words[i].lower in _LIGHT), None)
    if light is None:
        return None
    behind = range(light + 1, min(light + 5, len(words)))
    return next((i for i in behind if is_known_act(words[i].root) and not words[i].capital), None)


def _is_noun(words: Sequence[Token], i: int) -> bool:
    """ "The vote", "Brandt's vote": behind an auxiliary the act itself has no article."""
    return i > 0 and (words[i - 1].possessive or words[i - 1].lower in _DETERMINERS)


def _run(words: Sequence[Token], names: Sequence[Name], start: int, kind: Kind) -> list[int]:
    """Content words behind the subject, up to where an object or a place begins; "of …" is skipped."""
    inside = {i for n in names for i in range(n.first, n.last)}
    run: list[int] = []
    skipping = False
    for i in range(start + 1, len(words)):
        token = words[i]
        if token.lower in _BE | _GET and run:  # "has the probe been launched"
            continue
        if i in inside or not token.content or token.lower in TITLES:
            skipping = skipping or token.lower == "of" or _verb_behind(words, inside, i)
            if run and not token.possessive and not skipping:
                break
        elif _may_be_act(words, i, kind):
            skipping = False
            run.append(i)
    return run


def _verb_behind(words: Sequence[Token], inside: set[int], at: int) -> bool:
    """ "The gallery at Grenholt caved in": what a preposition leads in still belongs to the subject."""
    behind = next((i for i in range(at + 1, len(words)) if i not in inside), len(words))
    if words[at].lower not in _LEADING or at + 1 not in inside or behind == len(words):
        return False
    return words[behind].content and lemma(words[behind].lower) == words[behind].lower


def _may_be_act(words: Sequence[Token], i: int, kind: Kind) -> bool:
    token = words[i]
    counted = kind in {"how_many", "which", "what"} and words[i - 1].lower in _ASKED_THING
    if token.lower in {"around", "near", "behind", "beyond", "outside", "inside"}:
        return False
    adverb = token.lower.endswith("ly") and token.lower not in _VERBS_IN_LY
    return not (counted or token.lower in NOT_VERBS or adverb or is_asking(token))


def _participle(token: Token) -> bool:
    form = token.lower
    return form.endswith(("ed", "en")) or (lemma(form) != form and not form.endswith(("ing", "s")))


def _is_got(words: Sequence[Token], i: int) -> bool:
    """ "Get shut" asks of shutting."""
    return i > 0 and words[i - 1].lower in _GET and _participle(words[i])


def is_passive(words: Sequence[Token], verb_at: int | None) -> bool:
    """ "Was … shut", "got shut": the subject suffers the act, unless it goes on ("is leaving")."""
    if verb_at is None or words[verb_at].lower.endswith("ing"):
        return False
    if _is_got(words, verb_at):
        return True
    if any(t.possessive for t in words[max(0, verb_at - 3) : verb_at]):  # "was Brandt's last visit"
        return False
    return bool({t.lower for t in words[:verb_at]} & _BE)


def doers_in(words: Sequence[Token], names: Sequence[Name], verb_at: int) -> list[Name]:
    """Names between the auxiliary and the verb that no preposition leads in."""
    start = max((i for i in range(verb_at) if words[i].lower in AUXILIARIES), default=None)
    if start is None:
        if words[0].lower != "when":
            return []
        start = 0  # a headline: "When Brandt visits Oslo"
    before = [n for n in names if start < n.first < verb_at]
    led = {n for n in before if _is_led(words, n) or _names_event(words, n, verb_at)}
    for one, other in pairwise(before):
        beside = one.possessive and one.last == other.first and other.last < verb_at
        if beside and words[other.last].text.islower():
            led.add(other)  # "Brandt's Tarn harvest speech": it only says which
    for one, other in pairwise(before):  # "of Brandt and Okoro": both are led in
        if one in led and [t.lower for t in words[one.last : other.first]] == ["and"]:
            led.add(other)
    subject = [n for n in before if n not in led]
    return [n for n in subject if not (n.of_people or (n.possessive and not _owns(words, n, verb_at)))]


def _is_led(words: Sequence[Token], name: Name) -> bool:
    """ "Of Brandt", "of the Tarn works"."""
    by = name.first - 1
    return words[by - (by > 0 and words[by].lower == "the")].lower in _LEADING


def _names_event(words: Sequence[Token], name: Name, verb_at: int) -> bool:
    """ "When is the Tarn fair?", "When did the Tarn fair take place?": the name only says which fair."""
    act = words[verb_at].lower
    between = words[name.last : verb_at]  # "the Tarn harvest fair"
    if name.possessive or words[name.first - 1].lower != "the" or not all(t.content for t in between):
        return False
    placed = any(t.lower == "place" for t in words[verb_at:])
    being = any(t.lower in _BE for t in words[: name.first])
    return placed or (being and lemma(act) == act and not act.endswith(("ed", "en", "ing")))


def _owns(words: Sequence[Token], name: Name, verb_at: int) -> bool:
    """ "Was Brandt's latest visit": the act is hers; in "did Brandt's deputy visit" it is not."""
    between = {t.lower for t in words[name.last : verb_at]}
    return between <= PICKS.keys() | {"most", "second", "third"}


def describes(words: Sequence[Token], name: Name, verb_at: int | None) -> bool:
    """ "The Norland minister", "Halden Group officials": a plain noun right behind it is who acts."""
    if verb_at is None or name.last >= verb_at or name.possessive:
        return False
    behind = words[name.last]
    adverb = behind.lower in NOT_VERBS or (behind.lower.endswith("ly") and behind.lower not in _VERBS_IN_LY)
    beside = behind.start == words[name.last - 1].end + 1
    return beside and behind.content and not behind.capital and not adverb


def is_object(words: Sequence[Token], name: Name, verb_at: int | None) -> bool:
    """Right behind the verb or a "with", over titles: "meet Brandt", "talk with President Brandt"."""
    i = name.first - 1
    while i > 0 and words[i].lower in TITLES | {"the"}:
        i -= 1
    return verb_at is not None and i >= verb_at and (i == verb_at or words[i].lower == "with")


def thing_of(
    words: Sequence[Token],
    names: Sequence[Name],
    verb_at: int,
    in_time: Collection[int],
    verbal: Collection[int] = (),
) -> tuple[str, ...]:
    """The plain words right behind the verb, up to a preposition, a name or a time: what it is done to.

    ``verbal`` are words that belong to the verb itself ("make public").
    """
    ending = {i for n in names for i in range(n.first, n.last)} | set(in_time)
    found: list[str] = []
    for i in (i for i in range(verb_at + 1, len(words)) if i not in verbal):
        if i in ending or words[i].lower in _LEADING | {"to", "as"}:
            break
        if words[i].content and words[i].lower not in NOT_VERBS | _NOTHING and not is_asking(words[i]):
            found.append(words[i].lower)
    return tuple(found)


def is_stay(words: Sequence[Token], names: Sequence[Name]) -> bool:
    """ "When was she in Oslo?" asks for a visit, "When was the Oslo Marathon?" does not."""
    return len(names) > 1 and any(is_placed(words, n) for n in names)


def is_placed(words: Sequence[Token], name: Name) -> bool:
    """Whether a preposition of place leads a name in."""
    return name.first > 0 and words[name.first - 1].lower in {"in", "at", "to", "on"}


def is_asking(token: Token) -> bool:
    """A word of asking: it says nothing of what is asked about."""
    return token.lower in _ASKING

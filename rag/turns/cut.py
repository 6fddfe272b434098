"""A question cut into what it asks with, who acts, what is done, and the times it names."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from rag.acts import AUXILIARIES, NOT_VERBS, Kind
from rag.kinds import kind_of
from rag.lexicon import RELATIONAL, TITLES
from rag.names import Name, find_names
from rag.question import last_sentence
from rag.turns.lexicon import ASKING, DETERMINERS, PREPOSITIONS, PRONOUNS_IN_TURN
from rag.windows import read_window
from rag.words import Token, in_dictionary, lemma, tokens

Form = Literal["adjunct", "polar", "subject", "object", "other"]
"""What the question word stands for: a time or place or reason, nothing, the doer, or what it is done to."""
_TIME_LEADS = re.compile(
    r"(?:\b(?:as of|as at|in|on|during|since|before|after|until|till|by|from|around|at|within|for|"
    r"prior to)\s+)?"
    r"(?:the\s+)?(?:(?:end|start|beginning|middle)\s+of\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_ADVERBS = NOT_VERBS | {"not", "ever", "been", "be", "being"}
_BE_AND_HAVE = frozenset("is are was were has have had".split())
_BEHIND_VERB = frozenset("again alone together home abroad there here".split())
ABOUT = re.compile(r"^About (?P<topic>.+?): (?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Cut:
    """A question in pieces; ``subject`` and the offsets ``behind`` (of the verb) count characters.

    ``lead`` is the end of the question words ("Which bank", "By whom"), ``aux`` and ``verb`` are
    positions among ``words``; ``times`` are the stretches that name times, with their prepositions.
    """

    text: str
    words: tuple[Token, ...]
    names: tuple[Name, ...]
    kind: Kind
    form: Form
    lead: int
    aux: int | None
    subject: tuple[int, int] | None
    verb: int | None
    times: tuple[tuple[int, int], ...]
    topic: str = ""

    @property
    def end(self) -> int:
        """Where the words end and the question mark begins."""
        return self.words[-1].end + (2 if self._owned_last else 0) if self.words else 0

    @property
    def _owned_last(self) -> bool:
        last = self.words[-1]
        return last.possessive and self.text[last.end : last.end + 2] in {"'s", "’s"}

    @property
    def counted(self) -> str:
        """The noun of "Which bank" or "How many people"; "" behind a bare question word."""
        at = next((i for i, w in enumerate(self.words) if w.lower in ASKING), None)
        if at is None:
            return ""
        led = [w for w in self.words[at + 1 :] if w.end <= self.lead and w.lower not in {"many", "much"}]
        return self.text[led[0].start : led[-1].end] if led else ""


def cut(text: str, proper: frozenset[str] = frozenset(), *, fragment: bool = False) -> Cut:
    """Cut a question; ``proper`` are words known to be names, should they be typed small.

    Of a ``fragment`` the first word is a name as well where it has a capital.
    """
    words = tuple(tokens(text))
    own = {w.lower for w in words if w.content and _is_named(w)} if fragment else set[str]()
    found = find_names(text, words, own) or find_names(text, _raised(words, proper | own), own)
    names = tuple(_with_titles(words, name) for name in _with_parts(text, words, found))
    about = ABOUT.match(text)
    asked = last_sentence(text)
    begin = text.rfind(asked) if asked else 0
    times = tuple(_with_lead(text, *_unverbed(text, *span)) for span in read_window(text, None).covered)
    kind = kind_of(asked)
    first = next((i for i, w in enumerate(words) if w.start >= begin), len(words))
    form, lead, aux = _opening(words, names, first)
    in_time = {i for i, w in enumerate(words) for s, e in times if s <= w.start < e}
    verb = _verb(words, names, form, aux, lead, in_time)
    subject = _subject(words, form, aux, verb, in_time)
    lead_end = words[lead - 1].end if 0 < lead <= len(words) else 0
    return Cut(
        text, words, names, kind, form, lead_end, aux, subject, verb, times, about["topic"] if about else ""
    )


def _is_named(word: Token) -> bool:
    """A capital, or a word that no dictionary holds: "brandt" typed small."""
    unknown = word.text.isalpha() and len(word.text) > 3 and not in_dictionary(word.lower)
    return word.capital or (unknown and lemma(word.lower) == word.lower)


def _with_titles(words: tuple[Token, ...], name: Name) -> Name:
    """The name with the titles before it: "Pope Francis" is one phrase."""
    first = name.first
    while first and words[first - 1].lower in TITLES and words[first - 1].capital:
        first -= 1
    return replace(name, first=first)


def _with_parts(text: str, words: tuple[Token, ...], found: list[Name]) -> list[Name]:
    """ "House of the Dragon", "the Tower of the Winds": a name that has a name behind "of the"."""
    names: list[Name] = []
    for name in found:
        before = names[-1] if names else None
        between = text[words[before.last - 1].end : words[name.first].start] if before else ""
        if before and between == " of the " and not before.country and not before.titled:
            joined = tuple(w.text for w in words[before.first : name.last])
            names[-1] = Name(joined, before.first, name.last, name.possessive)
        else:
            names.append(name)
    return names


def _raised(words: tuple[Token, ...], proper: frozenset[str]) -> list[Token]:
    return [
        Token(w.text.capitalize(), w.start, w.end, w.possessive) if w.lower in proper and w.content else w
        for w in words
    ]


def _unverbed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without the verb before it: in "does the treaty end in 2022" the time is "2022"."""
    verb = re.match(r"(?:start|end)s?\s+in\s+", text[start:end], re.IGNORECASE)
    return (start + verb.end() if verb and not text[:start].endswith("the ") else start), end


def _with_lead(text: str, start: int, end: int) -> tuple[int, int]:
    """A time with the words that lead it in: "in 2022", "as of the end of May"."""
    match = _TIME_LEADS.search(text, 0, start)
    return (match.start() if match else start), end


def _opening(words: tuple[Token, ...], names: tuple[Name, ...], first: int) -> tuple[Form, int, int | None]:
    """The form, the end of the question words, and the auxiliary."""
    auxiliary = {i for i, w in enumerate(words) if w.lower in AUXILIARIES and (w.text != "May" or i == first)}
    if first in auxiliary:
        return "polar", first, first
    at = next((i for i in range(first, min(first + 4, len(words))) if words[i].lower in ASKING), None)
    if at is None:
        return "other", first, None
    led = at > first and words[at - 1].lower in PREPOSITIONS
    end = at + 1
    wide = words[at].lower in {"which", "what", "whose", "how"}
    while wide and end < len(words) and end - at < 6 and end not in auxiliary:
        if (end - at > 1 or words[at].lower == "what") and _finite(words[end]):
            break
        end += 1
    if end == len(words):
        end = min(at + (3 if words[at].lower == "how" else 2), len(words)) if wide else end
    aux = end if end in auxiliary else None
    adverbial = words[at].lower in {"when", "where", "why"} or (
        words[at].lower == "how" and words[min(at + 1, len(words) - 1)].lower not in {"many", "much"}
    )
    if led or adverbial:
        return "adjunct", end, aux
    if aux is None or not _opens_phrase(words, names, aux):
        return "subject", end, aux
    return "object", end, aux


def _finite(word: Token) -> bool:
    """A verb in the past ("died", "won"), as far as its form tells."""
    return not word.capital and lemma(word.lower) != word.lower and not word.lower.endswith(("s", "ing"))


def _opens_phrase(words: tuple[Token, ...], names: tuple[Name, ...], aux: int) -> bool:
    """Whether what follows the auxiliary is a noun phrase: the question word is not the subject."""
    if aux + 1 >= len(words):
        return False
    if words[aux].lower in {"do", "does", "did"}:
        return True
    following = words[aux + 1]
    named = any(n.first <= aux + 1 < n.last for n in names) or following.capital
    return named or following.possessive or following.lower in DETERMINERS | PRONOUNS_IN_TURN


def _verb(
    words: tuple[Token, ...], names: tuple[Name, ...], form: Form, aux: int | None, lead: int, stops: set[int]
) -> int | None:
    """The act: right behind the question words, or behind the subject that follows the auxiliary."""
    if form in {"subject", "other"}:
        at = lead if aux is None else aux + 1
        while at < len(words) and (words[at].lower in _ADVERBS or words[at].lower.endswith("ly")):
            at += 1
        return at if at < len(words) and form == "subject" else None
    if aux is None:
        return None
    at = aux + 1
    bare = words[aux].lower not in _BE_AND_HAVE
    if bare and (end := _last_word(words, names, aux, stops)):
        return end
    while at < len(words):
        run = _run(words, names, at, stops)
        if verb := _act_in(words, run, named=any(n.last == at for n in names), bare=bare):
            return verb
        at = run[-1] + 1 if run else at + 1
    return None


def _last_word(words: tuple[Token, ...], names: tuple[Name, ...], aux: int, stops: set[int]) -> int | None:
    """ "Did the treaty with Norland expire?": a bare verb at the end, behind a place or name led in."""
    inside = {i for n in names for i in range(n.first, n.last)}
    last = max((i for i in range(len(words)) if i not in stops), default=0)
    while last > aux and words[last].lower in _ADVERBS | _BEHIND_VERB:
        last -= 1
    led = last - 1 in inside and any(words[i].lower in PREPOSITIONS for i in range(aux + 2, last))
    plain = last not in inside and words[last].content and lemma(words[last].lower) == words[last].lower
    first = words[aux + 1].lower if aux + 1 < len(words) else ""
    return last if led and plain and first in DETERMINERS else None


def _run(words: tuple[Token, ...], names: tuple[Name, ...], at: int, stops: set[int]) -> list[int]:
    """Plain words from ``at`` up to a name, a time, a small word or the end."""
    inside = {i for n in names for i in range(n.first, n.last)}
    run: list[int] = []
    for i in range(at, len(words)):
        word = words[i].lower
        if i in inside | stops or word in PREPOSITIONS | DETERMINERS | {"and", "or"} | PRONOUNS_IN_TURN:
            break
        if word not in _ADVERBS:
            run.append(i)
    return run


def _act_in(words: tuple[Token, ...], run: list[int], *, named: bool, bare: bool) -> int | None:
    """The verb of a run: behind a name its first word, behind "the" its last one."""
    pronoun = bool(run) and words[run[0] - 1].lower in PRONOUNS_IN_TURN - {"her", "his", "its", "their"}
    whole = named or pronoun
    if named and len(run) > 1 and words[run[0]].lower in RELATIONAL:  # "the Oslo summit begin"
        return run[1]
    if named and not bare and words[run[0]].lower in RELATIONAL if run else False:
        whole = False
    if len(run) > 1 and words[run[-2]].root == "take" and words[run[-1]].lower in {"place", "part"}:
        return run[-2]
    if whole and run and words[run[0] - 1].possessive:
        whole = False
    if not run or (not whole and len(run) == 1 and words[run[0] - 1].lower in DETERMINERS):
        return None
    if not bare:
        forms = [i for i in run if _participle(words[i].lower)]
        return forms[-1] if forms else (run[0] if whole else None)
    if whole:
        return run[0]
    last = run[-1]
    return last if lemma(words[last].lower) == words[last].lower else None


def _participle(word: str) -> bool:
    return word.endswith(("ed", "en", "ing")) or (lemma(word) != word and not word.endswith("s"))


def _subject(
    words: tuple[Token, ...], form: Form, aux: int | None, verb: int | None, in_time: set[int]
) -> tuple[int, int] | None:
    """The characters between the auxiliary and the verb, adverbs and "not" left out."""
    if form not in {"adjunct", "polar", "object"} or aux is None:
        return None
    first, last = aux + 1, verb if verb is not None else len(words)
    if verb is None:
        stop = (i for i in range(first + 1, last) if i in in_time or words[i].lower in PREPOSITIONS - {"of"})
        last = next(stop, last)
    while last - 1 > first and (words[last - 1].lower in _ADVERBS):
        last -= 1
    if first >= last:
        return None
    tail = words[last - 1]
    return words[first].start, tail.end + (2 if tail.possessive else 0)

"""What a question asks for: its kind, the names it gives and their parts in it, the time it fixes."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from index.dates import DateSpan, TimeValue
from rag.acts import (
    AUXILIARIES,
    NOT_VERBS,
    PICKS,
    Kind,
    Pick,
    describes,
    doers_in,
    is_asking,
    is_object,
    is_passive,
    is_placed,
    is_stay,
    thing_of,
    verb_of,
)
from rag.answer import Care
from rag.courtesy import plainly
from rag.idioms import idiom_asked
from rag.kinds import FORMS_OF_DO, SAYING, kind_of, only_asks
from rag.lexicon import COURTESY, MONTHS_AND_DAYS, STOP_WORDS
from rag.names import Name, find_names
from rag.windows import read_window
from rag.words import PLURALS, Token, root, tokens

_SENTENCE_END = re.compile(
    rf"(?<=[.!?])\s+(?=[A-Z])|(?<=:)\s+(?=(?i:who|what|when|where|which|why|how|{FORMS_OF_DO})\b)"
)
_UNITS = frozenset("day week weekend month year spring summer autumn winter night quarter".split())
_UNIT_ASKED = re.compile(r"\b(?:what|which|exact|precise|the) (day|date|year|month|week)\b")
_PERFECT = re.compile(r"\W*(?:has|have|had)\b", re.IGNORECASE)
_SETTLED = re.compile(r"\b(?:already|yet|still|by now|so far)\b", re.IGNORECASE)
_TIMES = re.compile(r"\bhow (?:many times|often)\b", re.IGNORECASE)
_WHAT_IS_COUNTED = re.compile(
    r"(?:how (?:many|much)|\bnumber of)\s+(?:of\s+the\s+|of\s+|more\s+|the\s+)?((?:\w+\s+)?\w+)",
    re.IGNORECASE,
)
_LONG = re.compile(r"\bhow long\b|\bhow many (?:days|weeks|months)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Question:
    """A question as understood.

    ``actors`` are the names that do what is asked about (where ``passive``, suffer it), ``others`` the
    rest. ``verb`` is the root of the act, ``unit`` the root of what is counted (``counted`` in the
    question's own word), ``terms`` the remaining content words in small letters. ``window``,
    ``yearless`` and ``subject`` are the days that the question itself names, see ``rag.windows``;
    ``pick`` is which of several events it asks for ("last visited"), ``settled`` whether it asks if
    something has come about by now ("has … yet").
    """

    text: str
    kind: Kind
    actors: tuple[Name, ...]
    others: tuple[Name, ...]
    verb: str
    terms: tuple[str, ...]
    unit: str = ""
    counted: str = ""
    window: DateSpan | None = None
    yearless: str = ""
    subject: tuple[TimeValue, ...] = ()
    pick: Pick = ""
    settled: bool = False
    counted_from_today: bool = False  # its window ("last week") begins at today's date
    listing: bool = False  # asks for every event of a topic, not for the surest
    passive: bool = False
    objects: tuple[Name, ...] = ()  # those of ``others`` that the act is done to or with
    ahead: bool = False  # asks for what is to come ("When will …")
    today: date | None = None
    thing: tuple[str, ...] = ()  # the words of the act's object that are no names: "attend the forum"
    unread: bool = False  # names a day that no calendar has
    care: Care = "usual"  # how sure an answer must be, see ``rag.likely``

    @property
    def names(self) -> tuple[Name, ...]:
        return self.actors + self.others

    @property
    def of_events(self) -> bool:
        """Answered by when the act was, so that every telling of it counts."""
        return self.kind == "when" or self.settled or bool(self.pick) or asks_times(self)

    @property
    def empty(self) -> bool:
        return not self.names and not any(term.isalpha() and term not in COURTESY for term in self.terms)


def understand(
    text: str, *, today: date | None = None, newest: date | None = None, proper: Collection[str] = ()
) -> Question:
    """Read a question; ``proper`` are lower-case words known to be names ("putin" typed small).

    ``newest`` is the archive's last day, from which "last week" is counted where there is no today.
    """
    text = plainly(text)
    asked = last_sentence(text)
    words = tokens(text)
    names = _names(text, words, proper)
    kind = kind_of(asked)
    window = read_window(text, today, newest)
    in_time = {i for i, w in enumerate(words) for start, end in window.covered if start <= w.start < end}
    asked_from = text.rfind(asked)
    idiom = idiom_asked(words, asked_from) if kind != "said" else None
    others = idiom.others if idiom else frozenset[int]()
    verb_at = idiom.at if idiom else verb_of(words, names, kind, asked_from, in_time)
    passive = is_passive(words, verb_at)
    if kind == "said":
        verb_at = next((i for i, t in enumerate(words) if SAYING.fullmatch(t.lower)), verb_at)
    actors = [] if verb_at is None else doers_in(words, names, verb_at)
    if kind == "said":  # "the Norland minister" is not Norland
        actors = [n for n in actors if not describes(words, n, verb_at)]
    covered = {i for n in names for i in range(n.first, n.last)} | in_time
    covered |= {idiom.at, *others} if idiom else set()
    plain = [i for i, t in enumerate(words) if i not in covered and t.content and _matters(t)]
    terms = [words[i].lower for i in plain if not only_asks(kind, words, i)]
    terms += [idiom.act] if idiom else []
    if kind == "when":
        terms = [t for t in terms if t not in _UNIT_ASKED.findall(asked.lower())]
    if _TIMES.search(asked):
        terms = [t for t in terms if t not in {"times", "often"}]
    counted = _counted(asked) if kind == "how_many" else ""
    verb = said = words[verb_at].root if verb_at is not None and kind != "said" else ""
    if idiom:
        verb = root(idiom.act)
    if verb_at is None and kind in {"when", "yes_no"} and is_stay(words, names):  # "When was she in Oslo?"
        verb, actors = root("visit"), [n for n in names if not is_placed(words, n)]
    return Question(
        text=text,
        kind=kind,
        actors=tuple(actors),
        others=tuple(n for n in names if n not in actors),
        verb=verb,
        terms=tuple(dict.fromkeys(terms)),
        unit=root(counted) if counted else "",
        counted=counted,
        window=window.span,
        yearless=window.yearless,
        subject=window.subject,
        pick="" if _LONG.search(asked) else _pick(asked, said),
        counted_from_today=window.relative,
        settled=kind == "yes_no" and bool(_SETTLED.search(asked) or _PERFECT.match(asked)),
        passive=passive,
        thing=() if verb_at is None or not verb else thing_of(words, names, verb_at, in_time, others),
        unread=window.unread,
        today=today,
        objects=tuple(n for n in names if n not in actors and is_object(words, n, verb_at)),
        ahead=bool(re.search(r"\b(?:will|shall|going to|due to|scheduled to|planning to)\b", asked, re.I)),
    )


def asks_times(question: Question) -> bool:
    """ "How many times", "how often", "how many visits": the act itself is what is counted."""
    counted = question.unit and question.unit == question.verb
    return bool(_TIMES.search(question.text)) or bool(counted)


def asks_length(question: Question) -> bool:
    """ "How long", "how many days"."""
    return bool(_LONG.search(question.text))


def last_sentence(text: str) -> str:
    """The part of a longer text that asks: what sets the scene may stand before it."""
    parts = [p for p in _SENTENCE_END.split(text.strip()) if p]
    asking = [p for p in parts if p.rstrip().endswith("?")]
    return (asking or parts or [""])[-1]


def _names(text: str, words: Sequence[Token], proper: Collection[str]) -> list[Name]:
    names = find_names(text, words)
    if names or not proper:
        return names
    # Typed in small letters: the archive knows which words are names.
    return find_names(text, [_raised(t) if t.lower in proper and t.content else t for t in words])


def _raised(token: Token) -> Token:
    return replace(token, text=token.text.capitalize())


def _pick(asked: str, verb: str) -> Pick:
    """ "Last visited", "the latest visit", "the first time": the word must stand by the act itself."""
    words = tokens(asked)
    for i, word in enumerate(words):
        pick = PICKS.get(word.lower)
        if not pick or (word.lower == "recent" and (not i or words[i - 1].lower != "most")):
            continue
        owned = i > 0 and words[i - 1].possessive  # "Oslo's last day with snow"
        if any(t.lower in MONTHS_AND_DAYS | _UNITS for t in words[i + 1 : i + 2]) and not owned:
            continue  # "last October" is a time
        beside = [t.root for t in words[i + 1 : i + 3]]
        if i + 1 == len(words) or (verb and verb in beside) or root("time") in beside[:1]:
            return pick
        if verb and i and words[i - 1].root == verb:
            return pick
    return ""


def _matters(token: Token) -> bool:
    """Words of asking ("country" in "which country") stay; titles and adverbs of order do not."""
    return token.lower not in NOT_VERBS and token.lower not in AUXILIARIES and not is_asking(token)


def _counted(asked: str) -> str:
    """The word for what is counted; "" where none follows "how many"."""
    match = _WHAT_IS_COUNTED.search(asked)
    if not match:
        return ""
    words = match.group(1).split()
    if words[0].lower() in AUXILIARIES or words[0][0].isupper():  # "how much did …"; "how many Volvos"
        return ""
    words = [w.lower() for w in words if w.lower() not in STOP_WORDS | AUXILIARIES]
    return next((w for w in words if w.endswith("s") or w in PLURALS), words[0] if words else "")

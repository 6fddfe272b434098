"""What a question asks for: its kind, the names it gives and their parts in it, the time it fixes."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Literal

from index.dates import DateSpan
from index.timex import tag
from rag.answer import Answer
from rag.lexicon import STOP_WORDS, TITLES
from rag.names import Name, find_names
from rag.words import Token, is_known_act, lemma, root, tokens

Kind = Literal["when", "who", "where", "how_many", "which", "what", "why", "how", "yes_no", "said", "topic"]

_AUXILIARIES = frozenset(
    "do does did is are was were has have had will would can could should shall may might".split()
)
_BE = frozenset(["is", "are", "was", "were", "be", "been"])
_ASKING = frozenset("when where who whom why how what which place take large big say said".split())
_SAYING = (
    r"(?:say|tell|state|claim|comment|argue|describe|call|think|warn|declare|promise|announce)"
    r"(?:s|d|ed)?|said|told"
)
_DIMENSIONS = "many much large big long old far high tall deep fast often strong wide heavy".replace(" ", "|")
_QUANTITIES = (
    "size number percentage share amount price cost value magnitude score rate toll length age volume"
).replace(" ", "|")
_FORMS_OF_DO = "did|does|do|is|are|was|were|has|have|had|will|would|can|could|happen"
_KINDS: tuple[tuple[Kind, str], ...] = (
    ("said", r"who (?:said|told|called|described|warned|declared)\b"),
    ("said", rf"what (?:did|does|do|has|have) .+? (?:{_SAYING})\b"),
    ("when", r"\bwhen\b|\b(?:what|which) (?:day|date|year|month|week)\b|\bhow soon\b|\bsince when\b"),
    ("how_many", rf"\bhow (?:{_DIMENSIONS})\b"),
    ("how_many", rf"\bwhat (?:is |was |are |were )?(?:the )?(?:\w+ )?(?:{_QUANTITIES})\b"),
    ("why", r"\bwhy\b|\b(?:what|which) (?:is |was |were )?(?:the )?reasons?\b"),
    ("who", r"\bwhom?\b|\bwhose\b"),
    (
        "where",
        r"\bwhere\b|\b(?:in|at|to|from) (?:what|which) (?:city|country|place|town|venue|state|stadium)\b",
    ),
    ("which", rf"\bwhich\b|\bwhat (?!{_FORMS_OF_DO})\w+"),
    ("what", r"\bwhat\b"),
    ("how", r"\bhow\b"),
)
_REFERRING = frozenset("he she they it him her them his their its there".split())
_ASKED_THING = frozenset("many much which what".split())
_LEADING = frozenset("of in at from by with for on between".split())
_NOT_VERBS = frozenset(
    "first last ever already also then ago later finally most recently next latest".split()
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question as understood.

    ``actors`` are the names that do what is asked about (where ``passive``, suffer it), ``others`` the
    rest. ``verb`` is the root of the act, ``unit`` the root of what is counted (``counted`` in the
    question's own word), ``terms`` the remaining content words in small letters. ``window`` holds the
    days that the question itself names ("in 2022").
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
    passive: bool = False
    objects: tuple[Name, ...] = ()  # those of ``others`` that the act is done to or with
    ahead: bool = False  # asks for what is to come ("When will …")
    today: date | None = None

    @property
    def names(self) -> tuple[Name, ...]:
        return self.actors + self.others

    @property
    def empty(self) -> bool:
        return not self.names and not any(term.isalpha() for term in self.terms)


def understand(text: str, *, today: date | None = None, proper: Collection[str] = ()) -> Question:
    """Read a question; ``proper`` are lower-case words known to be names ("putin" typed small)."""
    asked = last_sentence(text)
    words = tokens(text)
    names = _names(text, words, proper)
    kind = kind_of(asked)
    verb_at = _verb(words, names, kind, text.rfind(asked))
    passive = _passive(words, verb_at)
    if kind == "said":
        verb_at = next((i for i, t in enumerate(words) if re.fullmatch(_SAYING, t.lower)), verb_at)
    actors = [] if verb_at is None else _doers(words, names, verb_at)
    inside = {i for n in names for i in range(n.first, n.last)}
    window, in_time = _window(text, words, today)
    terms = [t for i, t in enumerate(words) if i not in inside | in_time and t.content and _matters(t)]
    counted = _counted(asked) if kind == "how_many" else ""
    verb = words[verb_at].root if verb_at is not None and kind != "said" else ""
    if verb_at is None and kind == "when" and names:  # "When was she in Oslo?" asks for a visit
        verb, actors = root("visit"), [n for n in names if not _placed(words, n)]
    return Question(
        text=text,
        kind=kind,
        actors=tuple(actors),
        others=tuple(n for n in names if n not in actors),
        verb=verb,
        terms=tuple(dict.fromkeys(t.lower for t in terms)),
        unit=root(counted) if counted else "",
        counted=counted,
        window=window,
        passive=passive,
        today=today,
        objects=tuple(n for n in names if n not in actors and _is_object(words, n, verb_at)),
        ahead=bool(re.search(r"\b(?:will|shall|going to|due to|scheduled to|planning to)\b", asked, re.I)),
    )


def last_sentence(text: str) -> str:
    """The part of a longer text that asks: RealTime-QA-like questions set the scene first."""
    parts = [p for p in re.split(r"(?<=[.!?:])\s+(?=[A-Z])", text.strip()) if p]
    asking = [p for p in parts if p.rstrip().endswith("?")]
    return (asking or parts or [""])[-1]


def kind_of(asked: str) -> Kind:
    """What kind of thing a question asks for; "topic" where it has no question word."""
    low = asked.lower()
    first = re.match(r"\W*(\w+)", low)
    if first and first.group(1) in _AUXILIARIES:
        return "yes_no"
    found = [(m.start(), i, kind) for i, (kind, p) in enumerate(_KINDS) if (m := re.search(p, low))]
    return min(found, key=lambda f: (f[0] if f[2] != "said" else -1, f[1]))[2] if found else "topic"


def _names(text: str, words: Sequence[Token], proper: Collection[str]) -> list[Name]:
    names = find_names(text, words)
    if names or not proper:
        return names
    # Typed in small letters: the archive knows which words are names.
    return find_names(text, [_raised(t) if t.lower in proper and t.content else t for t in words])


def _raised(token: Token) -> Token:
    return replace(token, text=token.text.capitalize())


def _verb(words: Sequence[Token], names: Sequence[Name], kind: Kind, asked_from: int) -> int | None:
    """The position of the word that names the act, among the content words behind the subject.

    There is no tagger: an act that the lexicon knows goes first, then a participle behind a form
    of "be", then the last bare form before the object begins.
    """
    asking = (i for i, t in enumerate(words) if t.start >= asked_from and t.lower in _AUXILIARIES)
    start = next((i for i in asking if words[i].text != "May" or i == 0), None)
    if start is None:
        start = next((i for i, t in enumerate(words) if t.lower in {"who", "which", "what"}), -1)
    run = _run(words, names, start, kind)
    if start >= 0 and words[start].lower in _BE and (forms := [i for i in run if _participle(words[i])]):
        return forms[-1]
    if known := [i for i in run if is_known_act(words[i].root)]:
        return known[-1]
    if start >= 0 and words[start].lower in _BE:
        return run[-1] if run and kind == "when" else None
    bare = [i for i in run if lemma(words[i].lower) == words[i].lower]
    return (bare or run)[-1] if run else None


def _run(words: Sequence[Token], names: Sequence[Name], start: int, kind: Kind) -> list[int]:
    """Content words behind the subject, up to where an object or a place begins; "of …" is skipped."""
    inside = {i for n in names for i in range(n.first, n.last)}
    run: list[int] = []
    skipping = False
    for i in range(start + 1, len(words)):
        token = words[i]
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
    if at + 1 not in inside or behind == len(words):
        return False
    return words[behind].content and lemma(words[behind].lower) == words[behind].lower


def _may_be_act(words: Sequence[Token], i: int, kind: Kind) -> bool:
    token = words[i]
    counted = kind in {"how_many", "which", "what"} and words[i - 1].lower in _ASKED_THING
    return not (counted or token.lower in _NOT_VERBS or token.lower.endswith("ly") or _asking(token))


def _participle(token: Token) -> bool:
    form = token.lower
    return form.endswith(("ed", "en")) or (lemma(form) != form and not form.endswith(("ing", "s")))


def _passive(words: Sequence[Token], verb_at: int | None) -> bool:
    """ "Was … shut": behind a form of "be" the subject suffers the act, unless it goes on ("is leaving")."""
    if verb_at is None or words[verb_at].lower.endswith("ing"):
        return False
    return bool({t.lower for t in words[:verb_at]} & _BE)


def _doers(words: Sequence[Token], names: Sequence[Name], verb_at: int) -> list[Name]:
    """Names between the auxiliary and the verb that no preposition leads in."""
    start = max((i for i in range(verb_at) if words[i].lower in _AUXILIARIES), default=None)
    if start is None:
        if words[0].lower != "when":
            return []
        start = 0  # a headline: "When Brandt visits Oslo"
    before = [n for n in names if start < n.first < verb_at]
    led = {n for n in before if words[n.first - 1].lower in _LEADING}
    for one, other in pairwise(before):  # "of Brandt and Okoro": both are led in
        if one in led and [t.lower for t in words[one.last : other.first]] == ["and"]:
            led.add(other)
    subject = [n for n in before if n not in led]
    return [n for n in subject if not (n.possessive or n.of_people)]


def _is_object(words: Sequence[Token], name: Name, verb_at: int | None) -> bool:
    """Right behind the verb or a "with", over titles: "meet Brandt", "talk with President Brandt"."""
    i = name.first - 1
    while i > 0 and words[i].lower in TITLES | {"the"}:
        i -= 1
    return verb_at is not None and i >= verb_at and (i == verb_at or words[i].lower == "with")


def _placed(words: Sequence[Token], name: Name) -> bool:
    return name.first > 0 and words[name.first - 1].lower in {"in", "at", "to", "on"}


def _window(text: str, words: Sequence[Token], today: date | None) -> tuple[DateSpan | None, set[int]]:
    times = [t for t in tag(text, today) if t.type in {"DATE", "TIME"}]
    dated = [t for t in times if t.span]
    covered = {i for i, w in enumerate(words) for t in dated if t.start <= w.start < t.end}
    return (dated[0].span if len(dated) == 1 else None), covered


def _matters(token: Token) -> bool:
    """Words of asking ("country" in "which country") stay; titles and adverbs of order do not."""
    return token.lower not in _NOT_VERBS and token.lower not in _AUXILIARIES and not _asking(token)


def _asking(token: Token) -> bool:
    return token.lower in _ASKING


def _counted(asked: str) -> str:
    """The word for what is counted; "" where none follows "how many"."""
    match = re.search(r"how (?:many|much)\s+(?:of\s+the\s+|of\s+|more\s+)?((?:\w+\s+)?\w+)", asked.lower())
    if not match:
        return ""
    words = [w for w in match.group(1).split() if w not in STOP_WORDS and w not in _AUXILIARIES]
    return words[0] if words else ""


def with_history(text: str, history: Sequence[tuple[str, Answer | str]] | None) -> str:
    """The question with the names of the last one added, where it gives none of its own."""
    words = tokens(text)
    complete = find_names(text, words) and not any(w.lower in _REFERRING for w in words)
    if not history or complete:
        return text
    before = history[-1][0]
    names = list(dict.fromkeys(str(n) for n in find_names(before, tokens(before))))
    return f"{text.rstrip()} ({', '.join(names)})" if names else text

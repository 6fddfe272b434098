"""What kind of thing answers a question of each kind, and whether a sentence holds one."""
# ruff: noqa: ARG001 - the checks share one signature, whether they need all of it or not

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from rag.names import PARTIAL, Name, likeness
from rag.question import Question
from rag.quotes import says
from rag.story import Sentence, Story
from rag.words import any_of, family, root

_SCALES = r"(?:\s?(?:%|percent|per cent|million|billion|trillion|thousand|hundred))?"
_DIGITS = re.compile(rf"(?:[$€£¥]\s?)?(?<![-–\w])\d[\d,.]*\b{_SCALES}", re.IGNORECASE)
_NUMERALS = any_of(
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|twenty|thirty|forty|fifty",
    "sixty|seventy|eighty|ninety|hundreds?|thousands?|million|billion|twice|once|half|a third|a quarter",
)
_MONEY = re.compile(r"[$€£¥]|\b(?:dollar|euro|pound|yuan|ruble|rouble|rupee|yen)s?\b", re.IGNORECASE)
_CAUSE = any_of(
    "because|(?:due|owing|thanks) to|on account of|result of|in (?:relation|response) to|in protest",
    r"reasons?|cit(?:ed|ing)|blam\w+|(?:caused|prompted) by|so that|in order to|to avoid",
)
_MAYBE_CAUSE = any_of(
    "since|after|over|amid|as|to (?:help|protect|prevent|show|allow|make)", r"aim\w*|for \w+ing"
)
_PEOPLE = any_of(
    r"people|persons?|men|women|children|kill\w*|dead|die[ds]?|deaths?|injur\w+|wound\w+|victims?|hurt|lives",
    r"residents|passengers|soldiers|workers|civilians|students|refugees|migrants|inhabitants|citizens|crew",
    r"attend\w+|missing|homeless|displaced|evacuat\w+|arrest\w+|visitors|fans|voters|protesters|members",
)
_HEADLINE = 0.5  # a headline says less, and often more than is so
_PLACE_WORDS = frozenset("in at to near from outside on off via through inside".split())
LENGTH = re.compile(
    r"(?<!\bby )\b(?:\d[\d.,]*|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"[a-z]+teen|[a-z]+ty|several|half)\b(?: (?:and )?an? (?:half|quarter)| more| hundred| thousand)*[- ]"
    r"(?:year|month|week|day|hour|minute|second|decade)s?\b"
    r"(?!\s+(?:to the day|after|before|later|ago|earlier|old|since)|-old)",
    re.IGNORECASE,
)
"""A stretch of time, but none that only leads to another time ("two days later")."""
_MEASURES: dict[str, re.Pattern[str]] = {
    "old": any_of(r"aged?|years? old|year-old|(?:he|she) (?:was|is) \d{1,3}"),
    "far": any_of(r"kilomet\w+|km|miles?|met(?:re|er)s?"),
}


def fitness(question: Question, story: Story, sentence: Sentence) -> float:
    """How well a sentence holds the kind of thing asked for, 0 to 1."""
    check = _CHECKS.get(question.kind)
    fit = check(question, story, sentence) if check else 0.7
    return fit * _HEADLINE if sentence.heading else fit


def _who(question: Question, story: Story, sentence: Sentence) -> float:
    """A name that the question does not give."""
    fresh = [
        n
        for n in sentence.names
        if not n.country and all(likeness(a, n, story.full_names) < PARTIAL for a in question.names)
    ]
    if any(len(n.words) > 1 or n.titled for n in fresh):
        return 1.0
    return 0.6 if fresh or any(n.country for n in sentence.names) else 0.1


def _where(question: Question, story: Story, sentence: Sentence) -> float:
    """A place: a name the question does not give, behind a preposition of place."""
    for name in sentence.names:
        before = sentence.tokens[name.first - 1].lower if name.first else ""
        if before == "the" and name.first > 1:
            before = sentence.tokens[name.first - 2].lower
        if before in _PLACE_WORDS and name.key not in {n.key for n in question.names}:
            return 1.0
    return 0.2


def _how_many(question: Question, story: Story, sentence: Sentence) -> float:
    """A number that is no date, best beside the thing that is counted."""
    if "how long" in question.text.lower() and any("/" in t.value for t in sentence.times):
        return 1.0  # "from April 2019 to February 2022"
    text = sentence.text
    for time in sentence.times:
        if time.type in {"DATE", "TIME"}:
            at, end = time.start - sentence.start, time.end - sentence.start
            text = text[:at] + " " * (end - at) + text[end:]
    numbers = [*_DIGITS.finditer(text), *_NUMERALS.finditer(text)]
    if not numbers:
        return 0.0
    asked = question.text.lower()
    if "how long" in asked:
        return 1.0 if LENGTH.search(text) else 0.2
    for word, pattern in _MEASURES.items():
        if f"how {word}" in asked:
            return 1.0 if pattern.search(text) else 0.2
    if re.search(r"\b(?:cost|price|worth|pay|paid|much (?:\w+ )?money|spend|spent|revenue|profit)\b", asked):
        return 1.0 if _MONEY.search(text) else 0.3
    if not question.unit:
        return 0.9
    if any(_counts(question.unit, text, m) for m in numbers):
        return 1.0
    around = (sentence, *story.near(sentence.index, 1), story.title)
    return 0.45 if any(family(question.unit) & s.roots for s in around) else 0.2


def counted(question: Question, text: str) -> list[str]:
    """The figures in a text that count what a question asks, as they are written."""
    if question.kind != "how_many" or not question.unit:
        return []
    found = [*_DIGITS.finditer(text), *_NUMERALS.finditer(text)]
    return [m.group().lower() for m in found if _counts(question.unit, text, m)]


def _counts(unit: str, text: str, number: re.Match[str]) -> bool:
    """The counted thing stands within a few words of the number."""
    near = text[max(0, number.start() - 40) : number.end() + 50].lower()
    roots = {root(w) for w in re.findall(r"[a-z]+", near)}
    if unit in {root("people"), root("person")}:
        clock = text[number.end() : number.end() + 1] == ":" or text[: number.start()].endswith(":")
        return not clock and "." not in number.group().rstrip(".") and bool(_PEOPLE.search(near))
    return bool(roots & family(unit))


def _which(question: Question, story: Story, sentence: Sentence) -> float:
    """For a country asked: one that the question does not name; else any sentence may hold it."""
    if not re.search(r"\b(?:which|what) (?:countr|nation|state)", question.text, re.I):
        return 0.7
    given = {n.country[0] for n in question.names if n.country}
    return 1.0 if any(n.country and n.country[0] not in given for n in sentence.names) else 0.3


def _why(question: Question, story: Story, sentence: Sentence) -> float:
    if gives_cause(sentence):
        return 1.0
    return 0.6 if _MAYBE_CAUSE.search(sentence.text) else 0.3


def gives_cause(sentence: Sentence) -> bool:
    """Whether a sentence says outright that it gives a reason."""
    return bool(_CAUSE.search(sentence.text))


def _when(question: Question, story: Story, sentence: Sentence) -> float:
    return 1.0 if any(t.type in {"DATE", "TIME"} for t in sentence.times) else 0.0


def _said(question: Question, story: Story, sentence: Sentence) -> float:
    """Words of the one who is asked about, best between quotation marks; somebody may speak for them."""
    saying = says(story, sentence)
    if saying is None:
        return 0.1
    speakers = [saying.speaker] if saying.speaker else []
    if not question.actors or _is_among(question.actors[0], speakers, story):
        return 1.0 if saying.quoted else 0.8
    return 0.6 if _is_among(question.actors[0], saying.behalf, story) else 0.2


def _is_among(asked: Name, names: Sequence[Name], story: Story) -> bool:
    return any(likeness(asked, name, story.full_names) >= PARTIAL for name in names)


_Check = Callable[[Question, Story, Sentence], float]
_CHECKS: dict[str, _Check] = {
    "who": _who,
    "where": _where,
    "how_many": _how_many,
    "which": _which,
    "why": _why,
    "when": _when,
    "said": _said,
}

"""Questions made by rule from sentences: who, when, where, how many, who said.

A rule turns a sentence of a shape that it knows for sure into a question and the part that answers it.
Most sentences fit no rule; those that do give plain questions of the kinds that news is asked.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence

from index.split import sentences
from rag.reader.data.example import Example, Span
from rag.words import lemma

_NAME = r"[A-Z][\w’'.-]+(?: (?:of |the |de |von |van )?[A-Z][\w’'.-]+){0,4}"
_SUBJECT = r"(?P<subject>(?:The |the |An? )?[\w’'-]+(?: [\w’'-]+){0,5}?)"
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = (
    r"(?:(?:on|in|since|until|by) )?"
    rf"(?P<date>(?:(?:\d{{1,2}} )?(?:{_MONTH})(?: \d{{1,2}})?,? )?(?:1\d{{3}}|20\d\d))"
)
_NUMBER = (
    r"(?P<number>(?:(?:about|around|nearly|over|more than|at least) )?"
    r"(?:\d[\d,.]*(?: (?:million|billion|thousand))?|"
    r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty))"
)
_PAST = (
    r"(?:[a-z]{3,}ed|became|began|built|came|fell|found|gave|held|led|left|lost|made|met|rose|said|sold|"
    r"sent|spoke|stood|told|took|went|won|wrote)"
)
_SAYING = "said|stated|wrote|argued|claimed|noted|announced|reported|suggested|explained|warned|believed"
_NO_SUBJECTS = frozenset(
    "it he she they we you i this that these those there here in at on who which what both an a".split()
)
_PLACES = "located|situated|born|based|held|built|buried|headquartered|founded|established|killed|signed"
_BODIES = frozenset(
    "university company party church army government council bank league museum river city war battle "
    "empire dynasty party college institute corporation association treaty act".split()
)

_WHO = re.compile(
    rf"^(?P<answer>{_NAME}) (?P<rest>(?:was|is|were|had|has|also |later |then )?{_PAST}\b.{{12,140}})$"
)
_WHEN_WAS = re.compile(
    rf"^(?:In (?P<year>1\d{{3}}|20\d\d),? )?{_SUBJECT} (?P<verb>was|were) (?P<rest>[^,;]{{8,120}})$"
)
_WHEN_DID = re.compile(
    rf"^In (?P<year>1\d{{3}}|20\d\d),? {_SUBJECT} (?P<verb>{_PAST}) (?P<rest>[^,;]{{5,120}})$"
)
_DATED_END = re.compile(rf" (?:on|in) {_DATE}$")
_WHERE = re.compile(
    rf"^{_SUBJECT} (?P<verb>is|was|are|were) (?P<how>{_PLACES}) (?:in|at|near|on) "
    rf"(?P<answer>{_NAME}(?:, {_NAME})?)"
)
_HOW_MANY_FIRST = re.compile(rf"^(?i:{_NUMBER}) (?P<rest>(?!of\b|percent\b|%)[a-z]+ .{{12,120}})$")
_HOW_MANY = re.compile(
    rf"^{_SUBJECT} (?P<verb>has|have|had|contains|included|includes|contained|employs|employed|killed|won) "
    rf"{_NUMBER} (?P<what>(?!of\b|percent\b)[a-z-]+(?: [a-z-]+)?)(?P<rest>.{{0,80}})$"
)
_SAID = re.compile(rf"^(?P<answer>{_NAME}) (?P<verb>{_SAYING}) (?:that )?(?P<rest>.{{25,180}})$")

Made = tuple[str, Span]
"""A question, and where the sentence answers it."""


def questions(text: str, rng: random.Random) -> list[Example]:
    """At most one question a sentence, with the answer's place in ``text``."""
    made: list[Example] = []
    for start, end in sentences(text):
        found = list(_asked(text[start:end].rstrip(" .!?")))
        if found:
            question, (first, last) = rng.choice(found)
            made.append(Example("made", f"{question}?", text, ((start + first, start + last),)))
    return made


def _asked(sentence: str) -> Iterator[Made]:
    for rule in (_who, _when, _where, _how_many, _said):
        yield from rule(sentence)


def _who(sentence: str) -> Iterator[Made]:
    match = _WHO.match(sentence)
    if match and _nominal(match["answer"]):
        body = not _BODIES.isdisjoint(match["answer"].lower().split())
        yield f"{'What' if body else 'Who'} {match['rest']}", match.span("answer")


def _when(sentence: str) -> Iterator[Made]:
    match = _WHEN_WAS.match(sentence)
    if match and _nominal(match["subject"]):
        dated = _DATED_END.search(sentence, match.start("rest"))
        if match["year"]:
            yield f"When {match['verb']} {_low(match['subject'])} {match['rest']}", match.span("year")
        elif dated:
            rest = sentence[match.start("rest") : dated.start()]
            yield f"When {match['verb']} {_low(match['subject'])} {rest}", dated.span("date")
    match = _WHEN_DID.match(sentence)
    if match and _nominal(match["subject"]):
        verb = lemma(match["verb"])
        yield f"When did {_low(match['subject'])} {verb} {match['rest']}", match.span("year")


def _where(sentence: str) -> Iterator[Made]:
    match = _WHERE.match(sentence)
    if match and _nominal(match["subject"]):
        yield f"Where {match['verb']} {_low(match['subject'])} {match['how']}", match.span("answer")


def _how_many(sentence: str) -> Iterator[Made]:
    match = _HOW_MANY_FIRST.match(sentence)
    if match:
        yield f"How many {match['rest']}", match.span("number")
    match = _HOW_MANY.match(sentence)
    if match and _nominal(match["subject"]):
        verb = match["verb"]
        did = "do" if verb == "have" else "does" if verb.endswith("s") else "did"
        asked = f"How many {match['what']} {did} {_low(match['subject'])} {lemma(verb)}{match['rest']}"
        yield asked, match.span("number")


def _said(sentence: str) -> Iterator[Made]:
    match = _SAID.match(sentence)
    if match and _nominal(match["answer"]):
        yield f"Who {match['verb']} that {_low(match['rest'])}", match.span("answer")
        yield f"What did {match['answer']} {lemma(match['verb'])}", match.span("rest")


def _nominal(subject: str) -> bool:
    """A subject that names what it is about: no pronoun, and no verb in it."""
    words = subject.split()
    pronoun = words[0].lower() in _NO_SUBJECTS and not (len(words) > 1 and words[0] in {"A", "An"})
    return not pronoun and re.fullmatch(_PAST, words[-1]) is None


def _low(phrase: str) -> str:
    """A phrase inside a sentence: an article loses its capital, a name keeps it."""
    first, _, rest = phrase.partition(" ")
    return f"{first.lower()} {rest}" if first in {"The", "A", "An"} and rest else phrase


def from_texts(texts: Sequence[str], rng: random.Random) -> list[Example]:
    """The questions of all texts."""
    return [example for text in texts for example in questions(text, rng)]
